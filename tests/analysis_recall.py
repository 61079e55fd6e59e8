"""Print how many inflected terms each layer of the analysis knows, by language: ``python -m tests.analysis_recall``.

Reads ``data/analysis_cases.tsv``, or the files named, which have the columns lang, query and base at least. The layers
are folding alone, with stems, with lemmas, with both, and with light rules and spellings, as the service runs.
"""

from __future__ import annotations

import csv
import dataclasses
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from glossary import languages
from glossary.analysis import dictionaries
from glossary.analysis.analyser import Analyser
from glossary.analysis.table import FALLBACK, LANGUAGES, Language
from glossary.settings import Settings

CASES = Path(__file__).parent / "data" / "analysis_cases.tsv"

LAYERS: dict[str, Callable[[Language], Language]] = {
    "folded": lambda rules: dataclasses.replace(FALLBACK, minor=rules.minor),
    "+ stem": lambda rules: dataclasses.replace(FALLBACK, minor=rules.minor, snowball=rules.snowball),
    "+ lemma": lambda rules: dataclasses.replace(
        FALLBACK, minor=rules.minor, dictionary=rules.dictionary, compounds=rules.compounds
    ),
    "both": lambda rules: dataclasses.replace(rules, endings="", spelling=None, beginning=None, trusted=False),
    "+ light rules": lambda rules: rules,
}


def read(files: Iterable[Path]) -> dict[str, list[tuple[str, str]]]:
    """Query and base of each case, by language."""
    cases: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                cases.setdefault(row["lang"], []).append((row["query"], row["base"]))
    return cases


def meets(analyser: Analyser, query: str, base: str) -> bool:
    """Whether each word of the query that is not a minor one shares a key with a word of the base."""
    wanted = [word for word in analyser.words(query) if not word.minor]
    return all(any(set(word.keys) & set(other.keys) for other in analyser.words(base)) for word in wanted)


def main() -> None:
    """Print the table in Markdown."""
    dictionaries.use(Settings().cache)
    cases = read([Path(argument) for argument in sys.argv[1:]] or [CASES])
    print(f"| language | cases | {' | '.join(LAYERS)} |\n|---|--:|{'--:|' * len(LAYERS)}")
    total = dict.fromkeys(LAYERS, 0)
    for tag, pairs in sorted(cases.items()):
        known = {}
        for layer, choose in LAYERS.items():
            analyser = Analyser(tag, choose(LANGUAGES.get(languages.primary(tag), FALLBACK)))
            known[layer] = sum(meets(analyser, query, base) for query, base in pairs)
            total[layer] += known[layer]
        print(f"| {tag} | {len(pairs)} | {' | '.join(f'{100 * count / len(pairs):.0f}' for count in known.values())} |")
    number = sum(map(len, cases.values()))
    print(f"| all | {number} | {' | '.join(f'{100 * count / number:.1f}' for count in total.values())} |")


if __name__ == "__main__":
    main()
