"""The interface's messages: every one is translated into every interface language, and numbers and dates follow it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import jinja2.nodes
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup

from glossary import languages
from service import rendering
from service.i18n import FOLDER, INTERFACE_LANGUAGES, SOURCE_LANGUAGE, interface, own_names

TRANSLATED = [code for code in INTERFACE_LANGUAGES if code != SOURCE_LANGUAGE]

Message = str | tuple[str, str]

SAME_AS_ENGLISH: dict[str, set[Message]] = {
    "sl": {"Segment"},
    "pl": {"Segment", "Status"},
    "cs": {"Licence", "Segment", "Text"},
    "sk": {"Segment", "Text"},
    "de": {"Definition", "Segment", "Status", "Text"},
    "fr": {
        "Code",
        "Concept",
        "Licence",
        "Pages",
        "Segment",
        "Source",
        "Version",
        ("%(num)s concept", "%(num)s concepts"),
        ("%(num)s segment", "%(num)s segments"),
    },
    "el": set(),
    "et": {"Segment"},
    "fi": set(),
    "lt": set(),
    "lv": {"Licence"},
    "uk": set(),
    "ar": set(),
    "nl": {"Segment", "Status", "Term"},
    "es": {"No"},
    "it": {"No"},
    "pt": set(),
    "ro": {"Concept", "Segment", "Text", "verb"},
    "da": {"Definition", "Find", "Segment", "Status", "Term", "Version"},
    "sv": {"Definition", "Segment", "Status", "Term", "Text", "Version", "verb"},
    "nb": {"Segment", "Status", "Term", "verb"},
    "hr": {"Segment", "Status"},
    "sr-Cyrl": set(),
    "bg": set(),
    "ka": set(),
    "hy": set(),
    "sr-Latn": {"Segment", "Status"},
    "hu": set(),
    "mt": {"Segment", "Status", "verb"},
    "ga": set(),
}
"""Reviewed: these words are the same in both languages."""


def _from_templates() -> Iterator[Message]:
    environment = rendering.environment(SOURCE_LANGUAGE)
    for name in environment.list_templates():
        assert environment.loader is not None
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        for found in tree.find_all(jinja2.nodes.Filter):
            if found.name == "t":
                assert isinstance(found.node, jinja2.nodes.Const), f"{name}: only a literal can be translated"
                yield found.node.value
            elif found.name == "plural":
                one, many = (argument for argument in found.args if isinstance(argument, jinja2.nodes.Const))
                yield one.value, many.value


def _from_python() -> Iterator[Message]:
    for path in rendering.STATIC.parent.rglob("*.py"):
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id == "_":
                assert isinstance(found.args[0], ast.Constant), f"{path.name}: only a literal can be translated"
                yield str(found.args[0].value)


@cache
def messages() -> frozenset[Message]:
    """Every message of templates and code; a pair is a singular and its plural."""
    return frozenset([*_from_templates(), *_from_python()])


@cache
def translations(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code.replace("-", "_"))


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_nothing_else_is_in_the_catalogue(code: str) -> None:
    """A translation catalogue holds exactly the messages in use, each with all its plural forms and none fuzzy."""
    catalogue = translations(code)
    held = {message.id: message for message in catalogue if message.id}
    assert set(held) == messages()
    for message in held.values():
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert all(forms) and not message.fuzzy, message.id
        if isinstance(message.id, tuple):
            assert len(forms) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_differs_from_english_unless_that_was_reviewed(code: str) -> None:
    """A message that reads as in English counts as untranslated, but for words on a reviewed list."""
    same = {message.id for message in translations(code) if message.id and message.string == message.id}
    assert same <= SAME_AS_ENGLISH[code]


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_places_for_values(code: str) -> None:
    """What a sentence is filled with is the same in every language; a form for exactly one or two may do without."""
    for message in translations(code):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(re.findall(r"%\(\w+\)s", ids[-1]))
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for form in forms:
            assert wanted - {"%(num)s"} <= set(re.findall(r"%\(\w+\)s", form)) <= wanted, message.id


def test_plural_forms_follow_the_language() -> None:
    """Ukrainian has another form for 1, 3 and 5; Arabic for 0, 1, 2, 3, 11 and 100."""
    forms = "%(num)s language", "%(num)s languages"
    assert len({interface("uk").plural(number, *forms).lstrip("0123456789") for number in (1, 3, 5)}) == 3
    assert len({interface("ar").plural(number, *forms).lstrip("0123456789") for number in (0, 1, 2, 3, 11, 100)}) == 6
    assert interface("ar").plural(11, *forms) == "11 لغةً"


def test_numbers_dates_and_names_follow_the_language() -> None:
    """A German page writes 7.317, 5. Januar 2026 and Griechisch."""
    german = interface("de")
    assert german.number(7317) == "7.317"
    assert german.date("2026-01-05") == "5. Januar 2026"
    assert german.date("2026-01-05T10:00:00Z") == "5. Januar 2026"
    assert german.language("el") == "Griechisch"
    assert [german.share(part, 7317) for part in (0, 1, 3700, 7281, 7317)] == [
        f"{number}\xa0%" for number in (0, 1, 50, 99, 100)
    ]


@pytest.mark.parametrize(
    ("tag", "named"), [("de", "de_DE"), ("sr-Latn", "sr_RS"), ("nb", "nb_NO"), ("ka", "ka_GE"), ("de-AT", "de_AT")]
)
def test_previews_are_told_language_and_territory(tag: str, named: str) -> None:
    """Open Graph knows locales with a territory only."""
    assert languages.with_territory(tag) == named


def test_what_is_no_date_is_shown_as_it_is() -> None:
    """Files hold dates that are none; they are data."""
    assert interface("en").date("2013-13-99") == "2013-13-99"


def test_values_in_messages_are_escaped() -> None:
    """A message with values is HTML; what is not markup already is text."""
    assert interface("en").text("No terms in %(language)s yet", language="<b>") == "No terms in &lt;b&gt; yet"
    assert interface("en").text("No terms in %(language)s yet", language=Markup("<b>x</b>")).endswith("<b>x</b> yet")


def test_interface_languages_name_themselves_with_their_direction() -> None:
    """The choice of languages shows each in its own words."""
    assert ("ar", "العربية", "rtl") in own_names()
    assert ("ka", "ქართული", "ltr") in own_names()  # in letters that Georgian texts are written in
    assert ("uk", "Українська", "ltr") in own_names()
