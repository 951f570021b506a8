"""Weighted shares, gaps and ratios against R's survey package, design svydesign(id = ~1, weights = ~w)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from samkit.stats import dependence, linearize, shares
from tests.oracles.numbers import load, near
from tests.oracles.schools import is_level, numbers
from tests.reference import need_shared
from tests.stats.tabulated import boxes, drawn, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.stats.linearize import Totals
    from samkit.stats.shares import Estimate

pytestmark = need_shared

R_DIGITS = 1e-11
FILE = "apistrat.csv"


def agrees(ours: Estimate, theirs: dict[str, Any]) -> bool:
    return near(ours.value[0], theirs["estimate"], R_DIGITS) and near(ours.error[0], theirs["se"], R_DIGITS)


def schools(first: NDArray[np.bool_]) -> Totals:
    """Compare schools that met their target: some against the others."""
    return boxes(drawn(numbers(FILE, "pw")), first, is_level(FILE, "comp.imp", "Yes")[:, 0])


def everyone() -> Totals:
    return schools(np.ones(200, dtype=np.bool_))


def test_share_of_all_schools_has_the_error_and_the_logit_interval_of_survey() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]
    ours = shares.share(everyone())
    assert near(ours.value[0], theirs["prop_comp_imp"]["estimate"]["comp.impYes"], R_DIGITS)
    assert near(ours.error[0], theirs["prop_comp_imp"]["se"]["comp.impYes"], R_DIGITS)
    for key, level in {"ciprop_logit": 0.95, "ciprop_logit_90": 0.90}.items():
        interval = shares.share(everyone(), level=level).interval
        assert near(interval.lower[0], theirs[key]["lower"], R_DIGITS)
        assert near(interval.upper[0], theirs[key]["upper"], R_DIGITS)


def test_shares_by_group_gap_and_ratios_are_those_of_svyby_and_svycontrast() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]["gap_rr_or"]
    totals = schools(numbers(FILE, "meals") > 50)
    for place, own in enumerate((shares.SECOND, shares.FIRST)):
        ours = shares.share(totals, own)
        assert near(ours.value[0], theirs["p"][place], R_DIGITS)
        assert near(ours.error[0], theirs["se"][place], R_DIGITS)
    assert agrees(shares.gap(totals), theirs["gap"])
    assert agrees(shares.log_ratio(totals), theirs["log_rr"])
    assert agrees(shares.log_odds(totals), theirs["log_or"])


def test_gap_and_ratio_exist_where_one_group_is_all_favourable() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]["gap_rr_or_separated_awards"]
    totals = schools(is_level(FILE, "awards", "Yes")[:, 0] == 1)
    assert agrees(shares.gap(totals), theirs["gap"])
    assert agrees(shares.log_ratio(totals), theirs["log_rr"])
    assert shares.log_odds(totals).value == math.inf
    assert shares.share(totals).interval.upper == 1


def test_kish_numbers_are_those_of_r() -> None:
    theirs = load("survey_api.json")["kish_apistrat_pw"]
    assert near(200 / linearize.kish(everyone(), [1, 1, 0, 0])[0], theirs["deff_kish"], R_DIGITS)
    weight = numbers("synthetic_sam.csv", "w")
    respondents = boxes(drawn(weight), np.ones(weight.size), numbers("synthetic_sam.csv", "top"))
    kish = load("weighting.json")["general"]["kish"]["R"]
    ours = float(linearize.kish(respondents, [1, 1, 0, 0])[0])
    assert near(ours, kish["n_eff"], R_DIGITS)
    assert near(weight.size / ours, kish["deff"], R_DIGITS)


COLUMNS = {"plan_eff": ("planning", 4), "coach_eff": ("coaching", 4), "mature": ("maturity", 3)}
STUDY = [key for key in load("weighting.json").get("end_to_end", {}) if key.partition("_")[2] in COLUMNS]


@pytest.mark.parametrize("key", STUDY)
def test_top_performers_against_the_rest_are_those_of_survey(key: str) -> None:
    theirs = load("weighting.json")["end_to_end"][key]
    design, _, item = key.partition("_")
    (column, at_least), file = COLUMNS[item], "synthetic_sam.csv"
    weight = numbers(file, "w") if design == "weighted" else np.ones(397)
    totals = boxes(drawn(weight), numbers(file, "top"), numbers(file, column) >= at_least)
    one, none = (shares.share(totals, own) for own in (shares.FIRST, shares.SECOND))
    assert near(one.value[0], theirs["p"]["Top"], R_DIGITS)
    assert near(one.error[0], theirs["se"][0], R_DIGITS)
    assert near(none.error[0], theirs["se"][1], R_DIGITS)
    assert agrees(shares.gap(totals), theirs["gap"])
    assert agrees(shares.log_ratio(totals), theirs["log_rr"])
    assert agrees(shares.log_odds(totals), theirs["log_or"])
    # svyciprop fits a regression until it changes by less than 1e-8, which is as far as its bounds can be trusted.
    assert near(one.interval.lower[0], theirs["ciprop_top_logit"]["lower"], 1e-8)
    assert near(one.interval.upper[0], theirs["ciprop_top_logit"]["upper"], 1e-8)


@pytest.mark.parametrize("key", [key for key in STUDY if "svychisq_F" in load("weighting.json")["end_to_end"][key]])
def test_a_box_among_top_performers_and_the_rest_has_the_f_of_svychisq(key: str) -> None:
    theirs = load("weighting.json")["end_to_end"][key]["svychisq_F"]
    (column, at_least), file = COLUMNS[key.partition("_")[2]], "synthetic_sam.csv"
    weight = numbers(file, "w") if key.startswith("weighted") else np.ones(397)
    ours = dependence.independence(table(drawn(weight), numbers(file, "top"), numbers(file, column) >= at_least, 2), 2)
    assert near(ours.statistic, theirs["F"], R_DIGITS)
    assert near(ours.df_error, theirs["df"][1], R_DIGITS)
    assert near(ours.p, theirs["p"], R_DIGITS)
