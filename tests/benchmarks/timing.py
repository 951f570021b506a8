"""Two commands timed in turn, so that a machine that slows down slows both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, in seconds: on the clock, and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A command against its reference: medians in seconds, and the ratios of the pairs."""

    name: str
    ours: Cost
    reference: Cost
    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    most: float

    def line(self) -> str:
        """Tell the result in one line."""
        wall, cpu = statistics.median(self.wall), statistics.median(self.cpu)
        return (
            f"{self.name:34} {self.ours.wall:6.2f} s  {self.reference.wall:6.2f} s  "
            f"ratio {wall:4.2f} ({min(self.wall):.2f} to {max(self.wall):.2f})  cpu {cpu:4.2f}  aim {self.most:.1f}"
        )


def run(command: Sequence[str], cwd: Path) -> Cost:
    """Run a command as a whole process.

    Raises
    ------
    RuntimeError
        If it fails: a failing command is no measure of speed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, complaint = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(complaint.decode())
    return Cost(wall, 0.0)


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Time one run, with the processor time of it and its children."""
    before = os.times()
    wall = run(command, cwd).wall
    after = os.times()
    spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return Cost(wall, spent)


def compare(name: str, ours: Sequence[str], reference: Sequence[str], cwd: Path, *, runs: int, most: float) -> Ratio:
    """Time two commands in turn after one run of each that does not count."""
    for command in (ours, reference):
        run(command, cwd)
    pairs = [(cost(ours, cwd), cost(reference, cwd)) for _ in range(runs)]
    middle = [
        Cost(statistics.median(pair[k].wall for pair in pairs), statistics.median(pair[k].cpu for pair in pairs))
        for k in (0, 1)
    ]
    return Ratio(
        name=name,
        ours=middle[0],
        reference=middle[1],
        wall=tuple(a.wall / b.wall for a, b in pairs),
        cpu=tuple(a.cpu / b.cpu for a, b in pairs),
        most=most,
    )


def python(*arguments: str) -> list[str]:
    """Give a command that runs this Python."""
    return [sys.executable, *arguments]
