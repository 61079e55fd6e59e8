"""The API for texts: POST /api/v1/recognise and /api/v1/verify, open to every site."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, request

from glossary import translating
from glossary.children import Pool
from glossary.errors import UsageError
from glossary.exports.findings import XLSX
from service import answers, api, parameters
from service.answers import Answer, Header, catalogue
from service.texts import intake

RECOGNISE, VERIFY = "/recognise", "/verify"
FORMAT = parameters.choice("format", "the report of a check as JSON or as a workbook", ("json", "xlsx"), default="json")

NOT_KEPT: tuple[Header, ...] = (("Cache-Control", "no-store"),)


def blueprint(pool: Pool) -> Blueprint:
    """The two routes; long texts and files run in ``pool``."""
    made = Blueprint("texts", __name__, url_prefix=api.PREFIX)
    made.add_url_rule(RECOGNISE, "recognise", partial(recognise, pool), methods=["POST"])
    made.add_url_rule(VERIFY, "verify", partial(verify, pool), methods=["POST"])
    return made


def recognise(pool: Pool) -> Response:
    """The terms of a text: JSON ``TextBody``, or a form with ``file``, ``source`` and ``target``."""
    parameters.take((), request.environ.get("QUERY_STRING", ""))
    if intake.is_form():
        file = intake.uploaded("file")
        text = request.form.get("text", "") if file is None else intake.text_of(file, pool)
        source, targets = request.form.get("source", ""), request.form.getlist("target")
    else:
        body = intake.body_as(intake.TextBody)
        text, source = body.text, body.source
        targets = [body.target] if isinstance(body.target, str) else body.target
    found = translating.recognise(
        catalogue(), text, intake.tag("source", source), intake.tags("target", targets), pool.run
    )
    return answers.respond(answers.json(found, headers=NOT_KEPT))


def verify(pool: Pool) -> Response:
    """The check of a translation: JSON ``TranslationBody``, or a form with ``file`` and perhaps ``translation``."""
    asked = parameters.take((FORMAT,), request.environ.get("QUERY_STRING", ""))
    if intake.is_form():
        file = intake.uploaded("file")
        if file is None:
            raise UsageError("there is no file; send it as the field 'file'")
        source, target = (intake.tag(name, request.form.get(name, "")) for name in ("source", "target"))
        dismissed = request.form.getlist("dismiss")
        bitext = intake.bitext_of(file, intake.uploaded("translation"), source, target, pool)
    else:
        body = intake.body_as(intake.TranslationBody)
        source, target = intake.tag("source", body.source), intake.tag("target", body.target)
        dismissed = body.dismiss
        bitext = intake.bitext_of_pairs(body.segments)
    report = translating.verify(catalogue(), bitext, source, target, pool.run)
    report = translating.without(catalogue(), report, dismissed)
    if asked["format"] == "json":
        return answers.respond(answers.json(report, headers=NOT_KEPT))
    return answers.respond(workbook(translating.report_file(report, bitext, "xlsx"), open_=True))


def workbook(content: bytes, *, open_: bool = False) -> Answer:
    """A report as a file to keep."""
    headers = (*NOT_KEPT, ("Content-Disposition", 'attachment; filename="findings.xlsx"'))
    return Answer(content, XLSX, headers=headers, open=open_)
