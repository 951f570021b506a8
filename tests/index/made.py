"""Small indices made on the spot."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from samkit import indexing
from samkit.indexed import by_kind
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import Result

HEAD = """\
schema = "samkit-study/1"

[study]
title = "A small index"
seed = 7
mark_below = 5

[questions.growth]
text = "Growth"
numeric = { unit = "percent", min = -50, max = 50 }

[questions.retention]
text = "Retention"
numeric = { unit = "percent", min = 0, max = 100 }

[questions.trust]
text = "Trust"
levels = ["Low", "Middle", "High"]

[questions.care]
text = "Care"
levels = ["Low", "Middle", "High"]

[questions.profit]
text = "Profit"
numeric = { unit = "percent" }

[index]
manager = "who"
period = "when"
team = "team"
"""

COMPONENTS = """
[index.components.growth]
weight = 0.5
target = 10

[index.components.retention]
weight = 0.25
floor = 60
target = 100

[index.components.satisfaction]
text = "Satisfaction"
questions = ["trust", "care"]
weight = 0.25
floor = 1
target = 3
"""

BENCHMARKS = """
[index.benchmarks]
"Top quartile" = 85
"Industry average" = 70

[index.outcome]
question = "profit"
"""

STUDY = HEAD + COMPONENTS + BENCHMARKS
LEVELS = ("Low", "Middle", "High")


def rows(managers: int = 8, quarters: int = 4, seed: int = 3) -> dict[str, list[str]]:
    """Make a row for each manager and quarter, one decimal a number."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    columns: dict[str, list[str]] = {
        name: [] for name in ("who", "team", "when", "growth", "retention", "trust", "care", "profit")
    }
    for number in range(managers):
        skill = draw.gauss(0, 1)
        for quarter in range(quarters):
            liked = min(max(round(1 + skill / 2 + draw.gauss(0, 0.7)), 0), 2)
            row = {
                "who": f"A{number:02d}",
                "team": ("North", "South")[number % 2],
                "when": f"2026-Q{quarter + 1}",
                "growth": f"{5 + 3 * skill + draw.gauss(0, 1.5):.1f}",
                "retention": f"{min(82 + 6 * skill + draw.gauss(0, 4), 100):.1f}",
                "trust": LEVELS[liked],
                "care": LEVELS[min(max(liked + draw.choice((-1, 0, 0, 1)), 0), 2)],
                "profit": f"{4 + 2 * skill + draw.gauss(0, 2):.1f}",
            }
            for name, cell in row.items():
                columns[name].append(cell)
    return columns


def computed(columns: Mapping[str, Sequence[str]] | None = None, text: str = STUDY) -> Result:
    """Compute an index."""
    return indexing.index(surveyed(rows() if columns is None else columns, text))[1]


def kinds(columns: Mapping[str, Sequence[str]] | None = None, text: str = STUDY) -> Any:
    """Compute an index, and tell its rows apart; untyped, since a test knows which numbers are there."""
    return by_kind(computed(columns, text).rows)


def score(found: Any, manager: str, period: str) -> Any:
    """Give the index of a manager in a period."""
    return next(row for row in found.scores if (row.item.id, row.period) == (manager, period))
