"""Files that browsers and robots ask for by their usual addresses."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_browsers_and_robots_find_what_they_ask_for_at_the_root(client: FlaskClient) -> None:
    """The icon has its usual address too; robots may read everything but results, and find the map of the pages."""
    icon = client.get("/favicon.ico")
    assert (icon.status_code, icon.mimetype) == (200, "image/svg+xml")
    assert icon.data == client.get("/static/favicon.svg").data
    robots = client.get("/robots.txt")
    assert robots.mimetype == "text/plain"
    assert robots.text.splitlines() == [
        "User-agent: *",
        "Disallow: /*/search?",
        "Allow: /",
        "Sitemap: http://localhost/sitemap.xml",
    ]
