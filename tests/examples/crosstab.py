"""The published crosstab of the masculinity survey, read without samkit."""

import csv
from dataclasses import dataclass

from tests.examples.raw import EXPORTS

PUBLISHED = EXPORTS / "weighted_masculinity_published.csv"
RAW = EXPORTS / "weighted_masculinity_raw.csv"

# The columns of the table in its order; the first is all adult men.
COLUMNS = (
    ("", ""),
    ("age3", "18 - 34"),
    ("age3", "35 - 64"),
    ("age3", "65 and up"),
    ("race2", "White"),
    ("race2", "Non-white"),
    ("kids", "Has children"),
    ("kids", "No children"),
    ("orientation", "Straight"),
    ("orientation", "Gay/Bisexual"),
)

# The questions of the table in its order, by their codes in the export; one that ends in "_" has a column per answer.
QUESTIONS = (
    *("q0001", "q0002", "q0004_", "q0005"),
    *(f"q0007_{place:04d}" for place in range(1, 12)),
    *("q0008_", "q0009", "q0010_", "q0011_", "q0012_", "q0013", "q0014", "q0015", "q0017", "q0018"),
    *("q0019_", "q0020_", "q0021_", "q0022", "q0024", "q0025_", "q0026", "q0028", "q0029", "age3"),
)


@dataclass(frozen=True)
class Cell:
    """One cell: the question, the answer, the column of the table, and the percentage; None where it is left empty."""

    question: str
    answer: str
    by: tuple[str, str]
    percent: int | None


def alike(text: str) -> str:
    """Bring an answer to the form that both files share: the export, and half of the table, lost the apostrophe."""
    return text.replace("?", "'")


def cells() -> list[Cell]:
    """Read every cell of the table."""
    with PUBLISHED.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))[2:]
    codes = iter(QUESTIONS)
    question = ""
    found = []
    for line in lines:
        if line[0]:
            question = next(codes)
        elif line[1]:
            printed = zip(COLUMNS, line[2:], strict=True)
            found += [Cell(question, line[1], by, int(text.rstrip("%")) if text else None) for by, text in printed]
    return found
