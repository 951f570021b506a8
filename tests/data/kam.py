"""The synthetic managers of data/kam_2026.csv, drawn from a seed; `python -m tests.data.kam` writes them.

Nobody is real. One manager, M07, is set so that the index goes from 58 to 82 in the four quarters, as in the case that
was published; everything else is drawn.
"""

import csv
import io
import random
from collections.abc import Iterator

from tests.data.respondents import DATA

SEED = 2026
QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
TEAMS = ("North", "South", "East", "West")
MANAGERS = tuple(f"M{number:02d}" for number in range(1, 25))
COLUMNS = (
    "manager", "team", "quarter", "revenue_growth", "account_retention", "understands_us", "keeps_promises",
    "brings_ideas", "easy_to_work_with", "key_account_revenue",
)  # fmt: skip
CASE, JOINED_LATE, NO_RETENTION = "M07", ("M19", 2), ("M12", "2026-Q1")
CASE_GROWTH = (4.8, 6.6, 7.2, 9.0, 10.2)
CASE_RETENTION = (88.0, 88.0, 89.5, 90.0, 91.0)
CASE_RATINGS = (
    (8.1, 7.9, 8.2, 7.8),
    (8.2, 7.9, 8.1, 8.0),
    (8.3, 8.1, 8.2, 8.0),
    (8.4, 8.2, 8.5, 8.1),
    (8.6, 8.4, 8.7, 8.3),
)
CASE_REVENUE = (100.0, 106.0, 112.0, 118.0, 125.0)


def table() -> bytes:
    """Give the file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows())
    return text.getvalue().encode()


def rows() -> Iterator[list[str]]:
    """Draw the rows, manager by manager."""
    draw = random.Random(SEED)  # noqa: S311 - synthetic data need no secret
    for place, manager in enumerate(MANAGERS):
        skill, revenue = draw.gauss(0, 1), 100.0
        for at, quarter in enumerate(QUARTERS):
            drawn = _drawn(draw, skill + 0.15 * at)
            revenue *= 1 + drawn[0] / 400 + draw.gauss(0, 0.02) if at else 1
            numbers = [*drawn, round(revenue, 1)]
            if manager == CASE:
                numbers = [CASE_GROWTH[at], CASE_RETENTION[at], *CASE_RATINGS[at], CASE_REVENUE[at]]
            cells = [f"{number:.1f}" for number in numbers]
            if (manager, quarter) == NO_RETENTION:
                cells[1] = ""
            if manager != JOINED_LATE[0] or at >= JOINED_LATE[1]:
                yield [manager, TEAMS[place % len(TEAMS)], quarter, *cells]


def _drawn(draw: random.Random, skill: float) -> list[float]:
    """Draw growth, retention and the four ratings by clients of one manager in one quarter."""
    growth = 6 + 2.5 * skill + draw.gauss(0, 2)
    retention = min(88 + 3.5 * skill + draw.gauss(0, 2.5), 100.0)
    liked = 6.9 + 0.6 * skill + draw.gauss(0, 0.5)
    ratings = [min(max(liked + draw.gauss(0, 0.4), 0.0), 10.0) for _ in range(4)]
    return [growth, retention, *ratings]


if __name__ == "__main__":
    (DATA / "kam_2026.csv").write_bytes(table())
