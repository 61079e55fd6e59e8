"""JSONP: JSON as a call of a function, for pages from before there was CORS.

The function's name is all that a stranger decides on in the script, so it has to be a plain one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flask import request

from glossary.errors import ParameterError
from service.answers import Answer, Header
from service.parameters import shown

SCRIPT = "application/javascript; charset=utf-8"
PARAMETER = "callback"
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*", re.ASCII)
_MAX_NAME = 100
_AS_SCRIPT: tuple[Header, ...] = (("Content-Disposition", 'attachment; filename="answer.js"'),)
"""Keeps a browser that is led to the address from showing it as a page."""


def padded(answer: Answer) -> Answer:
    """The answer as a script if the request names a function to call, else as it is; ParameterError for a bad name."""
    name = request.args.get(PARAMETER, "")
    if not name:
        return answer
    if len(name) > _MAX_NAME or not _NAME.fullmatch(name):
        allowed = f"the name of a function: up to {_MAX_NAME} of A-Z, a-z, 0-9, _, $ and dots between names"
        raise ParameterError(PARAMETER, shown(name), allowed)
    # these two end a line in older scripts, though not in JSON; the comment keeps the name from beginning a file
    body = answer.body.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    script = b"/**/" + name.encode() + b"(" + body + b");"
    return replace(answer, body=script, media_type=SCRIPT, headers=(*answer.headers, *_AS_SCRIPT), unchanging=False)
