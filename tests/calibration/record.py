"""One number of the calibration, and the table that holds them all."""

import csv
import io
import math
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "calibration"
TABLE = FOLDER / "calibration.csv"

EXACT = "exact"
DIGITS = 6


class Key(NamedTuple):
    """What a number is about; what does not apply is empty."""

    part: str
    subject: str
    method: str
    quantity: str
    setting: str = ""
    n1: int | None = None
    n0: int | None = None
    p1: float | None = None
    p0: float | None = None


class Record(NamedTuple):
    """A number, what was promised, and its Monte Carlo standard error: none where it is a sum over all tables.

    `width` is the mean width of intervals (of their logarithms for ratios, where both bounds are finite), `unbounded`
    the chance of an interval without two such bounds, `replicates` how often was drawn.
    """

    key: Key
    promised: float | None
    value: float
    error: float | None = None
    width: float | None = None
    unbounded: float | None = None
    replicates: int | None = None


COLUMNS = (*Key._fields, *Record._fields[1:])


def cell(key: Key) -> tuple[int, int, float, float]:
    """Give bases and shares of a cell of two groups."""
    n1, n0, p1, p0 = key[5:]
    if n1 is None or n0 is None or p1 is None or p0 is None:
        raise ValueError(f"two bases and two shares are expected: {key}")
    return n1, n0, p1, p0


def binomial_error(value: float, replicates: int) -> float:
    """Give the standard error of a share of replicates, above zero also where all of them agree."""
    near = (value * replicates + 1) / (replicates + 2)
    return math.sqrt(near * (1 - near) / replicates)


def text(records: list[Record]) -> str:
    """Write the table as CSV."""
    held = io.StringIO()
    rows = csv.writer(held, lineterminator="\n")
    rows.writerow(COLUMNS)
    for record in records:
        told = [_told(entry) for entry in record[1:]]
        told[2] = told[2] or EXACT
        rows.writerow([*("" if entry is None else entry for entry in record.key), *told])
    return held.getvalue()


def parse(table: str) -> list[Record]:
    """Read a table back."""
    return [_record(row) for row in csv.DictReader(io.StringIO(table))]


def committed() -> list[Record]:
    """Read the table of the repository."""
    return parse(TABLE.read_text(encoding="utf-8"))


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")


def _number(value: str) -> float | None:
    return float(value) if value not in {"", EXACT} else None


def _count(value: str) -> int | None:
    return int(value) if value else None


def _record(row: dict[str, str]) -> Record:
    words = (row["part"], row["subject"], row["method"], row["quantity"], row["setting"])
    key = Key(*words, _count(row["n1"]), _count(row["n0"]), _number(row["p1"]), _number(row["p0"]))
    error, width, unbounded = (_number(row[name]) for name in ("error", "width", "unbounded"))
    value, replicates = float(row["value"]), _count(row["replicates"])
    return Record(key, _number(row["promised"]), value, error, width, unbounded, replicates)
