"""The shipped respondents in plain Python: nothing of samkit stands between the file and the numbers."""

import csv
from collections.abc import Iterable
from fractions import Fraction
from math import floor
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]

INCREASED = {"Increased 1-9%", "Increased 10-19%", "Increased 20% or more"}
SAME_OR_BETTER = {"Same", "Somewhat better", "Significantly better"}
VERY_GOOD = {"Very good", "Excellent"}
AGREE = {"Agree", "Strongly agree"}
EFFECTIVE = {"Very effective", "Extremely effective"}
CHALLENGE = {"Major challenge", "Severe challenge"}
MISSING = {"", "Don't know", "N/A"}
MATURITY = ["Ad hoc", "Emerging", "Defined", "Managed", "World-class"]


def read(path: Path = DATA / "sam_2016.csv") -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def criteria(row: Row) -> list[bool | None]:
    """Tell for each of the four criteria whether it holds; None without an answer."""
    asked = (
        ("revenue_change", INCREASED),
        ("profit_change", INCREASED),
        ("satisfaction_change", SAME_OR_BETTER),
        ("overall_success", VERY_GOOD),
    )
    return [None if row[name] in MISSING else row[name] in passing for name, passing in asked]


def is_top(row: Row) -> bool:
    return all(criteria(row))


def split(rows: Iterable[Row]) -> dict[str, list[Row]]:
    rows = list(rows)
    return {"top": [row for row in rows if is_top(row)], "rest": [row for row in rows if not is_top(row)], "all": rows}


def share(rows: Iterable[Row], column: str, favourable: set[str]) -> tuple[int, int]:
    """Count favourable answers and all answers."""
    answers = [row[column] for row in rows if row[column] not in MISSING]
    return sum(answer in favourable for answer in answers), len(answers)


def fraction(rows: Iterable[Row], column: str, favourable: set[str]) -> Fraction:
    return Fraction(*share(rows, column, favourable))


def numbers(rows: Iterable[Row], column: str) -> list[Fraction]:
    return [Fraction(row[column]) for row in rows if row[column] not in MISSING]


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def halves_up(value: Fraction, digits: int = 0) -> Fraction:
    """Round a positive number, halves away from zero, without any binary fraction."""
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)
