"""Faults that the guards of a row, the reader of numbers and the classification answer for."""

import math

import pytest

from samkit.errors import DataError
from samkit.results import Verdict
from tests.builders import answers
from tests.faults.surveys import WEIGHTED, codes, compared, location, plan_row, row


def test_fault_35_a_group_of_one_answer_costs_the_other_group_no_test() -> None:
    found = location(lambda place, grew: "5.1" if grew else f"{place % 7}.3")
    assert found.verdict is Verdict.DIFFERS
    assert found.difference.lower is not None
    assert math.isfinite(found.difference.lower)


@pytest.mark.parametrize("rest", ["6.3", "5.1"])
def test_fault_35_a_mean_without_an_interval_says_that_nothing_varies(rest: str) -> None:
    assert "no_variation" in codes(location(lambda _, grew: "5.1" if grew else rest))


@pytest.mark.parametrize("unit", ["e200", "e308", "e-200"])
def test_fault_49_numbers_whose_squares_are_none_are_refused_with_their_line(unit: str) -> None:
    with pytest.raises(DataError):
        location(lambda place, _: f"{1 + place % 7}{unit}")


def test_fault_18_a_group_without_weight_is_refused() -> None:
    made = answers(120)
    with pytest.raises(DataError, match="Top Performers"):
        compared({**made, "w": ["0" if growth == "Grew" else "1" for growth in made["growth"]]}, WEIGHTED)


def test_fault_20_a_group_outweighed_by_one_respondent_is_not_said_to_be_nobody() -> None:
    found = plan_row(compared({**answers(120), "w": ["1e300", *["1"] * 119]}, WEIGHTED))
    assert not any("nobody" in note.text for note in found.notes)


@pytest.mark.parametrize("cells", [(10, 10, 10, 10), (10, 10, 5, 10), (5, 10, 10, 10)])
def test_fault_09_an_odds_ratio_or_negative_ratio_without_a_number_says_why(cells: tuple[int, int, int, int]) -> None:
    assert "zero_cell" in codes(row(*cells))
