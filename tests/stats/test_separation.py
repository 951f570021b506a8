"""Separation is found exactly where it is, and nothing is estimated there by maximum likelihood."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samkit.stats import firth
from samkit.stats.binary import Model, model
from samkit.stats.collinear import redundant
from samkit.stats.logistic import fit
from samkit.stats.logits import fits
from samkit.stats.separation import SeparatedError, separation

COLUMNS = 2
ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), min_size=4, max_size=12)


def drawn(rows: list[tuple[int, int, bool]]) -> Model:
    x, y = np.array([row[:COLUMNS] for row in rows], dtype=np.float64), np.array([row[COLUMNS] for row in rows])
    assume(0 < y.sum() < len(y) and not redundant(x).size)
    return model(x, y)


def told_apart_by_some_line(data: Model) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Try every line through small whole numbers: on a grid of 3 by 3 no other line parts the points otherwise."""
    x = np.rint(data.x @ np.linalg.inv(data.back))
    ones, zeros = data.groups.ones[:, 0] > 0, (data.groups.both - data.groups.ones)[:, 0] > 0
    found = np.zeros(len(x), dtype=np.bool_)
    for line in product(range(-8, 9), range(-3, 4), range(-3, 4)):
        side = x @ np.array(line)
        if np.all(side[ones] >= 0) and np.all(side[zeros] <= 0):
            found |= side != 0
    return found


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_separation_is_found_exactly_where_some_line_parts_the_groups(rows: list[tuple[int, int, bool]]) -> None:
    data = drawn(rows)
    parted = told_apart_by_some_line(data)
    found = separation(data)
    assert found.rows.tolist() == parted.tolist()
    assert bool(found) == parted.any()
    assert found.complete == parted.all()
    assert found.columns.any() == parted.any()
    if parted.any():
        with pytest.raises(SeparatedError):
            fit(data)
    else:
        assert np.isfinite(fit(data).coefficients).all()


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_newton_proves_a_maximum_exactly_where_there_is_no_separation(rows: list[tuple[int, int, bool]]) -> None:
    data = drawn(rows)
    free = np.ones((1, data.x.shape[1]), dtype=np.bool_)
    assert bool(fits(data.x, data.groups, free).exists[0]) != bool(separation(data))


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_firth_has_an_estimate_and_a_test_wherever_the_groups_are(rows: list[tuple[int, int, bool]]) -> None:
    data = drawn(rows)
    found = firth.fit(data)
    assert np.isfinite(found.coefficients).all()
    assert (found.error > 0).all()
    tests = firth.likelihood_ratio(data)
    assert ((tests.p > 0) & (tests.p <= 1)).all()


def test_the_coefficients_that_are_infinite_are_named() -> None:
    # The second item parts those who have ticked it; the first overlaps in all others.
    x = [[0, 0], [1, 0], [0, 0], [1, 0], [0, 1], [1, 1]]
    found = separation(model(x, [1, 0, 0, 1, 1, 1]))
    assert found.columns.tolist() == [False, False, True]
    assert not found.complete
    with pytest.raises(SeparatedError, match=r"2 of 4 .* Firth") as caught:
        fit(model(x, [1, 0, 0, 1, 1, 1]))
    assert caught.value.found.rows.tolist() == [False, True, False, True]
    whole = separation(model([[1], [2], [3], [4]], [0, 0, 1, 1]))
    assert whole.complete
    assert whole.columns.tolist() == [True, True]


def test_a_hair_between_the_groups_is_seen_at_any_mean() -> None:
    for origin in (0.0, 1e6):
        x = origin + np.array([[0.0], [1.0], [1.0001], [2.0]])
        assert separation(model(x, [0, 0, 1, 1])).complete
        assert not separation(model(x, [0, 1, 0, 1]))
