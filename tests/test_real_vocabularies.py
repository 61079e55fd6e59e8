"""Real vocabularies, through the whole pipeline: what goes in comes out, and is found."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import rdflib
from exports_material import OXIGRAPH, lowered, read_elsewhere
from rdflib.compare import isomorphic

from glossary import bootstrap, inputs, publishing
from glossary.catalogue import Catalogue
from glossary.errors import InputError
from glossary.exports import RDF_FORMATS
from glossary.skos.triples import Blank, Triple
from tests.conftest import SHARED

VOCABULARIES = SHARED / "data" / "vocabularies"
SMALL = sorted(VOCABULARIES.glob("skosmos-tests/*.ttl"))
LARGE = [
    "eurovoc-migration-27lang.ttl",
    "tna-vocab-20201223--aat-20200518.ttl",
    "countries-skos.rdf",
    "unesco-thesaurus.ttl",
]
NO_CONCEPTS = {"default_graph.ttl", "myns-ontology.ttl", "test-marc.ttl"}
"""Files that hold settings of a test bench and no concept at all: refused, as any such file is."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not beside this checkout")


def published(file: Path, folder: Path) -> Catalogue:
    publishing.build(inputs.gather([], [f"real={file}"]), folder)
    return bootstrap.open_catalogue(folder)


def original(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def dumped(catalogue: Catalogue, name: str) -> bytes:
    return b"".join(RDF_FORMATS["turtle"].write(catalogue.dump(name, inferred=False), catalogue.prefixes(name)))


@pytest.mark.parametrize("file", SMALL, ids=lambda file: file.name)
def test_small(file: Path, tmp_path: Path) -> None:
    """Each small vocabulary with its oddities is published, answers, and comes out as it went in."""
    if file.name in NO_CONCEPTS:
        with pytest.raises(InputError, match="no concepts"):
            published(file, tmp_path)
        return
    catalogue = published(file, tmp_path)
    found, expected = dumped(catalogue, "real"), original(file)
    assert isomorphic(rdflib.Graph().parse(data=found), rdflib.Graph().parse(data=expected))
    for concept in catalogue.concepts("real"):
        assert catalogue.find(concept.uri).uri == concept.uri
        catalogue.above(concept.uri, ["en"])
        catalogue.narrower(concept.uri, ["en"])
        for term in concept.terms[:3]:
            assert any(hit.node.uri == concept.uri for hit in catalogue.search(term.text, limit=100).results)


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, tmp_path: Path) -> None:
    """A large vocabulary comes out as it went in: blank nodes compared by shape, everything else to the letter."""
    file = VOCABULARIES / name
    catalogue = published(file, tmp_path)
    found, expected = triples(dumped(catalogue, "real"), ".ttl"), triples(original(file), file.suffix)
    assert len(found) == len(expected)
    assert plain(found) == plain(expected)


def test_eurovoc(eurovoc_data: Path) -> None:
    """EuroVoc's 277,560 triples in 27 languages come out as they went in, and its terms are found."""
    catalogue = bootstrap.open_catalogue(eurovoc_data)
    found, expected = dumped(catalogue, "eurovoc"), original(VOCABULARIES / "eurovoc-27lang.ttl.gz")
    assert plain(triples(found, ".ttl")) == plain(triples(expected, ".ttl"))
    assert catalogue.vocabulary("eurovoc").concepts == 7317
    assert catalogue.search("uprchlík", language="en").results[0].node.label.text == "refugee"


def triples(data: bytes, suffix: str) -> list[Triple]:
    return lowered(read_elsewhere(data, OXIGRAPH["rdfxml" if suffix == ".rdf" else "turtle"]))


def plain(triples: list[Triple]) -> set[Triple]:
    return {triple for triple in triples if not any(isinstance(node, Blank) for node in triple)}
