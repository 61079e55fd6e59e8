"""The editors' round trip: a sheet goes out and comes back, and only the touched lines of the vocabulary change."""

from __future__ import annotations

import csv
import difflib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from glossary import bootstrap, cli, formatting, inputs, publishing, worksheets

FILES = Path(__file__).parent / "data" / "editing"


@pytest.fixture
def vocab(tmp_path: Path) -> Path:
    """A small vocabulary in two files, in canonical form."""
    return shutil.copytree(FILES, tmp_path / "vocab")


@pytest.fixture
def data(vocab: Path, tmp_path: Path) -> Path:
    publishing.build(inputs.gather([vocab]), tmp_path / "data")
    return tmp_path / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def imported(vocab: Path, file: Path, *options: str) -> dict[str, list[dict[str, object]]]:
    result = run("import", file, "--into", vocab, "--json", *options)
    assert result.exit_code in (0, 1), result.output
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def table(folder: Path, *rows: dict[str, str]) -> Path:
    """A table of one's own, with the columns that the rows have."""
    out = io.StringIO()
    columns = dict.fromkeys(["concept", "language", "term", *(key for row in rows for key in row)])
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    file = folder / "return.csv"
    file.write_text(out.getvalue(), "utf-8")
    return file


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def filled(file: Path, fill: Callable[[dict[str, str]], dict[str, str]]) -> Path:
    """The workbook with what ``fill`` gives for each row written into it."""
    book = openpyxl.load_workbook(file)
    sheet = book[worksheets.SHEET]
    header = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        values = {name: str(cell.value or "") for name, cell in zip(header, row, strict=True)}
        for name, value in fill(values).items():
            row[header.index(name)].value = value
    book.save(file)
    return file


