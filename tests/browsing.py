"""What tests in a real browser share: the vocabularies that are served to it, one Chromium, and checkers of pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from glossary import inputs, publishing
from tests.serving import missing, served

HERE = Path(__file__).parent
VOCAB = HERE.parent / "vocab"
SCREENSHOTS = HERE.parent / "screenshots"
NODE = HERE / "node" / "node_modules"
EUROVOC = HERE.parents[1] / "shared" / "data" / "vocabularies" / "eurovoc-27lang.ttl.gz"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""The browser runs as root in continuous integration, and asks nobody but the server under test."""

LANGUAGES = ("en", "de", "ar")
"""Interface languages that pages are looked at in: the source language, one with long words, one from right to left."""

PAGES = {
    "home": "/",
    "results": "/search?q=asyl",
    "no-results": "/search?q=xyzzyplugh",
    "vocabulary": "/migration/",
    "concept": "/migration/asylum-seeker",
    "help": "/help",
    "recognise": "/recognise",
    "verify": "/verify",
    "sparql": "/sparql",
    "changes": "/changes/migration",
    "compare": "/compare/migration?concept=asylum-seeker&concept=deportation&clang=de,ar,ka",
    "compare-nothing": "/compare/migration",
    "card": "/embed/migration/asylum-seeker?clang=de,ar,ka,mt",
    "concept-missing": "/migration/asylum-seeker?clang=ja",
    "collection": "/migration/theme/asylum",
    "index": "/index/migration",
    "hierarchy": "/hierarchy/migration?open=https%3A%2F%2Fw3id.org%2Fmigration-glossary%2Fasylum-seeker",
    "error": "/migration/no-such-entry",
}
"""One address of each type of page, after the interface language."""


def _built(name: str, folder: Path, paths: list[Path], named: list[str]) -> Path:
    """A data folder with a release of the files; GLOSSARY_TEST_NAME in the environment names one that is ready."""
    if ready := os.environ.get(f"GLOSSARY_TEST_{name}"):
        return Path(ready)
    publishing.build(inputs.gather(paths, named), folder)
    return folder


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped vocabulary, built once; do not change it."""
    return _built("SHIPPED", tmp_path_factory.mktemp("shipped"), [VOCAB], [])


@pytest.fixture(scope="session")
def origin(shipped_data: Path) -> Iterator[str]:
    """Where the shipped vocabulary is served."""
    with served(shipped_data) as address:
        yield address


@pytest.fixture(scope="session")
def eurovoc_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with EuroVoc as the vocabulary "eurovoc", built once; do not change it."""
    if not EUROVOC.is_file():
        pytest.skip("the shared data folder is not beside this checkout")
    return _built("EUROVOC", tmp_path_factory.mktemp("eurovoc"), [], [f"eurovoc={EUROVOC}"])


@pytest.fixture(scope="session")
def eurovoc(eurovoc_data: Path) -> Iterator[str]:
    """Where EuroVoc is served."""
    with served(eurovoc_data) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with sync_playwright() as playwright:
        opened = _launched(playwright)
        yield opened
        opened.close()


def _launched(playwright: Playwright) -> Browser:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        missing("Chromium")
    return playwright.chromium.launch(executable_path=found, args=list(FLAGS))


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, origin: str) -> Iterator[Opener]:
    """Opens an address in a browser that knows nothing of earlier pages; options are those of ``new_context``.

    Whatever a page asks of another origin is refused and fails the test, as does an error in a script.
    """
    contexts = []
    troubles: list[str] = []

    def open_(path: str, at: str = origin, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB", **options})
        contexts.append(context)
        context.route(
            lambda address: not address.startswith((at, "data:")),
            lambda route: (troubles.append(f"asked for {route.request.url}"), route.abort())[1],
        )
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.goto(at + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not troubles, troubles


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return _node("axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def vnu() -> Callable[[Path], list[dict[str, Any]]]:
    """Checks the HTML files of a folder by the Nu HTML checker; returns its errors and warnings.

    Its guess at the language of a page is left out: pages hold terms in thirty languages.
    """
    jar = _node("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if not java:
        missing("Java")

    def check(folder: Path) -> list[dict[str, Any]]:
        command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stderr)["messages"]
        serious = [one for one in found if one["type"] == "error" or one.get("subType") == "warning"]
        return [one for one in serious if not one["message"].startswith("This document appears to be written in")]

    return check


def _node(path: str) -> Path:
    if not (NODE / path).is_file():
        missing(f"{path.split('/', 1)[0]} (npm)")
    return NODE / path


RUN_AXE = """async rules => (await axe.run(document, {
  runOnly: rules, resultTypes: ["violations"],
})).violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
  `${id} ${target.join(" ")}: ${failureSummary.split("\\n").slice(1).join(" ").trim()}`))"""
ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that see a difference between a light and a dark page."""


def barriers(page: Page, axe: str, rules: dict[str, Any]) -> list[str]:
    """What axe-core finds on a page as it is shown now: rule, place and reason of each barrier."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(RUN_AXE, rules)
    return found


def shot(page: Page, name: str) -> None:
    """Write a screenshot of the whole page into the folder that is not committed."""
    SCREENSHOTS.mkdir(exist_ok=True)
    try:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    except Error:  # taller than a texture may be
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
