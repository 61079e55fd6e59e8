"""Real vocabularies, through the whole pipeline: what goes in comes out, and is found."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from glossary import bootstrap, inputs, publishing
from glossary.catalogue import Catalogue
from glossary.errors import InputError
from glossary.exports import RDF_FORMATS
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


def original(file: Path) -> rdflib.Graph:
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    kind = "xml" if file.suffix == ".rdf" else "turtle"
    return rdflib.Graph().parse(io.BytesIO(data), format=kind)


def dumped(catalogue: Catalogue) -> rdflib.Graph:
    chunks = RDF_FORMATS["turtle"].write(catalogue.dump("real", inferred=False), catalogue.prefixes("real"))
    return rdflib.Graph().parse(data=b"".join(chunks), format="turtle")


@pytest.mark.parametrize("file", SMALL, ids=lambda file: file.name)
def test_small(file: Path, tmp_path: Path) -> None:
    """Each small vocabulary with its oddities is published, answers, and comes out as it went in."""
    if file.name in NO_CONCEPTS:
        with pytest.raises(InputError, match="no concepts"):
            published(file, tmp_path)
        return
    catalogue = published(file, tmp_path)
    assert isomorphic(dumped(catalogue), original(file))
    for concept in catalogue.concepts("real"):
        assert catalogue.find(concept.uri).uri == concept.uri
        catalogue.above(concept.uri, ["en"])
        catalogue.narrower(concept.uri, ["en"])
        for term in concept.terms[:3]:
            assert any(hit.node.uri == concept.uri for hit in catalogue.search(term.text, limit=100).results)


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, tmp_path: Path) -> None:
    """A large vocabulary comes out as it went in: blank nodes compared by shape, everything else to the letter."""
    catalogue = published(VOCABULARIES / name, tmp_path)
    found, expected = dumped(catalogue), original(VOCABULARIES / name)
    assert len(found) == len(expected)
    assert plain(found) == plain(expected)


def plain(graph: rdflib.Graph) -> set[tuple[rdflib.term.Node, ...]]:
    return {triple for triple in graph if not any(isinstance(node, rdflib.BNode) for node in triple)}


@pytest.mark.slow
def test_eurovoc(tmp_path: Path) -> None:
    """EuroVoc's 277,560 triples in 27 languages come out as they went in, and its terms are found."""
    file = VOCABULARIES / "eurovoc-27lang.ttl.gz"
    catalogue = published(file, tmp_path)
    assert plain(dumped(catalogue)) == plain(original(file))
    assert catalogue.vocabulary("real").concepts == 7317
    assert catalogue.search("uprchlík", language="en").results[0].node.label.text == "refugee"
