"""Tails and quantiles against scipy's, and against each other."""

import math

import numpy as np
import pytest

from samkit.stats import normal


@pytest.mark.parametrize("df", [0.5, 1, 2, 3, 4, 7, 10, 31, 100, 2.5])
def test_chi_square_tail_is_that_of_scipy(df: float) -> None:
    from scipy.special import gammaincc

    x = np.array([0, 1e-6, 0.1, 1, 3.84, 10, 50, 200, 700])
    assert normal.chi2_tail(x, df) == pytest.approx(np.asarray(gammaincc(df / 2, x / 2)), rel=1e-12)


def test_tail_with_two_degrees_of_freedom_is_an_exponential() -> None:
    assert normal.chi2_tail([0.0, 1.0, 1400.0], 2) == pytest.approx(np.exp([0, -0.5, -700]), rel=1e-13)


def test_degrees_of_freedom_differ_item_by_item() -> None:
    assert normal.chi2_tail([2.0, 2.0], [1, 2]) == pytest.approx([math.erfc(1), math.exp(-1)], rel=1e-15)


def test_nothing_to_test_is_no_evidence_and_a_missing_statistic_stays_missing() -> None:
    assert normal.chi2_tail(0.0, 0) == 1
    assert np.isnan(normal.chi2_tail(math.nan, 0))
    assert np.isnan(normal.chi2_tail_1(math.nan))


def test_a_level_and_its_quantile_agree() -> None:
    for level in (0.5, 0.9, 0.95, 0.99, 0.999999):
        assert normal.chi2_tail_1(normal.two_sided(level) ** 2) == pytest.approx(1 - level, rel=1e-9)


def test_alpha_is_the_decimal_that_a_reader_expects() -> None:
    assert [normal.alpha(level) for level in (0.9, 0.95, 0.99, 0.999)] == [0.1, 0.05, 0.01, 0.001]
    assert normal.alpha(1 - 2**-53) == 2**-53


@pytest.mark.parametrize("p", [0, 1, -0.1, math.nan])
def test_an_impossible_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        normal.quantile(p)
