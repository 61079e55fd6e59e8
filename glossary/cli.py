"""The command line: build, check, search, show, export, fmt, releases, rollback, prune, prepare and serve.

Exit codes: 0 fine; 1 findings (what was asked for is done, and there is a report); 2 refused input or wrong use.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from glossary import __version__, bootstrap, coverage, inputs, languages, releases, settings
from glossary.catalogue import Catalogue
from glossary.errors import GlossaryError, ParameterError
from glossary.model import Concept
from glossary.terminal import (
    Reporter,
    described,
    prepare_dictionaries,
    print_counts,
    print_json,
    print_release,
    print_results,
    printable,
)

Command = TypeVar("Command", bound=Callable[..., Any])

FINDINGS = 1
REFUSED = 2

data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="The data folder."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
vocabulary_option = click.option("--vocabulary", default="", metavar="ID", help="Only this vocabulary.")
files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
joined_option = click.option(
    "--vocabulary",
    "joined",
    multiple=True,
    metavar="ID=FILE",
    help="Give a file's vocabulary this id; repeat it with the same id to join files.",
)


def reports_errors(command: Command) -> Command:
    """Print an expected error as one line and leave with exit code 2."""

    @functools.wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except GlossaryError as error:
            click.echo(f"glossary: {printable(str(error))}", err=True)
            sys.exit(REFUSED)

    return wrapper  # type: ignore[return-value]  # the wrapper has the command's own signature


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="glossary")
def main() -> None:
    r"""Build, read and serve multilingual SKOS vocabularies.

    \b
    Example: glossary build vocab --data data && glossary serve --data data
    """


@main.command()
@files_argument
@joined_option
@data_option
@click.option("--if-changed", is_flag=True, help="Do nothing when the current release was made from these very files.")
@json_option
@reports_errors
def build(files: tuple[Path, ...], joined: tuple[str, ...], data: Path, if_changed: bool, as_json: bool) -> None:
    r"""Build a release from SKOS files or folders and make it the current one.

    \b
    Example: glossary build eurovoc.ttl.gz --data data
    Example: glossary build --vocabulary law=acts.ttl --vocabulary law=labels.ttl
    """
    from glossary import publishing  # slow to import, and needed by few commands

    wanted = inputs.gather(files or (() if joined else (inputs.shipped(),)), joined)
    if if_changed and publishing.is_current(wanted, data):
        click.echo(f"Release {releases.current(data)} is up to date.", err=True)
        return
    prepare_dictionaries(settings.load().cache)
    with Reporter() as progress:
        release = publishing.build(wanted, data, progress)
    findings = publishing.report(data, release.id)
    warnings = [finding for finding in findings if finding.severity == "warning"]
    if as_json:
        print_json(release)
    else:
        print_release(release)
        print_counts(warnings)
        if warnings:
            click.echo(f"The whole report: {releases.folder(data, release.id) / releases.REPORT}", err=True)
    sys.exit(FINDINGS if warnings else 0)


@main.command()
@files_argument
@joined_option
@json_option
@click.option("--notes", is_flag=True, help="Also print what is only worth knowing.")
@reports_errors
def check(files: tuple[Path, ...], joined: tuple[str, ...], as_json: bool, notes: bool) -> None:
    r"""Read SKOS files and report what is questionable in them; nothing is written.

    \b
    Example: glossary check vocab --json
    """
    from glossary import publishing  # slow to import, and needed by few commands

    with Reporter() as progress:
        examined = [publishing.examine(vocabulary, progress) for vocabulary in inputs.gather(files, joined)]
    findings = [finding for one in examined for finding in one.findings if notes or finding.severity == "warning"]
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            place = finding.file if finding.line is None else f"{finding.file}, line {finding.line}"
            click.echo(printable(f"{place}: {finding.severity} {finding.code}: {finding.message}"))
        concepts = sum(kind is Concept for one in examined for kind in one.kinds.values())
        click.echo(f"{concepts} concepts read, {len(findings)} findings.", err=True)
    sys.exit(FINDINGS if any(finding.severity == "warning" for finding in findings) else 0)


@main.command()
@click.argument("text")
@data_option
@click.option("--language", default="", metavar="TAG", help="The reader's language: preferred, not a filter.")
@vocabulary_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@json_option
@reports_errors
def search(text: str, data: Path, language: str, vocabulary: str, limit: int, offset: int, as_json: bool) -> None:
    r"""Find concepts by any of their labels, in any language.

    \b
    Example: glossary search Asylwerber --language en --limit 5
    """
    prepare_dictionaries(settings.load().cache)
    catalogue = bootstrap.open_catalogue(data)
    results = catalogue.search(text, language=language, vocabulary=vocabulary, limit=limit, offset=offset)
    if as_json:
        print_json(results)
    else:
        print_results(results)
    sys.exit(0 if results.total else FINDINGS)


@main.command()
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
    value = catalogue.resource(_address(catalogue, address))
    if as_json:
        print_json(value)
    else:
        for line in described(catalogue, value, language):
            click.echo(printable(line))


@main.command()
@click.argument("address")
@data_option
@click.option("--format", "format_name", default="turtle", show_default=True, help="See below.")
@click.option(
    "--language", "tags", multiple=True, metavar="TAG", help="A language of a file for translators; repeat it."
)
@click.option("--languages", "listed", default="", metavar="TAG,TAG", help="The same as a list; all by default.")
@click.option("--theme", default="", metavar="ID", help="Only the concepts of this collection.")
@click.option("--concept", "concepts", multiple=True, metavar="ID", help="Only this concept; repeat it.")
@click.option("--query", default="", metavar="TEXT", help="Only the concepts that a search finds.")
@click.option("--source-only", is_flag=True, help="Leave out what is inferred.")
@click.option("--output", type=click.Path(path_type=Path), help="A file; standard output by default.")
@reports_errors
def export(address: str, data: Path, format_name: str, source_only: bool, output: Path | None, **asked: Any) -> None:
    r"""Write a vocabulary or one concept. ADDRESS is a vocabulary's id, a full address, or VOCABULARY/ID.

    \b
    Formats for programs: turtle, rdfxml, jsonld, ntriples.
    Formats for translators: tbx3, tbx2, csv.
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


