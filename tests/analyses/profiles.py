"""Surveys to profile: places with many and few respondents, and a numeric question, of which every count is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import workflow
from samkit.results import Factor, Level, Quantity, Result
from tests.builders import NUMBERS, STUDY, answers, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACES = """
[scales.places]
levels = ["North", "East", "South", "West", "Abroad", "Nowhere"]
ordered = false

[questions.place]
text = "Place"
scale = "places"
"""

TEXT = STUDY.replace("hide_below = 5", "hide_below = 10") + PLACES + NUMBERS
WEIGHTED = TEXT.replace("hide_below", 'weight = "w"\nhide_below')
NAMES = ("North", "East", "South", "West", "Abroad", "Nowhere")


def columns(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, list[str]]:
    """Make answers: so many of each group in each place."""
    place = [name for part in (first, second) for name, count in part.items() for _ in range(count)]
    grew = ["Grew"] * sum(first.values()) + ["Fell"] * sum(second.values())
    made = answers(len(place))
    sizes = [f"{(17 * row) % 23 + 3 * (growth == 'Grew')}" for row, growth in enumerate(grew)]
    return {**made, "growth": grew, "place": place, "size": sizes}


def profiled(made: Mapping[str, Sequence[str]], names: Sequence[str] = ("place",), text: str = TEXT) -> Result:
    """Profile the groups of a survey."""
    return workflow.profile(surveyed(made, text), names)[1]


def factor(result: Result) -> Factor:
    """Find the one question with categories."""
    (row,) = (row for row in result.rows if isinstance(row, Factor))
    return row


def categories(result: Result) -> dict[str, Level]:
    """Find the categories by their name."""
    return {row.level: row for row in result.rows if isinstance(row, Level)}


def quantity(result: Result) -> Quantity:
    """Find the one numeric question."""
    (row,) = (row for row in result.rows if isinstance(row, Quantity))
    return row
