"""Importance of terms against R's relaimpo, and Shapley values of McFadden's R2 against all orders one by one."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from samkit.stats import importance, linear_importance, relative_weights
from samkit.stats.binary import model
from samkit.stats.interval import Floats
from tests.oracles.numbers import load
from tests.oracles.schools import numbers, table
from tests.reference import need_shared

pytestmark = need_shared

CASES: dict[str, Any] = load("relative_importance.json").get("cases", {})
DIGITS = 1e-9
MEASURES = {
    "lmg": linear_importance.lmg,
    "last": linear_importance.last,
    "first": linear_importance.first,
    "betasq": relative_weights.betasq,
    "pratt": relative_weights.pratt,
    "genizi": relative_weights.relative_weights,
    "car": relative_weights.car,
}


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> tuple[Floats, dict[str, Any]]:
    found = CASES[request.param]
    file, names = found["data"], found["R"]["names"]
    outcome = {"swiss.csv": "Fertility", "attitude.csv": "rating", "synthetic_sam.csv": "top"}[file]
    weight = numbers(file, "w") if "weights" in found["formula"] else None
    return linear_importance.correlations(numbers(file, *names), numbers(file, outcome), weight), found["R"]


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_each_measure_is_that_of_relaimpo(case: tuple[Floats, dict[str, Any]], measure: str) -> None:
    correlation, theirs = case
    # relaimpo has no genizi and car with weights.
    expected = theirs.get(measure, dict.fromkeys(theirs["names"]))
    ours = MEASURES[measure](correlation)
    for value, name in zip(ours, theirs["names"], strict=True):
        assert expected[name] is None or value == pytest.approx(expected[name], rel=DIGITS, abs=1e-15), name


def test_shares_add_up_to_the_r2_of_relaimpo(case: tuple[Floats, dict[str, Any]]) -> None:
    correlation, theirs = case
    ours = linear_importance.lmg(correlation)
    for total in (ours, relative_weights.pratt(correlation), relative_weights.relative_weights(correlation)):
        assert total.sum() == pytest.approx(theirs["R2"], rel=DIGITS)
    assert linear_importance.explained(correlation)[-1] == pytest.approx(theirs["R2_model"], rel=DIGITS)
    for value, name in zip(ours / ours.sum(), theirs["names"], strict=True):
        assert value == pytest.approx(theirs["lmg_share"][name], rel=DIGITS)


def mcfadden_of(x: Floats, y: Floats) -> float:
    return float(sm.Logit(y, sm.add_constant(x)).fit(disp=0, method="newton", tol=1e-14).prsquared) if x.size else 0.0


def by_every_order(x: Floats, y: Floats, terms: list[list[int]]) -> Floats:
    added, count = np.zeros(len(terms)), 0
    for order in permutations(range(len(terms))):
        count += 1
        before = 0.0
        for place, term in enumerate(order):
            now = mcfadden_of(x[:, [column for one in order[: place + 1] for column in terms[one]]], y)
            added[term] += now - before
            before = now
    return added / count


def test_shapley_values_of_mcfadden_are_the_mean_over_all_orders_of_the_fits_of_statsmodels() -> None:
    low = table("birthwt.csv")["low"].astype(np.float64)
    x = numbers("birthwt.csv", "age", "lwt", "smoke", "ht")
    data = model(x, low)
    for terms in ([[0], [1], [2], [3]], [[0, 2], [1], [3]]):
        found = importance.mcfadden(data, terms)
        assert np.allclose(found.value, by_every_order(x, low, terms), rtol=1e-8, atol=0)
        assert found.total == pytest.approx(mcfadden_of(x, low), rel=1e-9)
    file = "synthetic_sam.csv"
    x, top = numbers(file, "maturity", "planning", "coaching"), numbers(file, "top")
    ours = importance.mcfadden(model(x, top))
    assert np.allclose(ours.value, by_every_order(x, top, [[0], [1], [2]]), rtol=1e-8, atol=0)
    assert ours.total == pytest.approx(load("logistic.json")["logistic"]["sam_main"]["R"]["mcfadden"], rel=1e-10)
