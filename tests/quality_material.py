"""What the tests of the checks share: a file read into the material of a vocabulary."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from typing import IO

import rdflib
from rdflib.util import guess_format

from glossary.quality import Material
from glossary.skos.identity import Stated, identify
from glossary.skos.inference import infer
from glossary.skos.reader import kinds
from glossary.skos.statements import Statements

SHARED = Path(__file__).parents[2] / "shared" / "data"
BROKEN = Path(__file__).parent / "data" / "quality"


def material_of(source: Statements) -> Material:
    """The material of a vocabulary that says ``source``."""
    complete = source.joined(infer(source))
    base = identify(complete, kinds(complete), Stated(), "test").base
    return Material(vocabulary="test", base=base, source=source, complete=complete)


def read(path: Path) -> Material:
    """The material of a file, its literals as they are written."""
    name = path.name.lower().removesuffix(".gz")
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return parse(file, guess_format(name) or "turtle")


def parse(file: IO[bytes], syntax: str = "turtle") -> Material:
    """The material of an open file."""
    normalises, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    graph = rdflib.Graph() if syntax != "trig" else rdflib.Dataset()
    try:
        graph.parse(file, format=syntax)
    finally:
        rdflib.NORMALIZE_LITERALS = normalises
    return material_of(Statements.from_graphs(graph.graphs() if isinstance(graph, rdflib.Dataset) else [graph]))


def turtle(body: str) -> Material:
    """The material of a few statements in Turtle about ``ex:`` things."""
    prefixes = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> ."
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix ex: <http://vocab.example/t/> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    )
    return parse(BytesIO(f"{prefixes}\n{body}".encode()))
