"""Work in children: whatever it does, the caller gets a value or a reason in time, and nothing is left behind."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from glossary.children import Pool
from glossary.errors import Busy, Crashed, GlossaryError, OutOfMemory, ParameterError, TimedOut, TooLarge

MEGABYTE = 2**20


def children() -> set[str]:
    """The children of this process, running or dead; other tests may have some that live on, as multiprocessing has."""
    found = (stat.read_text("utf-8").rpartition(")") for stat in Path("/proc").glob("[0-9]*/stat") if stat.exists())
    return {name.split()[0] for name, _, rest in found if int(rest.split()[1]) == os.getpid()}


def descriptors() -> set[tuple[str, str]]:
    """What this process has open: number and target, such as one pipe; without that of this listing."""
    found = set()
    for entry in Path("/dev/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add((entry.name, str(entry.readlink())))
    return {one for one in found if not one[1].startswith("/proc/")}


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No child of this process, running or dead, and no descriptor that was not open before.

    What others left open may be closed meanwhile, whenever their objects are collected.
    """
    before = children(), descriptors()
    yield
    assert not children() - before[0]
    assert not descriptors() - before[1]


def pool(**limits: Any) -> Pool:
    return Pool(**{"size": 2, "seconds": 5.0, "memory_bytes": 128 * MEGABYTE} | limits)


def endless() -> None:
    while True:
        pass


def hungry() -> int:
    return len([bytes(MEGABYTE) for _ in range(4096)])


def test_a_value_comes_back() -> None:
    """The function may be a closure, its value anything that pickles, of any size within the limit."""
    shift = 3
    assert pool().run(lambda number: {"sum": number + shift}, 4) == {"sum": 7}
    assert pool().run(os.getpid) != os.getpid()
    assert len(pool().run(bytes, 3 * MEGABYTE)) == 3 * MEGABYTE


def test_an_exception_comes_back() -> None:
    """Errors of our own keep what they say of themselves; others tell where they came from."""

    def refuse() -> None:
        raise ParameterError("q", "x", ("a", "b"))

    with pytest.raises(ParameterError, match="allowed: a, b") as refused:
        pool().run(refuse)
    assert (refused.value.name, refused.value.allowed) == ("q", "a, b")
    with pytest.raises(ZeroDivisionError) as failed:
        pool().run(lambda: 1 // 0)
    assert "test_children.py" in failed.value.__notes__[0]


def test_exceptions_that_do_not_pickle_come_back_by_name() -> None:
    """The caller still learns what went wrong."""

    class Local(Exception):
        pass

    def fail() -> None:
        raise Local("odd")

    with pytest.raises(RuntimeError, match="Local: odd"):
        pool().run(fail)
    with pytest.raises(Exception, match="pickle"):
        pool().run(lambda: lambda: None)


@pytest.mark.parametrize("work", [endless, lambda: time.sleep(60), lambda: os.read(os.pipe()[0], 1)])
def test_endless_work_is_stopped(work: Callable[[], object]) -> None:
    """Busy or idle, it ends at its time, and waiting for it takes no processor time."""
    started, used = time.monotonic(), time.thread_time()
    with pytest.raises(TimedOut, match=r"0\.5 s"):
        pool(seconds=0.5).run(work)
    assert time.monotonic() - started < 1.5
    assert time.thread_time() - used < 0.1


def test_memory_is_bounded() -> None:
    """In Python and below it, on top of what the parent holds already."""
    with pytest.raises(OutOfMemory, match="128 MB"):
        pool().run(hungry)
    with pytest.raises(OutOfMemory):
        pool().run(bytes, 256 * MEGABYTE)
    assert pool().run(lambda: len(bytes(32 * MEGABYTE))) == 32 * MEGABYTE


def test_crashes_stay_in_the_child() -> None:
    """A broken pointer, an abort, an exit and endless recursion are reasons given to the caller."""
    for work in (lambda: ctypes.string_at(0), os.abort, lambda: os._exit(3), lambda: sys.exit(3)):
        with pytest.raises((Crashed, SystemExit)):
            pool().run(work)

    def deeper(level: int) -> int:
        return deeper(level + 1)

    with pytest.raises(Crashed, match="nested"):
        pool().run(deeper, 0)

    def overflow() -> list[object]:
        sys.setrecursionlimit(10**9)
        return list(map(lambda _: overflow(), [0]))  # noqa: C417  # through C, so that its stack ends first

    with pytest.raises(Crashed, match="SIGSEGV"):
        pool().run(overflow)


def test_results_are_bounded() -> None:
    """What is too large is refused whole, never cut."""
    with pytest.raises(TooLarge, match="1 MB"):
        pool(result_bytes=MEGABYTE).run(bytes, 2 * MEGABYTE)

    def fail() -> None:
        raise GlossaryError("x" * MEGABYTE)

    with pytest.raises(TooLarge):
        pool(result_bytes=1000).run(fail)


def test_open_files_are_bounded() -> None:
    """A child cannot take all the descriptors of the system."""

    def open_many() -> None:
        kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(1000)]
        raise AssertionError(len(kept))

    with pytest.raises(OSError, match="Too many open files"):
        pool().run(open_many)


