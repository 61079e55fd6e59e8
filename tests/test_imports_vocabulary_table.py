"""A table becomes a vocabulary in SKOS, with a report of what could not be taken over."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from glossary import bootstrap, cli, formatting, inputs, publishing
from glossary.imports.vocabulary_table import column_of
from glossary.model import Concept

TABLE = """id,term en,synonyms en,term de,NO,definition@en,broader,related,theme,notation,exactMatch,source
river,river,stream; brook,Fluss (DE); Strom (AT),elv (b); elv (n),water that flows,body of water,,water,1.1,http://www.wikidata.org/entity/Q4022,Water Act
,body of water,,Gewässer,n/a,,,,water,1,,
lake,lake,,See,innsjø,standing water,body of water,river; river,"water; land",1.2,,
"""  # noqa: E501  # a table has long lines


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def convert(folder: Path, text: str) -> tuple[Result, Path]:
    table, output = folder / "table.csv", folder / "out.ttl"
    table.write_text(text, "utf-8")
    return run("convert", table, output, "--base", "https://vocab.example/w/", "--title", "Waters", "--json"), output


def test_a_table_becomes_a_vocabulary(tmp_path: Path) -> None:
    """Terms, variants, texts, relations, themes, codes and mappings arrive, and the result builds."""
    result, output = convert(tmp_path, TABLE)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {
        "concepts": 3,
        "terms": 13,
        "languages": ["de", "de-AT", "en", "nb", "nn"],
        "problems": [],
    }
    assert not formatting.format_file(output, write=False)
    publishing.build(inputs.gather([], [f"waters={output}"]), tmp_path / "data")
    catalogue = bootstrap.open_catalogue(tmp_path / "data")
    river = catalogue.resource("https://vocab.example/w/river")
    assert isinstance(river, Concept)
    terms = {(term.text, term.language, term.role, term.jurisdictions) for term in river.terms}
    assert terms == {
        ("river", "en", "preferred", ()),
        ("stream", "en", "admitted", ()),
        ("brook", "en", "admitted", ()),
        ("Fluss", "de", "preferred", ("DE",)),
        ("Strom", "de-AT", "preferred", ("AT",)),
        ("elv", "nb", "preferred", ()),
        ("elv", "nn", "preferred", ()),
    }
    assert river.broader == ("https://vocab.example/w/body-of-water",)
    assert river.related == ("https://vocab.example/w/lake",)
    assert [mapping.uri for mapping in river.mappings] == ["http://www.wikidata.org/entity/Q4022"]
    assert river.member_of == ("https://vocab.example/w/theme/water",)
    body = catalogue.resource("https://vocab.example/w/body-of-water")
    assert isinstance(body, Concept)
    assert [said.language for said in body.no_equivalents] == ["nb", "nn"]


def test_the_report_names_the_place(tmp_path: Path) -> None:
    """What cannot be taken over is named with row, column and reason; the rest arrives."""
    text = "id,term en,prefLabel@en,broader,colour,BR\na,x,,nothing,red,x\na,y,,,\n,,,,\nb,,,a,\nc,z,zz,c,\n"
    result, output = convert(tmp_path, text)
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [(p["place"]["row"], p["place"].get("column", ""), p["reason"][:24]) for p in found["problems"]] == [
        (1, "colour", "the column is not known,"),
        (1, "BR", "the column is not known,"),
        (3, "id", "another row has the ide" + "n"),
        (5, "", "the row has no preferred"),
        (2, "broader", '"nothing" is no concept '),
        (6, "preflabel@en", '"zz" is a second preferr'),
        (6, "broader", "the concept itself"),
    ]
    assert "(br, pt?)" in found["problems"][1]["reason"]
    assert found["concepts"] == 2
    assert output.is_file()


@pytest.mark.parametrize(
    ("name", "kind", "tag"),
    [
        ("term de-AT", "term", "de-AT"),
        ("de", "term", "de"),
        ("CZ", "term", "cs"),
        ("prefLabel@sr-Latn", "preflabel", "sr-Latn"),
        ("mt preferred", "preferred", "mt"),
        ("mt other", "other", "mt"),
        ("Scope note en", "scope note", "en"),
        ("Broader", "broader", ""),
    ],
)
def test_names_of_columns(name: str, kind: str, tag: str) -> None:
    """Columns are named as in spreadsheets, in SKOS, and in this service's own export."""
    column = column_of(name)
    assert column is not None
    assert (column.kind, column.tag) == (kind, tag)


def test_a_workbook_and_other_scripts(tmp_path: Path) -> None:
    """A workbook is read alike; an id is made from a term of any script."""
    book = openpyxl.Workbook()
    for row in (("ka", "hy"), ("მდინარე", "գետ"), ("ტბა", "լիճ")):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "table.xlsx")
    result = run("convert", tmp_path / "table.xlsx", tmp_path / "out.ttl", "--base", "https://vocab.example/w/")
    assert result.exit_code == 0, result.output
    publishing.build(inputs.gather([], [f"waters={tmp_path / 'out.ttl'}"]), tmp_path / "data")
    assert bootstrap.open_catalogue(tmp_path / "data").search("მდინარე").total == 1


@pytest.mark.parametrize(("text", "word"), [("a,b\n1,2\n", "no column holds terms"), ("", "empty")])
def test_what_is_no_vocabulary_is_refused(tmp_path: Path, text: str, word: str) -> None:
    """A table without terms is refused as a whole."""
    result, _ = convert(tmp_path, text)
    assert (result.exit_code, word in result.output) == (2, True)
