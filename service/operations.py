"""What interfaces for programs offer: each operation said once, for answering it and for describing it in OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from service import parameters
from service.errors import UnsupportedType
from service.parameters import Parameter

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: what it takes, and the shape of its answer.

    ``path`` begins with a slash and names its variables in braces. ``answer`` is a type that msgspec describes, a JSON
    Schema, or the name of a schema of the description; it holds for each of ``media_types``. ``lenient`` passes over
    parameters that are not known, as interfaces do whose clients are to be served; elsewhere they are refused.
    ``elsewhere`` is the status of an answer that says where to look, 0 where there is none. ``form``: the
    parameters may be posted as a form too. ``refusals`` are statuses of errors that no other operation has, each with
    what it means.
    """

    path: str
    id: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: Any
    media_types: tuple[str, ...] = ("application/json",)
    lenient: bool = False
    error_types: tuple[str, ...] = ("application/problem+json", "text/html")
    elsewhere: int = 0
    form: bool = False
    refusals: tuple[tuple[str, str], ...] = ()

    def read(self) -> dict[str, Any]:
        """The checked parameters of the request at hand: those of its address, and before them those of its form.

        Clients keep some in the address that they are given, such as the language, and post the rest.
        """
        stated, posted = request.environ.get("QUERY_STRING", ""), ""
        if self.form and request.method == "POST":
            if request.mimetype != FORM:
                kind = parameters.shown(request.mimetype) or "of no media type"
                raise UnsupportedType(f"the body is {kind}; send a form, {FORM}")
            posted = request.get_data().decode("latin-1")
        return parameters.take(self.parameters, stated, posted, lenient=self.lenient)
