"""The description of CSV files, as a reader of CSV on the Web takes it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import csvw
from flask.testing import FlaskClient
from terms_material import ALL, TAGS, glossary

from glossary.exports import TERM_FORMATS
from glossary.formulas import restore
from glossary.model import Concept


def read(folder: Path, tags: tuple[str, ...], of: tuple[Concept, ...] = ALL) -> csvw.Table:
    """The table, read through its description; both files lie in a folder, as they would after a download."""
    made = glossary(of, tags)
    (folder / "test.csv").write_bytes(b"".join(TERM_FORMATS["csv"].write(made)))
    described = folder / f"test.{TERM_FORMATS['csvw'].suffix}"
    described.write_bytes(b"".join(TERM_FORMATS["csvw"].write(made)))
    return csvw.Table.from_file(described)


def test_values_have_their_types(tmp_path: Path) -> None:
    """A reader gets lists of terms, truth values and addresses, by names that it can use."""
    seeker, migrant, _ = read(tmp_path, ("en", "de-AT", "mt"))
    assert seeker["uri"].unsplit() == ALL[0].uri
    assert (seeker["deprecated"], migrant["deprecated"]) == (False, True)
    assert seeker["en_preferred"] == ["asylum seeker"]
    assert seeker["en_other"] == ["asylum applicant", "asylee", "bogus refugee"]
    assert seeker["de_AT_preferred"] == ["Asylwerber"]
    assert [restore(term) for term in seeker["mt_preferred"]] == ["=1+1"]


def test_columns_say_their_language(tmp_path: Path) -> None:
    """Each column of terms has the tag of its terms."""
    table = read(tmp_path, TAGS)
    found = {column.header: column.lang for column in table.tableSchema.columns}
    assert found["de_AT_preferred"] == "de-AT"
    assert found["el_CY_other"] == "el-CY"
    assert found["uri"] == "und"


def test_the_file_is_valid(tmp_path: Path) -> None:
    """An outside validator finds nothing wrong with the two files."""
    read(tmp_path, TAGS)
    assert csvw.CSVW(str(tmp_path / "test.csv-metadata.json"), validate=True).is_valid


def test_a_table_leads_to_its_description(client: FlaskClient) -> None:
    """The service's table names its description, which lies where readers look, and describes the same columns."""
    table = client.get("/travel.csv?lang=de,el")
    link = table.headers["Link"]
    assert link == '</travel.csv-metadata.json?lang=de,el>; rel="describedby"; type="application/csvm+json"'
    answer = client.get("/travel.csv-metadata.json?lang=de,el")
    assert (answer.status_code, answer.mimetype, answer.json["url"]) == (
        200,
        "application/csvm+json",
        "travel.csv?lang=de,el",
    )
    titles = [column["titles"] for column in answer.json["tableSchema"]["columns"]]
    assert titles == next(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert client.get("/travel/visa.csv-metadata.json").status_code == 404
