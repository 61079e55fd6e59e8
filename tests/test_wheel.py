"""What ships: the built wheel, installed and used outside the checkout."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAD = """
import sys, glossary, service
assert all(module.__file__.startswith(sys.argv[1]) for module in (glossary, service))
"""
COMMAND = "sys.argv = ['glossary', *sys.argv[2:]]; from glossary.cli import main; main()"
PAGE = """
from service.wsgi import application
page = application.test_client().get("/en/migration/asylum-seeker")
print(page.status_code, "Asylwerber" in page.text, application.test_client().get("/de/").status_code)
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs Python code in an empty folder with the package as the wheel has it, not as the checkout has it."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / "empty").mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True)

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        site = str(folder / "site")
        command = [sys.executable, "-c", HEAD + code, site, *arguments]
        environment = {"PYTHONPATH": site, "GLOSSARY_DATA": "data"}
        return subprocess.run(
            command, cwd=folder / "empty", env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_the_wheel_works_in_an_empty_folder(installed: Run) -> None:
    """The command builds the shipped vocabulary and finds a term in it; the service shows its pages."""
    built = installed(COMMAND, "build")
    assert built.returncode in (0, 1), built.stderr
    assert "migration/asylum-seeker" in installed(COMMAND, "search", "Asylwerber").stdout
    assert installed(PAGE).stdout == "200 True 200\n"