def test_the_worksheet(data: Path, tmp_path: Path) -> None:
    """A sheet has the missing terms first, is protected but for the editor's columns, and holds texts only."""
    file = tmp_path / "out.xlsx"
    result = run("worksheet", "--language", "mt", "--data", data, file)
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(file)[worksheets.SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(worksheets.COLUMNS)
    assert [row[0] for row in rows[1:]] == ["lake", "river", "river", "sea"]
    assert rows[2][:9] == ["river", "river", "water that flows", "mt", "mt-1", "xmara", "preferred", "drafted", None]
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert (sheet["J3"].value, sheet["J3"].protection.locked) == ("not verified", True)
    assert not sheet["K2"].protection.locked
    assert sheet.freeze_panes == "C2"
    themed = run("worksheet", "--language", "mt", "--theme", "theme-water", "--data", data, tmp_path / "out.csv")
    assert themed.exit_code == 0, themed.output
    assert (tmp_path / "out.csv").read_bytes().count(b"\r\n") == 4
    unknown = run("worksheet", "--language", "zz", "--data", data, tmp_path / "zz.csv")
    assert (unknown.exit_code, (tmp_path / "zz.csv").exists()) == (2, False)
    first = run("worksheet", "--language", "tlh", "--data", data, tmp_path / "tlh.csv")
    assert (first.exit_code, "term in Klingon yet: is the language right? There are en, mt." in first.output) == (
        0,
        True,
    )


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_untouched_sheet_changes_nothing(vocab: Path, data: Path, tmp_path: Path, suffix: str) -> None:
    """A sheet that comes back as it went has no entries."""
    file = tmp_path / f"out.{suffix}"
    run("worksheet", "--language", "mt", "--data", data, file)
    assert imported(vocab, file) == {"edits": [], "problems": [], "written": []}


def test_only_the_touched_lines_change(vocab: Path, data: Path, tmp_path: Path) -> None:
    """A reworded, a confirmed, an added and a withdrawn term are shown, and written with --apply, a line each."""
    file = tmp_path / "out.xlsx"
    run("worksheet", "--language", "mt", "--data", data, file)

    def fill(row: dict[str, str]) -> dict[str, str]:
        if row["concept"] == "lake":
            return {"new term": "lag", "source": "32008L0115", "status": "reviewed"}
        if row["term id"] == "mt-1":
            return {"decision": "confirm"}
        if row["term id"] == "mt-2":
            return {"decision": "withdraw", "note": "a valley"}
        return {"new term": "baħar"}

    filled(file, fill)
    before = (vocab / "words.ttl").read_text("utf-8")
    shown = imported(vocab, file)
    assert [(edit["kind"], edit["concept"]) for edit in shown["edits"]] == [
        ("added", "lake"),
        ("changed", "river"),
        ("withdrawn", "river"),
        ("added", "sea"),
    ]
    assert (vocab / "words.ttl").read_text("utf-8") == before
    assert [Path(str(path)).name for path in imported(vocab, file, "--apply")["written"]] == ["words.ttl"]
    after = (vocab / "words.ttl").read_text("utf-8")
    lines = [line for line in changed_lines(before, after) if "@prefix" not in line]  # used now, or not any more
    assert [line for line in lines if line[0] == "+"] == [
        '+    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "lag"@mt ; dct:identifier "mt-1" ;'
        ' euvoc:status mgd:reviewed ; dct:source src:act ; mgd:reliability "3"^^xsd:integer ] ;',
        '+    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "xmara"@mt ; dct:identifier "mt-1" ;'
        ' dct:created "2020-01-01"^^xsd:date ; euvoc:status mgd:reviewed ; dct:source "editors\' return, out.xlsx" ;'
        ' mgd:reliability "3"^^xsd:integer ] ;',
        '+    mgd:rejectedValue [ rdf:value "wied"@mt ; dct:identifier "mt-2" ; dct:source src:act ;'
        ' rdfs:comment "a valley" ] ;',
        '+    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "baħar"@mt ; dct:identifier "mt-1" ;'
        ' euvoc:status mgd:drafted ; dct:source "editors\' return, out.xlsx" ; mgd:reliability "1"^^xsd:integer ] ;',
    ]
    assert sum(line[0] == "-" for line in lines) == 3, lines
    assert not formatting.format_file(vocab / "words.ttl", write=False)
    assert imported(vocab, file, "--apply")["written"] == []


def test_the_list_says_everything_that_changes(vocab: Path, tmp_path: Path) -> None:
    """Each field that changes is printed, and a confirmed term keeps what its note says besides."""
    words = vocab / "words.ttl"
    note = "plural; not verified; the act's own wording was not at hand; often said of streams"
    words.write_text(words.read_text("utf-8").replace('usageNote "not verified"', f'usageNote "{note}"'), "utf-8")
    file = table(
        tmp_path,
        {"concept": "river", "language": "mt", "term": "", "decision": "confirm", "source": "Water Act"},
        {"concept": "lake", "language": "mt", "term": "lag", "note": "of fresh water"},
        {"concept": "river", "language": "mt", "term id": "mt-2", "decision": "withdraw", "note": "a valley"},
    )
    lines = run("import", file, "--into", vocab).stdout.splitlines()
    assert lines[:2] == [
        'changed river: mt-1 "xmara"@mt: status drafted becomes reviewed; reliability 1 becomes 3; source (none)'
        f' becomes "Water Act"; note "{note}" becomes "plural; often said of streams" (return.csv, row 2)',
        'added lake: mt-1 "lag"@mt (preferred, drafted, editors\' return, return.csv, note "of fresh water")'
        " (return.csv, row 3)",
    ]
    assert "because: a valley" in lines[2]


def test_what_remains_is_noted(vocab: Path, tmp_path: Path) -> None:
    """A language that an import leaves with terms but none preferred is noted."""
    file = table(tmp_path, {"concept": "river", "language": "mt", "term id": "mt-1", "decision": "withdraw"})
    (problem,) = imported(vocab, file)["problems"]
    assert problem["severity"] == "note"
    assert 'mt-2 "wied" remains: make it preferred?' in str(problem["reason"])


NONE = {"decision": "no equivalent", "term id": "mt-1"}
WITHDRAWN = {"decision": "withdraw", "term id": "mt-2"}


@pytest.mark.parametrize(
    ("rows", "row", "column", "words"),
    [
        ([NONE], 2, "decision", 'mt keeps mt-2 "wied": withdraw that too'),
        ([{"term": "n/a", "term id": "mt-1"}], 2, "term", 'mt keeps mt-2 "wied"'),
        ([NONE, {"term": "xmajra", "term id": "mt-2"}], 2, "decision", 'row 3 has the term "xmajra"'),
        ([{"term": "wied", "role": "preferred"}], 2, "role", "two preferred terms"),
        ([WITHDRAWN, {"term": "wied", "term id": "mt-1"}], 2, "decision", '"wied" is withdrawn, but return.csv, row 3'),
        ([{"term": "wied", "term id": "mt-1"}, WITHDRAWN], 3, "decision", '"wied" is withdrawn, but return.csv, row 2'),
    ],
)
def test_contradictions_are_problems(
    vocab: Path, tmp_path: Path, rows: list[dict[str, str]], row: int, column: str, words: str
) -> None:
    """What cannot be true at once is a problem with its place, and left out as a whole; what else there is, is not."""
    given = [{"concept": "river", "language": "mt", **one} for one in rows]
    file = table(tmp_path, *given, {"concept": "lake", "language": "mt", "term": "lag"})
    found = imported(vocab, file, "--apply")
    assert [edit["concept"] for edit in found["edits"]] == ["lake"]
    (problem,) = (one for one in found["problems"] if words in str(one["reason"]))
    assert (problem["place"]["row"], problem["place"]["column"]) == (row, column)  # type: ignore[index]
    assert '"xmara"@mt ; dct:identifier "mt-1"' in (vocab / "words.ttl").read_text("utf-8")


def test_what_was_withdrawn_comes_back_only_when_it_is_meant(vocab: Path, tmp_path: Path) -> None:
    """A rejected wording is a conflict; taken over all the same it gets its id back, and is rejected no more."""
    imported(vocab, table(tmp_path, {"concept": "river", "language": "mt", **WITHDRAWN, "note": "a valley"}), "--apply")
    file = table(tmp_path, {"concept": "river", "language": "mt", "term": "wied", "role": "admitted"})
    (edit,) = imported(vocab, file)["edits"]
    assert (edit["kind"], edit["conflict"]) == ("conflict", '"wied" was withdrawn before (mt-2: "a valley")')
    (edit,) = imported(vocab, file, "--apply", "--overwrite")["edits"]
    assert (edit["kind"], edit["after"]["id"]) == ("added", "mt-2")  # type: ignore[index]
    assert "rejectedValue" not in (vocab / "words.ttl").read_text("utf-8")


def test_what_changed_since_is_a_conflict(vocab: Path, data: Path, tmp_path: Path) -> None:
    """A term that was changed after the sheet was made is not overwritten, unless it is asked for."""
    file = tmp_path / "out.xlsx"
    run("worksheet", "--language", "mt", "--data", data, file)
    filled(
        file,
        lambda row: (
            {"new term": "lag"}
            if row["concept"] == "lake"
            else {"decision": "confirm"}
            if row["term id"] == "mt-1"
            else {}
        ),
    )
    words = vocab / "words.ttl"
    words.write_text(words.read_text("utf-8").replace('"xmara"', '"xmajra"'), "utf-8")
    table(tmp_path, {"concept": "lake", "language": "mt", "term": "għadira", "source": "Water Act"})
    imported(vocab, tmp_path / "return.csv", "--apply")
    before = words.read_text("utf-8")
    found = imported(vocab, file, "--apply")
    assert [edit["kind"] for edit in found["edits"]] == ["conflict", "conflict"]
    assert "there was no term when the sheet was made" in str(found["edits"][0]["conflict"])
    assert '"xmara" when the sheet was made, now it is "xmajra"' in str(found["edits"][1]["conflict"])
    assert words.read_text("utf-8") == before
    assert len(imported(vocab, file, "--apply", "--overwrite")["written"]) == 1
    assert '"lag"@mt' in words.read_text("utf-8")


def test_free_form_lines_in_a_table(vocab: Path, tmp_path: Path) -> None:
    """The published notation is understood: countries, standards, country-style codes, "no translation"."""
    file = table(
        tmp_path,
        {"concept": "lake", "language": "DE", "term": "See (EU acquis, DE); Weiher (AT)", "source": "Water Act"},
        {"concept": "lake", "language": "NO", "term": "innsjø (b); innsjø (n)", "source": "Water Act"},
        {"concept": "https://vocab.example/t/river", "language": "GE", "term": "No translation", "source": "Water Act"},
        {"concept": "sea", "language": "mt", "term": "baħar", "source": "Water Act"},
    )
    imported(vocab, file, "--apply")
    text = (vocab / "words.ttl").read_text("utf-8")
    assert '"See"@de ; dct:identifier "de-1"' in text
    assert "dct:spatial country:DEU , country:EUR" in text
    assert '"Weiher"@de-AT ; dct:identifier "de-AT-1"' in text
    assert '"innsjø"@nb' in text
    assert '"innsjø"@nn' in text
    assert 'mgd:noEquivalent [ dct:language "ka" ; dct:source src:act ]' in text
    assert 'dct:language "mt"' not in text


def test_a_language_that_is_not_meant_is_said(vocab: Path, tmp_path: Path) -> None:
    """Lines of other languages and codes of several are problems; the first term of a language is a note."""
    file = table(
        tmp_path,
        {"concept": "lake", "language": "mt", "term": "DE: See (DE); Weiher (AT)"},
        {"concept": "lake", "language": "BE", "term": "lac"},
        {"concept": "lake", "language": "AT/DE/LU", "term": "See"},
        {"concept": "river", "language": "mt", "term": "fluss (AT)"},
    )
    found = imported(vocab, file)
    assert [(edit["language"], edit["after"]["text"]) for edit in found["edits"]] == [  # type: ignore[index]
        ("de", "See"),
        ("mt-AT", "fluss"),
    ]
    told = [(p.get("severity", "problem"), p["place"]["row"], p["place"].get("column")) for p in found["problems"]]  # type: ignore[index,attr-defined]
    assert sorted(told, key=lambda one: one[1]) == [
        ("problem", 2, "term"),
        ("problem", 3, "language"),
        ("note", 4, None),
        ("note", 5, None),
    ]
    assert "(de, fr, nl?)" in str(found["problems"][1]["reason"])
    assert "mt-AT (Maltese (Austria))" in str(found["problems"][3]["reason"])


def test_problems_have_a_place(vocab: Path, tmp_path: Path) -> None:
    """Each row that cannot be taken over is named with row, column and reason; the others are taken over."""
    file = table(
        tmp_path,
        {"concept": "nowhere", "language": "mt", "term": "x"},
        {"concept": "lake", "language": "not a tag", "term": "x"},
        {"concept": "lake", "language": "mt", "term": "x", "decision": "maybe"},
        {"concept": "lake", "language": "mt", "term": "", "decision": "withdraw"},
        {"concept": "", "language": "mt", "term": "x"},
        {"concept": "lake", "language": "mt", "term": "x", "status": "published"},
        {"concept": "lake", "language": "mt", "term": "!"},
        {"concept": "lake", "language": "mt", "term": "lag"},
        {"concept": "river", "language": "mt", "term": "wied", "status": "reviewed", "role": "admitted"},
        {"concept": "lake", "language": "mt", "term": "x", "jurisdictions": "MT, Malta"},
    )
    found = imported(vocab, file)
    problems = {(p["place"]["row"], p["place"].get("column", "")): str(p["reason"]) for p in found["problems"]}  # type: ignore[index,attr-defined]
    assert {place: reason.split(";")[0][:34] for place, reason in problems.items()} == {
        (2, "concept"): 'the vocabulary has no concept "now',
        (3, "language"): '"not a tag" is no language tag (BC',
        (4, "decision"): '"maybe" is no decision',
        (5, "decision"): "there is no term in mt to withdraw",
        (6, "concept"): "the cell is empty",
        (7, "status"): '"published" is not allowed here',
        (8, "term"): "the term has neither letters nor d",
        (11, "jurisdictions"): '"Malta" is no code of a country (I',
    }
    assert [edit["concept"] for edit in found["edits"]] == ["lake", "river"]
    printed = run("import", file, "--into", vocab)
    assert printed.exit_code == 1
    assert 'problem return.csv, row 3, column "language":' in printed.stdout


@pytest.mark.parametrize("form", ["tbx3", "tbx2"])
def test_tbx_comes_back(vocab: Path, data: Path, tmp_path: Path, form: str) -> None:
    """What TBX exports say comes back without a change; a term reworded in a tool is one change."""
    file = tmp_path / "out.tbx"
    assert run("export", "words", "--format", form, "--data", data, "--output", file).exit_code == 0
    assert imported(vocab, file) == {"edits": [], "problems": [], "written": []}
    file.write_text(file.read_text("utf-8").replace("<term>xmara</term>", "<term>xmara kbira</term>"), "utf-8")
    (edit,) = imported(vocab, file)["edits"]
    assert (edit["kind"], edit["after"]["id"], edit["after"]["text"]) == ("changed", "mt-1", "xmara kbira")  # type: ignore[index]


def test_tbx_of_strangers(vocab: Path, tmp_path: Path) -> None:
    """Countries, languages, statuses and reliabilities that do not exist reach no file."""
    terms = "".join(
        f'<langSec xml:lang="{tag}"><termSec><term>lag</term>{said}</termSec></langSec>'
        for tag, said in (
            ("mt", "<geographicalUsage>Malta</geographicalUsage>"), ("zz", ""), ("mt", "<note>Status: mine</note>"),
            ("sl", "<note>Reliability: 12</note>"),
        )
    )  # fmt: skip
    file = tmp_path / "a.tbx"
    file.write_text(f'<tbx><text><body><conceptEntry id="lake">{terms}</conceptEntry></body></text></tbx>', "utf-8")
    found = imported(vocab, file)
    assert [(edit["language"], edit["after"]["reliability"]) for edit in found["edits"]] == [("sl", 1)]  # type: ignore[index]
    reasons = " ".join(str(problem["reason"]) for problem in found["problems"])
    assert all(word in reasons for word in ('"Malta"', '"zz"', '"mine"'))


def test_json_comes_in(vocab: Path, tmp_path: Path) -> None:
    """JSON objects have the keys of a table's columns."""
    file = tmp_path / "return.json"
    file.write_text(
        json.dumps([{"concept": "lake", "language": "ka", "term": "ტბა", "jurisdictions": ["GE"]}]), "utf-8"
    )
    (edit,) = imported(vocab, file)["edits"]
    assert (edit["kind"], edit["after"]["text"], edit["after"]["jurisdictions"]) == ("added", "ტბა", ["GE"])  # type: ignore[index]


def test_ids_are_not_used_again(vocab: Path, tmp_path: Path) -> None:
    """A term added after another was withdrawn gets a new id."""
    imported(
        vocab, table(tmp_path, {"concept": "river", "language": "mt", "term": "", "decision": "withdraw"}), "--apply"
    )
    imported(vocab, table(tmp_path, {"concept": "river", "language": "mt", "term": "għajn"}), "--apply")
    (edit,) = imported(
        vocab, table(tmp_path, {"concept": "river", "language": "mt", "term": "nixxiegħa", "role": "admitted"})
    )["edits"]
    assert edit["after"]["id"] == "mt-4"  # type: ignore[index]


def test_files_out_of_form_are_not_written(vocab: Path, tmp_path: Path) -> None:
    """A file that `glossary fmt` would change is left alone, since more than the touched lines would change."""
    words = vocab / "words.ttl"
    words.write_text(words.read_text("utf-8") + "\n\n", "utf-8")
    result = run(
        "import", table(tmp_path, {"concept": "lake", "language": "mt", "term": "lag"}), "--into", vocab, "--apply"
    )
    assert (result.exit_code, "glossary fmt" in result.output) == (2, True)


def test_a_release_of_the_result_is_good(vocab: Path, tmp_path: Path) -> None:
    """What was imported builds, and the history names the change."""
    publishing.build(inputs.gather([vocab]), tmp_path / "data")
    imported(vocab, table(tmp_path, {"concept": "lake", "language": "mt", "term": "lag"}), "--apply")
    publishing.build(inputs.gather([vocab]), tmp_path / "data")
    (detail,) = bootstrap.open_catalogue(tmp_path / "data").history("https://vocab.example/t/lake")[0].details
    assert detail.after is not None
    assert (detail.kind, detail.after.text, detail.after.status) == ("added", "lag", "drafted")
