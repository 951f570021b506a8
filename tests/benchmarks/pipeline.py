"""`python -m tests.benchmarks.pipeline [RUNS]`: a log of a million steps, against bare group-bys of it by Polars."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.benchmarks.timing import Ratio, compare, python
from tests.data.opportunities import OFFERINGS, SOURCES, STAGES

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUNS: Final = 5
OPPORTUNITIES: Final = 200_000
STEPS: Final = 5
SELLERS: Final = 150
MOST: Final = 3.0

STUDY: Final = f"""\
schema = "samkit-study/1"
[study]
title = "A long log"
[pipeline]
opportunity = "opportunity"
stages = {list(STAGES)}
stage = "stage"
entered = "entered"
closing = ["Closed"]
outcome = "outcome"
value = "value"
owner = "owner"
slices = ["offering", "source"]
exported = 2027-12-31
"""

BARE: Final = """
import sys
import polars as pl
log = pl.read_csv(sys.argv[1], try_parse_dates=True).sort("opportunity", "entered")
days = (pl.col("entered").shift(-1).over("opportunity") - pl.col("entered")).dt.total_days()
now = log.group_by("opportunity").last()
print(now.group_by("stage").agg(pl.len(), pl.col("value").sum()).sort("stage"))
print(log.with_columns(days=days).group_by("stage").agg(pl.len(), pl.col("days").median()).sort("stage"))
"""


def export(path: Path, opportunities: int = OPPORTUNITIES) -> int:
    """Write a log in the order of its days, and its study file beside it; give how many steps it has."""
    chance = np.random.default_rng(7)
    steps = chance.integers(2 * STEPS - len(STAGES) - 1, len(STAGES) + 2, opportunities)
    who = np.repeat(np.arange(opportunities), steps)
    step = np.arange(who.size) - np.repeat(np.cumsum(steps) - steps, steps)
    ends = (step == steps[who] - 1) & (chance.random(opportunities) < 0.9)[who]
    after = chance.geometric(1 / 25, who.size).cumsum()
    day = chance.integers(0, 900, opportunities)[who] + after - np.repeat(after[step == 0], steps)
    order = np.argsort(day, kind="stable")
    won = chance.random(opportunities) < 0.35
    about = [_drawn(chance, names, opportunities) for names in (OFFERINGS, tuple(SOURCES))]
    columns = [
        np.char.add("O", np.char.zfill(who.astype(str), 6)),
        np.where(ends, "Closed", np.array(STAGES)[np.minimum(step, len(STAGES) - 1)]),
        (np.datetime64("2023-01-02") + day).astype(str),
        chance.integers(10, 900, opportunities)[who].astype(str),
        np.char.add("Seller ", chance.integers(0, SELLERS, opportunities)[who].astype(str)),
        *(names[who] for names in about),
        np.where(ends, np.where(won[who], "Won", "Lost"), ""),
    ]
    lines = [",".join(row) for row in zip(*(column[order].tolist() for column in columns), strict=True)]
    header = "opportunity,stage,entered,value,owner,offering,source,outcome"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    path.with_suffix(".toml").write_text(STUDY, encoding="utf-8")
    return who.size


def _drawn(chance: np.random.Generator, names: tuple[str, ...], count: int) -> NDArray[np.str_]:
    return np.array(names)[chance.integers(0, len(names), count)]


def timed(folder: Path, runs: int, opportunities: int = OPPORTUNITIES) -> Ratio:
    """Time `samkit pipeline` against Polars doing nothing but the group-bys of volume, value and velocity.

    Parameters
    ----------
    folder
        Where the log is written.
    runs
        Counted runs of each.
    opportunities
        How many the log has, of about five steps each.
    """
    path, bare = folder / "log.csv", folder / "bare.py"
    steps = export(path, opportunities)
    bare.write_text(BARE, encoding="utf-8")
    ours = python("-m", "samkit", "pipeline", str(path))
    return compare(
        f"samkit pipeline / polars, {steps:,}", ours, python(str(bare), str(path)), folder, runs=runs, most=MOST
    )


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{timed(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else RUNS).line()}\n")


if __name__ == "__main__":
    main()
