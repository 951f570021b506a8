"""Running: many mutants in several processes, each with its own seed, and what came of them."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
import traceback
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import SamkitError
from tests.fuzz.mutation import mutant
from tests.fuzz.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

MOST_MEMORY: Final = 1 << 30
"""How many bytes the reading of a file may need at most."""

PROCESS: Final = Path("/proc/self")
"""Where the system tells of this process."""

TOGETHER: Final = 50
"""How many mutants are a task of their own."""


class TooSlowError(Exception):
    """A mutant was not read in time."""


class Finding(NamedTuple):
    """A mutant that was not read as it must be: the seed that makes it, and what happened."""

    kind: str
    seed: int
    what: str


class Tally(NamedTuple):
    """How many mutants were read, how many of them loaded, and the findings."""

    read: int
    loaded: int
    findings: tuple[Finding, ...]


def made(kind: str, seed: int, seeds: tuple[bytes, ...]) -> bytes:
    """Make the mutant of a seed: the same bytes each time."""
    return mutant(seeds, TARGETS[kind].tokens, Random(f"{kind} {seed}"))  # noqa: S311 - nothing secret


def fuzz(kind: str, first: int, count: int, processes: int) -> Iterator[Tally]:
    """Read mutants, and give a tally of each task as it is done.

    Parameters
    ----------
    kind
        One of `TARGETS`.
    first, count
        The seed of the first mutant, and how many there are.
    processes
        How many processes read them.
    """
    tasks = [(start, min(start + TOGETHER, first + count)) for start in range(first, first + count, TOGETHER)]
    judge = partial(judged, kind, TARGETS[kind].seeds())
    if processes < 2:
        yield from map(judge, tasks)
        return
    with multiprocessing.get_context("forkserver").Pool(processes) as pool:
        yield from pool.imap_unordered(judge, tasks)


def judged(kind: str, seeds: tuple[bytes, ...], task: tuple[int, int]) -> Tally:
    """Read the mutants of some seeds."""
    findings, loaded = list[Finding](), 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"mutant.{TARGETS[kind].suffix}"
        for seed in range(*task):
            path.write_bytes(made(kind, seed, seeds))
            what = _outcome(kind, path)
            loaded += what == "loads"
            if what not in ("loads", "refused"):
                findings.append(Finding(kind, seed, what))
    return Tally(task[1] - task[0], loaded, tuple(findings))


def _outcome(kind: str, path: Path) -> str:
    """Read a file, and say what came of it."""
    PROCESS.joinpath("clear_refs").write_text("5", encoding="ascii")  # forgets the most that was held so far
    held, before = _most_held(), signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, TARGETS[kind].seconds)
    try:
        TARGETS[kind].read(path)
        needed = _most_held() - held
    except SamkitError:
        return "refused"
    except TooSlowError:
        return f"not read within {TARGETS[kind].seconds} seconds"
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what the fuzzer looks for
        return "".join(traceback.format_exception_only(fault)) + "".join(traceback.format_tb(fault.__traceback__)[-1:])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return "loads" if needed < MOST_MEMORY else f"reading it needed {needed} bytes"


def _most_held() -> int:
    """Give the most memory that the process has held, in bytes."""
    lines = PROCESS.joinpath("status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def _late(_: int, __: FrameType | None) -> None:
    """Stop what takes too long."""
    raise TooSlowError
