"""The examples of README and docs, run as a newcomer would: what is printed here is what they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from glossary import bootstrap
from glossary.settings import Settings
from service import create_app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "127.0.0.1:8080"


class Example(NamedTuple):
    """A command, and what it prints; "…" stands for anything, also for several lines."""

    command: str
    output: str


def examples(document: Path) -> Iterator[Example]:
    for kind, text in BLOCK.findall(document.read_text("utf-8")):
        if kind == "python":
            code, _, output = text.partition("# prints\n")
            yield Example(code, re.sub(r"(?m)^# ?", "", output))
            continue
        for command, output in re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            yield Example(command, output)


@pytest.fixture(scope="module")
def place(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A copy of what the examples use, a release of the shipped vocabulary, and a service that reads it."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "vocab", folder / "vocab")
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    shutil.copytree(shipped_data, folder / "data")
    live = bootstrap.LiveCatalogues(folder / "data")

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # the base class names it so
            """Say nothing."""

    server = make_server("127.0.0.1", 0, create_app(live, Settings(data=folder / "data")), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def run(command: str | list[str], folder: Path) -> str:
    """What a command prints, errors included."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "120",
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        shell=isinstance(command, str),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def fits(shown: str, printed: str) -> bool:
    """Whether the output shown in a document fits what was printed."""
    pattern = ".*?".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


ALL = [(document.name, number, example) for document in DOCUMENTS for number, example in enumerate(examples(document))]


@pytest.mark.parametrize(("name", "number", "example"), ALL, ids=[f"{name}-{number}" for name, number, _ in ALL])
def test_example(name: str, number: int, example: Example, place: tuple[Path, str]) -> None:
    """The command prints what the document shows."""
    folder, address = place
    if example.command.startswith("make "):
        pytest.skip("the make commands are what runs this test and the service")
    if "curl" in example.command and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    command: str | list[str] = example.command.replace(ADDRESS, address)
    if example.command.startswith(("from ", "import ")):
        command = [sys.executable, "-c", example.command.replace(ADDRESS, address)]
    printed = run(command, folder).replace(address, ADDRESS)
    assert fits(example.output, printed), printed


def test_there_are_examples() -> None:
    """A README without examples would make the test above pass for nothing."""
    assert len(ALL) >= 10
