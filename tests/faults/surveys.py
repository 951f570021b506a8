"""Small surveys of which every count is known, and everything that is written about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from samkit import publish, workflow
from samkit.results import Contrast, Location, Result, contrasts, locations
from tests.builders import NUMBERS, STUDY, surveyed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from samkit.survey import Survey

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')
FORMS = ("table", "csv", "md", "json")
NO_NUMBER = re.compile(r"\b(nan|none|nat)\b", re.IGNORECASE)


def columns(x1: int, n1: int, x0: int, n0: int, *, silent: int = 0) -> dict[str, list[str]]:
    """Make answers: x1 of n1 who grew and x0 of n0 who fell agree with `plan`, and others who grew say nothing."""
    plan = [*_of(x1, n1), *[""] * silent, *_of(x0, n0)]
    half = ["Agree", "Disagree"] * (len(plan) // 2 + 1)
    other = half[: len(plan)]
    return {
        "growth": ["Grew"] * (n1 + silent) + ["Fell"] * n0,
        "plan": plan,
        "train": other,
        "meet": other,
        "ripe": other,
    }


def _of(favourable: int, base: int) -> list[str]:
    return ["Agree"] * favourable + ["Disagree"] * (base - favourable)


def compared(made: Mapping[str, Sequence[str]], text: str = STUDY, section: str = "practices") -> Result:
    """Compare the groups of a survey on one section."""
    return answered(made, text, section)[1]


def answered(made: Mapping[str, Sequence[str]], text: str = STUDY, section: str = "practices") -> tuple[Survey, Result]:
    """Compare the groups of a survey on one section, and give the survey, too."""
    survey, results = workflow.compare(surveyed(made, text), [section])
    return survey, results[0]


def plan_row(result: Result) -> Contrast:
    """Find the row of `plan`."""
    return next(row for row in contrasts(result) if row.item.id == "plan")


def row(x1: int, n1: int, x0: int, n0: int, *, silent: int = 0) -> Contrast:
    """Give the row of an item of which the counts are known."""
    return plan_row(compared(columns(x1, n1, x0, n0, silent=silent)))


def sizes(number: Callable[[int, bool], str], rows: int = 60) -> dict[str, list[str]]:
    """Make answers of which the numeric one is a function of the row and of whether the respondent grew."""
    made = columns(rows // 6, rows // 3, rows // 6, rows - rows // 3)
    return {**made, "size": [number(place, grew == "Grew") for place, grew in enumerate(made["growth"])]}


def location(number: Callable[[int, bool], str], text: str = STUDY) -> Location:
    """Compare the means of such answers."""
    return locations(compared(sizes(number), text + NUMBERS, "amounts"))[0]


def written(result: Result) -> list[str]:
    """Write a result in every format, less the texts that could hold any word."""
    return [publish.text([result], form) for form in FORMS]


def codes(found: Contrast | Location) -> list[str]:
    """Name the notes of a row."""
    return [note.code for note in found.notes]
