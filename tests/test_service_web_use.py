"""The site as people use it in a browser: by keyboard, with a mouse, without scripts, on paper, enlarged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.i18n import INTERFACE_LANGUAGES
from tests.browsing import LANGUAGES, PAGES, Opener, shot

CONCEPT = "/migration/asylum-seeker"
NO_SCRIPTS = {"java_script_enabled": False}
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def focused(page: Page) -> str:
    text: str = page.evaluate("() => document.activeElement.textContent.trim()")
    return text


def test_a_term_is_found_by_keyboard_alone(opened: Opener) -> None:
    """From the home page: type, choose a suggestion with the arrow key, and be on the page of the concept."""
    page = opened("/en/")
    page.get_by_role("combobox").focus()
    page.keyboard.type("asylwerb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert chosen and page.locator(f"[id='{chosen}']").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/en/migration/asylum-seeker"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("asylum seeker")


def test_suggestions_close_and_leave_what_was_typed(opened: Opener) -> None:
    """Escape puts the list away; Enter without a choice searches."""
    page = opened("/en/")
    box = page.get_by_role("combobox")
    box.fill("asyl")
    expect(page.get_by_role("option").first).to_be_visible()
    assert {text.casefold() for text in page.locator("[role=option] mark").all_text_contents()} == {"asyl"}
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en/search\?q=asyl"))
    assert page.locator(".results li").count() > 1


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "concept", "compare", "hierarchy"])
def test_the_first_stop_skips_to_the_content(name: str, ui: str, opened: Opener) -> None:
    """The first press of Tab shows the skip link, and the way on goes through things that show where the focus is."""
    page = opened(f"/{ui}{PAGES[name]}")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.hash") == "#main"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle; }")
        assert style != "none", focused(page)


def test_the_interface_language_is_switched_and_the_entry_stays(opened: Opener) -> None:
    """The menu of languages leads to the same entry in the other language."""
    page = opened(f"/en{CONCEPT}")
    page.locator(".menu summary").click()
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url(re.compile(f"/de{CONCEPT}"))
    assert page.locator("html").get_attribute("lang") == "de"


def test_the_content_language_is_switched_and_the_interface_stays(opened: Opener) -> None:
    """The choice of a content language turns the headword; the pages beyond the links keep it."""
    page = opened(f"/en{CONCEPT}")
    page.locator("#clang").select_option("fr")
    page.wait_for_url(re.compile("clang=fr"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("demandeur d’asile")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".relations a").first.click()
    page.wait_for_url(re.compile("clang=fr"))


def test_copying_a_term(opened: Opener) -> None:
    """A copy button puts the term on the clipboard and says so."""
    page = opened(f"/en{CONCEPT}", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".head .copy").first.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("() => navigator.clipboard.readText()") == "asylum seeker"


def test_the_tree_is_walked_by_arrow_keys(opened: Opener) -> None:
    """Right opens a theme without a new page, goes into it, and Left comes back and closes it."""
    page = opened("/en/hierarchy/migration")
    page.evaluate("() => { window.same = true; }")
    tree = page.locator(".tree").first
    item = tree.locator("[role=treeitem][aria-expanded=false]").first
    item.focus()
    name = focused(page)
    page.keyboard.press("ArrowRight")
    expect(tree.locator("[role=treeitem][aria-expanded=true]")).to_have_count(1)
    assert "theme=" in page.url and page.evaluate("() => window.same")
    page.keyboard.press("ArrowRight")
    assert focused(page) != name
    page.keyboard.press("ArrowLeft")
    assert focused(page) == name
    page.keyboard.press("ArrowLeft")
    expect(tree.locator("[role=treeitem][aria-expanded=true]")).to_have_count(0)
    page.keyboard.press("End")
    assert tree.locator("[role=treeitem][tabindex='0']").count() == 1
    page.reload()
    expect(tree.locator("[role=treeitem][aria-expanded=true]")).not_to_have_count(0)


def test_a_branch_opens_by_mouse_on_the_spot(opened: Opener) -> None:
    """The plus sign opens the branch below it, and what is there can be opened in turn."""
    page = opened("/ar/hierarchy/migration")
    page.evaluate("() => { window.same = true; }")
    before = page.locator("[role=treeitem]").count()
    page.locator("a.toggle").first.click()
    expect(page.locator("[role=group] [role=treeitem]")).not_to_have_count(0)
    assert page.locator("[role=treeitem]").count() > before and page.evaluate("() => window.same")


def test_concepts_are_gathered_in_the_basket_and_compared(opened: Opener) -> None:
    """Two entries put into the basket stand side by side; one is removed, and the basket knows."""
    page = opened(f"/en{CONCEPT}")
    page.get_by_role("button", name="In the basket").click()
    page.goto(page.url.replace("asylum-seeker", "refugee"))
    page.get_by_role("button", name="In the basket").click()
    link = page.locator("a[data-basket]")
    expect(link).to_contain_text("2")
    link.click()
    expect(page.locator("table.compare tbody tr")).to_have_count(2)
    page.locator("[data-remove=refugee]").click()
    expect(page.locator("table.compare tbody tr")).to_have_count(1)
    expect(page.locator("a[data-basket]")).to_contain_text("1")
    page.go_back()
    page.goto(page.url.split("/compare")[0] + CONCEPT)
    assert page.get_by_role("button", name="In the basket").get_attribute("aria-pressed") == "true"


def test_the_languages_of_a_comparison_are_chosen_and_remembered(opened: Opener) -> None:
    """Boxes are ticked and applied; the address names the languages, and an address without any remembers them."""
    page = opened("/en/compare/migration?concept=asylum-seeker")
    page.locator(".further summary").click()
    for tag in ("mt", "ka"):
        page.locator(f".further input[value={tag}]").check()
    page.locator(".choice button").click()
    page.wait_for_url(re.compile("clang=en,(ka,mt|mt,ka)"))
    expect(page.locator("table.compare thead th")).to_have_count(4)
    page.goto(page.url.split("/en/")[0] + "/compare/migration?concept=asylum-seeker")
    expect(page.locator("table.compare thead th")).to_have_count(4)


def test_everything_is_reached_without_scripts(opened: Opener) -> None:
    """Search, concept, tree, comparison and both languages work by links and forms alone."""
    page = opened("/en/", **NO_SCRIPTS)
    page.get_by_role("searchbox").fill("Asylwerber")
    page.get_by_role("button", name="Search").click()
    page.locator(".results a.term").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("asylum seeker")
    page.locator("#clang").select_option("ka")
    page.locator(".choice button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("თავშესაფრის მაძიებელი")
    page.locator(".acts a").click()
    expect(page.locator("table.compare tbody tr")).to_have_count(1)
    page.locator("#add").fill("refugee")
    page.locator(".adding button").click()
    page.locator(".offered a").first.click()
    expect(page.locator("table.compare tbody tr")).to_have_count(2)
    page.locator(".section nav a", has_text="Hierarchy").click()
    page.locator("a.toggle").first.click()
    expect(page.locator("#open ul li")).not_to_have_count(0)
    page.locator(".menu summary").click()
    page.get_by_role("link", name="Deutsch").click()
    assert page.locator("html").get_attribute("lang") == "de"


@pytest.mark.parametrize("name", PAGES)
def test_twice_as_large(name: str, opened: Opener) -> None:
    """At 200 % zoom, which halves the window, and with letters twice as large, nothing has to be scrolled sideways."""
    page = opened(f"/de{PAGES[name]}", viewport={"width": 640, "height": 512}, device_scale_factor=2)
    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("ui", LANGUAGES)
def test_a_concept_prints_on_one_page(ui: str, opened: Opener) -> None:
    """On A4 paper the concept takes one page, black on white, without navigation."""
    page = opened(f"/{ui}{CONCEPT}", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    for part in (".masthead", ".section", "body > footer"):
        expect(page.locator(part).first).to_be_hidden()
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_movement_is_reduced_for_those_who_ask(opened: Opener) -> None:
    """With reduced motion nothing glides, fades or scrolls by itself, and everything is found all the same."""
    page = opened(f"/en{CONCEPT}", reduced_motion="reduce")
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = """() => [...document.querySelectorAll("*")].filter(element => {
      const style = getComputedStyle(element);
      return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
    }).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("ui", sorted(set(INTERFACE_LANGUAGES) - set(LANGUAGES)))
