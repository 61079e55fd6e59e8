"""For translators: recognise, verify."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from glossary import bootstrap, languages, settings, translating
from glossary.catalogue import Catalogue
from glossary.commands.options import FINDINGS, data_option, json_option, reports_errors
from glossary.errors import InputError, ParameterError
from glossary.model import Bitext
from glossary.terminal import prepare_dictionaries, print_json, printable
from glossary.translating import Recognition, Report


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@data_option
@click.option("--source", default="", metavar="TAG", help="The language of the text; detected by default.")
@click.option("--target", "targets", multiple=True, metavar="TAG", help="A language of equivalents; repeat it.")
@click.option("--format", "format_name", default="", metavar="NAME", help="Write the terms found as a glossary.")
@click.option("--output", type=click.Path(path_type=Path), help="The file of that glossary.")
@json_option
@reports_errors
def recognise(
    file: Path, data: Path, source: str, targets: tuple[str, ...], format_name: str, output: Path | None, as_json: bool
) -> None:
    r"""Find the terms in a text: plain or DOCX, "-" for standard input. Places are counted in characters.

    \b
    Example: glossary recognise letter.txt --source de --target fr
    Example: glossary recognise letter.docx --target fr --format tbx3 --output letter.tbx
    """
    from glossary.imports.segments import read_text  # slow to import, and needed by few commands

    prepare_dictionaries(settings.load().cache)
    catalogue = bootstrap.open_catalogue(data)
    content, name = _content(file)
    found = translating.recognise(catalogue, read_text(content, name), source, _tags(targets))
    if format_name:
        _write_glossary(catalogue, found, format_name, targets, output)
    elif as_json:
        print_json(found)
    else:
        _print_terms(found)
    sys.exit(0 if found.matches else FINDINGS)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("translation", type=click.Path(path_type=Path), required=False)
@data_option
@click.option("--source", default="", metavar="TAG", help="The language of the source; the file's own by default.")
@click.option("--target", default="", metavar="TAG", help="The language and country of the translation: de, de-AT.")
@click.option("--dismiss", "dismissed", multiple=True, metavar="CONCEPT", help="A concept to pass over; repeat it.")
@click.option("--output", type=click.Path(path_type=Path), help="Write the findings to this .xlsx or .json file.")
@json_option
@reports_errors
def verify(
    file: Path,
    translation: Path | None,
    data: Path,
    source: str,
    target: str,
    dismissed: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> None:
    r"""Check whether a translation uses the vocabulary's terms; exit code 1 when it does not.

    \b
    FILE is XLIFF, SDLXLIFF, TMX, PO or tab-separated pairs; or FILE and TRANSLATION are two texts, plain or DOCX.
    Example: glossary verify letter.xlf --target de-AT
    Example: glossary verify letter.docx brief.docx --source en --target de --output findings.xlsx
    """
    from glossary.imports.segments import read_bitext, read_two  # slow to import, and needed by few commands

    prepare_dictionaries(settings.load().cache)
    catalogue = bootstrap.open_catalogue(data)
    content, name = _content(file)
    if translation is None:
        bitext = read_bitext(content, name, source=source, target=target)
    else:
        bitext = read_two(content, name, *_content(translation))
    report = translating.without(catalogue, translating.verify(catalogue, bitext, source, target), dismissed)
    if output is not None:
        output.write_bytes(translating.report_file(report, bitext, output.suffix[1:].lower()))
    if as_json:
        print_json(report)
    else:
        _print_findings(report, bitext)
    sys.exit(FINDINGS if report.findings else 0)


def _content(file: Path) -> tuple[bytes, str]:
    """The bytes of a file, and its name for messages."""
    if str(file) == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return file.read_bytes(), file.name
    except OSError as error:
        raise InputError(file.name, f"it cannot be read: {error.strerror}") from error


def _tags(stated: Sequence[str]) -> tuple[str, ...]:
    for tag in stated:
        if not languages.is_well_formed(tag):
            raise ParameterError("target", tag, "language tags (BCP 47) such as de or de-AT")
    return tuple(stated)


def _write_glossary(
    catalogue: Catalogue, found: Recognition, format_name: str, targets: Sequence[str], output: Path | None
) -> None:
    from glossary import exporting  # slow to import, and needed by few commands

    concepts, vocabulary = translating.concepts_of(found)
    selection = exporting.Selection(vocabulary, (found.source, *targets), concepts=concepts)
    chunks = exporting.export(catalogue, format_name, selection).chunks()
    if output is None:
        sys.stdout.buffer.writelines(chunks)
        return
    with output.open("wb") as file:
        file.writelines(chunks)


def _print_terms(found: Recognition) -> None:
    for match in found.matches:
        for concept in match.concepts:
            equivalents = "; ".join(f"{one.text} [{one.language}]" for one in concept.equivalents)
            place = f"{concept.vocabulary}/{concept.id}" if concept.id else concept.uri
            arrow = f"  →  {equivalents}" if equivalents else ""
            click.echo(printable(f"{match.start}-{match.end}  {match.text}  ({place}){arrow}"))
    detected = ", detected" if found.detected else ""
    cut = "; the list was cut" if found.truncated else ""
    click.echo(f"{len(found.matches)} terms found in {found.source}{detected}{cut}.", err=True)


def _print_findings(report: Report, bitext: Bitext) -> None:
    for finding in report.findings:
        segment = bitext.segments[finding.segment]
        place = f"segment {finding.segment + 1}" + (f" ({finding.id})" if finding.id else "")
        found = f", found '{finding.found}'" if finding.found else ""
        expected = "; ".join(finding.expected)
        click.echo(printable(f"{place}: {finding.kind} '{finding.source}'{found}, expected: {expected}"))
        click.echo(printable(f"    {segment.source}"))
        click.echo(printable(f"    {segment.target}"))
    for note in report.notes:
        click.echo(printable(f"note: {note}"), err=True)
    cut = "; the list was cut" if report.truncated else ""
    waiting = f", {report.untranslated} not translated yet" if report.untranslated else ""
    click.echo(
        f"{report.segments} segments{waiting}, {report.concepts} terms looked for, "
        f"{len(report.findings)} findings{cut} ({report.source} to {report.target}).",
        err=True,
    )
