from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from samkit.analyses.importance import BUDGET, REPLICATES
from samkit.results import Driver, Verdict
from samkit.stats import relative_weights
from samkit.stats.binary import model
from samkit.stats.importance import mcfadden
from tests.analyses.driven import ITEMS, complete, driven, drivers, firms, whole


@pytest.fixture(autouse=True)
def _few_replicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samkit.analyses.importance.REPLICATES", (40,))


@pytest.mark.parametrize("seed", range(3))
def test_odds_ratios_and_fit_are_those_of_statsmodels(seed: int) -> None:
    columns = firms(seed=seed)
    _, x, grew = complete(columns, *ITEMS)
    found = sm.Logit(grew.astype(float), sm.add_constant(x)).fit(disp=0, method="newton", tol=1e-12)
    result = driven(columns)
    for item, slope in zip(ITEMS, found.params[1:], strict=True):
        assert drivers(result)[item].odds_ratio.value == pytest.approx(np.exp(slope), rel=1e-8)
    assert whole(result).mcfadden == pytest.approx(found.prsquared, rel=1e-8)
    assert (whole(result).n_first, whole(result).n_second) == (grew.sum(), (~grew).sum())


@pytest.mark.parametrize("seed", range(3))
def test_the_test_of_an_item_is_the_likelihood_that_statsmodels_loses_without_it(seed: int) -> None:
    from scipy.stats import chi2

    columns = firms(seed=seed)
    _, x, grew = complete(columns, *ITEMS)
    best = sm.Logit(grew.astype(float), sm.add_constant(x)).fit(disp=0).llf
    tests = {test.item: test for test in driven(columns).tests}
    for place, item in enumerate(ITEMS):
        without = sm.Logit(grew.astype(float), sm.add_constant(np.delete(x, place, axis=1))).fit(disp=0).llf
        assert tests[item].statistic == pytest.approx(2 * (best - without), rel=1e-7)
        assert tests[item].p == pytest.approx(chi2.sf(2 * (best - without), 1), rel=1e-7)


