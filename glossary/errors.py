"""The errors that this package raises, as one tree.

::

    GlossaryError
    ├── InputError            a file was refused: path, line, reason
    ├── UsageError            the command or call cannot be carried out as asked
    │   └── ParameterError    a parameter has a value outside the allowed ones
    ├── NotFound              nothing has this address or id
    │   └── Gone              an earlier release had it, this one has not
    └── ReleaseError          a release is missing, damaged or in use

Each message says what was wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence


class GlossaryError(Exception):
    """Anything that this package refuses or cannot do."""


class InputError(GlossaryError):
    """A file was refused; ``str()`` gives ``path, line N: reason``."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {reason}")


class UsageError(GlossaryError):
    """The command or call cannot be carried out as asked."""


class ParameterError(UsageError):
    """A parameter has a value outside the allowed ones."""

    def __init__(self, name: str, value: str, allowed: Sequence[str] | str) -> None:
        self.name, self.value = name, value
        self.allowed = allowed if isinstance(allowed, str) else ", ".join(allowed)
        super().__init__(f"parameter '{name}' has the value '{value}'; allowed: {self.allowed}")


class NotFound(GlossaryError):
    """Nothing has this address or id."""


class Gone(NotFound):
    """An earlier release had it and this one has not; ``release`` is the last one that had it."""

    def __init__(self, message: str, release: str) -> None:
        self.release = release
        super().__init__(message)


class ReleaseError(GlossaryError):
    """A release is missing, damaged or in use."""
