"""A card in a real browser, within a page of another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import PAGES

FRAME = '<iframe src="{}" width="480" height="320" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the base class names it so
        """Say nothing."""


@pytest.fixture
def elsewhere(origin: str, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that frames a card and a full page."""
    card = f"{origin}/en{PAGES['card']}"
    (tmp_path / "index.html").write_text(FRAME.format(card) + FRAME.format(card.replace("/embed/", "/")), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_card_in_a_sandboxed_frame(browser: Browser, elsewhere: str) -> None:
    """The frame shows the term in its own style; the full page is not shown in a frame."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere, wait_until="load")
    frame = page.frame_locator("iframe >> nth=0")
    assert frame.locator("h1 a").inner_text() == "Asylbewerber"
    assert frame.locator("body").evaluate("body => getComputedStyle(body).paddingLeft") == "16px"
    assert page.frame_locator("iframe >> nth=1").locator("h1 span[lang]").count() == 0
    context.close()
