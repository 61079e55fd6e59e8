"""Settings from a file and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import settings
from glossary.errors import UsageError


def test_the_environment_wins(tmp_path: Path) -> None:
    """A TOML file gives settings, the environment overrides them, each as the type of its default."""
    file = tmp_path / "glossary.toml"
    file.write_text('port = 9000\nbases = ["https://a.example/"]\nlog_requests = true\n', "utf-8")
    found = settings.load(file, {"GLOSSARY_PORT": "9001", "GLOSSARY_DATA": "/srv/data"})
    assert (found.port, found.bases, found.log_requests) == (9001, ("https://a.example/",), True)
    assert found.data == Path("/srv/data")


def test_settings_reach_worker_processes() -> None:
    """What is handed over by the environment is read back as it was."""
    given = settings.Settings(bases=("https://a.example/", "https://b.example/"), port=1, data=Path("x"))
    assert settings.load(None, settings.environment(given)) == given


@pytest.mark.parametrize("text", ["port = 'many'", "colour = 1", "port =", "log_requests = 'perhaps'"])
def test_a_bad_setting_is_named(tmp_path: Path, text: str) -> None:
    """A wrong value, an unknown name or a broken file is refused with a sentence."""
    file = tmp_path / "glossary.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError):
        settings.load(file, {})
