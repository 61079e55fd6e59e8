"""Text and attributes of XML documents: nothing that XML 1.0 cannot carry, and nothing that reading would change."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character in XML 1.0 (production 2): most controls, halves of surrogate pairs, U+FFFE and U+FFFF."""
_IN_TEXT = re.compile(r"[&<>\r]")
_IN_ATTRIBUTE = re.compile(r'[&<>"\t\n\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def clean(value: str) -> str:
    """``value`` with U+FFFD, the replacement character, for each character that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> str:
    """``value``, cleaned, as the text of an element."""
    return _escaped(clean(value), _IN_TEXT)


def attribute(value: str) -> str:
    """``value``, cleaned, as the value of an attribute between double quotes."""
    return _escaped(clean(value), _IN_ATTRIBUTE)


def element(name: str, content: str, **attributes: str) -> str:
    """An element with text; an attribute ``xml_lang`` is written ``xml:lang``, and an empty one is left out."""
    stated = "".join(f' {key.replace("_", ":")}="{attribute(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{stated}>{text(content)}</{name}>"


def _escaped(value: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda match: _ENTITIES.get(match[0]) or f"&#{ord(match[0])};", value)
