from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.analyses.order import by_gap, by_ratio
from samkit.results import Estimate, contrasts
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from samkit.results import Contrast

ROW = contrasts(workflow.compare(surveyed(answers()), ["practices"])[1][0])[0]


def rows(*gaps: tuple[float | None, float]) -> list[Contrast]:
    """Give rows with gaps, each with half the width of its interval."""
    return [
        ROW._replace(gap=Estimate(None, None, None) if gap is None else Estimate(gap, gap - half, gap + half))
        for gap, half in gaps
    ]


def test_items_far_apart_are_in_order_and_nothing_is_said() -> None:
    assert by_gap(rows((0.6, 0.1), (0.4, 0.1), (0.0, 0.1))) == ()


def test_pairs_whose_shortened_intervals_overlap_are_counted() -> None:
    (note,) = by_gap(rows((0.6, 0.1), (0.55, 0.1), (0.2, 0.1)))
    assert note.code == "order"
    assert "the order of 1 of 3 pairs of items is not certain; samkit rank" in note.text


@pytest.mark.parametrize(("apart", "unsure"), [(0.1413, True), (0.1415, False)])
def test_two_equal_intervals_tell_an_order_where_a_test_of_two_numbers_would(*, apart: float, unsure: bool) -> None:
    assert bool(by_gap(rows((0.3 + apart, 0.1), (0.3, 0.1)))) is unsure


def test_the_direction_of_sorting_does_not_matter_and_rows_without_a_gap_are_passed_over() -> None:
    some = rows((0.6, 0.1), (0.55, 0.1), (None, 0.0), (0.2, 0.1))
    assert by_gap(some) == by_gap(some[::-1])


def test_one_row_has_no_order() -> None:
    assert by_gap(rows((0.3, 0.1))) == ()
    assert by_gap([]) == ()


def ratios(*numbers: float | None) -> list[Contrast]:
    """Give rows with likelihood ratios, each with an interval of half and twice as much."""
    return [
        ROW._replace(ratio=Estimate(*(part and part * (number or 0) for part in (1, 0.5, 2)))) for number in numbers
    ]


def test_ratios_are_held_against_each_other_by_their_logarithms() -> None:
    assert by_ratio(ratios(8, 2, 0.5)) == ()
    (note,) = by_ratio(ratios(8, 6, 1.5))
    assert note.text == "Sorted by ratio as measured: the order of 1 of 3 pairs of items is not certain"


def test_a_ratio_without_an_end_has_no_place_to_doubt() -> None:
    assert by_ratio(ratios(float("inf"), 2, 0)) == ()
