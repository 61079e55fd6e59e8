"""What the command line prints: progress, releases, results and concepts, safe for any terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from glossary.analysis import dictionaries
from glossary.catalogue import Catalogue
from glossary.languages import matches
from glossary.model import Concept, Described, Release
from glossary.nodes import Label
from glossary.publishing import Finding
from glossary.results import Results


def printable(text: str) -> str:
    """``text`` on one line, without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " if c in "\n\t" else f"\\u{ord(c):04x}" for c in text)


class Reporter:
    """Shows progress on a terminal, and nothing when standard error is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Reporter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Show one line that replaces the one before."""
        if self._shown:
            bar = f" {'█' * (20 * done // total):░<20} {100 * done // total} %" if total else " …"
            click.echo(f"\r\x1b[K{printable(step)}{bar}", err=True, nl=False)


def prepare_dictionaries(cache: Path) -> bool:
    """Use the dictionaries in ``cache``, making them first where they are missing, and saying so; whether they were."""
    dictionaries.use(cache)
    if dictionaries.is_prepared(cache):
        return False
    click.echo(f"Preparing the dictionaries in {printable(str(cache))} (a minute or two, once a machine)", err=True)
    with Reporter() as progress:
        dictionaries.prepare(cache, progress)
    return True


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_release(release: Release) -> None:
    """Print what a release holds."""
    click.echo(f"Release {release.id} is current.")
    for vocabulary in release.vocabularies:
        click.echo(
            f"  {vocabulary.id}: {vocabulary.concepts} concepts, {len(vocabulary.languages)} languages,"
            f" {vocabulary.triples} triples, base {vocabulary.base}"
        )


def print_counts(findings: Iterable[Finding]) -> None:
    """Print how many findings there are of each code, on standard error."""
    by_code: dict[str, int] = {}
    for finding in findings:
        by_code[finding.code] = by_code.get(finding.code, 0) + 1
    for code, count in sorted(by_code.items()):
        click.echo(f"  {count:>6}  {code}", err=True)


def print_results(results: Results) -> None:
    """Print search results, a line each."""
    for result in results.results:
        match, label = result.match, result.node.label
        found = "" if match.label == label.text else f"  (matched {match.label!r}{_tag(match.language)}, {match.kind})"
        instead = "".join(f"  (use {_labelled(node.label)} instead)" for node in result.replaced_by)
        name = f"{result.node.vocabulary}/{result.node.id}" if result.node.id else result.node.uri
        click.echo(printable(f"{label.text}{_tag(label.language)}  {name}{found}{instead}"))
    if results.did_you_mean:
        click.echo(printable(f"Nothing has all these words. Did you mean {results.did_you_mean!r}?"), err=True)
    if results.truncated:
        click.echo("Only the first 256 characters were used.", err=True)
    click.echo(f"{results.total} found.", err=True)


def _tag(language: str | None) -> str:
    return f" [{language}]" if language else ""


def described(catalogue: Catalogue, value: Described, language: str) -> Iterator[str]:
    """The lines of ``glossary show``."""
    yield value.uri
    for term in value.terms:
        if not language or matches(language, term.language):
            details = [term.role, *term.jurisdictions, term.status]
            yield f"  {term.language or '-':10} {term.text}  ({', '.join(filter(None, details))})"
    texts = {
        "definition": value.definitions,
        "scope note": value.scope_notes,
        "note": value.notes,
        "example": value.examples,
    }
    for name, group in texts.items():
        for text in group:
            if not language or matches(language, text.language):
                yield f"  {name}{_tag(text.language)}: {text.text}"
    if isinstance(value, Concept):
        for name, uris in {"broader": value.broader, "narrower": value.narrower, "related": value.related}.items():
            for node in catalogue.nodes(uris, [language] if language else []):
                yield f"  {name}: {_labelled(node.label)}  {node.uri}"


def _labelled(label: Label) -> str:
    return f"{label.text}{_tag(label.language)}"
