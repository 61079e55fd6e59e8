"""The templates, one environment for each interface language: messages are translated when a template is compiled.

Jinja folds ``"Definition"|t`` into plain text because filter and argument are constants: nothing is looked up later.
What is written in a macro is collected in a list; outside, each piece climbs through a generator for every template
that is extended. So what repeats with the languages is written in macros (27 languages: 205 µs without, 130 µs with).
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

from glossary import languages
from service import answers, filters
from service.i18n import SOURCE_LANGUAGE, interface, own_names
from service.reader import Reader

PUBLIC_URL = "GLOSSARY_PUBLIC_URL"
"""Key in Flask's configuration of the origin for links that must be absolute; "" leaves them relative."""
FEEDBACK = "GLOSSARY_FEEDBACK"
"""Key of where readers report problems, as in :mod:`glossary.settings`."""
_HERE = Path(__file__).parent
STATIC = _HERE / "static"
TEMPLATES = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""Inside the package in a wheel, beside it in a checkout."""


_ALTERNATE = Markup('<link rel="alternate" hreflang="{code}" href="{origin}/{code}{tail}">')
_SWITCH = Markup(
    '<li><a href="/{code}{tail}" lang="{code}" hreflang="{code}" dir="{direction}"{current}>{name}</a></li>'
)
_CURRENT = Markup(' aria-current="true"')
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
        made.root_render_func.__globals__["escape"] = escape
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
        share=language.share,
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
        carried="",
        direction=language.direction,
        og_locale=languages.with_territory(ui),
        alternates=_in_every_language(_ALTERNATE, ui),
        switch=_in_every_language(_SWITCH, ui),
        own_name={code: name for code, name, _direction in own_names()}[ui],
        style=asset("style.css"),
        script=asset("script.js"),
        basket_script=asset("basket.js"),
        tree_script=asset("tree.js"),
        icon=asset("favicon.svg"),
        preview=asset("preview.png"),
    )
    made.globals["parts"] = made.get_template("parts.html").module
    return made


def prepare() -> None:
    """Compile the templates in the source language, which takes 0.2 s, before the first reader asks for a page."""
    made = environment(SOURCE_LANGUAGE)
    for name in made.list_templates():
        made.get_template(name)


def render(ui: str, template: str, **values: object) -> str:
    """The page that a template makes of the values, in an interface language."""
    return environment(ui).get_template(template).render({"canonical": values.get("tail", "/"), **values})


def _in_every_language(line: Markup, ui: str) -> Callable[..., Markup]:
    """What writes a line for each interface language, around an origin and the tail of an address.

    The lines are made once for a language; filling them costs two replacements, however many languages there are.
    """
    made = Markup("\n").join(
        line.format(
            code=code,
            name=name,
            direction=direction,
            current=_CURRENT if code == ui else "",
            origin="\x01",
            tail="\x02",
        )
        for code, name, direction in own_names()
    )
    return lambda tail, origin="": made.replace("\x01", origin).replace("\x02", tail)


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The address of a file in static/, which changes with its content so that browsers may keep it for good."""
    return f"/static/{name}?v={blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()}"


def show(
    ui: str,
    template: str,
    tail: str,
    *,
    unchanging: bool = True,
    headers: tuple[answers.Header, ...] = (),
    **values: object,
) -> Response:
    """The response with a page; ``tail`` is its encoded address after the interface language.

    The value ``canonical`` is the tail of the address that search engines are to keep, where that is another.
    """
    origin = current_app.config.get(PUBLIC_URL, "")
    who = values.get("reader")
    carried = filters.query(clang=who.stated) if isinstance(who, Reader) else ""
    html = render(ui, template, tail=tail, origin=origin, carried=carried, **values)
    made = answers.page(html, ui, modified=answers.released(), unchanging=unchanging, headers=headers)
    return answers.respond(made)
