"""Faults 11 to 15: logistic models whose estimates do not exist, and how they say so."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.stats import firth, logistic
from samkit.stats.binary import model
from samkit.stats.collinear import CollinearError, redundant
from samkit.stats.events import events
from samkit.stats.separation import SeparatedError

PART = np.array([0, 0, 0, 0, 0, 1, 1, 1])
GROUP = np.array([0, 1, 0, 1, 0, 1, 1, 1])


def test_fault_11_a_column_that_all_of_a_group_share_is_told_and_firth_gives_a_finite_number() -> None:
    data = model(PART[:, None], GROUP)
    with pytest.raises(SeparatedError, match="no finite coefficients") as caught:
        logistic.fit(data)
    assert caught.value.found.columns.tolist() == [False, True]
    assert not caught.value.found.complete
    slope, error = firth.fit(data).coefficients[1], firth.fit(data).error[1]
    # Haldane's correction is Firth's for one column of two values: half an answer in each cell.
    assert float(slope) == pytest.approx(np.log((3.5 / 0.5) / (2.5 / 3.5)), rel=1e-8)
    lower, upper = (float(bound[1]) for bound in firth.interval(data))
    assert lower < slope < upper < 20
    assert 0 < error < 5


def test_fault_12_groups_that_are_told_apart_entirely_are_told_and_firth_gives_finite_numbers() -> None:
    data = model([[0.0], [0.5], [1.0], [2.0], [2.5], [3.0]], [0, 0, 0, 1, 1, 1])
    with pytest.raises(SeparatedError, match="in all patterns") as caught:
        logistic.fit(data)
    assert caught.value.found.complete
    found = firth.fit(data)
    assert np.all(np.isfinite(found.coefficients))
    assert np.all(found.error < 10)


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ([[0, 7], [1, 7], [0, 7], [1, 7]], [1]),
        ([[0, 1, 0], [1, 3, 1], [0, 4, 0], [1, 1, 1]], [2]),
        ([[1, 0, 1], [0, 1, 1], [0, 0, 0], [1, 1, 2]], [2]),
    ],
    ids=["constant", "twice", "a sum"],
)
def test_fault_13_columns_that_say_nothing_of_their_own_are_named_and_left_out(
    columns: list[list[float]], named: list[int]
) -> None:
    assert redundant(columns).tolist() == named
    with pytest.raises(CollinearError) as caught:
        model(columns, [0, 1, 1, 0])
    assert caught.value.columns.tolist() == named


@pytest.mark.parametrize("group", [0, 1])
def test_fault_14_a_model_of_one_group_alone_is_refused(group: int) -> None:
    with pytest.raises(ValueError, match="both groups"):
        model(PART[:, None], np.full(PART.size, group))


def test_fault_15_more_columns_than_rows_are_named_and_more_terms_than_events_are_too_few() -> None:
    with pytest.raises(CollinearError) as caught:
        model(np.random.default_rng(15).normal(size=(5, 8)), [0, 1, 0, 1, 1])
    assert caught.value.columns.tolist() == [4, 5, 6, 7]
    assert events(52, 345, 11).verdict == "too few"
    assert events(52, 345, 10).most == 10
