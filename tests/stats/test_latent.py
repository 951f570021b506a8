"""Cuts of normal variables: gaps behind ordered answers, and what a shift does to shares."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.stats import norm

from samkit.stats import latent


def test_the_gap_is_the_weighted_mean_that_statsmodels_gives_of_all_thresholds() -> None:
    above, base = np.array([[0.9, 0.6, 0.2], [0.8, 0.3, 0.1]]), np.array([[50.0] * 3, [300.0] * 3])
    spread = np.array([[0.9] * 3, [1.1] * 3])
    z = norm.ppf(above)
    variance = (spread**2 * above * (1 - above) / (base * norm.pdf(z) ** 2)).sum(axis=0)
    theirs = sm.WLS(spread[0] * z[0] - spread[1] * z[1], np.ones(3), weights=1 / variance).fit().params[0]
    assert latent.gaps(above, base, spread, [0]) == pytest.approx([theirs], abs=1e-9)
    apart = latent.gaps(above, base, spread, [0, 1])
    assert apart[0] == pytest.approx(spread[0, 0] * z[0, 0] - spread[1, 0] * z[1, 0], abs=1e-9)


def test_a_share_of_nobody_or_everybody_says_nothing() -> None:
    above, base, spread = np.array([[1.0, 0.5], [0.9, 0.2]]), np.full((2, 2), 20.0), np.ones((2, 2))
    assert latent.gaps(above, base, spread, [0]) == pytest.approx(
        latent.gaps(above[:, 1:], base[:, 1:], spread[:, 1:], [0])
    )
    assert np.isnan(latent.gaps(above[:, :1], base[:, :1], spread[:, :1], [0])).all()


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.97])
@pytest.mark.parametrize("shift", [-1.5, 0.0, 0.4, 2.5])
@pytest.mark.parametrize("spread", [(1.0, 1.0), (0.7, 1.1)])
def test_the_expected_gap_keeps_the_share_of_both_together(
    share: float, shift: float, spread: tuple[float, float]
) -> None:
    part = 0.13

    def sides(z: float) -> tuple[float, float]:
        return norm.cdf((z + (1 - part) * shift) / spread[0]), norm.cdf((z - part * shift) / spread[1])

    z = brentq(lambda at: np.dot(sides(at), [part, 1 - part]) - share, -12, 12, xtol=1e-14)
    one, none = sides(z)
    assert latent.expected_gap(share, part, shift, np.array(spread)) == pytest.approx(one - none, abs=1e-9)


def test_swapping_groups_mirrors_the_expected_gap_and_nobody_has_none() -> None:
    gap = latent.expected_gap(0.3, 0.2, 0.8, np.array([0.9, 1.05]))
    assert latent.expected_gap(0.3, 0.8, -0.8, np.array([1.05, 0.9])) == pytest.approx(-gap, abs=1e-12)
    assert latent.expected_gap(np.array([0.0, 1.0]), 0.2, 0.8, np.ones((2, 1))).tolist() == [0.0, 0.0]
