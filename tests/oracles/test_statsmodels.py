"""A well-known library that is wrong here: we follow the 45-digit reference, and say by how much they differ."""

import warnings

import numpy as np

from samkit.stats import difference, ratio
from tests.oracles.numbers import EXACT, pair, rows, same
from tests.reference import need_shared

pytestmark = need_shared


def score_interval(cells: tuple[int, int, int, int], compare: str) -> tuple[float, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.proportion import confint_proportions_2indep

        low, high = confint_proportions_2indep(*cells, compare=compare, method="score", correction=True)
    return float(np.real(low)), float(np.real(high))


def test_score_interval_of_a_gap_in_statsmodels_0_15_is_off_in_the_third_decimal() -> None:
    # It multiplies the gap by the favourable answers of group 0 where the base of group 0 belongs.
    cells = (28, 51, 62, 346)
    low, high = score_interval(cells, "diff")
    ours = difference.miettinen_nurminen(*cells)
    assert (round(low, 4), round(high, 4)) == (0.2301, 0.5078)
    assert (round(float(ours.lower), 4), round(float(ours.upper), 4)) == (0.2280, 0.5047)


def test_score_interval_of_a_ratio_in_statsmodels_0_15_is_off_where_all_answers_of_a_group_are_favourable() -> None:
    (case,) = (row for row in rows("reference_mpmath_2x2.json") if row["id"] == "fn_2_0.95")
    low, _ = score_interval(pair(case), "ratio")
    assert round(low, 3) == 0.606
    assert same(ratio.miettinen_nurminen(*pair(case)), case["ref"]["risk_ratio"]["miettinen_nurminen"], EXACT)
