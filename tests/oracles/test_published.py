"""Worked examples from the papers themselves, to the digits that were printed."""

from collections.abc import Callable
from typing import Any

import pytest

from samkit.stats import difference, odds, proportion, ratio, trend
from samkit.stats.interval import Interval
from tests.oracles.numbers import rows
from tests.reference import need_shared

pytestmark = need_shared

INTERVALS: dict[str, Callable[..., Interval]] = {
    "wilson": proportion.wilson,
    "clopper_pearson": proportion.clopper_pearson,
    "agresti_coull": proportion.agresti_coull,
    "difference:miettinen_nurminen": difference.miettinen_nurminen,
    "difference:mee": difference.mee,
    "difference:newcombe": difference.newcombe,
    "difference:agresti_caffo": difference.agresti_caffo,
    "difference:wald": difference.wald,
    "risk_ratio:miettinen_nurminen": ratio.miettinen_nurminen,
    "risk_ratio:koopman": ratio.koopman,
    "risk_ratio:katz_log": ratio.katz,
    "odds_ratio:miettinen_nurminen": odds.miettinen_nurminen,
    "odds_ratio:cornfield_score": odds.cornfield,
    "odds_ratio:woolf": odds.woolf,
}


def examples() -> list[dict[str, Any]]:
    return [row for row in rows("published_examples.json", "examples") if row["what"] in INTERVALS]


@pytest.mark.parametrize("example", examples(), ids=lambda row: f"{row['citation'][:24]}-{row['what']}")
def test_interval_is_the_one_that_was_printed(example: dict[str, Any]) -> None:
    ours = INTERVALS[example["what"]](*example["inputs"].values())
    half = 0.5 * 10.0 ** -example["decimals"]
    for bound, printed in zip(ours, example["published"], strict=True):
        assert abs(float(bound) - printed) <= half + 1e-12


def test_trend_among_smokers_is_the_one_in_the_manual_of_r() -> None:
    ours = trend.cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82]).statistic ** 2
    (printed,) = (row for row in rows("published_examples.json", "examples") if row["what"] == "prop.trend.test chi2")
    assert round(float(ours), printed["decimals"]) == printed["published"][0]
