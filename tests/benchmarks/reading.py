"""`python -m tests.benchmarks.reading [ROWS] [RUNS]`: reading text answers, against what reads them without any check.

Each side is a whole process that imports what it needs and reads all columns as text, nothing else. samkit reads
strictly: encoding, quotes, widths, header, footers, control characters, a digest of the bytes. Memory is the most that
the process held, beside the size of the file. For 10,000 rows the reference is Python's csv module.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS: Final = 100
SCALES: Final = (
    ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree", ""),
    ("Not at all effective", "Slightly effective", "Very effective", "Extremely effective", '"No, never"', "N/A"),
)

OURS: Final = """
import sys
from pathlib import Path
from samkit.readers import choose
from samkit.readers.export import Settings
choose.read(Path(sys.argv[1]), Settings(), (), keep_all=True)
"""
THEIRS: Final = {
    "csv": "import csv, sys; list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))",
    "pandas": "import pandas, sys; pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)",
    "polars": "import polars, sys; polars.read_csv(sys.argv[1], infer_schema=False)",
    "duckdb": "import duckdb, sys; duckdb.execute('create table t as from read_csv(?, all_varchar=1)', sys.argv[1:])",
}


class Cost(NamedTuple):
    """What one process needed: seconds on the clock, seconds of the processors, bytes at most."""

    wall: float
    cpu: float
    memory: int


def export(path: Path, rows: int) -> Path:
    """Write an export of a hundred text answers each, the same one each time."""
    draw = np.random.default_rng(2016)
    names = ",".join(["id", *(f"q{place}" for place in range(1, COLUMNS))])
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{names}\n")
        for start in range(0, rows, 10_000):
            count = min(10_000, rows - start)
            codes = draw.integers(0, 6, (count, COLUMNS - 1))
            columns = [np.array(SCALES[place % 2], dtype=object)[codes[:, place]] for place in range(COLUMNS - 1)]
            each = zip((f"R{start + row:07}" for row in range(count)), *columns, strict=True)
            file.writelines(f"{','.join(cells)}\n" for cells in each)
    return path


def cost(code: str, path: Path) -> Cost:
    """Run a program on a file as a process of its own.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(path)])
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(code)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def lines(path: Path, against: Sequence[str], runs: int) -> list[str]:
    """Read a file in turn with samkit and with others, and tell how long each takes beside the fastest of them."""
    costs = {name: list[Cost]() for name in ("samkit", *against)}
    for _ in range(runs + 1):  # the first of each, with a cold cache, does not count
        for name, found in costs.items():
            found.append(cost(OURS if name == "samkit" else THEIRS[name], path))
    walls = {name: statistics.median(each.wall for each in found[1:]) for name, found in costs.items()}
    fastest = min(against, key=lambda name: walls[name])
    pairs = [ours.wall / theirs.wall for ours, theirs in zip(costs["samkit"], costs[fastest], strict=True)][1:]
    size = path.stat().st_size
    told = [
        f"{name:8} {walls[name]:7.2f} s  cpu {statistics.median(each.cpu for each in found[1:]):7.2f} s  "
        f"memory {max(each.memory for each in found) / size:5.2f} of the file's {size / 1e6:.0f} MB"
        for name, found in costs.items()
    ]
    ratio = f"samkit / {fastest}: {statistics.median(pairs):.2f} ({min(pairs):.2f} to {max(pairs):.2f})  aim 1.5"
    return [*told, ratio]


def main() -> None:
    """Time both sizes and print a line for each side."""
    rows, runs = ([int(text) for text in sys.argv[1:]] + [1_000_000, 3][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        for count, against in ((10_000, ["csv"]), (rows, [name for name in THEIRS if name != "csv"])):
            sys.stdout.write(f"{count} rows of {COLUMNS} text answers\n")
            for line in lines(export(Path(folder) / f"{count}.csv", count), against, runs):
                sys.stdout.write(f"  {line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
