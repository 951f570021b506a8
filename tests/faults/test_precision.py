"""Faults 27, 28, 30, 48 and 49: digits that are lost on the way."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import workflow
from samkit.classification import YES
from samkit.engines import memory
from samkit.stats import correlation, difference, influence, means, odds, proportion, ratio
from samkit.stats.design import design
from samkit.stats.moments import from_counts, from_sums, merged
from samkit.tally import Ask, Request
from tests.builders import STUDY, surveyed
from tests.faults.surveys import columns, location
from tests.stats import sampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.stats.interval import Interval

FAR = (10**9, 10**15)


@pytest.mark.parametrize("offset", FAR)
def test_fault_27_a_large_mean_costs_no_digit_of_the_spread(offset: int) -> None:
    values = [offset + 1, offset + 2, offset + 3]
    assert float(from_counts(values, [1, 1, 1]).variance) == 1
    assert float(from_sums(3, 0, 2, origin=offset + 2).variance) == 1
    both = merged(from_counts(values[:1], [1]), from_counts(values[1:], [1, 1]))
    assert float(both.variance) == 1
    assert float(influence.variance([float(value) for value in values], np.ones(3)).value) == 1


@pytest.mark.parametrize("offset", FAR)
def test_fault_27_means_of_two_groups_far_from_0_differ_as_those_near_it(offset: int) -> None:
    near = location(lambda place, grew: str(place % 5 + 2 * grew))
    far = location(lambda place, grew: str(offset + place % 5 + 2 * grew))
    assert far.difference == pytest.approx(near.difference, rel=1e-9)
    assert far.p == pytest.approx(near.p, rel=1e-9)


def test_fault_28_numbers_of_half_the_digits_are_summed_with_all_digits() -> None:
    tenth = np.full(10**6, 0.1, dtype=np.float32)
    exact = 10**6 * Fraction(float(tenth[0]))
    assert float(influence.total(tenth).value) == pytest.approx(float(exact), rel=1e-13)
    weight = np.linspace(0.5, 1.5, 10**5, dtype=np.float32)
    one = sampled.group(np.arange(10**5) % 3 == 0, np.ones(10**5))
    fine, coarse = (sampled.share(one, design(kind)) for kind in (weight.astype(np.float64), weight))
    assert (fine.value, fine.error) == (coarse.value, coarse.error)
    assert correlation.pearson(weight, tenth[: 10**5] * weight).value.dtype == np.float64


CRITERION = 'criteria = [{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }]'


def labelled(criterion: str, numbers: list[str]) -> list[bool]:
    text = STUDY.replace(CRITERION, f"criteria = [{criterion}]")
    text += '\n[questions.size]\ntext = "Size"\nnumeric = {}\n'
    made = {**columns(1, 1, 1, len(numbers) - 1), "size": numbers}
    survey, _ = workflow.classify(surveyed(made, text))
    return [bool(truth == YES) for truth in survey.groups["performance"].truth]


@pytest.mark.parametrize("limit", ["0.3", "0.1", "2.675", "1.005", "1e-7"])
def test_fault_30_a_number_on_the_limit_is_in_and_the_next_one_below_is_out(limit: str) -> None:
    number = float(limit)
    texts = [limit, repr(math.nextafter(number, -math.inf)), repr(math.nextafter(number, math.inf))]
    criterion = f'{{ label = "Large", question = "size", at_least = {limit} }}'
    assert labelled(criterion, texts) == [True, False, True]
    criterion = f'{{ label = "Small", question = "size", at_most = {limit} }}'
    assert labelled(criterion, texts) == [True, True, False]


@pytest.mark.parametrize(("share", "n", "held"), [("0.1", 30, 3), ("0.5", 10, 5), ("0.3", 10, 3), ("0.29", 100, 29)])
def test_fault_30_a_share_of_respondents_is_taken_as_the_decimal_that_was_written(
    share: str, n: int, held: int
) -> None:
    criterion = f'{{ label = "Best", question = "size", top_share = {share} }}'
    assert sum(labelled(criterion, [str(place) for place in range(n)])) == held


@pytest.mark.parametrize("method", [difference.miettinen_nurminen, ratio.miettinen_nurminen, odds.miettinen_nurminen])
def test_fault_48_counts_in_small_whole_numbers_are_not_multiplied_as_such(
    method: Callable[..., Interval],
) -> None:
    cells = (1_500_000_000, 2_000_000_000, 900_000_000, 2_100_000_000)
    small, exact = method(*(np.array(cell, dtype=np.int32) for cell in cells)), method(*map(float, cells))
    assert (small.lower, small.upper) == (exact.lower, exact.upper)
    assert proportion.estimate(np.int32(2**30), np.int32(2**31 - 1)) == pytest.approx(0.5, rel=1e-9)


def test_fault_48_counts_of_parts_add_up_beyond_the_largest_small_number() -> None:
    survey, _ = workflow.compare(surveyed(columns(5, 10, 5, 10)), ["practices"])
    ask = Ask("plan", "performance")
    block = memory.count(survey, Request(asks=frozenset({ask}))).blocks[ask]
    assert block.n.dtype == np.int64
    for _ in range(40):
        block = block + block
    assert int(block.n.sum()) == 20 * 2**40


@pytest.mark.parametrize("unit", [1e100, 1e150, 1e-150])
def test_fault_49_numbers_of_any_size_that_can_be_squared_give_the_same_test(unit: float) -> None:
    one, none = ([unit * value for value in values] for values in ([1.0, 2.0, 5.0], [2.0, 4.0, 4.5, 9.0]))
    found = means.welch(from_counts(one, np.ones(3)), from_counts(none, np.ones(4)))
    plain = means.welch(from_counts([1, 2, 5], np.ones(3)), from_counts([2, 4, 4.5, 9], np.ones(4)))
    assert float(found.p) == pytest.approx(float(plain.p), rel=1e-12)
    assert float(correlation.pearson(one, none[:3]).value) == pytest.approx(
        float(correlation.pearson([1, 2, 5], [2, 4, 4.5]).value), rel=1e-12
    )


@pytest.mark.parametrize("unit", [1e155, 1e200, 1e-155, 1e-200])
def test_fault_49_numbers_whose_squares_are_none_are_refused_with_a_way_out(unit: float) -> None:
    with pytest.raises(ValueError, match="use another unit"):
        from_counts([unit, 2 * unit, 5 * unit], np.ones(3))
