"""Checks of texts, labels and notes alike: characters that mislead, and contents that programs take for commands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from glossary import languages
from glossary.quality.base import LABELS, Material, composed, note, warning
from glossary.quality.wording import DIRECTIONS, UNSEEN, code_points, listed, shown
from glossary.skos.namespaces import SKOS

_UNSEEN = re.compile(f"[{UNSEEN}]")
_DIRECTIONS = re.compile(f"[{DIRECTIONS}]")
_MARKS = "\u061c\u200e\u200f"
_JOINERS = "\u200c\u200d"
_NOT_JOINED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
_CANDIDATES = re.compile(r"[^\w\s\x00-\x7f]{5,}")
_MOST_MARKS = 4
"""Combining marks that one letter bears in real orthographies: Hebrew with points and accents has four."""

_HUGE = 100_000
"""Bytes of UTF-8 from which a text is taken for a mistake: a page of it takes seconds to load."""

_MARKUP = re.compile(
    r"</|<!|<\?|]]>|-->|<[A-Za-z][\w:-]*(?:\s+[\w:-]+\s*=|\s*/?>)|&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.I
)
_MARKDOWN = re.compile(r"\[[^\[\]\n]*\]\([^()\s]|<[a-z][a-z0-9+.-]{1,20}://[^<>\s]+>", re.I)
_FORMULA = re.compile(
    r"""\s*(?:
        =[\w"'({$@+-]                                   # =A1, =SUM(…), ="…"
      | [+@-][A-Za-z_][\w.]*[(|!]                       # @SUM(…), +cmd|'…'
      | [+-][\d.,]+\s*[-+*/^&=<>(]                      # +1+1
      | \#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)\s*$
      | _x[0-9A-Fa-f]{4}_                               # read by Office Open XML as one character
    )""",
    re.X,
)
_SECRET = re.compile(
    r"\b(?:pass(?:word|wd|phrase)|pwd|api[ _-]?key|access[ _-]?token|secret[ _-]?key|passwort|kennwort|mot de passe"
    r"|contraseña|senha|wachtwoord|lösenord|adgangskode|passord|salasana|hasło|heslo|parola|lozinka|пароль|парола"
    r"|лозинка|κωδικός)\b(?:\s*[:=]\s*\S|\W{1,3}\S{0,40}\d)",
    re.I,
)


@warning
def text_unseen(material: Material) -> Iterator[tuple[str, str]]:
    """Control, invisible, private-use and unassigned characters hide in a text and keep it from being found.

    Joiners (U+200C, U+200D) inside words of scripts that need them, such as Persian and the Indic ones, are fine.
    """
    for said in material.texts:
        if _UNSEEN.search(said.text):
            found = [m[0] for m in _UNSEEN.finditer(said.text) if not _joins(said.text, m.start())]
            if found:
                yield said.subject, f"{said.named} has unseen characters ({code_points(found)}): remove them."


def _joins(text: str, place: int) -> bool:
    """Whether the character there is a joiner after a letter, mark or picture that may be joined."""
    before = text[place - 1 : place]
    if text[place] not in _JOINERS or not before or place + 1 == len(text):
        return False
    if unicodedata.category(before) in ("Lo", "Mn", "Mc"):
        return True
    return unicodedata.category(before) in ("So", "Sk") and text[place] == "\u200d"


@warning
def text_direction(material: Material) -> Iterator[tuple[str, str]]:
    """Characters that override or embed a writing direction make a text look like another one (UTS #55).

    The marks U+200E, U+200F and U+061C are fine in a text that has right-to-left letters.
    """
    for said in material.texts:
        found = _DIRECTIONS.findall(said.text)
        if found and any(unicodedata.bidirectional(c) in ("R", "AL") and c not in _MARKS for c in set(said.text)):
            found = [character for character in found if character not in _MARKS]
        if found:
            yield said.subject, f"{said.named} has direction controls ({code_points(found)}): remove them."


@warning
def text_not_composed(material: Material) -> Iterator[tuple[str, str]]:
    """Texts are kept in Unicode's composed form NFC, so that equal words are equal to every program."""
    for said in material.texts:
        form = composed(said.text)
        if form != said.text:
            odd = code_points(set(said.text) - set(form)) or "the order of marks differs"
            yield said.subject, f"{said.named} is not in NFC ({odd}): normalise it."


@warning
def text_combining(material: Material) -> Iterator[tuple[str, str]]:
    """A letter bears more combining marks than any orthography stacks, and spills over its neighbours."""
    for said in material.texts:
        marks = max((_run(match[0]) for match in _CANDIDATES.finditer(said.text)), default=0)
        if marks > _MOST_MARKS:
            yield said.subject, f"{said.named} has {marks} combining marks in a row: remove them."


def _run(text: str) -> int:
    """The longest run of combining marks."""
    longest = current = 0
    for character in text:
        current = current + 1 if unicodedata.combining(character) else 0
        longest = max(longest, current)
    return longest


@warning
def text_markup(material: Material) -> Iterator[tuple[str, str]]:
    """Markup or a character reference in a text is shown as it is written, never obeyed."""
    for said in material.texts:
        found = _MARKUP.search(said.text)
        if found:
            yield said.subject, f'{said.named} contains markup ("{shown(found[0])}"): write plain text.'


@warning
def text_markdown(material: Material) -> Iterator[tuple[str, str]]:
    """Markdown links and images in a text are shown as they are written and lead nowhere."""
    for said in material.texts:
        found = _MARKDOWN.search(said.text)
        if found:
            yield said.subject, f'{said.named} contains a Markdown link ("{shown(found[0])}…"): use a property for it.'


@warning
def text_formula(material: Material) -> Iterator[tuple[str, str]]:
    """A spreadsheet would read the text as a formula or an error value, not as text.

    A sign alone, or followed by a blank or a word, is an ordinary label: "=", "+ sign", "-ase".
    """
    for said in material.texts:
        if _FORMULA.match(said.text):
            yield said.subject, f"{said.named} reads as a spreadsheet formula: tables export it as text; check it."


@warning
def text_huge(material: Material) -> Iterator[tuple[str, str]]:
    """A text of more than 100 kB is no definition or note: pages show its beginning only."""
    for said in material.texts:
        size = len(said.text.encode()) if len(said.text) * 4 > _HUGE else 0
        if size > _HUGE:
            yield said.subject, f"{said.named} has {size:,} bytes: keep the long text elsewhere and link to it."


@warning
def text_secret(material: Material) -> Iterator[tuple[str, str]]:
    """A text seems to hold a password or key, and everything in a vocabulary is published."""
    for said in material.texts:
        if said.predicate not in LABELS and _SECRET.search(said.text):
            name = said.predicate.removeprefix(SKOS)  # the contents are not repeated in a report
            yield said.subject, f"A text ({name}) seems to hold a password or key: remove it and change the password."


@note
def text_editorial(material: Material) -> Iterator[tuple[str, str]]:
    """Editorial notes are meant for staff: pages and the API leave them out, but every RDF export carries them."""
    subjects = Counter(said.subject for said in material.texts if said.predicate == SKOS + "editorialNote")
    if subjects:
        first = next(iter(subjects))
        total = (
            f"{subjects.total():,} skos:editorialNote of {len(subjects):,} resources, first {material.named(first)},"
        )
        yield first, f"{total} are exported as RDF though not shown on pages: remove what is confidential."


@warning
def language_case(material: Material) -> Iterator[tuple[str, str]]:
    """One language tag is written in different case: programs that compare exactly take it for several languages."""
    spellings: dict[str, dict[str, list[str]]] = {}
    for said in material.texts:
        if said.language:
            spellings.setdefault(languages.key(said.language), {}).setdefault(said.language, []).append(said.subject)
    for several in spellings.values():
        if len(several) > 1:
            rare = min(sorted(several), key=lambda tag: len(several[tag]))
            counts = listed(f'"{tag}" ({len(subjects):,} times)' for tag, subjects in sorted(several.items()))
            wanted = languages.canonical(rare)
            yield several[rare][0], f'A language is tagged {counts}: write "{wanted}" throughout.'
