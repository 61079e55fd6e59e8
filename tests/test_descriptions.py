"""What the service says of its data: valid, and true of what it serves."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS, VOID

SPDX = Namespace("http://spdx.org/rdf/terms#")
ORIGIN = "http://127.0.0.1:8080"
TRAVEL = URIRef(f"{ORIGIN}/catalog#travel")
FORMATS = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt", ".jsonld": "json-ld"}


def described(client: FlaskClient, path: str) -> Graph:
    answer = client.get(path)
    assert answer.status_code == 200
    return Graph().parse(data=answer.data, format="turtle")


@pytest.mark.parametrize("path", ["/catalog", "/.well-known/void"])
def test_the_same_in_every_format(client: FlaskClient, path: str) -> None:
    """By suffix and by Accept, open to other sites."""
    expected = described(client, path)
    for suffix, name in FORMATS.items():
        answer = client.get(path + suffix)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert isomorphic(Graph().parse(data=answer.data, format=name), expected)
        asked = client.get(path, headers={"Accept": answer.mimetype})
        assert asked.data == answer.data and "Accept" in asked.headers["Vary"]
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_the_catalogue_conforms_to_dcat_ap(client: FlaskClient, shared: Path, tmp_path: Path) -> None:
    """DCAT-AP 3.0.1, by the shapes that its makers publish; in a process of its own, for pyshacl changes rdflib."""
    shapes = shared / "data" / "conformance" / "dcat-ap-3.0.1" / "shapes.ttl"
    described(client, "/catalog").serialize(tmp_path / "catalog.ttl")
    command = [sys.executable, "-m", "pyshacl", "--shacl", str(shapes), str(tmp_path / "catalog.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_dump_is_described_as_it_is(client: FlaskClient) -> None:
    """Each distribution's file is there, in its media type, with its size and checksum."""
    graph = described(client, "/catalog")
    files = list(graph.objects(TRAVEL, DCAT.distribution))
    assert {str(file).rpartition(".")[2] for file in files} == {"ttl", "rdf", "jsonld", "nt", "nq", "trig", "csv"}
    for file in files:
        body = client.get(urlsplit(str(file)).path)
        assert graph.value(file, DCAT.byteSize).value == len(body.data)
        checksum = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(body.data).hexdigest()
        assert str(graph.value(file, DCAT.mediaType)).endswith(body.mimetype)


def test_the_data_set_is_described(client: FlaskClient) -> None:
    """Titles in their languages, and the services that answer for it."""
    graph = described(client, "/catalog")
    titles = set(graph.objects(TRAVEL, DCTERMS.title))
    assert titles and all(isinstance(title, Literal) for title in titles)
    tongues = {str(tongue) for tongue in graph.objects(TRAVEL, DCTERMS.language)}
    table = "http://publications.europa.eu/resource/authority/language/"
    assert {f"{table}{code}" for code in ("DEU", "ELL", "ENG", "KAT")} <= tongues
    assert all(re.fullmatch(f"{table}[A-Z]{{3}}", tongue) for tongue in tongues)
    services = set(graph.subjects(DCAT.servesDataset, TRAVEL))
    assert {str(graph.value(service, DCAT.endpointURL)) for service in services} == {
        f"{ORIGIN}/sparql",
        f"{ORIGIN}/api/v1",
    }


def test_void_counts_what_there_is(client: FlaskClient) -> None:
    """Triples, classes and linksets are those of the dump."""
    graph = described(client, "/.well-known/void")
    dump = Graph().parse(data=client.get("/travel.nt?inferred=0").data, format="nt")
    assert graph.value(TRAVEL, VOID.triples).value == len(dump)
    counts = {
        graph.value(part, VOID["class"]): graph.value(part, VOID.entities).value
        for part in graph.objects(TRAVEL, VOID.classPartition)
    }
    assert counts[SKOS.Concept] == len(set(dump.subjects(RDF.type, SKOS.Concept)))
    for linkset in graph.subjects(RDF.type, VOID.Linkset):
        predicate = graph.value(linkset, VOID.linkPredicate)
        space = str(graph.value(graph.value(linkset, VOID.objectsTarget), VOID.uriSpace))
        found = [target for target in dump.objects(None, predicate) if str(target).startswith(space)]
        assert graph.value(linkset, VOID.triples).value == len(found) > 0
    linked = {predicate for _, predicate, _ in dump if str(predicate).endswith("Match")}
    assert {graph.value(linkset, VOID.linkPredicate) for linkset in graph.subjects(RDF.type, VOID.Linkset)} == linked
    assert TRAVEL in set(graph.objects(None, FOAF.topic))


def test_quads_keep_the_graphs_apart(client: FlaskClient) -> None:
    """N-Quads and TriG say in which graph each statement is: the source's own, or what was inferred."""
    source = Graph().parse(data=client.get("/travel.nt?inferred=0").data, format="nt")
    whole = Graph().parse(data=client.get("/travel.nt").data, format="nt")
    for suffix, name in ((".nq", "nquads"), (".trig", "trig")):
        read = Dataset()
        read.parse(data=client.get(f"/travel{suffix}").data, format=name)
        graphs = {str(graph.identifier): graph for graph in read.graphs() if len(graph)}
        assert set(graphs) == {"urn:glossary:travel", "urn:glossary:travel/inferred"}
        assert isomorphic(graphs["urn:glossary:travel"], source)
        assert len(graphs["urn:glossary:travel/inferred"]) == len(whole) - len(source)
        alone = Dataset()
        alone.parse(data=client.get(f"/travel{suffix}?inferred=0").data, format=name)
        assert sum(map(len, alone.graphs())) == len(source)
    assert client.get("/travel/guest.nq").status_code == 404
