"""Tests of independence in complex samples against svychisq of R's survey package."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import design as designs
from samkit.stats import plan, rao_scott
from samkit.stats.rao_scott import DesignTest
from tests.oracles.numbers import load, near
from tests.oracles.schools import FILES, Floats, drawn, is_level, many_meals, numbers
from tests.reference import need_shared
from tests.stats import cells

pytestmark = need_shared

CASES: dict[str, Any] = load("survey_api.json").get("designs", {})
STUDY: dict[str, Any] = load("weighting.json").get("end_to_end", {})
DIGITS = 1e-11


def is_same(ours: DesignTest, theirs: dict[str, Any]) -> bool:
    df = theirs["df"] if isinstance(theirs["df"], list) else [theirs["df"], np.inf]
    pairs = [(ours.statistic, theirs["statistic"]), (ours.p, theirs["p"])]
    pairs += list(zip((ours.df, ours.df_error), df, strict=True))
    return all(near(a, b, DIGITS) if np.isfinite(b) else a == b for a, b in pairs)


def crossed(key: str, file: str) -> Floats:
    if key == "chisq":
        return cells.members(is_level(file, "sch.wide", "No", "Yes"), is_level(file, "stype", "E", "H", "M"))
    groups = many_meals(file) if key == "chisq2x2" else is_level(file, "awards", "No", "Yes")
    return cells.members(is_level(file, "comp.imp", "No", "Yes"), groups)


@pytest.mark.parametrize("key", ["chisq", "chisq2x2", "chisq2x2sep"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_four_statistics_of_independence_are_those_of_svychisq(name: str, key: str) -> None:
    theirs, sample = CASES[name]["R"], drawn(name)
    member = crossed(key, FILES[name])
    found = cells.shares(member, sample)
    flat = found._replace(score=found.score.reshape(len(member), -1))
    ours = {
        "F": cells.independence(member, sample),
        "Chisq": rao_scott.first_order(found.value, plan.covariance(flat, sample), len(member)),
        "Wald": cells.wald(member, sample, adjusted=False),
        "adjWald": cells.wald(member, sample),
    }
    given = [kind for kind in ours if f"{key}_{kind}" in theirs]
    assert given
    assert [kind for kind in given if not is_same(ours[kind], theirs[f"{key}_{kind}"])] == []


@pytest.mark.parametrize("key", [key for key in STUDY if "svychisq_F" in STUDY[key]])
def test_a_box_among_top_performers_and_the_rest_has_the_f_of_svychisq(key: str) -> None:
    theirs, (column, at_least) = STUDY[key], STUDY[key]["definition"].split(">=")
    weight = numbers("synthetic_sam.csv", "w") if key.startswith("weighted") else np.ones(397)
    yes, top = numbers("synthetic_sam.csv", column) >= int(at_least), numbers("synthetic_sam.csv", "top") == 1
    sample = designs.design(weight)
    member = cells.members(np.stack([~yes, yes], axis=1), np.stack([top, ~top], axis=1))
    ours, expected = cells.independence(member, sample), theirs["svychisq_F"]
    assert near(ours.statistic, expected["F"], DIGITS)
    assert near(ours.p, expected["p"], DIGITS)
    assert near(ours.df_error, expected["df"][1], DIGITS)
    found = cells.shares(member, sample)
    flat = found._replace(score=found.score.reshape(397, -1))
    first = rao_scott.first_order(found.value, plan.covariance(flat, sample), 397)
    assert near(first.statistic, theirs["pearson_Chisq"]["X2"], DIGITS)
    assert near(first.p, theirs["pearson_Chisq"]["p"], DIGITS)