@main.command("coverage")
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


@main.command()
@files_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 when a file would change.")
@reports_errors
def fmt(files: tuple[Path, ...], only_check: bool) -> None:
    r"""Put Turtle files, or those of a folder, into the canonical order and layout.

    \b
    Example: glossary fmt vocab
    """
    from glossary import formatting  # slow to import, and needed by few commands

    paths = [path for given in files for path in (sorted(given.glob("*.ttl")) if given.is_dir() else [given])]
    changed = [path for path in paths if formatting.format_file(path, write=not only_check)]
    for path in changed:
        click.echo(f"{'would change' if only_check else 'changed'} {path}")
    click.echo(f"{len(paths)} files, {len(changed)} {'to change' if only_check else 'changed'}.", err=True)
    sys.exit(FINDINGS if only_check and changed else 0)


@main.command("releases")
@data_option
@json_option
@reports_errors
def list_releases(data: Path, as_json: bool) -> None:
    r"""List the releases, newest first; * marks the current one.

    \b
    Example: glossary releases --data data
    """
    served = releases.current(data)
    found = [releases.manifest(data, release) for release in reversed(releases.all_ids(data))]
    if as_json:
        print_json(
            [
                {"current": release.id == served, "pruned": releases.is_pruned(data, release.id)}
                | msgspec.to_builtins(release)
                for release in found
            ]
        )
        return
    for release in found:
        concepts = sum(vocabulary.concepts for vocabulary in release.vocabularies)
        names = ", ".join(vocabulary.id for vocabulary in release.vocabularies)
        pruned = "  (pruned)" if releases.is_pruned(data, release.id) else ""
        click.echo(f"{'*' if release.id == served else ' '} {release.id}  {concepts} concepts  {names}{pruned}")


@main.command()
@click.argument("release", default="")
@data_option
@reports_errors
def rollback(release: str, data: Path) -> None:
    r"""Make an earlier release current again: RELEASE, or the one that was current before.

    \b
    Example: glossary rollback --data data
    """
    from glossary import publishing  # slow to import, and needed by few commands

    click.echo(f"Release {publishing.roll_back(data, release).id} is current.")


@main.command()
@data_option
@click.option("--keep", type=int, required=True, metavar="N", help="How many of the newest releases stay whole.")
@reports_errors
def prune(data: Path, keep: int) -> None:
    r"""Thin old releases: they keep their manifest and documents, and lose their store and index.

    \b
    Example: glossary prune --keep 3 --data data
    """
    thinned = releases.prune(data, keep)
    click.echo(f"{len(thinned)} releases thinned{': ' if thinned else '.'}{', '.join(thinned)}")


@main.command()
@click.option("--cache", type=click.Path(path_type=Path), help="Their folder.  [default: the setting 'cache']")
@reports_errors
def prepare(cache: Path | None) -> None:
    r"""Make the dictionaries by which inflected words are found, once a machine; build, search and serve do it as well.

    \b
    Example: glossary prepare
    """
    folder = cache or settings.load().cache
    made = prepare_dictionaries(folder)
    click.echo(f"The dictionaries are {'ready' if made else 'up to date'} in {printable(str(folder))}.")


@main.command()
@data_option
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: 8080]")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [default: 2]")
@click.option("--base", "bases", multiple=True, metavar="ADDRESS", help="Answer for this address prefix as well.")
@click.option("--settings", "file", type=click.Path(path_type=Path), help="A TOML file with settings.")
@reports_errors
def serve(file: Path | None, bases: tuple[str, ...], **given: Any) -> None:
    r"""Serve the current release; a new one is noticed without a restart.

    \b
    Example: glossary serve --data data --host 127.0.0.1 --port 8080 --workers 2
    """
    from service import server  # the domain does not know the service; only this command starts it

    stated = {name: value for name, value in given.items() if value is not None}
    if click.get_current_context().get_parameter_source("data") == click.core.ParameterSource.DEFAULT:
        stated.pop("data")
    if bases:
        stated["bases"] = bases
    wanted = settings.changed(settings.load(file), **stated)
    prepare_dictionaries(wanted.cache)
    server.run(wanted)


def _address(catalogue: Catalogue, given: str) -> str:
    """A full address as it is, or the address behind VOCABULARY/ID."""
    vocabulary, _, local = given.partition("/")
    if "://" in given or given.startswith("urn:"):
        return given
    return catalogue.locate(vocabulary, local)


def _exported(catalogue: Catalogue, address: str, format_name: str, *, inferred: bool, **asked: Any) -> Iterator[bytes]:
    from glossary.exports import RDF_FORMATS, TERM_FORMATS  # slow to import, and needed by few commands

    known = {vocabulary.id for vocabulary in catalogue.vocabularies()}
    uri = "" if address in known else _address(catalogue, address)
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
