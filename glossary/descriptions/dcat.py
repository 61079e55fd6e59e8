"""The catalogue by DCAT-AP 3.0.1 (and ADMS): each vocabulary a data set, each of its files a distribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from glossary import languages
from glossary.descriptions.base import A, Property, blank, described, each, joined, moment
from glossary.dumps import Dump
from glossary.model import Release, Scheme, Vocabulary
from glossary.skos.namespaces import ADMS, DCAT, DCT, FOAF, OWL, PROV, SPDX, XSD
from glossary.skos.triples import IRI, Block, Literal

_EU: Final = "http://publications.europa.eu/resource/authority/"
_FILE_TYPES: Final = {
    "turtle": "RDF_TURTLE", "rdfxml": "RDF_XML", "jsonld": "JSON_LD", "ntriples": "RDF_N_TRIPLES",
    "nquads": "RDF_N_QUADS", "trig": "RDF_TRIG", "csv": "CSV",
}  # fmt: skip
"""By the EU's authority table of file types."""
_SHA256: Final = f"{SPDX}checksumAlgorithm_sha256"
_SKOS_TECHNIQUE: Final = "http://purl.org/adms/representationtechnique/SKOS"


def describe(
    release: Release, schemes: dict[str, Scheme | None], dumps: Sequence[Dump], origin: str, publisher: str
) -> Iterator[Block]:
    """The catalogue at ``origin/catalog``; ``schemes`` are the vocabularies' main schemes, where they describe one."""
    catalogue, agent = IRI(f"{origin}/catalog"), IRI(f"{origin}/#publisher")
    datasets = [IRI(dataset(origin, vocabulary.id)) for vocabulary in release.vocabularies]
    yield described(
        catalogue,
        (A, IRI(f"{DCAT}Catalog")),
        (IRI(f"{DCT}title"), Literal("Vocabularies of this service", "en")),
        (IRI(f"{DCT}description"), Literal("Multilingual vocabularies with their files and interfaces", "en")),
        (IRI(f"{DCT}publisher"), agent),
        (IRI(f"{DCT}modified"), moment(release.created)),
        (IRI(f"{FOAF}homepage"), IRI(f"{origin}/")),
        *each(IRI(f"{DCAT}dataset"), datasets),
        *each(IRI(f"{DCAT}service"), (IRI(f"{origin}/sparql"), IRI(f"{origin}/api/v1"))),
    )
    yield described(agent, (A, IRI(f"{FOAF}Agent")), (IRI(f"{FOAF}name"), Literal(publisher)))
    yield described(IRI(f"{origin}/"), (A, IRI(f"{FOAF}Document")))
    yield _service(f"{origin}/sparql", f"{origin}/sparql", "SPARQL 1.1 endpoint", datasets)
    yield _service(f"{origin}/api/v1", f"{origin}/openapi.json", "JSON API", datasets)
    for vocabulary in release.vocabularies:
        own = [dump for dump in dumps if dump.vocabulary == vocabulary.id]
        scheme = schemes.get(vocabulary.id)
        yield _dataset(release, vocabulary, scheme, own, origin, agent)
        for dump in own:
            yield _distribution(release, dump, scheme, origin)
    for licence in sorted({scheme.licence for scheme in schemes.values() if scheme and scheme.licence}):
        if _is_address(licence):
            yield described(IRI(licence), (A, IRI(f"{DCT}LicenseDocument")))


def dataset(origin: str, vocabulary: str) -> str:
    """The address of a vocabulary as a data set: what it is as a concept scheme has another."""
    return f"{origin}/catalog#{vocabulary}"


def download(origin: str, dump: Dump) -> str:
    """The address of a file."""
    return f"{origin}/{dump.vocabulary}.{dump.suffix}"


def _service(address: str, description: str, title: str, datasets: Sequence[IRI]) -> Block:
    return described(
        IRI(address),
        (A, IRI(f"{DCAT}DataService")),
        (IRI(f"{DCT}title"), Literal(title, "en")),
        (IRI(f"{DCAT}endpointURL"), IRI(address)),
        (IRI(f"{DCAT}endpointDescription"), IRI(description)),
        *each(IRI(f"{DCAT}servesDataset"), datasets),
    )


