"""Reading a release: search, show, export, coverage."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from glossary import bootstrap, coverage, languages, settings, themes
from glossary.catalogue import Catalogue
from glossary.commands.options import (
    FINDINGS,
    data_option,
    json_option,
    reports_errors,
    vocabulary_option,
)
from glossary.errors import ParameterError
from glossary.search.base import WITHIN, Filters
from glossary.terminal import described, prepare_dictionaries, print_json, print_results, printable


@click.command()
@click.argument("text")
@data_option
@click.option("--language", default="", metavar="TAG", help="The reader's language: preferred, not a filter.")
@vocabulary_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--within", type=click.Choice(WITHIN), default="labels", show_default=True, help="Where to look.")
@click.option("--theme", multiple=True, metavar="ID", help="Only concepts of this theme.")
@click.option("--having", multiple=True, metavar="TAG", help="Only concepts with a term in this language.")
@click.option("--lacking", multiple=True, metavar="TAG", help="Only concepts without a term in this language.")
@click.option("--jurisdiction", multiple=True, metavar="CODE", help="Only concepts with a term for this country.")
@click.option("--status", multiple=True, metavar="NAME", help="Only concepts with a term of this status.")
@click.option("--definition/--no-definition", default=None, help="Only concepts with a definition, or without.")
@click.option("--deprecated/--current", default=None, help="Only deprecated concepts, or only current ones.")
@click.option("--below", default="", metavar="ADDRESS", help="Only concepts below this one.")
@json_option
@reports_errors
def search(
    text: str,
    data: Path,
    language: str,
    vocabulary: str,
    limit: int,
    offset: int,
    as_json: bool,
    **narrowed: Any,
) -> None:
    r"""Find concepts by their labels or texts, in any language; with an empty TEXT by filters alone.

    \b
    Words, "phrases", -exclusions and prefixes* are understood; put -- before a TEXT that begins with a minus.
    Example: glossary search Asylwerber --language en --limit 5
    Example: glossary search "" --theme return --lacking sq
    """
    prepare_dictionaries(settings.load().cache)
    catalogue = bootstrap.open_catalogue(data)
    filters = Filters(
        theme=tuple(themes.find(catalogue, one, vocabulary).uri for one in narrowed["theme"]),
        language=narrowed["having"],
        lacking=narrowed["lacking"],
        jurisdiction=tuple(code.upper() for code in narrowed["jurisdiction"]),
        status=narrowed["status"],
        definition=narrowed["definition"],
        deprecated=narrowed["deprecated"],
        below=catalogue.address(narrowed["below"]) if narrowed["below"] else "",
    )
    results = catalogue.search(
        text,
        language=language,
        vocabulary=vocabulary,
        limit=limit,
        offset=offset,
        within=narrowed["within"],
        filters=filters,
    )
    if as_json:
        print_json(results)
    else:
        print_results(results)
    sys.exit(0 if results.total else FINDINGS)


@click.command()
@click.argument("address")
@data_option
@click.option("--language", default="", metavar="TAG", help="Only terms and texts in this language.")
@json_option
@reports_errors
def show(address: str, data: Path, language: str, as_json: bool) -> None:
    r"""Show a concept: its terms, texts and relations. ADDRESS is a full address or VOCABULARY/ID.

    \b
    Example: glossary show migration/asylum-seeker --language de
    """
    catalogue = bootstrap.open_catalogue(data)
    value = catalogue.resource(catalogue.address(address))
    if as_json:
        print_json(value)
    else:
        for line in described(catalogue, value, language):
            click.echo(printable(line))


@click.command()
@click.argument("address")
@data_option
@click.option("--format", "format_name", default="turtle", show_default=True, help="See below.")
@click.option(
    "--language", "tags", multiple=True, metavar="TAG", help="A language of a file for translators; repeat it."
)
@click.option("--languages", "listed", default="", metavar="TAG,TAG", help="The same as a list; all by default.")
@click.option("--theme", default="", metavar="ID", help="Only the concepts of this theme.")
@click.option("--concept", "concepts", multiple=True, metavar="ID", help="Only this concept; repeat it.")
@click.option("--query", default="", metavar="TEXT", help="Only the concepts that a search finds.")
@click.option("--source-only", is_flag=True, help="Leave out what is inferred.")
@click.option("--output", type=click.Path(path_type=Path), help="A file; standard output by default.")
@reports_errors
def export(address: str, data: Path, format_name: str, source_only: bool, output: Path | None, **asked: Any) -> None:
    r"""Write a vocabulary or one concept. ADDRESS is a vocabulary's id, a full address, or VOCABULARY/ID.

    \b
    Formats for programs: turtle, rdfxml, jsonld, ntriples.
    Formats for translators: tbx3, tbx2, tmx, utx, omegat, memoq, trados, xlsx, csv, csvw.
    Example: glossary export migration --format tbx3 --languages de-AT,de,fr --theme theme/return --output return.tbx
    Example: glossary export migration --format csv --language de --language fr --output terms.csv
    Example: glossary export migration/asylum-seeker --format turtle
    """
    catalogue = bootstrap.open_catalogue(data)
    chunks = _exported(catalogue, address, format_name, inferred=not source_only, **asked)
    if output is None:
        sys.stdout.buffer.writelines(chunks)
        return
    with output.open("wb") as file:
        file.writelines(chunks)


@click.command("coverage")
@click.argument("vocabulary")
@data_option
@click.option("--language", default="en", show_default=True, metavar="TAG", help="Language of the themes' titles.")
@json_option
@reports_errors
def show_coverage(vocabulary: str, data: Path, language: str, as_json: bool) -> None:
    r"""Print how far each language covers each theme of VOCABULARY, as a Markdown table.

    \b
    Letters: r reviewed, p published, d drafted, o other, n said to have no equivalent.
    Example: glossary coverage migration
    """
    catalogue = bootstrap.open_catalogue(data)
    rows = catalogue.vocabulary(vocabulary).coverage
    if as_json:
        print_json(rows)
        return
    nodes = catalogue.collections(vocabulary, [language])
    click.echo(coverage.markdown(rows, {node.uri: node.label.text for node in nodes}), nl=False)


def _exported(catalogue: Catalogue, address: str, format_name: str, *, inferred: bool, **asked: Any) -> Iterator[bytes]:
    from glossary.exports import RDF_FORMATS, TERM_FORMATS  # slow to import, and needed by few commands

    known = {vocabulary.id for vocabulary in catalogue.vocabularies()}
    uri = "" if address in known else catalogue.address(address)
    vocabulary = catalogue.find(uri).vocabulary if uri else address
    if format_name in TERM_FORMATS:
        return _for_translators(catalogue, vocabulary, uri, format_name, asked)
    if format_name not in RDF_FORMATS:
        raise ParameterError("format", format_name, [*RDF_FORMATS, *TERM_FORMATS])
    blocks = [catalogue.document(uri, inferred=inferred)] if uri else catalogue.dump(vocabulary, inferred=inferred)
    return RDF_FORMATS[format_name].write(blocks, catalogue.prefixes(vocabulary))


def _for_translators(
    catalogue: Catalogue, vocabulary: str, uri: str, format_name: str, asked: dict[str, Any]
) -> Iterator[bytes]:
    from glossary import exporting  # slow to import, and needed by few commands

    tags = [tag.strip() for tag in asked["listed"].split(",") if tag.strip()]
    tags += asked["tags"]
    for tag in tags:
        if not languages.is_well_formed(tag):
            raise ParameterError("languages", tag, "language tags (BCP 47) such as de or de-AT")
    concepts = (*([uri] if uri else ()), *asked["concepts"])
    selection = exporting.Selection(vocabulary, tuple(tags), asked["theme"], concepts, asked["query"])
    return exporting.export(catalogue, format_name, selection).chunks()
