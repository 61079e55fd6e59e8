"""The description of a CSV file for programs: CSV on the Web (W3C Recommendation 2015), to be kept beside the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from glossary import languages
from glossary.exports.base import Glossary, TermFormat
from glossary.exports.csv_table import SEPARATOR, columns

_DATATYPES = {"uri": "anyURI", "deprecated": "boolean"}


def write(glossary: Glossary) -> Iterator[bytes]:
    """The description of the glossary's CSV, which it expects under the name ``NAME.csv`` beside it."""
    yield described(glossary, f"{glossary.name}.csv")


def described(glossary: Glossary, url: str) -> bytes:
    """The description of the glossary's CSV at an address, which may be relative to the description's own."""
    return msgspec.json.format(msgspec.json.encode(_description(glossary, url)), indent=2) + b"\n"


def _description(glossary: Glossary, url: str) -> dict[str, Any]:
    stated = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": glossary.title,
        "dc:source": glossary.uri,
        "dc:license": glossary.licence,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "doubleQuote": True},
        "tableSchema": {
            "columns": [_column(title, tag) for title, tag in columns(glossary.languages)],
            "primaryKey": "uri",
        },
    }
    return {name: value for name, value in stated.items() if value}


def _column(title: str, tag: str | None) -> dict[str, Any]:
    column: dict[str, Any] = {"name": title.replace(" ", "_").replace("-", "_"), "titles": title}
    column["datatype"] = _DATATYPES.get(title, "string")
    if title == "uri":
        column["required"] = True
    if tag is not None or title == "notations":
        column["separator"] = SEPARATOR
    if tag:
        column["lang"] = languages.canonical(tag)
    return column


CSVW = TermFormat("csvw", "application/csvm+json", "csv-metadata.json", "CSVW", write)
