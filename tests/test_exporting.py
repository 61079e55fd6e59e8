"""Which concepts and languages a file for translators has, on the command line, in the API and in its links."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from lxml import etree, html

from glossary import cli
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.exporting import Selection, chosen, export, gathered
from glossary.exports import TERM_FORMATS
from glossary.model import LanguageCount
from service.exports import downloads

NAMESPACE = {"tbx": "urn:iso:std:iso:30042:ed-2"}
DOCUMENTATION = Path(__file__).parents[1] / "docs" / "exports.md"
TRAVEL = "https://vocab.example/travel/"


def terms(data: bytes) -> dict[str, list[str]]:
    """The terms of a TBX file by their language, in the order of the file."""
    found: dict[str, list[str]] = {}
    for section in etree.fromstring(data).iter("{urn:iso:std:iso:30042:ed-2}langSec"):
        language = section.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        found.setdefault(language, []).extend(section.xpath("tbx:termSec/tbx:term/text()", namespaces=NAMESPACE))
    return found


def test_a_tag_means_itself(catalogue: Catalogue) -> None:
    """Variants are asked for one by one; a tag that nobody has stands for those below it, else for itself."""
    held = catalogue.vocabulary("travel")
    known = ("de", "de-AT", "sr-Cyrl", "sr-Latn", "nb-NO", "nn", "")
    vocabulary = type(held)(
        **{
            **{name: getattr(held, name) for name in held.__struct_fields__},
            "languages": tuple(LanguageCount(tag, 1) for tag in known),
            "default_language": "sr-Latn",
        }
    )
    assert chosen(("de-AT", "de"), vocabulary) == ("de-AT", "de")
    assert chosen(("DE",), vocabulary) == ("de",)
    assert chosen(("sr", "de", "sr-Cyrl"), vocabulary) == ("sr-Cyrl", "sr-Latn", "de")
    assert chosen(("de-CH", "nb"), vocabulary) == ("de-CH", "nb-NO")
    assert chosen(("no", "DE"), vocabulary) == ("nb-NO", "nn", "de")
    with pytest.raises(ParameterError, match="'fr'; allowed: de, de-AT"):
        chosen(("de", "fr"), vocabulary)
    assert chosen((), vocabulary) == ("sr-Latn", "de", "de-AT", "sr-Cyrl", "nb-NO", "nn", "")


def test_selections(catalogue: Catalogue) -> None:
    """The whole vocabulary, some concepts, a theme with what is in it, and what a search finds."""

    def ids(selection: Selection) -> list[str]:
        return [concept.id for concept in gathered(catalogue, selection).concepts()]

    assert len(ids(Selection("travel"))) == catalogue.vocabulary("travel").concepts
    assert ids(Selection("travel", concepts=("visa", TRAVEL + "guest", "visa"))) == ["visa", "guest"]
    (theme,) = [node for node in catalogue.collections("travel", ()) if node.kind == "collection"][:1]
    members = ids(Selection("travel", theme=theme.id))
    assert members
    assert set(members) < set(ids(Selection("travel")))
    assert ids(Selection("travel", ("de",), query="Gast"))[0] == "guest"
    with pytest.raises(NotFound):
        gathered(catalogue, Selection("travel", concepts=("nothing",)))
    with pytest.raises(ParameterError, match="theme"):
        gathered(catalogue, Selection("travel", theme="visa"))
    assert (
        members == ids(Selection("travel", theme=theme.uri)) == ids(Selection("travel", theme=theme.id.split("/")[-1]))
    )


@pytest.mark.parametrize("format_name", TERM_FORMATS)
def test_no_format_is_written_empty(catalogue: Catalogue, format_name: str) -> None:
    """A language that nobody has, a theme unknown, a search that finds nothing: each is told, whatever the format."""
    with pytest.raises(ParameterError, match=r"languages.*'xx'"):
        export(catalogue, format_name, Selection("travel", ("en", "xx")))
    with pytest.raises(ParameterError, match=r"theme.*allowed: "):
        export(catalogue, format_name, Selection("travel", ("en", "de"), theme="nowhere"))
    with pytest.raises(NotFound, match="nothing was selected"):
        export(catalogue, format_name, Selection("travel", ("en", "de"), query="qqqqqqqq"))
    with pytest.raises(NotFound, match="none of the concepts has"):
        export(catalogue, format_name, Selection("travel", ("de-CH", "de-LI"), concepts=("guest",)))


def test_names_are_safe(catalogue: Catalogue) -> None:
    """A file's name has letters, digits, hyphens and full stops, whatever the concept is called."""
    names = {
        selection: export(catalogue, "tbx3", selection).name
        for selection in (
            Selection("travel"),
            Selection("travel", concepts=("visa",)),
            Selection("travel", concepts=("visa", "guest")),
            Selection("travel", query='../"\r\nvisa'),
        )
    }
    assert list(names.values()) == ["travel.tbx", "travel-visa.tbx", "travel-selection.tbx", "travel-search.tbx"]


