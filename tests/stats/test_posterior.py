"""Bayes' theorem by counting, intervals by brute force, and the prediction of another program."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import binary, logistic, posterior, proportion, ratio
from samkit.stats.posterior import Factors

POSITIVE = st.floats(0.01, 100)


def factors(*parts: tuple[float, float, float]) -> Factors:
    value, lower, upper = np.array(parts, dtype=np.float64).reshape(-1, 3).T
    return Factors(value, lower, upper)


@st.composite
def several(draw: st.DrawFn) -> list[tuple[float, float, float]]:
    parts = draw(st.lists(st.tuples(POSITIVE, st.floats(1.01, 5), st.floats(1.01, 5)), min_size=1, max_size=5))
    return [(value, value / below, value * above) for value, below, above in parts]


def test_the_chance_is_that_of_counting_where_items_are_independent_within_each_group() -> None:
    shares = ((Fraction(3, 5), Fraction(1, 5)), (Fraction(1, 2), Fraction(3, 4)), (Fraction(4, 5), Fraction(1, 10)))
    sizes = (Fraction(40), Fraction(160))
    for has in itertools.product((True, False), repeat=3):
        alike = [
            n * math.prod(share[group] if yes else 1 - share[group] for share, yes in zip(shares, has, strict=True))
            for group, n in enumerate(sizes)
        ]
        ratios = [float(a / b if yes else (1 - a) / (1 - b)) for (a, b), yes in zip(shares, has, strict=True)]
        odds, _ = posterior.product(factors(*((each, each, each) for each in (40 / 160, *ratios))))
        assert float(posterior.chance(odds)) == pytest.approx(float(alike[0] / sum(alike)), rel=1e-12)


def test_no_factors_make_one() -> None:
    value, bounds = posterior.product(factors())
    assert (float(value), float(bounds.lower), float(bounds.upper)) == (1, 1, 1)


@given(several())
def test_neither_the_order_matters_nor_a_factor_that_is_known_to_be_one(
    parts: list[tuple[float, float, float]],
) -> None:
    here, bounds = posterior.product(factors(*parts))
    turned, others = posterior.product(factors((1, 1, 1), *reversed(parts)))
    assert [float(turned), *map(float, others)] == pytest.approx([float(here), *map(float, bounds)], rel=1e-9)


@given(several())
def test_one_factor_keeps_its_bounds_and_each_more_widens_them(parts: list[tuple[float, float, float]]) -> None:
    _, alone = posterior.product(factors(parts[0]))
    assert (float(alone.lower), float(alone.upper)) == pytest.approx(parts[0][1:])
    value, bounds = posterior.product(factors(*parts))
    assert float(bounds.lower) <= float(value) <= float(bounds.upper)
    assert float(bounds.upper / bounds.lower) >= float(alone.upper / alone.lower) * (1 - 1e-12)


@given(several())
def test_inverting_every_factor_inverts_the_product(parts: list[tuple[float, float, float]]) -> None:
    value, bounds = posterior.product(factors(*parts))
    turned, others = posterior.product(factors(*((1 / v, 1 / high, 1 / low) for v, low, high in parts)))
    assert [float(turned), float(others.lower), float(others.upper)] == pytest.approx(
        [1 / float(value), 1 / float(bounds.upper), 1 / float(bounds.lower)]
    )


def test_a_factor_of_nothing_keeps_one_bound_and_against_an_infinite_one_nothing_is_known() -> None:
    value, bounds = posterior.product(factors((0, 0, 0.5), (2, 1, 4)))
    assert (float(value), float(bounds.lower)) == (0, 0)
    assert float(bounds.upper) == pytest.approx(0.5 * 2 * 2)
    value, bounds = posterior.product(factors((math.inf, 3, math.inf), (2, 1, 4)))
    assert (float(value), float(bounds.upper)) == (math.inf, math.inf)
    assert float(bounds.lower) == pytest.approx(3 * 2 / 2)
    value, bounds = posterior.product(factors((math.inf, 3, math.inf), (0, 0, 0.5)))
    assert math.isnan(float(value))
    assert (float(bounds.lower), float(bounds.upper)) == (0, math.inf)


def test_a_bound_that_is_not_known_leaves_none() -> None:
    value, bounds = posterior.product(factors((2, 1, 4), (3, math.nan, math.nan)))
    assert float(value) == pytest.approx(6)
    assert np.isnan([bounds.lower, bounds.upper]).all()


@pytest.mark.parametrize(
    ("first", "second"),
    [((0.55, 0.6, 0.64, 0.7), (0.22, 0.3, 0.4, 0.5)), ((0.1, 0.05, 0.2, 0.9), (0.02, 0.05, 0.04, 0.6))],
)
def test_the_interval_of_the_odds_holds_the_truth_as_often_as_it_says(
    first: tuple[float, ...], second: tuple[float, ...]
) -> None:
    draw, n, top, samples = np.random.default_rng(7), 397, 0.13, 2000
    n1 = draw.binomial(n, top, samples)
    parts = [(posterior.odds(n1 / n), *map(posterior.odds, proportion.wilson(n1, n)))]
    for p1, p0 in zip(first, second, strict=True):
        x1, x0 = draw.binomial(n1, p1), draw.binomial(n - n1, p0)
        bounds = ratio.miettinen_nurminen(x1, n1, x0, n - n1)
        parts.append((ratio.estimate(x1, n1, x0, n - n1), *bounds))
    _, found = posterior.product(Factors(*(np.stack(part, axis=-1) for part in zip(*parts, strict=True))))
    truth = top / (1 - top) * np.prod(np.array(first) / np.array(second))
    held = float(np.mean((found.lower <= truth) & (truth <= found.upper)))
    assert held == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / samples))


@pytest.mark.parametrize("seed", range(5))
def test_the_prediction_is_that_of_statsmodels(seed: int) -> None:
    import statsmodels.api as sm

    draw = np.random.default_rng(seed)
    x = (draw.random((200, 3)) < 0.4).astype(np.float64)
    y = draw.random(200) < 1 / (1 + np.exp(1.5 - x @ [1.0, 0.5, -0.5]))
    here = np.array([1.0, 0.0, 1.0])
    fit = logistic.fit(binary.model(x, y))
    value, bounds = posterior.predicted(here, fit.coefficients, fit.covariance)
    theirs = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-14)
    row = theirs.get_prediction(np.array([[1.0, *here]])).summary_frame().iloc[0]
    expected = [row["mean"], row["mean_ci_lower"], row["mean_ci_upper"]]
    assert [float(value), *map(float, bounds)] == pytest.approx(expected, rel=1e-7)
