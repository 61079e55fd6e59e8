"""Where readers report what is wrong with a page: an address of the installation that carries the page's own."""

from __future__ import annotations

from urllib.parse import quote


def report_link(target: str, subject: str, address: str) -> str:
    """The link: ``target`` is ``mailto:…`` or a web page, which gets the address as ``?address=``; "" asks by e-mail.

    Without a target the reader's mail program opens with the address in the letter and the recipient left open.
    """
    joint = "&" if "?" in target else "?"
    if target.startswith(("http://", "https://")):
        return f"{target}{joint}address={quote(address, safe='')}"
    return f"{target or 'mailto:'}{joint}subject={quote(subject, safe='')}&body={quote(address, safe='')}"
