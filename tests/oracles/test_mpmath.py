"""Every interval and exact p-value against 45-digit references: mpmath, independent code, no float arithmetic."""

from typing import Any

import pytest

from samkit.stats import difference, independence, odds, proportion, ratio
from tests.oracles.numbers import EXACT, bounds, name, near, number, pair, rows, same
from tests.reference import need_shared

pytestmark = need_shared

ONE = {
    "wilson": proportion.wilson,
    "clopper_pearson": proportion.clopper_pearson,
    "agresti_coull": proportion.agresti_coull,
    "jeffreys_equal_tail": proportion.jeffreys,
}
TWO = {
    ("difference", "miettinen_nurminen"): difference.miettinen_nurminen,
    ("difference", "mee"): difference.mee,
    ("difference", "newcombe"): difference.newcombe,
    ("difference", "agresti_caffo"): difference.agresti_caffo,
    ("difference", "wald"): difference.wald,
    ("risk_ratio", "miettinen_nurminen"): ratio.miettinen_nurminen,
    ("risk_ratio", "koopman"): ratio.koopman,
    ("risk_ratio", "katz_log"): ratio.katz,
    ("odds_ratio", "miettinen_nurminen"): odds.miettinen_nurminen,
    ("odds_ratio", "cornfield_score"): odds.cornfield,
    ("odds_ratio", "woolf"): odds.woolf,
    ("odds_ratio", "exact_conditional"): odds.conditional_exact,
}
ESTIMATES = {"difference": difference.estimate, "risk_ratio": ratio.estimate, "odds_ratio": odds.estimate}


@pytest.mark.parametrize("case", rows("reference_mpmath_1x2.json"), ids=name)
@pytest.mark.parametrize("method", ONE)
def test_interval_of_a_share_has_twelve_digits(case: dict[str, Any], method: str) -> None:
    given = case["inputs"]
    ours = ONE[method](given["x"], given["n"], given["level"])
    # Near an end of the range Agresti and Coull subtract two equal numbers, so the digits count from the width.
    assert same(ours, case["ref"][method], absolute=EXACT * 1e-2 if method == "agresti_coull" else 0.0)


@pytest.mark.parametrize("case", rows("reference_mpmath_2x2.json"), ids=name)
@pytest.mark.parametrize("method", TWO, ids="-".join)
def test_interval_of_two_shares_has_twelve_digits(case: dict[str, Any], method: tuple[str, str]) -> None:
    reference = case["ref"][method[0]][method[1]]
    ours = TWO[method](*pair(case), case["inputs"]["level"])
    if reference is None:
        # A zero cell: the formula has no finite standard error, and we add nothing to the cell.
        assert float(ours.lower) == 0
        assert float(ours.upper) == float("inf")
    else:
        assert same(ours, reference), (ours, bounds(reference))


@pytest.mark.parametrize("case", rows("reference_mpmath_2x2.json"), ids=name)
@pytest.mark.parametrize("measure", ESTIMATES)
def test_estimate_has_fifteen_digits(case: dict[str, Any], measure: str) -> None:
    ours = ESTIMATES[measure](*pair(case))
    assert near(ours, case["ref"][measure]["estimate"], 1e-15, 1e-16)


FISHER = {
    "two_sided": lambda cells: independence.fisher(*cells),
    "greater": lambda cells: independence.fisher(*cells, alternative="greater"),
    "less": lambda cells: independence.fisher(*cells, alternative="less"),
    "midp_two_sided_minlike": lambda cells: independence.fisher_mid_p(*cells),
}


@pytest.mark.parametrize("case", rows("reference_mpmath_2x2.json"), ids=name)
@pytest.mark.parametrize("key", FISHER)
def test_fisher_p_has_twelve_digits_however_small(case: dict[str, Any], key: str) -> None:
    assert near(FISHER[key](pair(case)), number(case["ref"]["fisher_p"][key]), EXACT)


BOSCHLOO = {
    "boschloo_greater": lambda cells: independence.boschloo(*cells, alternative="greater"),
    "boschloo_less": lambda cells: independence.boschloo(*cells, alternative="less"),
    "boschloo_two_sided_fisher_ordering": lambda cells: independence.boschloo(*cells),
    "boschloo_two_sided_doubled": lambda cells: independence.boschloo(*cells, doubled=True),
}


@pytest.mark.parametrize("case", rows("reference_unconditional_exact.json"), ids=name)
@pytest.mark.parametrize("key", BOSCHLOO)
def test_boschloo_p_has_ten_digits(case: dict[str, Any], key: str) -> None:
    # A maximum found numerically, and binomial chances from logarithms of factorials, on both sides.
    assert near(BOSCHLOO[key](pair(case)), case["ref"][key]["p"], 1e-10)
