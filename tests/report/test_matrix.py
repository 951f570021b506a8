"""The words around a matrix: a trend is claimed along a question only where Holm's correction over both bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.report import matrix
from tests.practices.made import survey

if TYPE_CHECKING:
    from samkit.results import Result

RESULT = workflow.compare(survey(), ["table"])[1][0]


def told(*tests: tuple[float, float]) -> Result:
    """Give the result with other statistics and p-values, down first."""
    made = [test._replace(statistic=z, p=p) for test, (z, p) in zip(RESULT.tests, tests, strict=False)]
    return RESULT._replace(tests=tuple(made))


@pytest.mark.parametrize(
    ("tests", "title"),
    [
        (((3.0, 0.001), (2.5, 0.01)), "The share of Best rises along both: “Talking” and “Planning”"),
        (((-3.0, 0.001), (-2.5, 0.01)), "The share of Best falls along both: “Talking” and “Planning”"),
        (((3.0, 0.001), (1.0, 0.3)), "The share of Best rises along “Talking”, among those alike in “Planning”"),
        (((1.0, 0.3), (-3.0, 0.001)), "The share of Best falls along “Planning”, among those alike in “Talking”"),
        (((2.1, 0.04), (1.0, 0.3)), "Talking by planning: the share of Best is not shown to rise along either"),
        (((2.1, 0.04), (2.1, 0.04)), "Talking by planning: the share of Best is not shown to rise along either"),
        ((), "Talking by planning: too few answers to tell a trend"),
    ],
)
def test_a_title_claims_what_the_tests_bear(tests: tuple[tuple[float, float], ...], title: str) -> None:
    assert matrix.title(told(*tests)) == title


def test_trends_that_go_opposite_ways_are_told_of_the_surer_one() -> None:
    assert matrix.title(told((3.0, 0.001), (-2.5, 0.012))).startswith("The share of Best rises along “Talking”")


def test_the_subtitle_says_whose_share_and_both_tests() -> None:
    said = matrix.subtitle(told((3.0, 0.0005), (1.0, 0.3)))
    assert said == (
        "Talking by planning: Percent Best in each cell, from left to right: Planning; trend down: p < 0.001; "
        "trend to the right: p = 0.30"
    )


def test_the_bases_are_those_who_answered_both() -> None:
    assert matrix.bases(RESULT).startswith("n: Both groups 379; ")
