"""Measures how often a search finds the right concept, and prints a table: ``make search-quality``.

Three sets: the shared cases, in which terms are typed in another form (with the language given and without); terms
spoiled by chance, the same ones in each run; and nonsense. The scheme has one concept for each concept of the cases,
with all of EuroVoc beside it. A hit is the expected concept, or one whose matched label folds to the term that was
meant. The figures of the run before stand beside the new ones; they are kept in ``tests/data/search_quality.json``.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import string
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from glossary import bootstrap, inputs, publishing, settings
from glossary.analysis.folding import fold
from glossary.catalogue import Catalogue
from glossary.terminal import prepare_dictionaries

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
EUROVOC = SHARED / "vocabularies" / "eurovoc-27lang.ttl.gz"
CASES = SHARED / "search" / "cases.tsv"
KEPT = HERE / "data" / "search_quality.json"
BASE = "https://vocab.example/cases/"
A_KIND = 20
"""Terms of a language that are spoiled in each way."""
FEW = 3
"""Labels of a language that a half or a part of a term may fit: where more fit, no order is the right one."""

_CYRILLIC = str.maketrans(dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)))


class Case(NamedTuple):
    """A text to type in a language, the term that is meant, and the address of its concept."""

    language: str
    query: str
    term: str
    concept: str


class Count(NamedTuple):
    """How many cases there were, in how many the right one came first, and among the first three."""

    cases: int
    first: int
    three: int


def main() -> None:
    """Run all measurements and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES, help="other cases, of the same columns")
    parser.add_argument("--misses", action="store_true", help="print what was not found first")
    options = parser.parse_args()
    if not EUROVOC.is_file() or not options.cases.is_file():
        sys.exit(f"make search-quality needs {EUROVOC} and {options.cases}")
    prepare_dictionaries(settings.load().cache)
    cases = read_cases(options.cases)
    with tempfile.TemporaryDirectory() as temporary:
        catalogue = built(cases, Path(temporary))
        before = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
        figures = dict(measured(catalogue, cases, misses=options.misses))
        show(figures, before)
        catalogue.close()
    if options.cases == CASES:
        KEPT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_cases(path: Path) -> list[Case]:
    """The cases of a file with the columns lang, query, base and concept."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Case(row["lang"], row["query"], row["base"], BASE + row["concept"]) for row in rows]


def built(cases: Iterable[Case], folder: Path) -> Catalogue:
    """A release of a scheme made of the terms of the cases, with EuroVoc beside it."""
    terms = sorted({(case.concept, case.language, case.term) for case in cases})
    preferred: set[tuple[str, str]] = set()
    lines = ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", f"<{BASE}> a skos:ConceptScheme ."]
    for concept, language, term in terms:
        role = "altLabel" if (concept, language) in preferred else "prefLabel"
        preferred.add((concept, language))
        lines.append(
            f"<{concept}> a skos:Concept ; skos:inScheme <{BASE}> ; skos:{role} {json.dumps(term)}@{language} ."
        )
    (folder / "cases.ttl").write_text("\n".join(lines), "utf-8")
    publishing.build(inputs.gather([], [f"cases={folder / 'cases.ttl'}", f"eurovoc={EUROVOC}"]), folder / "data")
    return bootstrap.open_catalogue(folder / "data")


def measured(catalogue: Catalogue, cases: list[Case], *, misses: bool) -> Iterator[tuple[str, Count]]:
    """The counts of all sets, by language and kind."""
    for name, given in (("given", True), ("not given", False)):
        yield from counted(catalogue, f"language {name}", cases, given=given, misses=misses)
    for kind, some in spoiled(catalogue).items():
        yield from counted(catalogue, kind, some, given=True, misses=misses)
    chance = random.Random(5)  # noqa: S311  # no secret
    nonsense = ["".join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(200)]
    answers = [catalogue.search(text) for text in nonsense]
    doubted = sum(not answer.confident for answer in answers)
    yield "nonsense, all", Count(len(nonsense), doubted, sum(len(answer.results) <= 3 for answer in answers))


def counted(
    catalogue: Catalogue, kind: str, cases: Iterable[Case], *, given: bool, misses: bool
) -> Iterator[tuple[str, Count]]:
    """The counts of a set, for all languages and for each."""
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for case in cases:
        place = rank(catalogue, case, given=given)
        ranks[case.language].append(place)
        if misses and place != 0:
            print(
                f"  {kind}: {case.language} {case.query!r} for {case.term!r}: {place + 1 if place < 3 else 'not found'}"
            )
    for language, places in {"all": [one for some in ranks.values() for one in some], **ranks}.items():
        yield f"{kind}, {language}", Count(len(places), places.count(0), sum(place < 3 for place in places))


def rank(catalogue: Catalogue, case: Case, *, given: bool) -> int:
    """The place of the right concept among the results, from 0; 3 where it is not among the first three."""
    results = catalogue.search(case.query, language=case.language if given else "", limit=3).results
    wanted = fold(case.term, case.language).key
    for place, result in enumerate(results):
        if result.node.uri == case.concept or fold(result.match.label, result.match.language).key == wanted:
            return place
    return 3


def spoiled(catalogue: Catalogue) -> dict[str, list[Case]]:
    """Preferred terms of all languages, spoiled in each way."""
    terms: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for vocabulary in catalogue.vocabularies():
        for concept in catalogue.concepts(vocabulary.id):
            for term in concept.terms:
                if term.role == "preferred" and term.language and 6 <= len(term.text) <= 60:
                    terms[term.language].setdefault(term.text, concept.uri)
    chance = random.Random(7)  # noqa: S311  # no secret
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for language, known in sorted(terms.items()):
        keys = [fold(text, language).key for text in known]
        for kind, spoil in WAYS.items():
            some = chance.sample(sorted(known), len(known))
            made = ((text, spoil(text, language, keys, chance)) for text in some)
            cases = (Case(language, typed, text, known[text]) for text, typed in made if typed and typed != text)
            found[kind] += [case for case, _ in zip(cases, range(A_KIND), strict=False)]
    return found


def edited(text: str, language: str, keys: list[str], chance: random.Random) -> str:
    """One letter left out, added, exchanged for another or for its neighbour."""
    place = chance.randrange(len(text) - 1)
    letter = chance.choice([character for character in text if character.isalpha()])
    before, after = text[:place], text[place + 1 :]
    return chance.choice([before + after, text[:place] + letter + text[place:], before + letter + after,
                          before + text[place + 1] + text[place] + text[place + 2 :]])  # fmt: skip


def half(text: str, language: str, keys: list[str], chance: random.Random) -> str:
    """The first half of the term, where few labels of the language begin so."""
    typed = text[: (len(text) + 1) // 2].strip()
    key = fold(typed, language).key
    return typed if sum(one.startswith(key) for one in keys) <= FEW else ""


def part(text: str, language: str, keys: list[str], chance: random.Random) -> str:
    """The longest word of the term, or the end of one long word, where few labels of the language have it."""
    words = text.split()
    typed = max(words, key=len) if len(words) > 1 else text[len(text) // 2 :] if len(text) >= 12 else ""
    key = fold(typed, language).key
    return typed if len(key) >= 5 and sum(key in one for one in keys) <= FEW else ""


def respelled(text: str, language: str, keys: list[str], chance: random.Random) -> str:
    """The term in Latin letters, or Serbian and Montenegrin ones in the other script; "" where there is none."""
    if any(character.isalpha() and ord(character) > 0x24F for character in text):
        return anyascii(text)
    if language in ("sr-Latn", "cnr", "sr"):
        digraphs = (("lj", "љ"), ("nj", "њ"), ("dž", "џ"))
        text = text.lower()
        for latin, cyrillic in digraphs:
            text = text.replace(latin, cyrillic)
        return text.translate(_CYRILLIC)
    return ""


def undotted(text: str, language: str, keys: list[str], chance: random.Random) -> str:
    """The term without its diacritics."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


WAYS: dict[str, Callable[[str, str, list[str], random.Random], str]] = {
    "one edit": edited,
    "first half": half,
    "part of it": part,
    "other script": respelled,
    "no diacritics": undotted,
}


def show(figures: dict[str, Count], before: dict[str, list[int]]) -> None:
    """Print the table: shares of cases whose right concept came first, and among the first three, new and before."""
    print(f"{'':<28}{'cases':>6} {'first':>14} {'first three':>14}   (in brackets: the run before)")
    for name, count in figures.items():
        old = before.get(name)
        first, three = (share(count, place, old) for place in (1, 2))
        print(f"{name:<28}{count.cases:>6} {first:>14} {three:>14}")
    print("nonsense: 'first' says not confident, 'first three' at most three results shown")


def share(count: Count, place: int, old: list[int] | None) -> str:
    """A share in per cent, with that of the run before."""
    before = f" ({100 * old[place] / max(old[0], 1):.1f})" if old else ""
    return f"{100 * count[place] / max(count.cases, 1):.1f}{before}"


if __name__ == "__main__":
    main()
