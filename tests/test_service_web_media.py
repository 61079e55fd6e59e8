"""Pages on paper, under a finger and on a wide screen: what the sheet does for each."""

from __future__ import annotations

import re

import pytest

from tests.browsing import PAGES, Opener

SMALLEST = 24
"""CSS pixels of a target that a finger is to meet, by WCAG 2.2, criterion 2.5.8."""
SMALL = """least => [...document.querySelectorAll("a, input, summary, select, button")]
  .filter(element => element.checkVisibility() && !element.closest(".unseen, .skip, p:not(.acts)"))
  .map(element => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([, box]) => box.height && (box.height < least || box.width < least / 2))
  .map(([html]) => html)"""


@pytest.mark.parametrize("name", ["home", "results", "concept", "collection", "changes", "sparql", "vocabulary"])
def test_targets_are_large_enough_for_a_finger(name: str, opened: Opener) -> None:
    """On a touch screen of 320 px no link outside a sentence, box or button is lower than 24 px."""
    page = opened(f"/en{PAGES[name]}", viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True)
    assert page.evaluate(SMALL, SMALLEST) == []


def test_members_of_a_theme_use_the_width(opened: Opener) -> None:
    """On a wide screen a long list stands in several columns, and has no scroll bar of its own."""
    page = opened(f"/en{PAGES['collection']}", viewport={"width": 1280, "height": 900})
    members = page.locator(".relations ul.many")
    columns = "list => new Set([...list.children].map(one => Math.round(one.getBoundingClientRect().left))).size"
    assert members.evaluate(columns) >= 3
    assert members.evaluate("list => list.scrollHeight - list.clientHeight") == 0


def test_members_of_a_theme_print_without_rules(opened: Opener) -> None:
    """On paper, where they run on as text, no line goes through the names of concepts that are in use."""
    page = opened(f"/en{PAGES['collection']}")
    page.emulate_media(media="print")
    members = page.locator(".relations ul.many")
    assert members.evaluate("list => getComputedStyle(list).borderBlockWidth") == "0px"
    struck = "link => getComputedStyle(link).textDecorationLine"
    assert members.locator("a:not(.old)").first.evaluate(struck) == "none"
    assert members.locator("a.old").first.evaluate(struck) == "line-through"


@pytest.mark.parametrize(
    ("tags", "paper", "rows"), [("de,fr,mt,ka", "landscape", "table-row"), ("de,fr,mt,ka,el,hu", "", "block")]
)
def test_a_comparison_prints_side_by_side_as_far_as_the_paper_is_wide(
    tags: str, paper: str, rows: str, opened: Opener
) -> None:
    """Up to four languages stand beside each other on a sheet turned sideways, more stand below each other."""
    page = opened(f"/en/compare/migration?concept=asylum-seeker&concept=deportation&clang={tags}")
    page.emulate_media(media="print")
    assert page.locator(".compare tbody tr").first.evaluate("row => getComputedStyle(row).display") == rows
    assert not page.get_by_text("above.").is_visible()
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True))
    assert box and (float(box[1]) > float(box[2])) == (paper == "landscape")


def test_no_letters_of_a_printed_concept_are_smaller_than_8_points(opened: Opener) -> None:
    """On paper what stands beside a term, its source and its country are still letters that can be read."""
    page = opened(f"/en{PAGES['concept']}")
    page.emulate_media(media="print")
    sizes = """() => [...document.querySelectorAll("article *")]
      .filter(element => element.checkVisibility() && element.textContent.trim())
      .map(element => parseFloat(getComputedStyle(element).fontSize) * 0.75)"""
    assert round(min(page.evaluate(sizes)), 2) >= 8