def test_children_hold_no_connections() -> None:
    """A connection that the parent closes is closed, although a child that was born with it still lives."""
    here, there = socket.socketpair()
    with here, ThreadPoolExecutor() as threads:
        working = threads.submit(pool().run, time.sleep, 1.0)
        time.sleep(0.3)
        there.close()
        here.settimeout(0.5)
        assert here.recv(1) == b""
        working.result()


def test_what_a_child_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    """Strangers do not write to our log, and a child that prints without end is not held up by it."""
    assert pool().run(lambda: os.write(2, b"noise") + sum(_written() for _ in range(100))) >= 5
    assert capfd.readouterr() == ("", "")


def _written() -> int:
    try:
        return os.write(2, bytes(MEGABYTE))
    except BlockingIOError:
        return 0


def test_the_surplus_is_refused_at_once() -> None:
    """Of fifty callers two are served and the others told to come again; then there is room once more."""
    shared, started = pool(), threading.Barrier(50)

    def call() -> str:
        started.wait()
        try:
            return shared.run(lambda: time.sleep(1.0) or "done")
        except Busy as error:
            return str(error)

    before = time.monotonic()
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda _: call(), range(50)))
    assert answers.count("done") == 2
    assert all("try again" in answer for answer in answers if answer != "done")
    assert time.monotonic() - before < 4
    assert shared.run(lambda: 1) == 1


def test_some_may_wait() -> None:
    """A queue takes short work in turn."""
    queued = pool(size=1, queue=3)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda number: queued.run(lambda: number), range(4))) == [0, 1, 2, 3]
    impatient = pool(size=1, queue=1)
    with ThreadPoolExecutor(2) as threads:
        working = threads.submit(impatient.run, time.sleep, 2.0)
        time.sleep(0.2)
        with pytest.raises(Busy):
            impatient.run(int)
        working.result()


def test_many_threads_fork_at_once() -> None:
    """Values find their callers, however many threads fork, print and allocate at the same time."""
    shared = pool(size=50, seconds=30.0)
    with ThreadPoolExecutor(50) as threads:
        numbers = list(threads.map(lambda number: shared.run(lambda: number * number), range(200)))
    assert numbers == [number * number for number in range(200)]


def test_a_child_outlives_no_parent() -> None:
    """When the parent dies a child ends by itself soon after its time."""
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        threading.Timer(0.3, os._exit, (0,)).start()
        try:
            pool(seconds=0.6).run(lambda: os.write(writing, b"%d" % os.getpid()) and time.sleep(60))
        finally:
            os._exit(1)
    os.close(writing)
    os.waitpid(parent, 0)
    with os.fdopen(reading, "rb") as pipe:
        child = int(pipe.read(64))
    end = time.monotonic() + 5
    while _alive(child):
        assert time.monotonic() < end
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").split(")")[-1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
