"""`python -m tests.benchmarks.reporting [RUNS]`: the whole report of the shipped data, against bare bar charts.

Each side is a whole process that imports what it needs. samkit reads, classifies, computes every figure, draws it with
its words as PNG and SVG, and writes page, tables and results to disk. The reference draws as many bar charts of six
bars as the report has pictures, without any words, as PNG (200 dots per inch) and SVG, and keeps them in memory.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.benchmarks.reading import Cost, cost

RUNS: Final = 5
DATA: Final = Path(__file__).resolve().parents[2] / "data" / "sam_2016.csv"

OURS: Final = """
import os, sys
from samkit.cli.app import main
sys.stdout = sys.stderr = open(os.devnull, "w")
sys.argv[1:] = ["report", sys.argv[1], "-o", {target!r}, "--figures", "png", "--figures", "svg", "--force"]
main()
"""
THEIRS: Final = """
import io
from matplotlib.figure import Figure
for number in range({pictures}):
    figure = Figure(figsize=(7.1, 4.0))
    figure.subplots().bar([f"item {{place}}" for place in range(6)], [10 * place + number for place in range(6)])
    for form, dots in (("png", 200), ("svg", 72)):
        figure.savefig(io.BytesIO(), format=form, dpi=dots)
"""


def pairs(folder: Path, runs: int) -> tuple[int, list[tuple[Cost, Cost]]]:
    """Run both sides in turn; give how many pictures there are, and what each run cost."""
    ours = OURS.format(target=str(folder / "report"))
    cost(ours, DATA)  # the first, with a cold cache, does not count
    pictures = len(list((folder / "report" / "figures").glob("*.png")))
    theirs = THEIRS.format(pictures=pictures)
    cost(theirs, DATA)
    return pictures, [(cost(ours, DATA), cost(theirs, DATA)) for _ in range(runs)]


def main() -> None:
    """Time both and print what each needs, and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        pictures, found = pairs(Path(folder), runs)
    for name, side in (("report", 0), ("bare bar charts", 1)):
        walls, cpus = ([getattr(pair[side], kind) for pair in found] for kind in ("wall", "cpu"))
        told = f"{statistics.median(walls):6.2f} s  cpu {statistics.median(cpus):6.2f} s"
        sys.stdout.write(f"{name:16} {told}  {pictures} pictures as PNG and SVG\n")
    ratios = [ours.wall / theirs.wall for ours, theirs in found]
    told = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    sys.stdout.write(f"report / bare bar charts: {told}  aim 2.0\n")


if __name__ == "__main__":
    main()
