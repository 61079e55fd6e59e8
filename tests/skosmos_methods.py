"""Runs every method of skosmos-client against a served site and prints what each gave, as JSON.

It runs in an environment of its own, so it imports nothing of this project: ORIGIN VOCABULARY BASE are its arguments.
"""

from __future__ import annotations

import json
import sys

from skosmos_client import SkosmosClient

origin, vocabulary, base = sys.argv[1:]
client = SkosmosClient(f"{origin}/rest/v1/")
guest = client.get_concept(vocabulary, f"{base}guest")
traveller = client.get_concept(vocabulary, f"{base}traveller")
graph = client.data(f"{base}guest", vocid=vocabulary)
found = {
    "vocabularies": client.vocabularies("en"),
    "search": client.search("gu*", lang="en", vocabs=[vocabulary], unique=True),
    "search_everywhere": client.search("*reis*", parent=f"{base}traveller"),
    "search_group": client.search("*", lang="de", group=f"{base}words"),
    "data": sorted(label.n3() for label in graph.objects()),
    "data_everywhere": len(client.data(f"{base}guest")),
    "types": client.types("en", vocid=vocabulary),
    "types_everywhere": client.types("en"),
    "vocabulary": client.get_vocabulary(vocabulary, lang="de"),
    "top": client.top_concepts(vocabulary, lang="en", scheme=f"{base}scheme"),
    "lookup": client.lookup(vocabulary, "VISA", lang="en"),
    "groups": client.groups(vocabulary, lang="en"),
    "label": guest.label("de"),
    "broader": guest.broader("el"),
    "broader_transitive": guest.broaderTransitive("en", limit=10),
    "narrower": traveller.narrower("de"),
    "narrower_transitive": traveller.narrowerTransitive("de"),
    "related": traveller.related("de"),
}
for name, call in (
    ("unknown_vocabulary", lambda: client.get_vocabulary("nowhere")),
    ("unknown_label", lambda: client.lookup(vocabulary, "no such label")),
):
    try:
        call()
    except ValueError as error:
        found[name] = str(error)
print(json.dumps(found))
