"""Making releases and looking after them: build, check, fmt, releases, rollback, prune, prepare."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from glossary import inputs, releases, settings
from glossary.commands.options import (
    FINDINGS,
    data_option,
    files_argument,
    joined_option,
    json_option,
    reports_errors,
)
from glossary.model import Concept
from glossary.terminal import Reporter, prepare_dictionaries, print_counts, print_json, print_release, printable


@click.command()
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


@click.command()
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


@click.command()
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


@click.command("releases")
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


@click.command()
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


@click.command()
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


@click.command()
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
