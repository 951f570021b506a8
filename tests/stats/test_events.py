"""How many terms a model bears, and tails of sums of chi-squares that do not count alike."""

import numpy as np
import pytest
from scipy import special, stats

from samkit.stats import mixture
from samkit.stats.events import events


def test_the_smaller_group_sets_the_limit_whichever_it_is() -> None:
    assert events(52, 345, 5) == events(345, 52, 5)
    verdicts = [events(50, 345, terms).verdict for terms in (1, 5, 6, 10, 11)]
    assert verdicts == ["enough", "enough", "few", "few", "too few"]
    assert events(50, 345, events(50, 345, 1).most).verdict == "few"
    assert events(50, 345, events(50, 345, 1).most + 1).verdict == "too few"
    assert events(0, 10, 1).verdict == "too few"
    assert events(0, 10, 0).verdict == "enough"
    with pytest.raises(ValueError, match="below 0"):
        events(-1, 10, 1)


def exact_tail(x: float, one: float, other: float, df: float) -> float:
    """Integrate over the deviate of the first chi-square and over the chi-square below, by Gauss and Legendre."""
    node, weight = np.polynomial.legendre.leggauss(150)
    if np.isinf(df):
        scale, mass = np.ones(1), np.ones(1)
    else:
        least, most = (float(stats.chi2.ppf(p, df)) for p in (1e-12, 1 - 1e-12))
        below = least + (node + 1) / 2 * (most - least)
        scale, mass = below / df, weight / 2 * (most - least) * stats.chi2.pdf(below, df)
    edge = np.sqrt(x * scale / one)
    # z = edge sin(a) takes the root out of the tail at the edge.
    angle = (node + 1) * np.pi / 4
    z = edge[:, None] * np.sin(angle)
    part = stats.norm.pdf(z) * special.chdtrc(1, (x * scale[:, None] - one * z**2).clip(0) / other)
    inner = 2 * (part * edge[:, None] * np.cos(angle)) @ (weight * np.pi / 4) + 2 * stats.norm.sf(edge)
    return float(mass @ inner)


@pytest.mark.parametrize("factors", [(1.0, 1.0), (2.0, 0.5), (1.3, 1.1), (5.0, 0.1)])
@pytest.mark.parametrize("df", [11.0, 194.0, np.inf])
def test_the_tail_of_two_factors_is_near_the_integral_over_them(factors: tuple[float, float], df: float) -> None:
    for x in (0.3, 1.0, 3.0, 8.0):
        assert mixture.chi2_tail(x, factors, df) == pytest.approx(exact_tail(x, *factors, df), rel=0.05)


def test_the_integral_over_two_equal_factors_is_that_of_chi_square_and_of_f() -> None:
    assert exact_tail(3.0, 1.0, 1.0, np.inf) == pytest.approx(stats.chi2.sf(3.0, 2), rel=1e-10)
    assert exact_tail(3.0, 1.0, 1.0, 11.0) == pytest.approx(stats.f.sf(1.5, 2, 11), rel=1e-9)


def test_one_factor_is_exact() -> None:
    assert mixture.chi2_tail(3.0, [1.5]) == pytest.approx(stats.chi2.sf(2.0, 1), rel=1e-12)
    assert mixture.chi2_tail(3.0, [1.5], 11) == pytest.approx(stats.f.sf(2.0, 1, 11), rel=1e-12)
    assert mixture.chi2_tail(0.0, [1.5, 1.0]) == 1.0


def test_the_tail_falls_without_a_leap_across_the_mean() -> None:
    for df in (np.inf, 11.0):
        x = np.linspace(1.7, 2.3, 601)
        tail = np.array([mixture.chi2_tail(float(value), [1.2, 0.8], df) for value in x])
        steps = np.diff(tail)
        assert (steps < 0).all()
        assert steps.min() > 3 * steps.max()