@pytest.mark.parametrize("seed", range(3))
def test_a_bound_of_an_odds_ratio_loses_half_a_quantile_of_likelihood(seed: int) -> None:
    columns = firms(seed=seed)
    _, x, grew = complete(columns, *ITEMS)
    best = sm.Logit(grew.astype(float), sm.add_constant(x)).fit(disp=0).llf
    for place, item in enumerate(ITEMS):
        others, odds = sm.add_constant(np.delete(x, place, axis=1)), drivers(driven(columns))[item].odds_ratio
        for bound in (odds.lower, odds.upper):
            assert bound is not None
            held = sm.GLM(grew.astype(float), others, family=sm.families.Binomial(), offset=x[:, place] * np.log(bound))
            assert 2 * (best - held.fit(tol=1e-12).llf) == pytest.approx(3.841458820694124, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_the_effect_in_points_is_that_of_statsmodels(seed: int) -> None:
    columns = firms(seed=seed)
    _, x, grew = complete(columns, *ITEMS)
    found = sm.Logit(grew.astype(float), sm.add_constant(x)).fit(disp=0, tol=1e-12).get_margeff(dummy=True)
    for item, value, error in zip(ITEMS, found.margeff, found.margeff_se, strict=True):
        effect = drivers(driven(columns))[item].effect
        assert effect.value == pytest.approx(value, rel=1e-7)
        assert effect.lower is not None
        assert value - effect.lower == pytest.approx(1.959963984540054 * error, rel=1e-6)


def test_the_effect_of_a_category_is_that_of_all_in_it_against_all_in_the_largest() -> None:
    columns = firms()
    result = driven(columns, adjust=("region",))
    inside, x, grew = complete(columns, *ITEMS)
    region = np.array(columns["region"])[inside]
    assert drivers(result)["region"].step == "3 categories, against South"
    dummies = np.column_stack([region == name for name in ("North", "West")])
    fit = sm.Logit(grew.astype(float), sm.add_constant(np.hstack([x, dummies]))).fit(disp=0, tol=1e-12)
    for place, name in enumerate(("North", "West")):
        row = drivers(result)[f"region {name}"]
        assert row.odds_ratio.value == pytest.approx(np.exp(fit.params[4 + place]), rel=1e-8)
        there = np.zeros_like(dummies)
        nowhere = fit.predict(sm.add_constant(np.hstack([x, there]), has_constant="add"))
        there[:, place] = True
        everywhere = fit.predict(sm.add_constant(np.hstack([x, there]), has_constant="add"))
        assert row.effect.value == pytest.approx((everywhere - nowhere).mean(), rel=1e-8)


def test_a_number_is_taken_in_standard_deviations_and_its_effect_is_the_mean_slope() -> None:
    columns = firms()
    kept = [row for row, text in enumerate(columns["size"]) if text and columns["growth"][row]]
    size = np.array([float(columns["size"][row]) for row in kept])
    grew = np.array([columns["growth"][row] == "Grew" for row in kept], dtype=np.float64)
    fit = sm.Logit(grew, sm.add_constant((size - size.mean()) / size.std(ddof=1))).fit(disp=0, tol=1e-12)
    row = drivers(driven(columns, "size"))["size"]
    assert row.odds_ratio.value == pytest.approx(np.exp(fit.params[1]), rel=1e-8)
    assert row.effect.value == pytest.approx(fit.get_margeff().margeff[0], rel=1e-7)
    assert row.step == f"one standard deviation ({size.std(ddof=1):.1f} people)"


def test_importance_is_what_the_items_add_on_average_over_all_orders_beside_what_is_adjusted_for() -> None:
    columns = firms()
    result = driven(columns, adjust=("region",))
    inside, x, grew = complete(columns, *ITEMS)
    region = np.array(columns["region"])[inside]
    every = np.column_stack([x, region == "North", region == "West"])
    data = model(every, grew)
    adds = mcfadden(data, [[0], [1], [2]])
    rows = drivers(result)
    assert [rows[item].shapley.part.value for item in ITEMS] == pytest.approx(adds.value.tolist(), rel=1e-8, abs=1e-12)
    assert sum(rows[item].shapley.share.value or 0 for item in ITEMS) == pytest.approx(1, rel=1e-9)
    assert rows["region"].shapley.part.value is None
    least = sm.Logit(grew.astype(float), sm.add_constant(every[:, 3:].astype(float))).fit(disp=0)
    most = sm.Logit(grew.astype(float), sm.add_constant(every.astype(float))).fit(disp=0)
    assert adds.total == pytest.approx(most.prsquared - least.prsquared, rel=1e-7)
    slopes = np.asarray(most.params)
    weights = relative_weights.logistic_weights(data, slopes)[:3]
    assert [rows[item].relative_weight.part.value for item in ITEMS] == pytest.approx(weights.tolist(), rel=1e-5)


def test_importance_lies_in_its_interval_and_the_most_important_item_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("samkit.analyses.importance.REPLICATES", REPLICATES)
    result = driven(firms())
    parts = [row.shapley.part for row in result.rows if isinstance(row, Driver)]
    assert all((part.lower or 0) <= (part.value or 0) <= (part.upper or 1) for part in parts)
    assert [part.value for part in parts] == sorted((part.value or 0 for part in parts), reverse=True)
    assert any(f"{REPLICATES[0]} bootstrap draws" in method.name for method in result.methods)


def test_a_bootstrap_that_would_take_too_long_is_left_out_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samkit.analyses.importance.BUDGET", 0)
    assert BUDGET > 0
    result = driven(firms())
    for row in drivers(result).values():
        assert row.shapley.share.value is not None
        assert row.shapley.share.lower is None
    assert any("no interval: it would take too long" in method.name for method in result.methods)


def test_q_is_adjusted_over_the_items_and_not_over_what_they_are_adjusted_for() -> None:
    result = driven(firms(), adjust=("region", "size"))
    rows = drivers(result)
    p = np.array([rows[item].p for item in ITEMS], dtype=np.float64)
    ranked = np.sort(p) * 3 / np.arange(1, 4)
    expected = np.minimum.accumulate(ranked[::-1])[::-1][np.argsort(np.argsort(p))]
    assert [rows[item].q for item in ITEMS] == pytest.approx(np.minimum(expected, 1).tolist(), rel=1e-8)
    assert result.family.startswith("3 items")
    assert (rows["region"].q, rows["region"].verdict) == (None, Verdict.ADJUSTED_FOR)
    assert rows["region"].p is not None
    assert Verdict.EQUIVALENT not in {row.verdict for row in rows.values()}


def test_progress_adds_up_to_the_whole() -> None:
    heard: list[int] = []
    driven(firms(), progress=heard.append)
    assert min(heard) >= 0
    assert sum(heard) == 100
