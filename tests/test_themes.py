"""How themes are named, and what is in them, on the command line and in the service alike."""

from __future__ import annotations

import pytest

from glossary import bootstrap, inputs, publishing, themes
from glossary.catalogue import Catalogue
from glossary.errors import ParameterError
from service import narrowing

NONE = {one.name: one.default for one in narrowing.PARAMETERS}
"""Filters that let everything through."""
BASE = "https://vocab.example/rivers/"
RIVERS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://vocab.example/rivers/> .
:main a skos:ConceptScheme ; skos:prefLabel "Rivers"@en .
:old a skos:ConceptScheme ; skos:prefLabel "Old"@en .
:ford a skos:Concept ; skos:inScheme :main, :old ; skos:prefLabel "ford"@en .
:lake a skos:Concept ; skos:inScheme :main ; skos:prefLabel "lake"@en .
<https://vocab.example/rivers/theme/wet> a skos:Collection ; skos:prefLabel "wet"@en ; skos:member :lake .
<https://vocab.example/rivers/theme/all> a skos:Collection ; skos:prefLabel "all"@en ;
  skos:member :ford, <https://vocab.example/rivers/theme/wet>, <https://vocab.example/rivers/theme/all> .
<https://vocab.example/rivers/x/old> a skos:Collection ; skos:prefLabel "x"@en ; skos:member :lake .
<tag:vocab.example,2026:odd> a skos:Collection ; skos:prefLabel "odd"@en ; skos:member :ford .
"""


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A vocabulary with collections, one of which holds others, and with two schemes."""
    folder = tmp_path_factory.mktemp("rivers")
    (folder / "rivers.ttl").write_text(RIVERS, "utf-8")
    publishing.build(inputs.gather([], [f"rivers={folder / 'rivers.ttl'}"]), folder / "data")
    return bootstrap.open_catalogue(folder / "data")


@pytest.mark.parametrize("vocabulary", ["", "rivers"])
@pytest.mark.parametrize(
    ("stated", "uri"),
    [
        ("wet", BASE + "theme/wet"),
        ("theme/wet", BASE + "theme/wet"),
        ("rivers/theme/wet", BASE + "theme/wet"),
        (BASE + "theme/wet", BASE + "theme/wet"),
        ("old", BASE + "old"),
        ("x/old", BASE + "x/old"),
        ("tag:vocab.example,2026:odd", "tag:vocab.example,2026:odd"),
    ],
)
def test_a_theme_has_several_names(rivers: Catalogue, stated: str, uri: str, vocabulary: str) -> None:
    """By address, id with or without its vocabulary, or the end of the id; a whole id comes before an end."""
    assert themes.find(rivers, stated, vocabulary).uri == uri


@pytest.mark.parametrize("stated", ["ford", "main", BASE + "main", BASE + "nothing", "rivers/", ""])
def test_what_is_no_theme_is_refused(rivers: Catalogue, stated: str) -> None:
    """A concept, the only scheme of all and an unknown name are told what themes there are."""
    with pytest.raises(ParameterError, match=r"theme.*allowed: theme/all, .*theme/wet.*, old"):
        themes.find(rivers, stated)


@pytest.mark.parametrize(("stated", "found"), [("all", ["ford", "lake"]), ("wet", ["lake"]), (BASE + "old", ["ford"])])
def test_members_are_found_however_deep(rivers: Catalogue, stated: str, found: list[str]) -> None:
    """The concepts of a collection, of those in it, and of a scheme; a circle ends."""
    theme = themes.find(rivers, stated)
    assert list(themes.members(rivers, theme.uri, "rivers")) == [BASE + name for name in found]
    results = rivers.search("", filters=narrowing.filters(rivers, {**NONE, "theme": (stated,)}, "")).results
    assert [result.node.uri for result in results] == [BASE + name for name in found]
