"""Means and ranks of more than two groups against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import dunn, families, pairwise, several_means
from samkit.stats.distinct import distinct
from samkit.stats.moments import Moments, from_counts
from tests.oracles.numbers import name, near, rows
from tests.reference import need_shared

pytestmark = need_shared

MEANS = rows("means.json", "anova")
PRINTED = 1e-11


def moments(case: dict[str, Any]) -> Moments:
    values, counts = distinct(*(np.atleast_1d(group) for group in case["inputs"]["groups"]))
    return from_counts(values, counts.T)


@pytest.mark.parametrize("case", MEANS, ids=name)
def test_analysis_of_variance_is_that_of_aov(case: dict[str, Any]) -> None:
    ours, theirs = several_means.analysis_of_variance(moments(case)), case["R"]
    for key, mine in {"F": ours.statistic, "df1": ours.df1, "df2": ours.df2, "p": ours.p}.items():
        assert near(mine, theirs["anova"][key], PRINTED), key
    assert near(ours.eta2, theirs["eta2"], PRINTED)


@pytest.mark.parametrize("case", MEANS, ids=name)
def test_analysis_of_variance_with_unequal_spread_is_that_of_oneway_test(case: dict[str, Any]) -> None:
    ours, theirs = several_means.welch(moments(case)), case["R"]["welch_anova"]
    for key, mine in {"F": ours.statistic, "df1": ours.df1, "df2": ours.df2, "p": ours.p}.items():
        assert near(mine, theirs[key], PRINTED), key


@pytest.mark.parametrize("case", MEANS, ids=name)
def test_all_pairs_are_those_of_tukey_hsd(case: dict[str, Any]) -> None:
    ours, theirs = pairwise.tukey(moments(case)), case["R"]["tukey"]
    assert [f"{second + 1}-{first + 1}" for first, second in zip(ours.first, ours.second, strict=True)] == theirs[
        "pairs"
    ]
    assert np.allclose(ours.value, theirs["diff"], rtol=PRINTED, atol=1e-13)
    # qtukey stops at 1e-4 of its own unit or so, and has about eight digits here; ptukey has about twelve decimals.
    for bound in ("lower", "upper"):
        assert np.allclose(getattr(ours.interval, bound), theirs[bound], rtol=1e-6, atol=0), bound
    assert np.allclose(ours.p, theirs["p"], rtol=1e-6, atol=1e-11)


@pytest.mark.parametrize("case", MEANS, ids=name)
def test_all_pairs_with_unequal_spread_are_those_of_rstatix(case: dict[str, Any]) -> None:
    ours, theirs = pairwise.games_howell(moments(case)), case["R"]["games_howell"]
    assert np.allclose(ours.value, theirs["estimate"], rtol=PRINTED, atol=1e-13)
    for bound in ("lower", "upper"):
        assert np.allclose(getattr(ours.interval, bound), theirs[bound], rtol=1e-6, atol=0), bound
    # rstatix rounds its p to three decimals, or three digits where it is small; with a broken number of degrees of
    # freedom ptukey has nine decimals, and 4.7e-10 of it is 7.5e-15 (tests/stats compares with Student's t and scipy).
    for mine, p in zip(ours.p, theirs["p"], strict=True):
        assert float(mine) == (pytest.approx(p, abs=5e-4) if p >= 1e-3 else pytest.approx(p, abs=5e-10))


@pytest.mark.parametrize("case", rows("mann_whitney.json", "k_sample"), ids=name)
def test_pairs_by_ranks_are_those_of_rstatix(case: dict[str, Any]) -> None:
    counts = distinct(*(np.atleast_1d(group) for group in case["inputs"]["groups"])).counts
    ours, theirs = dunn.dunn(counts), case["R"]["dunn_holm"]
    if "error" in theirs:
        assert not ours.z.any()  # all answers alike: nothing for rstatix to show
        assert np.all(ours.p == 1)
        return
    assert (ours.first + 1).tolist() == [int(group) for group in theirs["g1"]]
    assert (ours.second + 1).tolist() == [int(group) for group in theirs["g2"]]
    for place, (z, p, adjusted) in enumerate(zip(theirs["z"], theirs["p"], theirs["p_adj"], strict=True)):
        assert near(ours.z[place], z, PRINTED)
        assert near(ours.p[place], p, PRINTED)
        assert near(families.holm(ours.p)[place], adjusted, PRINTED)
