"""The same intervals from packages of R, each as far as it can be trusted.

Fifteen printed digits are not fifteen correct ones: functions that find roots stop early, some cut at 0 and 1, a few
are wrong. `trust.json` holds each key's own distance from 45-digit references. A key is held to the best of three
tolerances that all its endpoints keep; the cases where it is off by more than 1e-4 are left out, and why stands in
`WRONG`. Where a formula does not exist (a zero cell) each package makes up its own answer, and nothing is compared.
"""

from collections.abc import Callable
from typing import Any

import pytest

from samkit.stats import difference, odds, proportion, ratio
from samkit.stats.interval import Interval
from tests.oracles.numbers import load, near, number, pair, rows
from tests.reference import need_shared

pytestmark = need_shared

Method = Callable[..., Interval]

METHODS: dict[str, dict[str, Method]] = {
    "single_proportion.json": {
        "wilson": proportion.wilson,
        "clopper_pearson": proportion.clopper_pearson,
        "agresti_coull": proportion.agresti_coull,
        "jeffreys_equal_tail": proportion.jeffreys,
    },
    "two_proportion_difference.json": {
        "miettinen_nurminen": difference.miettinen_nurminen,
        "mee": difference.mee,
        "newcombe": difference.newcombe,
        "agresti_caffo": difference.agresti_caffo,
        "wald": difference.wald,
    },
    "risk_ratio.json": {
        "miettinen_nurminen": ratio.miettinen_nurminen,
        "koopman": ratio.koopman,
        "katz_log": ratio.katz,
    },
    "odds_ratio.json": {
        "miettinen_nurminen": odds.miettinen_nurminen,
        "cornfield_score": odds.cornfield,
        "woolf": odds.woolf,
        "exact_conditional": odds.conditional_exact,
    },
}

CUT = "cuts at the ends of the range, where the formula passes them"
COARSE = "stops its root finding early"
WRONG = {
    "wilson_Hmisc": "changes the limits at x = 1 and x = n - 1",
    "agresti_coull_DescTools_clipped": CUT,
    "jeffreys_DescTools": "puts 0 and 1 at the ends, as our `closed` does",
    "jeffreys_binom_bayes": "is not equal-tailed at x = 0 and x = n",
    "wald": CUT,
    "wald_prop.test": CUT,
    "agresti_caffo": CUT,
    "mn_ct": COARSE,
    "mee_ct": COARSE,
    "mee_DescTools": COARSE,
    "katz_DescTools": "adds a half where all answers are favourable",
    "koopman_PropCIs": "wrong at x = n",
    "koopman_DescTools_BinomRatioCI": "wrong at x = n",
    "score_DescTools_RelRisk": "wrong at x = n",
    "fisher_cond_mle": COARSE,
    "exact2x2_central": COARSE,
}
ANOTHER_METHOD = {
    "epiR_score": "is the interval of the transposed table",
    "cornfield_exact_ct": "returns the mid-P interval, a clash of names in contingencytables 3.0.1",
}
MEASURES = {
    "two_proportion_difference.json": "difference",
    "risk_ratio.json": "risk_ratio",
    "odds_ratio.json": "odds_ratio",
}


def keys() -> list[tuple[str, str]]:
    """Give every key that has a method of ours."""
    trust = load("trust.json").get("trust", {})
    return [
        (file, key)
        for file, methods in METHODS.items()
        for key, record in trust.get(file, {}).items()
        if record["reference"] in methods and key not in ANOTHER_METHOD
    ]


def tolerance(record: dict[str, Any]) -> float:
    if record["within_1e_10"] == record["endpoints"]:
        return 1e-10
    return 1e-7 if record["within_1e_7"] == record["endpoints"] else 1e-4


def counts(case: dict[str, Any]) -> tuple[int, ...]:
    given = case["inputs"]
    return (given["x"], given["n"]) if "x" in given else pair(case)


def without_formula(file: str, reference: str) -> set[str]:
    if file not in MEASURES:
        return set()
    exact = rows("reference_mpmath_2x2.json")
    return {case["id"] for case in exact if case["ref"][MEASURES[file]][reference] is None}


@pytest.mark.parametrize(("file", "key"), keys())
def test_interval_agrees_as_far_as_the_other_program_is_right(file: str, key: str) -> None:
    record = load("trust.json")["trust"][file][key]
    method = METHODS[file][record["reference"]]
    absent = without_formula(file, record["reference"])
    compared = 0
    for case in rows(file):
        theirs = case["R"].get(key)
        if case["id"] in {*absent, *record["worse_than_1e_4"]} or not theirs or "error" in theirs:
            continue
        ours = method(*counts(case), case["inputs"]["level"])
        for bound in ("lower", "upper"):
            # The distance that trust.json measures: relative, but counted from 1e-3 for bounds that are close to zero.
            limit = tolerance(record)
            assert near(getattr(ours, bound), number(theirs[bound]), limit, limit * 1e-3), (case["id"], bound, ours)
            compared += 1
    assert compared > 0


def test_every_key_that_is_left_out_somewhere_has_its_reason() -> None:
    trust = load("trust.json")["trust"]
    assert {key for file, key in keys() if trust[file][key]["worse_than_1e_4"]} == set(WRONG)
