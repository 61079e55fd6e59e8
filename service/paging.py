"""Long lists, a page at a time: which page is asked for, and the addresses of those around it."""

from __future__ import annotations

from glossary.errors import ParameterError
from service import filters


def page_number(name: str, stated: str, total: int, size: int) -> int:
    """The page asked for by a parameter, from 1; ParameterError when there is no such page."""
    last = max(1, -(-total // size))
    if not stated:
        return 1
    if not (stated.isascii() and stated.isdigit() and len(stated) <= 6 and 1 <= int(stated) <= last):
        raise ParameterError(name, stated, f"1 to {last}")
    return int(stated)


def turned(here: str, name: str, number: int) -> str:
    """The address of a page of the list at ``here``, whose first page needs no number."""
    return filters.joined(here, **{name: number}) if number > 1 else here


def turns(here: str, name: str, number: int, total: int, size: int) -> tuple[str, str]:
    """The addresses of the page before and the page after, "" where there is none."""
    previous = filters.joined(here, **{name: number - 1}) if number > 1 else ""
    return previous, filters.joined(here, **{name: number + 1}) if number * size < total else ""
