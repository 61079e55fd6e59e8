"""Releases and what they changed, by PROV-O: a release is built from files; a resource has a version in each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from glossary.changes import Change, Detail
from glossary.descriptions.base import A, blank, described, each, joined, moment, number
from glossary.model import Release, SourceFile
from glossary.skos.namespaces import DCAT, DCT, PROV, RDFS, SPDX, XSD
from glossary.skos.triples import IRI, Block, Literal


def address(origin: str, release: str) -> str:
    """The address of a release."""
    return f"{origin}/release/{release}"


def describe(release: Release, origin: str) -> Iterator[Block]:
    """A release: when it was made, of what, by what, after which, and what it holds."""
    own = address(origin, release.id)
    built = IRI(f"{own}#build")
    files = [blank("file", place) for place in range(len(release.sources))]
    yield described(
        IRI(own),
        (A, IRI(f"{PROV}Entity")),
        (IRI(f"{DCT}identifier"), Literal(release.id)),
        (IRI(f"{DCT}issued"), moment(release.created)),
        (IRI(f"{PROV}generatedAtTime"), moment(release.created)),
        (IRI(f"{PROV}wasGeneratedBy"), built),
        *each(IRI(f"{DCT}replaces"), (IRI(address(origin, one)) for one in (release.previous,) if one)),
        *each(IRI(f"{DCT}hasPart"), (IRI(f"{own}/{vocabulary.id}") for vocabulary in release.vocabularies)),
    )
    tool = blank("tool", 1)
    yield joined(
        described(
            built,
            (A, IRI(f"{PROV}Activity")),
            (IRI(f"{PROV}endedAtTime"), moment(release.created)),
            (IRI(f"{PROV}wasAssociatedWith"), tool),
            *each(IRI(f"{PROV}used"), files),
        ),
        [described(tool, (A, IRI(f"{PROV}SoftwareAgent")), (IRI(f"{RDFS}label"), Literal(release.tool)))],
        *(_file(place, source) for place, source in enumerate(release.sources)),
    )


def _file(place: int, source: SourceFile) -> list[Block]:
    file, checksum = blank("file", place), blank("checksum", place)
    return [
        described(
            file,
            (A, IRI(f"{PROV}Entity")),
            (IRI(f"{DCT}title"), Literal(source.name)),
            (IRI(f"{DCAT}byteSize"), number(source.size)),
            (IRI(f"{SPDX}checksum"), checksum),
        ),
        described(
            checksum,
            (A, IRI(f"{SPDX}Checksum")),
            (IRI(f"{SPDX}algorithm"), IRI(f"{SPDX}checksumAlgorithm_sha256")),
            (IRI(f"{SPDX}checksumValue"), Literal(source.sha256, datatype=f"{XSD}hexBinary")),
        ),
    ]


def version(origin: str, release: str, uri: str) -> str:
    """The address of a resource as a release has it."""
    return f"{address(origin, release)}/entity?uri={quote(uri, safe='')}"


def history(uri: str, changes: Sequence[Change], origin: str) -> Iterator[Block]:
    """The versions of a resource, from its changes, newest first as the catalogue gives them."""
    earlier = ""
    for change in reversed(changes):
        if change.kind == "withdrawn":
            if earlier:
                yield described(IRI(earlier), (IRI(f"{PROV}invalidatedAtTime"), moment(change.date)))
            earlier = ""
            continue
        own = version(origin, change.release, uri)
        yield described(
            IRI(own),
            (A, IRI(f"{PROV}Entity")),
            (IRI(f"{PROV}specializationOf"), IRI(uri)),
            (IRI(f"{PROV}generatedAtTime"), moment(change.date)),
            (IRI(f"{DCT}isPartOf"), IRI(address(origin, change.release))),
            (IRI(f"{DCT}type"), Literal(change.kind)),
            *each(IRI(f"{PROV}wasRevisionOf"), map(IRI, filter(None, [earlier]))),
            *each(IRI(f"{RDFS}comment"), (Literal(_told(detail), "en") for detail in change.details)),
        )
        earlier = own


def _told(detail: Detail) -> str:
    """One thing that changed, in words."""
    what = f"{detail.part} [{detail.language}]" if detail.language else detail.part
    before, after = detail.before, detail.after
    if before and after and before.text == after.text:
        return f"{what} {detail.kind}: {after.text} ({', '.join(detail.fields)})"
    return f"{what} {detail.kind}: " + " → ".join(side.text for side in (before, after) if side)
