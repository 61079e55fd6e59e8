"""The templates, one environment for each interface language, so that messages are translated when a template is compiled.

Jinja folds ``"Definition"|t`` into plain text because filter and argument are constants: no lookup is left per request.
What is written in a macro is collected in a list; outside, every piece climbs through a generator for each template that
is extended. So whatever repeats with the languages is written in macros (27 languages: 205 µs without, 130 µs with).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from flask import Response, current_app
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from markupsafe import escape as escape_anything

from service import answers, filters
from service.i18n import INTERFACE_LANGUAGES, interface, own_names

PUBLIC_URL = "GLOSSARY_PUBLIC_URL"
"""Key in Flask's configuration of the origin for links that must be absolute; "" leaves them relative."""
_HERE = Path(__file__).parent
STATIC = _HERE / "static"
TEMPLATES = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""Inside the package in a wheel, beside it in a checkout."""


_SPECIAL = re.compile("[&<>\"']").search


def escape(value: object) -> str:
    """MarkupSafe's ``escape`` with a short way for plain text and markup, which are all that pages show.

    MarkupSafe 3.0 wraps every result in an object: 390 ns for a word and 500 ns for markup, here 150 and 50.
    """
    if type(value) is str:
        return html.escape(value) if _SPECIAL(value) else value
    return value if type(value) is Markup else escape_anything(value)


class PageTemplate(Template):
    """A compiled template that escapes by :func:`escape`."""

    @classmethod
    def from_code(cls, *arguments: Any, **named: Any) -> Template:
        """As in Jinja; compiled code finds ``escape`` among the globals of its module."""
        made = super().from_code(*arguments, **named)
        made.root_render_func.__globals__["escape"] = escape  # type: ignore[attr-defined]  # a plain function
        return made


class PageEnvironment(Environment):
    """Jinja's environment for :class:`PageTemplate`."""

    template_class = PageTemplate


@lru_cache(maxsize=64)
def environment(ui: str) -> Environment:
    """The template environment of an interface language."""
    language = interface(ui)
    made = PageEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters.update(
        t=language.text,
        plural=language.plural,
        number=language.number,
        percent=language.percent,
        date=language.date,
        listed=language.listed,
        language=language.language,
        address=filters.address,
        attributes=partial(filters.attributes, ui=ui),
    )
    made.globals.update(
        ui=ui,
        tail="/",
        origin="",
        direction=language.direction,
        alternates=alternates,
        switch=_switch(ui),
        own_name=dict((code, name) for code, name, _direction in own_names())[ui],
        style=asset("style.css"),
        script=asset("script.js"),
        icon=asset("favicon.svg"),
    )
    return made


def render(ui: str, template: str, **values: object) -> str:
    """The page that a template makes of the values, in an interface language."""
    return environment(ui).get_template(template).render(values)


def alternates(origin: str, tail: str) -> Markup:
    """Links to the same page in every interface language, for search engines."""
    end = f'{html.escape(tail)}">'
    start = html.escape(origin)
    return Markup(
        "\n".join(
            f'<link rel="alternate" hreflang="{code}" href="{start}/{code}{end}' for code in INTERFACE_LANGUAGES
        )
    )


def _switch(ui: str) -> Callable[[str], Markup]:
    """What makes the choice of interface languages for a page's tail, each language in its own words."""
    items = [
        (
            f'<li><a href="/{code}',
            f'" lang="{code}" hreflang="{code}" dir="{direction}"'
            + (' aria-current="true"' if code == ui else "")
            + f">{html.escape(name)}</a></li>",
        )
        for code, name, direction in own_names()
    ]

    def switch(tail: str) -> Markup:
        escaped = html.escape(tail)
        return Markup("\n".join(f"{start}{escaped}{end}" for start, end in items))

    return switch


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The address of a file in static/, which changes with its content so that browsers may keep it for good."""
    return f"/static/{name}?v={blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()}"


def show(ui: str, template: str, tail: str, *, unchanging: bool = True, **values: object) -> Response:
    """The response with a page; ``tail`` is its address after the interface language, encoded, with what decides on it."""
    origin = current_app.config.get(PUBLIC_URL, "")
    html = render(ui, template, tail=tail, origin=origin, **values)
    return answers.respond(answers.page(html, ui, unchanging=unchanging))
