"""Standardised differences of means against R's effectsize."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from samkit.stats import effect_size, means
from samkit.stats.distinct import distinct
from samkit.stats.moments import from_counts, from_sums
from tests.oracles.numbers import name, near, rows
from tests.reference import need_shared


@need_shared
@pytest.mark.parametrize("case", rows("means.json", "two_sample"), ids=name)
def test_standardised_differences_are_those_of_effectsize(case: dict[str, Any]) -> None:
    values, counts = distinct(*(np.atleast_1d(case["inputs"][group]) for group in "xy"))
    one, none = (from_counts(values, counts[:, group]) for group in (0, 1))
    for key, letter, ours in (
        ("cohens_d", "d", effect_size.cohens_d(one, none)),
        ("hedges_g", "g", effect_size.hedges_g(one, none)),
    ):
        theirs = case["R"][key]
        if "error" in theirs:
            assert np.isnan(ours.value)
            assert np.isinf(ours.interval.upper)
            continue
        assert near(ours.value, theirs[letter], 1e-8 if case["id"] == "large_offset" else 1e-11)
        # effectsize minimises a squared distance, and its bounds have about five digits.
        assert near(ours.interval.lower, theirs["lower"], 1e-4, 1e-4)
        assert near(ours.interval.upper, theirs["upper"], 1e-4, 1e-4)
    if "error" not in case["R"]["glass_delta"]:
        delta = effect_size.glass_delta(one, none)
        assert near(delta, case["R"]["glass_delta"]["d"], 1e-8 if case["id"] == "large_offset" else 1e-11)


def test_the_bounds_of_d_put_t_at_its_tails() -> None:
    one, none = from_sums([8, 52, 2], [20, 30, 7], [70, 90, 30]), from_sums([9, 345, 2], [9, 40, 1], [30, 300, 1])
    found, t = effect_size.cohens_d(one, none), means.student(one, none)
    scale = np.sqrt(one.n * none.n / (one.n + none.n))
    for bound, chance in ((found.interval.lower, 0.975), (found.interval.upper, 0.025)):
        assert np.allclose(stats.nct.cdf(t.t, t.df, bound * scale), chance, rtol=1e-8)
    assert np.all(np.abs(effect_size.hedges_g(one, none).value) < np.abs(found.value))


def test_what_does_not_vary_has_no_standardised_difference() -> None:
    alike, nobody = from_sums([3, 0], [6, 0], [12, 0]), from_sums([2, 4], [4, 8], [8, 20])
    for found in (effect_size.cohens_d(alike, nobody), effect_size.hedges_g(alike, nobody)):
        assert np.isnan(found.value).all()
        assert np.isinf(found.interval.lower).all()
    assert np.isnan(effect_size.glass_delta(alike, nobody)).all()
