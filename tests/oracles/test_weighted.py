"""Weighted shares, gaps and ratios against R's survey package, design svydesign(id = ~1, weights = ~w)."""

import csv
import math
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from samkit.stats import linearize
from samkit.stats.linearize import Estimate, Weighted, weighted
from tests.oracles.numbers import FOLDER, load, near
from tests.reference import need_shared

pytestmark = need_shared

Row = dict[str, str]
R_DIGITS = 1e-11


def table(file: str) -> list[Row]:
    with (FOLDER / file).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def group(rows: Iterable[Row], weight: Callable[[Row], float], favourable: Callable[[Row], bool]) -> Weighted:
    sides: dict[bool, list[float]] = {True: [], False: []}
    for row in rows:
        sides[favourable(row)].append(weight(row))
    return weighted(*(part for side in (True, False) for part in sums(sides[side])))


def sums(weights: list[float]) -> tuple[int, float, float]:
    return len(weights), math.fsum(weights), math.fsum(w * w for w in weights)


def agrees(ours: Estimate, theirs: dict[str, Any]) -> bool:
    return near(ours.value, theirs["estimate"], R_DIGITS) and near(ours.error, theirs["se"], R_DIGITS)


def schools(favourable: Callable[[Row], bool], by: Callable[[Row], bool]) -> tuple[Weighted, Weighted]:
    everyone = table("apistrat.csv")
    one, none = ([row for row in everyone if by(row) is value] for value in (True, False))
    return group(one, school_weight, favourable), group(none, school_weight, favourable)


def school_weight(row: Row) -> float:
    return float(row["pw"])


def improved(row: Row) -> bool:
    return row["comp.imp"] == "Yes"


def test_share_of_all_schools_has_the_error_and_the_logit_interval_of_survey() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]
    everyone = group(table("apistrat.csv"), school_weight, improved)
    ours = linearize.share(everyone, 200)
    assert near(ours.value, theirs["prop_comp_imp"]["estimate"]["comp.impYes"], R_DIGITS)
    assert near(ours.error, theirs["prop_comp_imp"]["se"]["comp.impYes"], R_DIGITS)
    for key, level in {"ciprop_logit": 0.95, "ciprop_logit_90": 0.90}.items():
        interval = linearize.share(everyone, 200, level).interval
        assert near(interval.lower, theirs[key]["lower"], R_DIGITS)
        assert near(interval.upper, theirs[key]["upper"], R_DIGITS)


def test_shares_by_group_gap_and_ratios_are_those_of_svyby_and_svycontrast() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]["gap_rr_or"]
    one, none = schools(improved, lambda row: float(row["meals"]) > 50)
    for place, part in enumerate((none, one)):
        ours = linearize.share(part, 200)
        assert near(ours.value, theirs["p"][place], R_DIGITS)
        assert near(ours.error, theirs["se"][place], R_DIGITS)
    assert agrees(linearize.gap(one, none, 200), theirs["gap"])
    assert agrees(linearize.log_ratio(one, none, 200), theirs["log_rr"])
    assert agrees(linearize.log_odds(one, none, 200), theirs["log_or"])


def test_gap_and_ratio_exist_where_one_group_is_all_favourable() -> None:
    theirs = load("survey_api.json")["designs"]["weights_only"]["R"]["gap_rr_or_separated_awards"]
    one, none = schools(improved, lambda row: row["awards"] == "Yes")
    assert agrees(linearize.gap(one, none, 200), theirs["gap"])
    assert agrees(linearize.log_ratio(one, none, 200), theirs["log_rr"])
    assert linearize.log_odds(one, none, 200).value == math.inf
    assert linearize.share(one, 200).interval.upper == 1


def test_kish_numbers_are_those_of_r() -> None:
    everyone = group(table("apistrat.csv"), school_weight, improved)
    theirs = load("survey_api.json")["kish_apistrat_pw"]
    assert near(linearize.design_effect(everyone), theirs["deff_kish"], R_DIGITS)
    respondents = group(table("synthetic_sam.csv"), lambda row: float(row["w"]), lambda row: row["top"] == "1")
    kish = load("weighting.json")["general"]["kish"]["R"]
    assert near(linearize.effective_n(respondents), kish["n_eff"], R_DIGITS)
    assert near(linearize.design_effect(respondents), kish["deff"], R_DIGITS)


COLUMNS = {"plan_eff": ("planning", 4), "coach_eff": ("coaching", 4), "mature": ("maturity", 3)}
STUDY = [key for key in load("weighting.json").get("end_to_end", {}) if key.partition("_")[2] in COLUMNS]


@pytest.mark.parametrize("key", STUDY)
def test_top_performers_against_the_rest_are_those_of_survey(key: str) -> None:
    theirs = load("weighting.json")["end_to_end"][key]
    design, _, item = key.partition("_")
    column, at_least = COLUMNS[item]
    everyone = table("synthetic_sam.csv")
    one, none = (
        group(
            [row for row in everyone if row["top"] == top],
            lambda row: float(row["w"]) if design == "weighted" else 1.0,
            lambda row: int(row[column]) >= at_least,
        )
        for top in ("1", "0")
    )
    assert near(linearize.share(one, 397).value, theirs["p"]["Top"], R_DIGITS)
    assert near(linearize.share(one, 397).error, theirs["se"][0], R_DIGITS)
    assert near(linearize.share(none, 397).error, theirs["se"][1], R_DIGITS)
    assert agrees(linearize.gap(one, none, 397), theirs["gap"])
    assert agrees(linearize.log_ratio(one, none, 397), theirs["log_rr"])
    assert agrees(linearize.log_odds(one, none, 397), theirs["log_or"])
    # svyciprop fits a regression until it changes by less than 1e-8, which is as far as its bounds can be trusted.
    interval = linearize.share(one, 397).interval
    assert near(interval.lower, theirs["ciprop_top_logit"]["lower"], 1e-8)
    assert near(interval.upper, theirs["ciprop_top_logit"]["upper"], 1e-8)