def _dataset(
    release: Release, vocabulary: Vocabulary, scheme: Scheme | None, dumps: Sequence[Dump], origin: str, agent: IRI
) -> Block:
    page = IRI(f"{origin}/{vocabulary.id}")
    return described(
        IRI(dataset(origin, vocabulary.id)),
        *each(A, (IRI(f"{DCAT}Dataset"), IRI(f"{ADMS}Asset"))),
        *((IRI(f"{DCT}title"), Literal(text.text, text.language)) for text in vocabulary.titles),
        *_descriptions(vocabulary, scheme),
        (IRI(f"{DCT}publisher"), agent),
        (IRI(f"{DCT}identifier"), Literal(vocabulary.uri)),
        (IRI(f"{DCT}modified"), moment(release.created)),
        (IRI(f"{DCAT}version"), Literal((scheme.version if scheme else "") or release.id)),
        (IRI(f"{DCT}type"), IRI(f"{_EU}dataset-type/THESAURUS")),
        (IRI(f"{DCAT}landingPage"), page),
        *each(IRI(f"{DCT}language"), map(IRI, _languages(vocabulary))),
        *each(IRI(f"{DCAT}distribution"), (IRI(download(origin, dump)) for dump in dumps)),
        (IRI(f"{PROV}wasGeneratedBy"), IRI(f"{origin}/release/{release.id}#build")),
        (IRI(f"{OWL}versionInfo"), Literal(release.id)),
    )


def _descriptions(vocabulary: Vocabulary, scheme: Scheme | None) -> Iterator[Property]:
    """What the scheme says of itself, else its size in words: a description is mandatory."""
    texts = (*scheme.definitions, *scheme.scope_notes, *scheme.notes) if scheme else ()
    for text in texts:
        yield IRI(f"{DCT}description"), Literal(text.text, text.language)
    if not texts:
        size = f"{vocabulary.concepts} concepts in {len(vocabulary.languages)} languages"
        yield IRI(f"{DCT}description"), Literal(size, "en")


def _languages(vocabulary: Vocabulary) -> list[str]:
    """By the EU's authority table, as DCAT-AP wants it: codes of three letters, in capitals."""
    codes = {languages.iso639_3(count.language) for count in vocabulary.languages}
    return [f"{_EU}language/{code.upper()}" for code in sorted(codes) if code]


def _distribution(release: Release, dump: Dump, scheme: Scheme | None, origin: str) -> Block:
    address, checksum = IRI(download(origin, dump)), blank(f"checksum-{dump.vocabulary}", dump.format)
    licence = scheme.licence if scheme else ""
    file = described(
        address,
        *each(A, (IRI(f"{DCAT}Distribution"), IRI(f"{ADMS}AssetDistribution"))),
        (IRI(f"{DCT}title"), Literal(f"{dump.vocabulary} as {dump.label}", "en")),
        (IRI(f"{DCAT}accessURL"), address),
        (IRI(f"{DCAT}downloadURL"), address),
        (IRI(f"{DCAT}mediaType"), IRI(f"https://www.iana.org/assignments/media-types/{dump.media_type}")),
        *each(IRI(f"{DCT}format"), (IRI(f"{_EU}file-type/{name}") for name in _file_type(dump))),
        (IRI(f"{DCAT}byteSize"), Literal(str(dump.size), datatype=f"{XSD}nonNegativeInteger")),
        (IRI(f"{SPDX}checksum"), checksum),
        (IRI(f"{DCT}modified"), moment(release.created)),
        *(((IRI(f"{DCT}license"), IRI(licence)),) if _is_address(licence) else ()),
        *(((IRI(f"{ADMS}representationTechnique"), IRI(_SKOS_TECHNIQUE)),) if dump.format != "csv" else ()),
    )
    sum_ = described(
        checksum,
        (A, IRI(f"{SPDX}Checksum")),
        (IRI(f"{SPDX}algorithm"), IRI(_SHA256)),
        (IRI(f"{SPDX}checksumValue"), Literal(dump.sha256, datatype=f"{XSD}hexBinary")),
    )
    return joined(file, [sum_])


def _file_type(dump: Dump) -> tuple[str, ...]:
    return (_FILE_TYPES[dump.format],) if dump.format in _FILE_TYPES else ()


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(sign in text for sign in ' <>"{}|\\^`')
