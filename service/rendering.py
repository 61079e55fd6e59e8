"""The templates, one environment for each interface language, so that messages are translated when a template is compiled.

Jinja folds ``"Definition"|t`` into plain text because filter and argument are constants: no lookup is left per request.
"""

from __future__ import annotations

from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service import filters
from service.i18n import interface, own_names

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
TEMPLATES = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""Inside the package in a wheel, beside it in a checkout."""


@lru_cache(maxsize=64)
def environment(ui: str) -> Environment:
    """The template environment of an interface language."""
    language = interface(ui)
    made = Environment(
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
        language=language.language,
        attributes=partial(filters.attributes, ui=ui),
    )
    made.globals.update(
        ui=ui,
        direction=language.direction,
        interfaces=own_names(),
        own_name=dict((code, name) for code, name, _direction in own_names())[ui],
        style=asset("style.css"),
        script=asset("script.js"),
        icon=asset("favicon.svg"),
    )
    return made


def render(ui: str, template: str, **values: object) -> str:
    """The page that a template makes of the values, in an interface language."""
    return environment(ui).get_template(template).render(values)


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The address of a file in static/, which changes with its content so that browsers may keep it for good."""
    return f"/static/{name}?v={blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()}"
