"""The MCP server as the official client speaks to it, over standard input and output and over streamable HTTP."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

import glossary
from glossary import bootstrap, inputs, publishing
from glossary.assistant_server import server
from glossary.cli import main
from tests.serving import PATIENCE

BASE = "https://vocab.example/travel/"
TOOLS = ["browse", "compare", "concept", "equivalents", "search"]


def command(data: Path) -> list[str]:
    return ["-m", "glossary", "mcp", "--data", str(data)]


def talk(target: Any, conversation: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    async def connected() -> None:
        async with Client(target, read_timeout_seconds=PATIENCE) as client:
            await conversation(client)

    asyncio.run(connected())


async def whole(client: Client) -> None:
    """Every tool once, and a refusal."""
    listed = (await client.list_tools()).tools
    assert sorted(tool.name for tool in listed) == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint and tool.description for tool in listed)
    assert "caution" in (client.instructions or "")
    found = await client.call_tool("search", {"text": "მოგზაური", "language": "en"})
    assert found.structured_content and found.structured_content["results"][0]["address"] == f"{BASE}traveller"
    asked = {"concept": "guest", "languages": ["de", "mt"]}
    answer = (await client.call_tool("equivalents", asked)).structured_content or {}
    german, maltese = answer["concepts"][0]["equivalents"]
    assert german["terms"][0]["sources"] and maltese["missing"].startswith("no equivalent, says")
    for name, arguments in (
        ("concept", {"concept": "travel/traveller", "languages": ["ar"]}),
        ("compare", {"concepts": ["visa", f"{BASE}passport"], "languages": ["de"]}),
        ("browse", {"vocabulary": "travel"}),
    ):
        made = await client.call_tool(name, arguments)
        assert not made.is_error and BASE in str(made.structured_content), made
    refused = await client.call_tool("concept", {"concept": "xyzzyplugh"})
    assert refused.is_error and "no concept of this glossary is called" in refused.content[0].text


def test_standard_input_and_output(data: Path) -> None:
    """A client that starts the command has the whole conversation; nothing else is printed between."""
    talk(StdioServerParameters(command=sys.executable, args=command(data), cwd=Path(__file__).parents[1]), whole)


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Where ``glossary mcp --http`` answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, *command(data), "--http", str(port)], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < end and process.poll() is None, "the server did not answer"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait()


def test_streamable_http(address: str) -> None:
    """The same conversation over HTTP."""
    talk(address, whole)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Host": "evil.example"}, b"{}", 421),
        ({"Origin": "https://evil.example"}, b"{}", 403),
        ({}, b"x" * 100_000, 413),
    ],
)
def test_web_pages_cannot_reach_it(address: str, headers: dict[str, str], body: bytes, status: int) -> None:
    """A page in a browser that guesses the port is refused, and so is a large body."""
    given = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(address, body, given))
    with refused.value:
        assert refused.value.code == status


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("equivalents", {"concept": "guest", "languages": []}, "languages"),
        ("equivalents", {"concept": "guest", "languages": ["!!"]}, "language tag"),
        ("search", {"text": "x" * 300}, "256"),
        ("search", {"text": "visa", "vocabulary": "nothing"}, "there is no vocabulary 'nothing'"),
        ("search", {"text": "visa", "limit": 1000}, "50"),
        ("concept", {"concept": f"{BASE}words"}, "is a collection, not a concept"),
        ("compare", {"concepts": ["visa"], "languages": ["de"]}, "concepts"),
        ("browse", {"below": "travel/nothing"}, "has nothing with the id"),
        ("search", {"text": ""}, "the argument 'text': string should have at least 1 character"),
        ("search", {"text": "visa", "language": "zz-bad-lang"}, "'zz' is none"),
        ("equivalents", {"concept": "guest"}, "the argument 'languages': field required"),
        ("compare", {"concepts": ["visa", ""], "languages": ["de"]}, "the argument 'concepts' (item 1"),
    ],
)
def test_refusals_are_sentences(data: Path, name: str, arguments: dict[str, Any], said: str) -> None:
    """What cannot be answered is a tool's error with its reason, never a broken conversation."""

    async def refused(client: Client) -> None:
        made = await client.call_tool(name, arguments)
        told = made.content[0].text
        assert made.is_error and said in told, made
        assert "pydantic" not in told and "\n" not in told and "https://" not in told.replace(BASE, "")

    talk(server(bootstrap.LiveCatalogues(data)), refused)


def test_a_new_release_is_followed(data: Path, tmp_path: Path) -> None:
    """A conversation that goes on sees what was published meanwhile."""
    source = Path(__file__).parent / "data" / "sample.ttl"
    changed = tmp_path / "sample.ttl"
    folder = tmp_path / "data"
    shutil.copytree(data, folder)

    async def through(client: Client) -> None:
        asked = {"concept": f"{BASE}visa", "languages": ["mt"]}
        before = (await client.call_tool("equivalents", asked)).structured_content or {}
        assert "missing" in before["concepts"][0]["equivalents"][0]
        changed.write_text(source.read_text("utf-8").replace('"visa"@en ,', '"visa"@en , "viża"@mt ,'), "utf-8")
        publishing.build(inputs.gather([], [f"travel={changed}"]), folder)
        after = (await client.call_tool("equivalents", asked)).structured_content or {}
        assert after["concepts"][0]["equivalents"][0]["terms"][0]["text"] == "viża"
        assert after["release"] != before["release"]

    talk(server(bootstrap.LiveCatalogues(folder)), through)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extra is told what to install."""
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "glossary.assistant_server")
    monkeypatch.delattr(glossary, "assistant_server")
    done = CliRunner().invoke(main, ["mcp"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'pip install "migration-glossary[mcp]"' in done.stderr


@pytest.mark.parametrize("place", ["evil", "0", "70000", "127.0.0.1:", "a b:80"])
def test_a_place_that_is_none(place: str, data: Path) -> None:
    """What is no host and port is refused before anything is opened."""
    done = CliRunner().invoke(main, ["mcp", "--data", str(data), "--http", place])
    assert done.exit_code == 2 and "[HOST:]PORT" in done.stderr