def test_each_interface_language_fits_a_narrow_window(ui: str, opened: Opener) -> None:
    """Long words of no interface language make home page, concept or comparison wider than 320 px."""
    page = opened(f"/{ui}/", viewport={"width": 320, "height": 700})
    assert page.evaluate(OVERFLOW) <= 0
    for name in ("concept", "compare"):
        page.goto(page.url.split(f"/{ui}/")[0] + f"/{ui}{PAGES[name]}")
        assert page.evaluate(OVERFLOW) <= 0, name
        shot(page, f"{name}-{ui}-light-narrow")


def test_pages_from_right_to_left_are_mirrored(opened: Opener) -> None:
    """In Arabic the word mark stands on the right, and a German term still reads from left to right."""
    page = opened(f"/ar{CONCEPT}")
    mark, menu = page.locator(".wordmark").bounding_box(), page.locator(".menu").bounding_box()
    assert mark and menu and mark["x"] > menu["x"]
    assert page.locator("bdi[lang=de]").first.get_attribute("dir") == "ltr"


def test_a_large_vocabulary(opened: Opener, eurovoc: str, tmp_path: Path) -> None:
    """EuroVoc, whose concepts have addresses elsewhere: suggestion, concept, tree and comparison."""
    page = opened("/en/", at=eurovoc)
    page.get_by_role("combobox").fill("migration pol")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("migration")
    page.get_by_role("button", name="In the basket").click()
    page.locator("a[data-basket]").click()
    expect(page.locator("table.compare tbody tr")).to_have_count(1)
    page.locator(".section nav a", has_text="Hierarchy").click()
    page.locator("a.toggle").first.click()
    expect(page.locator("[role=group] [role=treeitem]").first).to_be_visible()
