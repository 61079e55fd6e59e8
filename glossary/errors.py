"""The errors that this package raises, as one tree.

::

    GlossaryError
    ├── InputError            a file was refused: path, line, reason
    ├── UsageError            the command or call cannot be carried out as asked
    │   └── ParameterError    a parameter has a value outside the allowed ones
    ├── NotFound              nothing has this address or id
    │   └── Gone              an earlier release had it, this one has not
    ├── ReleaseError          a release is missing, damaged or in use
    ├── NotPrepared           this machine has no dictionaries yet
    ├── Busy                  more of the same is going on than the service can bear
    └── Stopped               work under limits (glossary.children) was stopped
        ├── TimedOut          it took too long
        ├── OutOfMemory       it needed too much memory
        ├── TooLarge          its result is too large
        └── Crashed           it broke the process that worked on it

Each message says what was wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class GlossaryError(Exception):
    """Anything that this package refuses or cannot do; passes between processes as it is."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


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


class NotPrepared(GlossaryError):
    """This machine has no dictionaries yet, or cannot have them; the message says what to run."""


class Busy(GlossaryError):
    """More of the same is going on than the service can bear; it may be tried again in a moment."""


class Stopped(GlossaryError):
    """Work that runs under limits was stopped; what it had done so far is lost."""


class TimedOut(Stopped):
    """The work took longer than it may."""


class OutOfMemory(Stopped):
    """The work needed more memory than it may take."""


class TooLarge(Stopped):
    """The result of the work is larger than it may be."""


class Crashed(Stopped):
    """The work broke the process that did it, as input that is nested too deeply does."""


def _restored(kind: type[GlossaryError], arguments: tuple[Any, ...], state: dict[str, Any]) -> GlossaryError:
    """An error as it was, past its ``__init__``, which takes other arguments than the message."""
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error
