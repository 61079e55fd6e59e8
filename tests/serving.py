"""What tests of other people's clients share: the service on a port of its own, and one run of Node for all of them.

A machine without npm's packages skips these tests and says so; with CI=true it fails the run instead.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NODE = HERE / "node"
PATIENCE = 60.0
"""Seconds in which a server is expected to answer on a busy machine."""
VOCABULARY = "travel"
BASE = "https://vocab.example/travel/"


def missing(what: str) -> None:
    """Skip for want of a tool; where CI=true promises that all of them are there, fail."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what} is missing, and CI=true says that nothing is skipped; `make test` installs it")
    pytest.skip(f"{what} is missing; `make test` installs it where it may")


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve a data folder by granian on a free port of the loopback; yields the origin, and stops the server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "glossary", "serve", "--data", str(data), "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(origin):
            if time.monotonic() > end or process.poll() is not None:
                pytest.fail(f"the server did not answer on {origin}")
            time.sleep(0.05)
        yield origin
    finally:
        process.terminate()
        process.wait()


def _answers(origin: str) -> bool:
    try:
        urllib.request.urlopen(f"{origin}/readyz").close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def site(data: Path) -> Iterator[str]:
    """Where the small vocabulary "travel" is served."""
    with served(data) as origin:
        yield origin


@pytest.fixture(scope="session")
def skosmos_client(site: str) -> dict[str, Any]:
    """What skosmos-client was given, by method: ``skosmos_methods.py`` says how."""
    python = HERE.parent / ".venv-clients" / "bin" / "python"
    if not python.is_file():
        missing("skosmos-client (.venv-clients)")
    command = [str(python), str(HERE / "skosmos_methods.py"), site, VOCABULARY, BASE]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="session")
def node_clients(site: str) -> dict[str, Any]:
    """What the clients in Node were given, by client and method: ``node/clients.mjs`` says how."""
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "cocoda-sdk").is_dir():
        missing("cocoda-sdk (npm)")
    command = [node or "", "clients.mjs", site, VOCABULARY, f"{BASE}scheme", f"{BASE}guest", "gue"]
    done = subprocess.run(command, cwd=NODE, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
