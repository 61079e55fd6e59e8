"""Strangers' work in forked children, under limits of time, memory, size and number, where a crash cannot hurt.

A library in C or Rust cannot be interrupted, and a few kilobytes of nested input overflow its stack: so such work runs
in a process of its own, which is killed and reaped whatever happens. Forking takes 3 to 8 ms (measured, 200 MB parent).

A child starts as a copy of its parent with the forking thread alone. Locks that other threads held at that moment stay
locked in it for good, so a function that is run here must use only what no other thread uses at the same time: its
arguments, what it opens itself, and values that never change. (Python takes care of its own locks, of logging's and of
the allocator's.) Should one hang all the same, its time runs out like any other's.
"""

from __future__ import annotations

import faulthandler
import gc
import math
import os
import pickle
import resource
import select
import signal
import stat
import struct
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar, TypeVarTuple

from glossary.errors import Busy, Crashed, GlossaryError, OutOfMemory, TimedOut, TooLarge

Answer = TypeVar("Answer")
Arguments = TypeVarTuple("Arguments")

RESULT_BYTES = 16 * 1024 * 1024
"""The usual limit of a result, pickled."""
OPEN_FILES = 64
"""Files that a child may open besides those it was born with."""
PATIENCE = 1.0
"""Seconds that a caller waits in the queue."""
BRISK = 0.1
"""Seconds in which a child competes for the processor like any process: long enough for a look-up."""
NICE = 10
"""From then on it leaves the processor to those who answer short requests."""

_HEAD = struct.Struct(">?Q")
"""Before a result: whether it is a value (else an exception), and its length in bytes."""
_SMALL = 64 * 1024
"""Bytes that an exception may take when the limit of results is smaller."""
_CHUNK = 1024 * 1024
_GRACE = 1.0
"""Seconds after its time at which a child ends by itself, should its parent have died."""
_LOST_MEMORY = (b"memory allocation", b"bad_alloc", b"out of memory", b"Out of memory")
"""What Rust, C++ and others write before they abort for want of memory."""

_forking = threading.Lock()
"""Held from making a pipe until its end for writing is closed: another child must not inherit that end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: wall-clock seconds, bytes on top of what the parent holds, bytes of pickled result."""

    seconds: float
    memory_bytes: int
    result_bytes: int = RESULT_BYTES


class Pool:
    """At most ``size`` children at a time; threads may share it. ``queue`` callers may wait for a place for a second.

    Waiting takes no processor time, but holds a thread of the server: keep ``size + queue`` below their number.
    """

    def __init__(
        self, size: int, seconds: float, memory_bytes: int, *, result_bytes: int = RESULT_BYTES, queue: int = 0
    ) -> None:
        self.limits = Limits(seconds, memory_bytes, result_bytes)
        self._places = threading.BoundedSemaphore(size)
        self._queue = threading.BoundedSemaphore(queue) if queue else None

    def run(self, function: Callable[[*Arguments], Answer], *arguments: *Arguments) -> Answer:
        """What ``function`` returns for the arguments; what it raises is raised here.

        Busy when all places are taken; TimedOut, OutOfMemory, TooLarge and Crashed as the limits are met. The value
        and the exception have to be picklable; the function and its arguments need not be.
        """
        with self._place():
            return _run(function, arguments, self.limits)  # type: ignore[no-any-return]  # what a pickle holds

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    def _wait(self) -> None:
        """Wait for a place where the queue has room."""
        if self._queue is not None and self._queue.acquire(blocking=False):
            try:
                if self._places.acquire(timeout=PATIENCE):
                    return
            finally:
                self._queue.release()
        raise Busy("as much as this service can bear is being worked on; please try again in a moment")


@dataclass(frozen=True, slots=True)
class _Child:
    """A running child; ``answer`` and ``noise`` are the ends for reading of its result and of its standard error."""

    pid: int
    answer: int
    noise: int

    def end(self) -> int:
        """Kill it if it still runs, reap it and close its pipes; the status as waitpid gives it, 0 where unknown."""
        try:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            return os.waitpid(self.pid, 0)[1]
        except ChildProcessError:  # someone ignores SIGCHLD, and the system has reaped it
            return 0
        finally:
            os.close(self.answer)
            os.close(self.noise)