def test_the_command_line(data: Path, tmp_path: Path) -> None:
    """Languages come as a list or one by one; a concept's address, a theme and concepts narrow the file down."""
    file = tmp_path / "out.tbx"

    def run(*arguments: str) -> dict[str, list[str]]:
        command = ["export", *arguments, "--data", str(data), "--format", "tbx3", "--output", str(file)]
        assert CliRunner().invoke(cli.main, command).exit_code == 0
        return terms(file.read_bytes())

    assert run("travel/guest", "--languages", "de-AT,de") == {"de-AT": ["Fremder"], "de": ["Gast"]}
    assert run("travel", "--concept", "guest", "--language", "de") == {"de": ["Gast"]}
    refused = CliRunner().invoke(
        cli.main, ["export", "travel", "--data", str(data), "--format", "tbx2", "--languages", "d e"]
    )
    assert (refused.exit_code, "parameter 'languages'" in refused.output) == (2, True)


def test_the_api(client: FlaskClient) -> None:
    """A file comes with its media type and a safe name; parts of a vocabulary are asked for by parameters."""
    answer = client.get("/api/v1/export?format=tbx3&vocabulary=travel&languages=de-AT,de&concept=guest")
    assert (answer.status_code, answer.content_type) == (200, "application/x-tbx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="travel-guest.tbx"'
    assert terms(answer.data) == {"de-AT": ["Fremder"], "de": ["Gast"]}
    whole = client.get("/api/v1/export?format=tbx3")
    assert terms(whole.data)["en"]
    several = client.get(f"/api/v1/export?format=tbx2&concept=guest&concept={quote(TRAVEL)}visa&languages=en")
    assert several.status_code == 200, several.data
    assert len(etree.fromstring(several.data).findall(".//termEntry")) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("format=docx", 400),
        ("format=tbx3&format=tbx3", 400),
        ("format=tbx3&languages=d%20e", 400),
        ("format=tbx3&vocabulary=nothing", 404),
        ("format=tbx3&concept=nothing", 404),
        ("format=tbx3&concept=" + "&concept=".join("abc" for _ in range(201)), 400),
        ("format=tbx3&languages=fi", 400),
        ("format=tbx3&concept=%00", 400),
        ("format=tbx3&theme=visa", 400),
    ],
)
def test_the_api_refuses(client: FlaskClient, query: str, status: int) -> None:
    """What cannot be had is a problem that says why, before the first byte of a file."""
    answer = client.get(f"/api/v1/export?{query}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


@pytest.mark.parametrize("page", ["/en/travel/guest?clang=de", "/en/travel/?clang=de,el", "/en/travel/guest"])
def test_every_download_link_works(client: FlaskClient, page: str) -> None:
    """Pages link to files for translators in the reader's languages; each link leads to a file of its format."""
    root = html.fromstring(client.get(page).text)
    links = root.xpath("//dt[.='For translators']/following-sibling::dd[1]/a")
    offered = {link.text: link.get("href") for link in links}
    bilingual = {format_.label for format_ in TERM_FORMATS.values() if format_.bilingual}
    known = {format_.label: format_ for format_ in TERM_FORMATS.values()}
    assert set(offered) == set(known) - (set() if "clang" in page else bilingual)
    for label, address in offered.items():
        answer = client.get(address)
        assert (answer.status_code, answer.content_type) == (200, known[label].media_type)
        assert answer.headers["Content-Disposition"].endswith(f'.{known[label].suffix}"')
        assert answer.data


def test_links_name_the_part_and_the_languages() -> None:
    """Bilingual formats get the pair, others the languages chosen, or none where all are meant."""
    links = {link.label: link.address for link in downloads("/x", "travel", ("en", "de"), theme="a b")}
    assert links["UTX"] == "/x?format=utx&vocabulary=travel&languages=en,de&theme=a%20b"
    assert links["TBX 3"] == "/x?format=tbx3&vocabulary=travel&theme=a%20b"
    assert "UTX" not in {link.label for link in downloads("/x", "travel", ("en",))}
    assert "TMX" not in {link.label for link in downloads("/x", "travel", ("en",), languages=("en",))}


@pytest.mark.parametrize("name", TERM_FORMATS)
def test_every_format_is_documented(name: str) -> None:
    """Help and documentation name each format; its line says media type and suffix."""
    assert re.search(
        rf"Formats for translators:.*\b{name}\b", CliRunner().invoke(cli.main, ["export", "--help"]).output
    )
    (line,) = [line for line in DOCUMENTATION.read_text("utf-8").splitlines() if line.startswith(f"| `{name}` |")]
    media_type, suffix = TERM_FORMATS[name].media_type.partition(";")[0], TERM_FORMATS[name].suffix
    assert f"| {media_type} | {suffix} |" in line
