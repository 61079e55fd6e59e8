"""The namespaces of the standards that the reader and the writers know, and the usual prefixes for them."""

from __future__ import annotations

from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
ISOTHES: Final = "http://purl.org/iso25964/skos-thes#"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCT: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
ADMS: Final = "http://www.w3.org/ns/adms#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SPDX: Final = "http://spdx.org/rdf/terms#"
LEXINFO: Final = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
EUVOC: Final = "http://publications.europa.eu/ontology/euvoc#"
EU_AUTHORITY: Final = "http://publications.europa.eu/ontology/authority/"
EU_COUNTRY: Final = "http://publications.europa.eu/resource/authority/country/"
GLOSSARY: Final = "https://w3id.org/migration-glossary/def#"
"""Our own few properties, for facts that none of the standards above has a property for."""

PREFIXES: Final[dict[str, str]] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "isothes": ISOTHES,
    "dc": DC,
    "dct": DCT,
    "prov": PROV,
    "void": VOID,
    "lexinfo": LEXINFO,
    "euvoc": EUVOC,
    "country": EU_COUNTRY,
    "mgd": GLOSSARY,
}
