"""The data of a concept by the Skosmos API: its RDF with that of its neighbours, and its mappings."""

from __future__ import annotations

from flask import Response, request

from glossary.exports import JSON_GRAPH, RDF_FORMATS
from glossary.model import Concept
from service.answers import Answer, catalogue, redirect, respond
from service.errors import NotAcceptable
from service.negotiation import Format, choose
from service.signposts import negotiable
from service.skosmos.asking import Ask, Fields, truth

_WRITERS = negotiable((RDF_FORMATS["rdfxml"], RDF_FORMATS["turtle"], RDF_FORMATS["jsonld"], JSON_GRAPH))
_KINDS = {
    "exact": ("Exactly matching concepts", "Exactly matching concepts in another vocabulary."),
    "close": ("Closely matching concepts", "Closely matching concepts in another vocabulary."),
    "broad": ("Broader matching concepts", "Broader matching concepts in another vocabulary."),
    "narrow": ("Narrower matching concepts", "Narrower matching concepts in another vocabulary."),
    "related": ("Related matching concepts", "Related matching concepts in another vocabulary."),
}


def data(uri: str, wanted: str, vocabulary: str = "") -> Response:
    """The RDF of a concept and what its neighbours are called, in the format named or else by Accept."""
    format_ = _format(wanted)
    open_ = catalogue()
    prefixes = open_.prefixes(vocabulary or open_.find(uri).vocabulary)
    body = b"".join(_WRITERS[format_].write(open_.surroundings(uri, vocabulary), prefixes))
    headers = () if wanted else (("Vary", "Accept"),)
    changed = open_.changed(uri, vocabulary)
    return respond(Answer(body, format_.content_type, headers=headers, modified=changed, open=True))


def own_data(ask: Ask) -> Response:
    """The same as one vocabulary has it; without an address, where the whole vocabulary is."""
    if ask.values["uri"]:
        return data(ask.values["uri"], ask.values["format"], ask.vocabulary.id)
    format_ = _format(ask.values["format"])
    suffix = _WRITERS[format_].suffix if format_.name != JSON_GRAPH.label else RDF_FORMATS["jsonld"].suffix
    return respond(redirect(f"/{ask.vocabulary.id}.{suffix}", 302, ("Vary", "Accept"), open_=True))


def mappings(ask: Ask) -> Fields:
    """The mappings of a concept as JSKOS, and the concept's data as a text of JSON-LD."""
    value = ask.resource()
    external = truth("external", ask.values["external"], default=True)
    language = ask.values["clang"] or ask.language
    found = value.mappings if isinstance(value, Concept) else ()
    nodes = ask.catalogue.nodes([one.uri for one in found], (language,)) if external else ()
    known = {node.uri: node for node in nodes if node.kind != "unknown"}
    targets = {one.uri: one for one in ask.catalogue.resources(list(known)) if isinstance(one, Concept)}
    shown = []
    for mapping in found:
        node, target = known.get(mapping.uri), targets.get(mapping.uri)
        tag = (node.label.language or "") if node else language
        member: Fields = {"uri": mapping.uri}
        if node and target:
            member["prefLabel"] = {tag: node.label.text}
            member |= {"notation": target.notations[0].text} if target.notations else {}
        schemes: Fields = {"fromScheme": {"uri": ask.vocabulary.uri}}
        schemes |= {"toScheme": {"uri": target.schemes[0]}} if target and target.schemes else {}
        vocabulary = ask.catalogue.vocabulary(node.vocabulary) if node else None
        shown.append(
            {
                "uri": value.uri,
                "notation": member.get("notation"),
                "type": [f"skos:{mapping.kind}Match"],
                "prefLabel": node.label.text if node else mapping.uri,
                "from": {"memberSet": [{"uri": value.uri}]},
                "to": {"memberSet": [member]},
                "hrefLink": None if node else mapping.uri,
                "lang": tag,
                "vocabName": ask.catalogue.title(vocabulary, (language,)).text if vocabulary else "",
                "typeLabel": _KINDS[mapping.kind][0],
                "description": _KINDS[mapping.kind][1],
                **schemes,
            }
        )
    prefixes = ask.catalogue.prefixes(ask.vocabulary.id)
    blocks = ask.catalogue.surroundings(value.uri, ask.vocabulary.id)
    graph = b"".join(RDF_FORMATS["jsonld"].write(blocks, prefixes)).decode()
    return {"mappings": shown, "graph": graph}


def _format(wanted: str) -> Format:
    """The format with that media type, else the one that Accept prefers; NotAcceptable where there is none."""
    offered = tuple(_WRITERS)
    if wanted:
        chosen = next((one for one in offered if one.media_type == wanted.partition(";")[0].strip().lower()), None)
    else:
        chosen = choose(request.headers.get("Accept", ""), offered)
    if chosen is None:
        raise NotAcceptable(tuple(one.media_type for one in offered))
    return chosen
