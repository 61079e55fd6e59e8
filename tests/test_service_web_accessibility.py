"""Every type of page in a real browser: no barrier that axe-core finds, valid HTML, nothing that overflows or moves."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import ALL_RULES, COLOURS, LANGUAGES, PAGES, Opener, barriers, shot

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""
SLOWER = 6
"""Times slower that the browser runs: a page that a fast one reads in one go is shown in pieces by a slow one."""
MOST = 60_000
"""Bytes of a page with all that belongs to it, as sent."""


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_barriers(name: str, ui: str, opened: Opener, axe: str) -> None:
    """axe-core finds nothing in light and dark, at 1280 and 320 px; the narrow page does not scroll sideways."""
    page = opened(f"/{ui}{PAGES[name]}", viewport=WIDE)
    found = []
    for width, size in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(size)
        for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            if (width, scheme) != ("narrow", "dark"):
                shot(page, f"{name}-{ui}-{scheme}-{width}")
            found += [f"{width}, {scheme}: {one}" for one in barriers(page, axe, rules)]
        assert page.evaluate(OVERFLOW) <= 0, f"{width}: the page is wider than the window"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_light_and_still(name: str, opened: Opener) -> None:
    """A first visit takes less than 60 kB compressed; nothing moves once it is shown, however slow the machine."""
    page = opened("/robots.txt")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(page.url.replace("/robots.txt", f"/en{PAGES[name]}"), wait_until="networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert 2_000 < sum(sizes) < MOST


def test_valid_html(origin: str, tmp_path: Path, vnu: Callable[[Path], list[dict[str, Any]]]) -> None:
    """The Nu HTML checker has neither errors nor warnings for any type of page in any of the languages."""
    for ui in LANGUAGES:
        for name, path in PAGES.items():
            (tmp_path / f"{name}-{ui}.html").write_bytes(_body(f"{origin}/{ui}{path}"))
    found = [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in vnu(tmp_path)]
    assert not found, "\n".join(found)


def _body(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as answer:  # the page of an error is a page too
        return answer.read()
