"""Which part of the house may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = (
    {"glossary.__main__"},
    {"glossary.cli"},
    {"service", "glossary.commands"},
    {"glossary.assistant_server"},
    {"glossary.bootstrap", "glossary.assistant", "glossary.terminal", "glossary.exporting", "glossary.translating"},
    {"glossary.editing", "glossary.comparing", "glossary.themes"},
    {"glossary.editing_files", "glossary.edits", "glossary.contradictions"},
    {"glossary.catalogue", "glossary.publishing", "glossary.formatting", "glossary.descriptions"},
    {"glossary.results"},
    {"glossary.dumps", "glossary.nodes", "glossary.lenders"},
    {
        "glossary.inputs",
        "glossary.releases",
        "glossary.stores",
        "glossary.search",
        "glossary.exports",
        "glossary.imports",
        "glossary.quality",
        "glossary.recognition",
    },
    {"glossary.skos", "glossary.analysis", "glossary.coverage", "glossary.changes", "glossary.worksheets"},
    {"glossary.model", "glossary.settings", "glossary.addresses"},
    {"glossary.languages", "glossary.children", "glossary.formulas"},
    {"glossary.errors"},
)

ENGINES = {
    "rdflib": ("glossary/skos/", "glossary/stores/", "glossary/exports/rdf", "glossary/imports/rdf"),
    "oxrdflib": ("glossary/stores/",),
    "pyoxigraph": ("glossary/stores/", "glossary/imports/rdf"),
    "openpyxl": ("glossary/imports/xlsx",),
    "whoosh": ("glossary/search/whoosh_passages",),
    "flask": ("service/",),
    "werkzeug": ("service/",),
    "jinja2": ("service/",),
    "Stemmer": ("glossary/analysis/",),
    "simplemma": ("glossary/analysis/",),
    "marisa_trie": ("glossary/analysis/",),
    "mcp": ("glossary/assistant_server",),
    "pydantic": ("glossary/assistant_server",),
    "click": ("glossary/cli", "glossary/commands/", "glossary/terminal"),
}
"""Each engine's one home."""

MODULES = sorted([*ROOT.glob("glossary/**/*.py"), *ROOT.glob("service/**/*.py")])


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """``glossary.skos.triples`` lives in ``glossary.skos``, everything of the service in ``service``."""
    parts = name.split(".")
    return parts[0] if parts[0] == "service" else ".".join(parts[:2])


def floor(name: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if room(name) in rooms), None)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_down(path: Path) -> None:
    """A module imports only its own room and lower floors."""
    name = module_name(path)
    if name == "glossary":
        return
    own = floor(name)
    assert own is not None, f"{name} has no floor in this test"
    for target in imported(path):
        below = floor(target)
        if below is None or room(target) == room(name):
            continue
        starts_server = name == "glossary.commands.serving" and room(target) == "service"
        assert below > own or starts_server, f"{name} imports {target}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_each_engine_has_one_home(path: Path) -> None:
    """An engine is imported only where it lives, so that it can be exchanged."""
    place = path.relative_to(ROOT).as_posix()
    for target in imported(path):
        homes = ENGINES.get(target.split(".")[0])
        assert homes is None or place.startswith(homes), f"{place} imports {target}"
