"""Requests to the interfaces that existing clients speak, for the benchmark: one mix for each interface."""

from __future__ import annotations

import json
import random
from urllib.parse import quote

from glossary.catalogue import Catalogue

TAGS = ("en", "de", "fr", "el")
BATCHES = 200
BATCH = 10
"""Queries in a batch, as OpenRefine sends them."""


def interface_paths(catalogue: Catalogue) -> dict[str, list[str]]:
    """Addresses by interface: Skosmos searches of beginnings and parts of labels, and batches to be reconciled."""
    chance = random.Random(5)  # noqa: S311  # no secret
    vocabulary = catalogue.vocabularies()[0].id
    terms = [
        term for concept in catalogue.concepts(vocabulary) for term in concept.terms if (term.language or "") in TAGS
    ]
    searches = []
    for term in chance.sample(terms, min(len(terms), 800)):
        plain = term.text.replace("*", "")
        pattern = chance.choice((plain, f"{plain[:4]}*", f"*{plain[-5:]}*"))
        searches.append(f"/rest/v1/{vocabulary}/search?query={quote(pattern)}&lang={term.language}&unique=true")
    batches = []
    for _ in range(BATCHES):
        chosen = chance.sample(terms, BATCH)
        queries = {
            f"q{number}": {"query": _spoilt(term.text, chance), "properties": [{"pid": "language", "v": term.language}]}
            for number, term in enumerate(chosen)
        }
        batches.append(f"/reconcile/{vocabulary}?queries={quote(json.dumps(queries))}")
    return {"Skosmos search": searches, "reconciliation batch of 10": batches}


def _spoilt(text: str, chance: random.Random) -> str:
    """A label as tables have them: as it is, in capitals, cut short or with a letter missing."""
    place = chance.randrange(len(text))
    return chance.choice((text, text, text.upper(), text[: place + 1], text[:place] + text[place + 1 :]))
