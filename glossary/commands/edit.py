"""The editors' round trip: worksheet, import, convert, diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from glossary import bootstrap, inputs, languages, themes
from glossary.catalogue import Catalogue
from glossary.commands.options import (
    FINDINGS,
    data_option,
    json_option,
    limit_option,
    limits_of,
    reports_errors,
    vocabulary_option,
)
from glossary.errors import ParameterError, UsageError
from glossary.model import Concept
from glossary.terminal import print_json, printable
from glossary.worksheets import STATUSES


@click.command()
@click.argument("output", type=click.Path(path_type=Path))
@data_option
@click.option("--language", required=True, metavar="TAG", help="The language of the editors, as de, mt or sr-Latn.")
@click.option("--theme", default="", metavar="ID", help="Only the concepts of this theme.")
@vocabulary_option
@reports_errors
def worksheet(output: Path, data: Path, language: str, theme: str, vocabulary: str) -> None:
    r"""Write a sheet for the editors of a language: what is there, and empty columns for what they know better.

    OUTPUT ends in .xlsx or .csv. What comes first has no term, then what nobody has reviewed.

    \b
    Example: glossary worksheet --language mt --theme return return.xlsx
    """
    from glossary.exports import worksheet as sheets  # slow to import, and needed by few commands

    if not languages.is_known(language):
        raise ParameterError("language", language, "the tag (BCP 47) of a language that exists, such as mt or de-AT")
    catalogue = bootstrap.open_catalogue(data)
    known = [one.id for one in catalogue.vocabularies()]
    if not vocabulary and len(known) > 1:
        raise UsageError(f"of which vocabulary? name one of {', '.join(known)} with --vocabulary")
    name = catalogue.vocabulary(vocabulary or known[0]).id
    rows = sheets.worksheet_rows(_concepts(catalogue, name, theme), languages.canonical(language))
    title = f"{name}, {languages.name(language)} ({language}), release {catalogue.release.id}"
    if output.suffix.lower() == ".xlsx":
        output.write_bytes(sheets.worksheet_xlsx(rows, title))
    elif output.suffix.lower() == ".csv":
        output.write_bytes(sheets.worksheet_csv(rows))
    else:
        raise UsageError(f"{output}: let the name end in .xlsx or .csv")
    missing = sum(not row.term and not row.status for row in rows)
    click.echo(printable(f"{output}: {len(rows)} rows, {missing} without a term in {language}."), err=True)
    if not any(languages.same(language, tag) for tag in catalogue.languages()):
        tags = ", ".join(catalogue.languages())
        hint = f"no vocabulary has a term in {languages.name(language)} yet: is the language right? There are {tags}."
        click.echo(printable(hint), err=True)


def _concepts(catalogue: Catalogue, vocabulary: str, theme: str) -> list[Concept]:
    concepts = list(catalogue.concepts(vocabulary))
    if not theme:
        return concepts
    inside = set(themes.members(catalogue, themes.find(catalogue, theme, vocabulary).uri, vocabulary))
    return [concept for concept in concepts if concept.uri in inside]


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="The folder or file of the vocabulary.  [default: the shipped vocabulary's folder]",
)
@vocabulary_option
@click.option("--apply", "apply_", is_flag=True, help="Write the changes; without it they are only shown.")
@click.option(
    "--status", type=click.Choice(STATUSES), default="drafted", show_default=True, help="Of entries that state none."
)
@click.option("--source", default="", metavar="TEXT", help="Source of entries that name none: title, CELEX or address.")
@click.option("--overwrite", is_flag=True, help="Also take over what conflicts with a later change.")
@limit_option
@json_option
@reports_errors
def import_(file: Path, into: Path | None, vocabulary: str, apply_: bool, as_json: bool, **given: Any) -> None:
    r"""Read back what editors filled in (.xlsx, .csv, .tbx, .json) and show what would change in the vocabulary.

    Nothing is written without --apply; with it, only the lines of the terms that change are.

    \b
    Example: glossary import return.xlsx --into vocab
    Example: glossary import return.xlsx --into vocab --status reviewed --apply
    """
    from glossary import editing, edits  # slow to import, and needed by few commands
    from glossary.imports.returned import read_returned

    returned = read_returned(file, limits_of(given["limits"]))
    target = editing.require_one(inputs.gather([into or inputs.shipped()]), vocabulary)
    manner = editing.Manner(given["status"], given["source"], given["overwrite"])
    plan = editing.plan(target, returned, manner)
    written = plan.apply() if apply_ else []
    if as_json:
        print_json({"edits": plan.edits, "problems": plan.problems, "written": [str(path) for path in written]})
    else:
        for edit in plan.edits:
            click.echo(printable(edits.described(edit)))
        for problem in plan.problems:
            click.echo(printable(f"{problem.severity} {problem.place}: {problem.reason}"))
        wrote = f"written: {', '.join(path.name for path in written) or 'nothing'}" if apply_ else "nothing is written"
        click.echo(f"{edits.summary(plan.edits)}, {len(plan.problems)} problems; {wrote}.", err=True)
    conflicts = any(edit.kind == "conflict" for edit in plan.edits)
    sys.exit(FINDINGS if conflicts or any(problem.severity == "problem" for problem in plan.problems) else 0)


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--base", required=True, metavar="ADDRESS", help="What the addresses of the concepts begin with.")
@click.option("--title", default="", metavar="TEXT", help="The vocabulary's title.  [default: the file's name]")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="Language of the title and themes.")
@limit_option
@json_option
@reports_errors
def convert(table: Path, output: Path, base: str, title: str, language: str, as_json: bool, **given: Any) -> None:
    r"""Make a new vocabulary in SKOS (Turtle) from a table (.csv, .xlsx), with a report. docs/tables.md has the form.

    \b
    Example: glossary convert terms.xlsx terms.ttl --base https://vocab.example/terms/ --title "Our terms"
    """
    from glossary.imports.vocabulary_table import convert_table  # slow to import, and needed by few commands
    from glossary.skos.canonical import canonical_turtle
    from glossary.skos.namespaces import PREFIXES

    if not languages.is_known(language):
        raise ParameterError("language", language, "the tag (BCP 47) of a language that exists, such as en")
    made = convert_table(table, base, title or table.stem, languages.canonical(language), limits_of(given["limits"]))
    output.write_text(canonical_turtle(made.triples, {**PREFIXES, "": base}), "utf-8")
    tags = sorted(made.languages)
    if as_json:
        report = {"concepts": made.concepts, "terms": made.terms, "languages": tags, "problems": made.problems}
        print_json(report)
    else:
        for problem in made.problems:
            click.echo(printable(f"{problem.severity} {problem.place}: {problem.reason}"))
        count = f"{made.concepts} concepts, {made.terms} terms in {', '.join(tags)}, {len(made.problems)} problems"
        click.echo(printable(f"{output}: {count}; `glossary check {output}` looks further."), err=True)
    sys.exit(FINDINGS if any(problem.severity == "problem" for problem in made.problems) else 0)


@click.command()
@click.argument("before")
@click.argument("after")
@data_option
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True, help="The form."
)
@click.option("--output", type=click.Path(path_type=Path), help="A file; standard output by default.")
@reports_errors
def diff(before: str, after: str, data: Path, form: str, output: Path | None) -> None:
    r"""Compare two files, folders or releases, concept by concept and term by term.

    BEFORE and AFTER are paths, ids of releases, or the word current. Exit code 1 when they differ.

    \b
    Example: glossary diff current vocab
    Example: glossary diff old.ttl new.ttl --format html --output changes.html
    """
    from glossary import comparing  # slow to import, and needed by few commands
    from glossary.exports import differences

    found = comparing.compare_states(before, after, data)
    if form == "json":
        content = msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
    elif form == "html":
        content = differences.as_html(before, after, found.changes, found.labels)
    else:
        lines = differences.as_text(found.changes, found.labels)
        content = "".join(f"{printable(line)}\n" for line in lines).encode()
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
    counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
    click.echo(counts or "no differences", err=True)
    sys.exit(FINDINGS if found.changes else 0)