def _run(function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> Any:
    deadline = time.monotonic() + limits.seconds
    child = _start(function, arguments, limits)
    noise = b""
    try:
        received = _received(child, deadline, limits)
        noise = _available(child.noise)
    finally:
        status = child.end()
    if len(received) < _HEAD.size or len(received) != _HEAD.size + _HEAD.unpack_from(received)[1]:
        raise _died(status, noise, limits)
    is_value, _length = _HEAD.unpack_from(received)
    result = pickle.loads(memoryview(received)[_HEAD.size :])  # noqa: S301  # written by our own copy
    if is_value:
        return result
    raise result


def _start(function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> _Child:
    opened: list[int] = []
    with _forking:
        try:
            opened += os.pipe()
            opened += os.pipe()
            pid = os.fork()
        except OSError as error:
            for descriptor in opened:
                os.close(descriptor)
            raise Busy("the system has no room for another process; please try again in a moment") from error
        answer, answer_end, noise, noise_end = opened
        if pid == 0:
            _live(function, arguments, limits, answer_end, noise_end)
        os.close(answer_end)
        os.close(noise_end)
    return _Child(pid, answer, noise)


def _received(child: _Child, deadline: float, limits: Limits) -> bytearray:
    """All that the child writes until it ends; TimedOut and TooLarge."""
    poller = select.poll()
    poller.register(child.answer, select.POLLIN)
    received = bytearray()
    if not poller.poll(BRISK * 1000):
        os.setpriority(os.PRIO_PROCESS, child.pid, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not poller.poll(math.ceil(left * 1000)):
            raise _too_slow(limits)
        chunk = os.read(child.answer, _CHUNK)
        if not chunk:
            return received
        received += chunk
        if len(received) > _HEAD.size + max(limits.result_bytes, _SMALL):
            raise _too_large(limits)


def _available(noise: int) -> bytes:
    """What the child wrote to its standard error; a pipe holds 64 kB, and the rest was dropped."""
    os.set_blocking(noise, False)
    with suppress(BlockingIOError):
        return os.read(noise, _SMALL)
    return b""


def _died(status: int, noise: bytes, limits: Limits) -> GlossaryError:
    """Why a child ended without a result."""
    killer = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if any(words in noise for words in _LOST_MEMORY) or killer == signal.SIGKILL:  # the system kills for memory only
        return _too_hungry(limits)
    if killer == signal.SIGALRM:
        return _too_slow(limits)
    how = signal.Signals(killer).name if killer else f"status {os.waitstatus_to_exitcode(status)}"
    return Crashed(f"this could not be worked on: it ended by {how}, as deeply nested input does; make it simpler")


def _too_slow(limits: Limits) -> TimedOut:
    return TimedOut(f"this took longer than the limit of {limits.seconds:g} s and was stopped; ask for less at a time")


def _too_hungry(limits: Limits) -> OutOfMemory:
    megabytes = limits.memory_bytes / 2**20
    return OutOfMemory(f"this needs more than the limit of {megabytes:g} MB of memory; ask for less at a time")


def _too_large(limits: Limits) -> TooLarge:
    megabytes = limits.result_bytes / 2**20
    return TooLarge(f"the answer is larger than the limit of {megabytes:g} MB; ask for less at a time")


def _live(
    function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits, answer: int, noise: int
) -> NoReturn:
    """The whole life of a child: it never returns into the parent's code, and runs none of its clean-up."""
    try:
        _confine(limits, answer, noise)
        is_value, result = _worked(function, arguments, limits)
        _send(answer, _HEAD.pack(is_value, len(result)))
        _send(answer, result)
        os._exit(0)
    finally:
        os._exit(1)


def _confine(limits: Limits, answer: int, noise: int) -> None:
    """Take the limits, and let go of what is the parent's: its sockets, its signals, its log."""
    for caught in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS):
        signal.signal(caught, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    faulthandler.disable()
    os.set_blocking(noise, False)
    os.dup2(noise, 1)
    os.dup2(noise, 2)
    highest = _without_sockets()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, highest + 1 + OPEN_FILES)
    _limit(resource.RLIMIT_AS, _address_space() + limits.memory_bytes)
    gc.freeze()  # a collection would write to, and so copy, every page that holds the parent's objects


def _without_sockets() -> int:
    """Close the sockets, so that connections end when the parent ends them; gives the highest descriptor open."""
    highest = 2
    for entry in Path("/dev/fd").iterdir():
        descriptor = int(entry.name)
        with suppress(OSError):  # the listing's own is closed by now
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.close(descriptor)
            else:
                highest = max(highest, descriptor)
    return highest


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (most, most))


def _address_space() -> int:
    """Bytes of address space that this process has; 0 lets the limit stand alone where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _worked(function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> tuple[bool, bytes]:
    """Whether the function returned, and what it returned or raised, pickled."""
    try:
        is_value, result = True, pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        is_value, result = False, pickle.dumps(_too_hungry(limits))
    except RecursionError:
        is_value, result = False, pickle.dumps(Crashed("this is nested too deeply to be worked on; make it simpler"))
    except Exception as error:  # whatever it is, it is the caller's to deal with
        is_value, result = False, _raised(error)
    if len(result) > (limits.result_bytes if is_value else max(limits.result_bytes, _SMALL)):
        return False, pickle.dumps(_too_large(limits))
    return is_value, result


def _raised(error: Exception) -> bytes:
    """An exception with the place where it came from, which a pickle does not keep; by its name where it has none."""
    if not isinstance(error, GlossaryError):
        error.add_note("In the child:\n" + "".join(traceback.format_exception(error)))
    try:
        pickled = pickle.dumps(error)
        pickle.loads(pickled)  # noqa: S301  # our own; exceptions with arguments of their own may fail only here
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return pickled


def _send(answer: int, message: bytes) -> None:
    left = memoryview(message)
    while left:
        left = left[os.write(answer, left) :]
