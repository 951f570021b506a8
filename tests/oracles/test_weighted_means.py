"""Weighted means against R's survey package (svyby, svyttest), on respondents that were made up for the purpose."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.stats.averages import difference, mean
from tests.oracles.numbers import load
from tests.oracles.schools import numbers
from tests.reference import need_shared
from tests.stats import tabulated

pytestmark = need_shared


@pytest.mark.parametrize("name", ["weighted_acct", "unweighted_acct"])
def test_means_errors_and_t_are_those_of_r(name: str) -> None:
    file, case = "synthetic_sam.csv", load("weighting.json")["end_to_end"][name]
    weight = numbers(file, "w") if name.startswith("weighted") else np.ones(397)
    top, rest, sample = tabulated.numbers(tabulated.drawn(weight), numbers(file, "top"), numbers(file, "acct"))
    for place, group in enumerate((top, rest)):
        found = mean(group, sample)
        assert float(found.value[0]) == pytest.approx(case["mean_by"]["mean"][("Top", "Rest")[place]], rel=1e-12)
        assert float(found.error[0]) == pytest.approx(case["mean_by"]["se"][place], rel=1e-10)
    apart = difference(top, rest, sample)
    assert -float(apart.value[0]) == pytest.approx(case["ttest"]["diff"], rel=1e-10)
    assert abs(float(apart.value[0] / apart.error[0])) == pytest.approx(case["ttest"]["t"], rel=1e-10)
    assert float(apart.p[0]) == pytest.approx(case["ttest"]["p"], rel=1e-9)
