"""Published numbers of tables and samples, to the digits that were printed."""

from typing import Any

import numpy as np

from samkit.stats import fisher_table, sampled_means
from tests.oracles.numbers import load, rows
from tests.oracles.schools import drawn, numbers
from tests.reference import need_shared

pytestmark = need_shared


def printed(what: str) -> dict[str, Any]:
    (found,) = (row for row in rows("published_examples.json", "examples") if row["what"] == what)
    return found


def test_job_satisfaction_has_the_exact_p_of_the_manual_of_r() -> None:
    (case,) = (row for row in load("contingency_tests.json")["r_by_c"] if row["id"] == "job_satisfaction")
    reference = printed("Fisher r x c p")
    assert (
        round(float(fisher_table.fisher(case["inputs"]["table"])), reference["decimals"]) == reference["published"][0]
    )


def test_schools_drawn_by_level_have_the_mean_and_the_error_of_the_vignette() -> None:
    scores = numbers("apistrat.csv", "api00")
    found = sampled_means.mean(scores, np.ones(scores.size), drawn("strat_fpc"))
    reference = printed("apistrat mean/SE api00 (fpc)")
    assert [round(float(part), reference["decimals"]) for part in (found.value, found.error)] == reference["published"]
