"""Weighted means against R's survey package (svyby, svyttest), on respondents that were made up for the purpose."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from samkit.stats.averages import Weighed, difference, mean
from tests.reference import SHARED, need_shared

pytestmark = need_shared


@pytest.mark.parametrize(("name", "column"), [("weighted_acct", "w"), ("unweighted_acct", "")])
def test_means_errors_and_t_are_those_of_r(name: str, column: str) -> None:
    with (SHARED / "oracles" / "synthetic_sam.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    case = json.loads((SHARED / "oracles" / "weighting.json").read_text(encoding="utf-8"))["end_to_end"][name]
    groups = []
    for label in ("1", "0"):
        x = np.array([float(row["acct"]) for row in rows if row["top"] == label])
        w = np.array([float(row[column]) if column else 1.0 for row in rows if row["top"] == label])
        d = x - 5
        sums = (w.sum(), (w**2).sum(), (w * d).sum(), (w * d**2).sum(), (w**2 * d).sum(), (w**2 * d**2).sum())
        groups.append(Weighed(len(x), *sums, 5.0))
    for place, group in enumerate(groups):
        found = mean(group, 397)
        assert float(found.value) == pytest.approx(case["mean_by"]["mean"][("Top", "Rest")[place]], rel=1e-12)
        assert float(found.error) == pytest.approx(case["mean_by"]["se"][place], rel=1e-10)
    top, rest = groups
    found = difference(top, rest, 397)
    assert -float(found.value) == pytest.approx(case["ttest"]["diff"], rel=1e-10)
    assert abs(float(found.value / found.error)) == pytest.approx(case["ttest"]["t"], rel=1e-10)
    assert float(found.p) == pytest.approx(case["ttest"]["p"], rel=1e-9)
