"""Firth's penalised likelihood: its derivatives, what does not matter, and where it is nearly the likelihood."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from samkit.stats import firth
from samkit.stats.binary import model
from samkit.stats.interval import Floats
from samkit.stats.logistic import fit
from samkit.stats.logits import Binomial
from tests.stats.test_logistic import overlapping

SEEDS = st.integers(0, 10**6)


def penalised_by_hand(b: Floats, x: Floats, y: Floats) -> float:
    eta = x @ b
    p = 1 / (1 + np.exp(-eta))
    information = x.T @ (x * (p * (1 - p))[:, None])
    return float(y @ eta - np.logaddexp(0, eta).sum() + np.linalg.slogdet(information)[1] / 2)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_gradient_and_curvature_are_those_of_the_value(seed: int) -> None:
    generator = np.random.default_rng(seed)
    x = np.column_stack([np.ones(30), generator.normal(size=(30, 2))])
    y, b = (generator.random(30) < 0.5).astype(np.float64), generator.normal(0, 0.3, 3)
    objective = firth.penalised(x, Binomial(y[:, None], np.ones((30, 1))))
    here = objective(b[None, :], np.array([0]))
    assert here.value[0] == pytest.approx(penalised_by_hand(b, x, y), rel=1e-12)
    steps = 1e-5 * np.eye(3)
    for axis, step in enumerate(steps):
        up, down = (objective((b + sign * step)[None, :], np.array([0])) for sign in (1, -1))
        assert (up.value[0] - down.value[0]) / 2e-5 == pytest.approx(here.gradient[0, axis], rel=1e-5, abs=1e-7)
        slope = (down.gradient[0] - up.gradient[0]) / 2e-5
        assert np.allclose(slope, here.information[0, axis], rtol=1e-5, atol=1e-7)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_no_search_finds_a_larger_penalised_likelihood(seed: int) -> None:
    x, y = overlapping(seed, rows=25, columns=2)
    found, whole = firth.fit(model(x, y)), np.column_stack([np.ones(25), x])
    assert found.log_likelihood == pytest.approx(penalised_by_hand(found.coefficients, whole, y), rel=1e-10)

    def loss(b: Floats) -> float:
        return -penalised_by_hand(b, whole, y)

    search = optimize.minimize(loss, np.zeros(3), method="BFGS")
    assert found.log_likelihood >= -search.fun - 1e-9
    assert np.allclose(found.coefficients, search.x, atol=1e-3)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_order_weights_and_units_do_not_matter(seed: int) -> None:
    x, y = overlapping(seed, rows=40)
    weight = np.random.default_rng(seed).integers(1, 4, 40)
    found = firth.fit(model(x, y, weight))
    rows = firth.fit(model(x.repeat(weight, axis=0)[::-1], y.repeat(weight)[::-1]))
    assert found.coefficients.tolist() == rows.coefficients.tolist()
    assert found.covariance.tolist() == rows.covariance.tolist()
    unit = firth.fit(model(x * 40 + 7, y, weight))
    assert np.allclose(unit.coefficients[1:] * 40, found.coefficients[1:], rtol=1e-8, atol=1e-10)
    gain = found.log_likelihood - found.null_log_likelihood
    assert unit.log_likelihood - unit.null_log_likelihood == pytest.approx(gain, rel=1e-8, abs=1e-9)
    swapped = firth.fit(model(x, 1 - y, weight))
    assert np.allclose(swapped.coefficients, -found.coefficients, rtol=1e-9, atol=1e-11)


def test_with_many_respondents_it_is_maximum_likelihood() -> None:
    x, y = np.array([[0], [0], [1], [1]]), np.array([1, 0, 1, 0])
    for times in (1, 1e3, 1e6):
        data = model(x, y, np.array([62, 284, 28, 23]) * times)
        assert np.allclose(firth.fit(data).coefficients, fit(data).coefficients, atol=0.03 / times)


def test_one_item_has_the_log_odds_ratio_of_counts_with_a_half_added() -> None:
    # In a table of 2 by 2 the leverages of a group add up to 1, which is a half to each of its two counts.
    found = firth.fit(model([[1], [0], [0]], [0, 1, 0], [16, 15, 57]))
    expected = np.log(0.5 / 16.5) - np.log(15.5 / 57.5)
    assert found.coefficients[1] == pytest.approx(expected, rel=1e-12)


def test_the_interval_leaves_out_0_exactly_where_the_test_rejects_it() -> None:
    for seed in range(6):
        generator = np.random.default_rng(seed)
        x = generator.integers(0, 3, (30, 2)).astype(np.float64)
        data = model(x, x[:, 0] + generator.normal(0, 1, 30) > 1)
        bounds, tests = firth.interval(data), firth.likelihood_ratio(data)
        assert ((bounds.lower > 0) | (bounds.upper < 0))[1:].tolist() == (tests.p < 0.05).tolist()
