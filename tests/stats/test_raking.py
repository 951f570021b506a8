"""Raking: margins met or said not to be, bounds held, and the closest weights of all that do both."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from samkit.stats.interval import Floats
from samkit.stats.raking import Raked, Reason, Unmet, rake

Codes = NDArray[np.integer[Any]]
Margins = tuple[list[Codes], list[Floats], Floats]


def sample(seed: int, size: int = 120) -> Margins:
    draw = np.random.default_rng(seed)
    codes: list[Codes] = [np.append(np.arange(k), draw.integers(0, k, size - k)) for k in (2, 3, 4)]
    targets = [draw.dirichlet(np.full(k, 20.0)) * size for k in (2, 3, 4)]
    return codes, targets, draw.lognormal(0, 0.3, size)


def sums(codes: list[Codes], weights: Floats) -> list[Floats]:
    return [np.asarray(np.bincount(code, weights), dtype=np.float64) for code in codes]


@given(st.integers(0, 10_000))
def test_every_margin_is_met_by_weights_that_are_products_of_factors(seed: int) -> None:
    codes, targets, start = sample(seed)
    found = rake(codes, targets, start)
    assert isinstance(found, Raked)
    for reached, target in zip(sums(codes, found.weights), targets, strict=True):
        assert np.abs(reached - target).max() <= 1e-10 * 120
    assert additive(codes, np.log(found.weights / start)) < 1e-9


def dummies(codes: list[Codes]) -> Floats:
    return np.hstack([np.eye(code.max() + 1)[code] for code in codes])


def additive(codes: list[Codes], values: Floats) -> float:
    """Tell how far values are from a sum of one effect for each category."""
    columns = dummies(codes)
    return float(np.abs(columns @ np.linalg.lstsq(columns, values)[0] - values).max())


@given(st.integers(0, 10_000), st.floats(0.2, 0.9), st.floats(1.1, 3.0))
@settings(max_examples=20)
def test_bounds_are_held_where_any_weights_hold_them_and_else_told_to_be_impossible(
    seed: int, low: float, high: float
) -> None:
    codes, targets, start = sample(seed, 60)
    found = rake(codes, targets, start, (low, high), rounds=200)
    slack = room(codes, targets, low, high)
    # The less room there is, the more rounds it takes.
    if slack > 0.02:
        assert isinstance(found, Raked)
        # The targets are rounded, and so is the mean weight of which the bounds are multiples.
        assert found.weights.min() >= low * (1 - 1e-14)
        assert found.weights.max() <= high * (1 + 1e-14)
        assert max(float(np.abs(a - b).max()) for a, b in zip(sums(codes, found.weights), targets, strict=True)) < 1e-8
    elif slack < -1e-6:
        assert isinstance(found, Unmet)
        assert found.reason is Reason.BOUNDS
        missed = np.abs(sums(codes, found.closest)[found.margin] - targets[found.margin]) / 60
        assert found.deviation == pytest.approx(missed[found.category], rel=1e-9)


def room(codes: list[Codes], targets: list[Floats], low: float, high: float) -> float:
    """Find by linear programming how far weights can stay inside the bounds; negative where they cannot hold them."""
    from scipy.optimize import linprog

    size = len(codes[0])
    equal = np.vstack([np.eye(code.max() + 1)[code].T for code in codes])
    upper = np.hstack([np.vstack([np.eye(size), -np.eye(size)]), np.ones((2 * size, 1))])
    found = linprog(
        np.append(np.zeros(size), -1.0),
        A_ub=upper,
        b_ub=np.append(np.full(size, high), np.full(size, -low)),
        A_eq=np.hstack([equal, np.zeros((len(equal), 1))]),
        b_eq=np.concatenate(targets),
        bounds=[(None, None)] * (size + 1),
    )
    return math.nan if found.fun is None else -found.fun


@pytest.mark.parametrize("seed", range(5))
def test_bounded_weights_are_the_closest_of_all_that_meet_margins_and_bounds(seed: int) -> None:
    # The distance is convex, so that these conditions of Karush, Kuhn and Tucker are enough: weights between the bounds
    # are products of factors, and those at a bound would lie beyond it by their factors.
    codes, targets, start = sample(seed)
    free_weights = rake(codes, targets, start)
    assert isinstance(free_weights, Raked)
    low, high = np.quantile(free_weights.weights, [0.03, 0.97]).tolist()
    found = rake(codes, targets, start, (low, high), tolerance=1e-13)
    assert isinstance(found, Raked)
    at_low, at_high = found.weights <= low * (1 + 1e-12), found.weights >= high * (1 - 1e-12)
    assert found.at_bounds == np.count_nonzero(at_low | at_high)
    assert at_low.any()
    assert at_high.any()
    free, columns = ~(at_low | at_high), dummies(codes)
    wanted = np.log(found.weights / start)
    effects = np.linalg.lstsq(columns[free], wanted[free])[0]
    assert np.abs(columns @ effects - wanted)[free].max() < 1e-9
    assert np.all((columns @ effects <= wanted + 1e-9)[at_low])
    assert np.all((columns @ effects >= wanted - 1e-9)[at_high])


@given(st.permutations(range(60)), st.booleans())
@settings(max_examples=25)
def test_the_order_of_rows_changes_no_bit_of_any_weight(order: list[int], bounded: bool) -> None:
    codes, targets, start = sample(3, 60)
    bounds = (0.3, 2.5) if bounded else (0.0, math.inf)
    there, moved = rake(codes, targets, start, bounds), rake([c[order] for c in codes], targets, start[order], bounds)
    assert isinstance(there, Raked)
    assert isinstance(moved, Raked)
    assert np.array_equal(there.weights[order], moved.weights)


def test_weights_that_meet_the_margins_already_stay_as_they_are() -> None:
    found = rake([[0, 1, 0, 1]], [[2.0, 2.0]])
    assert isinstance(found, Raked)
    assert (found.weights.tolist(), found.rounds, found.deviation) == ([1.0] * 4, 0, 0.0)
    assert (found.effective_n, found.design_effect) == (4.0, 1.0)


def test_one_margin_is_post_stratification() -> None:
    found = rake([[0, 0, 0, 1]], [[30.0, 70.0]])
    assert isinstance(found, Raked)
    assert found.weights == pytest.approx([10, 10, 10, 70], rel=1e-14)
    assert found.effective_n == pytest.approx(100**2 / (3 * 10**2 + 70**2), rel=1e-14)


def test_margins_that_contradict_each_other_are_never_reported_as_met() -> None:
    # Both margins are the same split, with other targets.
    found = rake([[0, 0, 1, 1], [0, 0, 1, 1]], [[3.0, 1.0], [2.0, 2.0]])
    assert isinstance(found, Unmet)
    assert found.reason is Reason.ROUNDS
    assert found.deviation == pytest.approx(0.25, abs=1e-12)
    assert not hasattr(found, "weights")


def test_too_few_rounds_are_told() -> None:
    codes, targets, start = sample(1)
    found = rake(codes, targets, start, rounds=1)
    assert isinstance(found, Unmet)
    assert (found.reason, found.rounds) == (Reason.ROUNDS, 1)


def test_a_category_of_target_nought_gets_no_weight_unless_the_bounds_forbid_it() -> None:
    found = rake([[0, 0, 1, 2]], [[2.0, 2.0, 0.0]])
    assert isinstance(found, Raked)
    assert found.weights.tolist() == [1.0, 1.0, 2.0, 0.0]
    bounded = rake([[0, 0, 1, 2]], [[2.0, 2.0, 0.0]], bounds=(0.1, 5.0))
    assert isinstance(bounded, Unmet)


def test_a_respondent_of_weight_nought_keeps_it() -> None:
    found = rake([[0, 0, 1, 1]], [[2.0, 2.0]], [1.0, 0.0, 1.0, 1.0], bounds=(0.5, 3.0))
    assert isinstance(found, Raked)
    assert found.weights.tolist() == [2.0, 0.0, 1.0, 1.0]


GOOD: dict[str, Any] = {"codes": [[0, 0, 1, 1]], "targets": [[2.0, 2.0]]}
FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no margin": ({"codes": [], "targets": []}, "one target for each margin"),
    "codes of another length": ({"codes": [[0, 0, 1, 1], [0]], "targets": [[2.0, 2.0]] * 2}, "margin 1: one whole"),
    "codes that are not whole": ({"codes": [[0.0, 0.5, 1.0, 1.0]]}, "margin 0: one whole number"),
    "a category without a target": ({"codes": [[0, 0, 1, 2]]}, "categories 0 to 1 are expected, got 0 to 2"),
    "a missing category": ({"codes": [[0, -1, 1, 1]]}, "got -1 to 1"),
    "a target without a respondent": ({"targets": [[2.0, 1.0, 1.0]]}, "category 2 has a target and no respondent"),
    "a target whose respondents have no weight": ({"start": [1.0, 1.0, 0.0, 0.0]}, "category 1 has a target and no"),
    "a negative target": ({"targets": [[5.0, -1.0]]}, "not negative"),
    "targets of nought": ({"targets": [[0.0, 0.0]]}, "not all of them 0"),
    "totals that differ": ({"codes": [[0, 0, 1, 1]] * 2, "targets": [[2.0, 2.0], [2.0, 3.0]]}, "one total"),
    "a weight that is missing": ({"start": [1.0, math.nan, 1.0, -1.0]}, "2 are not, in row 1, 3"),
    "weights of another length": ({"start": [1.0]}, "one weight for each of 4"),
    "bounds above the mean": ({"bounds": (1.1, 2.0)}, "enclose the mean weight"),
    "bounds below nought": ({"bounds": (-0.1, 2.0)}, "enclose the mean weight"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_raked_is_refused(name: str) -> None:
    change, message = FAULTS[name]
    with pytest.raises(ValueError, match=message):
        rake(**GOOD | change)
