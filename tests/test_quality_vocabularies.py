"""Real vocabularies pass through every check, and what is found in them was seen to be there."""

from __future__ import annotations

from collections import Counter

import pytest
from quality_material import SHARED, read

from glossary.quality import check

VOCABULARIES = SHARED / "vocabularies"
EXPECTED = {
    "eurovoc-migration-27lang.ttl": {"label-blanks": 2, "label-cedilla": 1},
    "unesco-thesaurus.ttl": {"label-shared": 4, "label-mixed-scripts": 1, "iri-twins": 1},
    "countries-skos.rdf": {
        "label-shared": 6,
        "label-mixed-scripts": 28,
        "label-cedilla": 30,
        "text-unseen": 1,
        "relation-dangling": 52,
    },
    "tna-vocab-20201223--aat-20200518.ttl": {"label-shared": 6},
    "eurovoc-27lang.ttl.gz": {
        "label-overlap": 5,
        "label-shared": 36,
        "label-blanks": 150,
        "label-mixed-scripts": 114,
        "label-cedilla": 31,
        "text-unseen": 1,
        "related-and-broader": 1,
    },
}
SLOW = {"eurovoc-27lang.ttl.gz"}


@pytest.mark.skipif(not VOCABULARIES.is_dir(), reason="the real vocabularies are not here")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in EXPECTED]
)
def test_warnings_about_a_real_vocabulary(name: str):
    """The counts of warnings by code are those that were looked at one by one."""
    findings = check(read(VOCABULARIES / name))
    assert Counter(finding.code for finding in findings if finding.severity == "warning") == EXPECTED[name]


@pytest.mark.skipif(not VOCABULARIES.is_dir(), reason="the real vocabularies are not here")
@pytest.mark.parametrize("path", sorted((VOCABULARIES / "skosmos-tests").glob("*.ttl")), ids=lambda path: path.stem)
def test_small_odd_vocabularies_pass_through(path):
    """No file of the collection makes a check fail."""
    assert all(finding.message for finding in check(read(path)))
