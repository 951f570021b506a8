"""What is timed, and against what."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.timing import Ratio, compare, python

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "sam_2016.csv"
STUDY = ROOT / "data" / "sam_2016.toml"

BARE_COMMAND = """
import typer
app = typer.Typer(rich_markup_mode=None)
for name in ("classify", "compare", "report", "simulate", "schema", "catalogue"):
    def command(path: str = typer.Argument(help="a file"), study: str = typer.Option("", help="a file")) -> None:
        "Do one thing."
    app.command(name)(command)
app()
"""

BARE_CHARTS = """
import io, sys
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
for number in range(int(sys.argv[1])):
    figure = Figure(figsize=(7.1, 3.5))
    FigureCanvasAgg(figure)
    figure.subplots().bar(["a", "b", "c", "d", "e", "f"], [number, 2, 3, 4, 5, 6])
    for form in ("svg", "png", "pdf"):
        with open(f"bare-{number}.{form}", "wb") as file:
            figure.savefig(file, format=form, dpi=200 if form == "png" else "figure")
"""


def wide_export(folder: Path) -> Path:
    """Write the shipped respondents with as many columns of answers nobody asked for as make a hundred."""
    with DATA.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    extra = [f"extra_{number}" for number in range(100 - len(header))]
    path = folder / "wide.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*header, *extra])
        writer.writerows([*row, *("Agree" for _ in extra)] for row in rows)
    return path


def pictures(folder: Path) -> int:
    """Count the pictures of the shipped report."""
    return len(list(folder.rglob("figures/*.svg")))


def cases(folder: Path, runs: int) -> Iterator[Ratio]:
    """Time each command against its reference.

    Parameters
    ----------
    folder
        Where the commands may write.
    runs
        Counted runs of each.
    """
    wide = str(wide_export(folder))
    bare = folder / "bare.py"
    bare.write_text(BARE_COMMAND, encoding="utf-8")
    yield compare(
        "samkit --help / bare Typer",
        python("-m", "samkit", "--help"),
        python(str(bare), "--help"),
        folder,
        runs=runs,
        most=1.5,
    )
    read = python("-c", f"import pandas; pandas.read_csv({wide!r})")
    for name in ("classify", "compare"):
        command = python("-m", "samkit", name, wide, "--study", str(STUDY))
        yield compare(f"samkit {name} / pandas reads the file", command, read, folder, runs=runs, most=1.0)
    report = python("-m", "samkit", "report", str(DATA), "--study", str(STUDY), "-o", "report")
    compare("report", report, report, folder, runs=1, most=1.0)
    charts = python("-c", BARE_CHARTS, str(pictures(folder / "report")))
    yield compare("samkit report / bare bar charts", report, charts, folder, runs=runs, most=2.5)
