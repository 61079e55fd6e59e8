"""The collection of hostile files: what must be reported is, and what is tricky but right passes without a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from quality_material import SHARED, read

from glossary.quality import check

HOSTILE = SHARED / "hostile"
MANIFEST = HOSTILE / "manifest_skos.json"
NO_MANIFEST = not MANIFEST.is_file()

OF_THE_READER = {
    "lang05_uk_for_gb": "unregistered language tags are noticed while reading, with their line",
}
NOTED_ONLY = {"mod28_no_scheme"}
"""Five files of the collection must pass without complaint and have no scheme either: so that is a note."""


def cases(expect: str) -> list[dict[str, object]]:
    if NO_MANIFEST:
        return []
    return [case for case in json.loads(MANIFEST.read_text("utf-8")) if case["expect"] == expect]


def name_of(case: dict[str, object]) -> str:
    return Path(str(case["file"])).stem.encode("ascii", "replace").decode()


@pytest.mark.skipif(NO_MANIFEST, reason="the collection of hostile files is not here")
@pytest.mark.parametrize("case", cases("warn"), ids=name_of)
def test_questionable_data_is_reported(case: dict[str, object]):
    """The report names each subject and fact that the collection asks for."""
    if reason := OF_THE_READER.get(name_of(case)):
        pytest.skip(reason)
    findings = list(check(read(HOSTILE / str(case["file"]))))
    report = "\n".join(f"{finding.subject} {finding.code} {finding.message}" for finding in findings)
    words = [word for word in case["message_must_name"] if not word.startswith("line ")]  # lines are the reader's
    assert [word for word in words if word not in report] == []
    assert "warning" in {finding.severity for finding in findings} or name_of(case) in NOTED_ONLY


@pytest.mark.skipif(NO_MANIFEST, reason="the collection of hostile files is not here")
@pytest.mark.parametrize("case", cases("accept"), ids=name_of)
def test_tricky_but_right_data_has_no_warning(case: dict[str, object]):
    """Refusing or doubting what is right is as much a fault as passing what is wrong."""
    path = HOSTILE / str(case["file"])
    findings = check(read(path))
    assert [finding for finding in findings if finding.severity == "warning"] == []
