"""Work on many things shared between two processes: whoever is free takes the next one.

The other process begins as a copy of this one, so that nothing has to be handed to it and nothing loaded twice; what
it has done comes back at the end, in one piece. If it cannot begin or does not come back, its part is done here.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import warnings
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

Done = TypeVar("Done")

PAYS_FROM: Final = 4
"""From how many things on a second process takes less time than it costs to begin it."""

_BYTES: Final = 4
_MOST: Final = 4096 // _BYTES  # what every pipe holds at once


def each(
    work: Callable[[int], Done], count: int, progress: Callable[[int], None], *, alone: bool = False
) -> list[Done]:
    """Do something for each number from 0 on.

    Parameters
    ----------
    work
        What is done for a number; it must not matter in which process, or in which order.
    count
        How many numbers there are.
    progress
        Hears now and then how many are begun.
    alone
        Stay in one process, whatever there is.

    Returns
    -------
    list
        What came of each number, in their order.
    """
    if alone or not PAYS_FROM <= count <= _MOST or _processors() < 2:
        return [_told(work, number, progress) for number in range(count)]
    left = _numbers(count)
    try:
        with _other(lambda: dict(_taken(work, left))) as theirs:
            ours = dict(_taken(work, left, progress))
            done = {**ours, **theirs()}
    finally:
        os.close(left)
    return [done[number] if number in done else work(number) for number in range(count)]


def _processors() -> int:
    """Say on how many processors this process may run, one where it cannot be copied."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _told(work: Callable[[int], Done], number: int, progress: Callable[[int], None]) -> Done:
    """Say that a number is begun, and do its work."""
    progress(number + 1)
    return work(number)


def _numbers(count: int) -> int:
    """Put the numbers into a pipe, from which each process takes one at a time without a lock that could be left."""
    out, into = os.pipe()
    os.write(into, b"".join(number.to_bytes(_BYTES, "big") for number in range(count)))
    os.close(into)
    return out


def _taken(
    work: Callable[[int], Done], left: int, progress: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[int, Done]]:
    """Take the next number that nobody has, as long as there is one, and do its work."""
    while token := os.read(left, _BYTES):
        number = int.from_bytes(token, "big")
        yield number, _told(work, number, progress)


@contextlib.contextmanager
def _other(work: Callable[[], dict[int, Done]]) -> Iterator[Callable[[], dict[int, Done]]]:
    """Begin the other process; give what asks it for what it has done, and see to it that it ends."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answered, args=(work, here, there), daemon=True)
    begun = _begun(process)
    there.close()
    try:
        yield lambda: _received(here) if begun else {}
    finally:
        here.close()
        if begun:
            process.kill()
            process.join()


def _begun(process: ForkProcess) -> bool:
    """Begin a process; say whether the system let it."""
    with warnings.catch_warnings():
        # Threads of libraries that the copy does not have: it only draws and computes what needs none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            process.start()
        except OSError:
            return False
    return True


def _answered(work: Callable[[], dict[int, Done]], here: Connection, there: Connection) -> None:
    """Work in the other process, deaf to the interrupts that the first one hears, and send what was done."""
    here.close()
    for heard in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(heard, signal.SIG_IGN)
    with open(os.devnull, "w") as sys.stderr, contextlib.suppress(OSError):  # noqa: PTH123 - what fails here is done and told there
        there.send(work())


def _received(here: Connection) -> dict[int, Any]:
    """Receive what the other process has done; nothing if it did not get so far."""
    try:
        found: dict[int, Any] = here.recv()
    except (EOFError, OSError):
        return {}
    return found
