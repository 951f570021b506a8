from __future__ import annotations

import json
import math
from typing import Any

import pytest

from samkit import benchmarking, checking, workflow
from samkit.notes import Note
from samkit.reach import Planned
from samkit.results import Estimate, Result, Verdict, contrasts
from samkit.writers import json_text
from samkit.writers.plain import TAGGED, from_plain, to_plain
from tests.analyses.praised import answers as praising
from tests.analyses.praised import praised
from tests.builders import CROSSED, NUMBERS, STUDY, answers, numbers, surveyed
from tests.index.made import computed
from tests.pipeline import made as pipeline
from tests.practices import made as practices


def everything() -> tuple[Result, ...]:
    """One result of every kind, with a hidden, a circular and an infinite row among them."""
    columns = answers(150)
    for row, growth in enumerate(columns["growth"]):
        columns["plan"][row] = "Agree" if growth == "Grew" else "Disagree"
        columns["train"][row] = "" if growth == "Grew" and row > 9 else "Agree"
    data, classified = workflow.classify(surveyed(numbers(columns), STUDY + NUMBERS + CROSSED))
    profiled = workflow.profile(data, ["ripe", "train", "size"])[1]
    driven = workflow.drivers(data, ["ripe", "meet"], adjust=["size"])[1]
    return (
        classified,
        benchmarking.benchmark(data, data)[1],
        one(columns),
        *workflow.compare(data)[1],
        *workflow.trend(data)[1],
        profiled,
        driven,
        *workflow.rank(data)[1],
        *workflow.adjusted(data, adjust=["ripe"])[1],
        *workflow.power(data)[1],
        workflow.planned(Planned(0.13, 0.3, 0.15)),
        *workflow.robustness(data, permutations=20)[1],
        praised(praising(150)),
        *workflow.trust(data)[1],
        checking.looked_at(data.study, data.export)[1],
        computed(),
        practices.computed(),
        *pipeline.results(),
    )


def one(columns: dict[str, list[str]]) -> Result:
    """One organisation beside the others."""
    named = {"id": [str(row) for row in range(len(columns["plan"]))], **columns}
    data = surveyed(named, STUDY.replace("hide_below", 'respondent = "id"\nhide_below'))
    return benchmarking.benchmark(data, data, organisation="0")[1]


def test_every_kind_of_result_comes_back_as_it_was() -> None:
    results = everything()
    assert json_text.read(json_text.write(results)) == results


def test_the_results_tried_here_hold_every_tagged_type_and_an_infinity() -> None:
    text = json_text.write((*everything(), everything()[0]._replace(notes=(Note("circular", "x"),))))
    assert all(f'"type": "{name}"' in text for name in TAGGED)
    assert '"inf"' in text
    assert {row.verdict for result in everything() for row in contrasts(result)} >= {Verdict.HIDDEN, Verdict.CIRCULAR}


def test_every_type_of_a_result_is_tagged() -> None:
    def walk(value: Any) -> set[str]:
        if not isinstance(value, tuple):
            return set()
        below = set().union(*(walk(entry) for entry in value))
        return below | {type(value).__name__} if hasattr(value, "_fields") else below

    assert set().union(*map(walk, everything())) <= set(TAGGED)


@pytest.mark.parametrize("text", ["inf", "-inf", "nan", "null", "</script>", "\u2028", "\U0001f600"])
def test_a_label_of_any_spelling_stays_a_text(text: str) -> None:
    first = everything()[1]
    named = first._replace(title=text, section=text)
    assert json_text.read(json_text.write([named])) == (named,)


@pytest.mark.parametrize("number", [math.inf, -math.inf, 0.1 + 0.2, 5e-324, -0.0, None])
def test_every_number_comes_back_bit_for_bit(number: float | None) -> None:
    back = from_plain(json.loads(json.dumps(to_plain(Estimate(number, number, number)), allow_nan=False)))
    assert repr(back) == repr(Estimate(number, number, number))


def test_nan_is_never_written() -> None:
    first = everything()[0]
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text.write([first._replace(level=math.nan)])


def test_a_text_of_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="samkit-result/9"):
        json_text.read('{"schema": "samkit-result/9", "results": []}')


FIELDS = {
    "Estimate": ["value", "lower", "upper"],
    "Item": ["id", "text", "section", "question", "favourable"],
    "Side": ["x", "n", "missing", "share", "design_effect"],
    "Cell": ["item", "category", "across", "level", "row", "column", "side", "part", "group", "notes"],
    "Contrast": [
        "item", "first", "second", "gap", "gap_narrow", "ratio", "ratio_absent", "odds_ratio", "first_if_present",
        "first_if_absent", "p", "p_g", "p_levels", "q", "verdict", "position", "prevalence", "notes", "both",
        "at_worst", "baseline", "ratio_to_rest",
    ],
    "Baseline": ["criteria", "gap", "ratio"],
    "Level": ["item", "level", "position", "first", "second", "ratio", "first_share", "n", "notes", "both"],
    "Average": ["n", "missing", "mean", "deviation"],
    "Location": [
        "item", "unit", "first", "second", "difference", "difference_narrow", "p", "q", "verdict", "position",
        "margin", "notes", "both",
    ],
    "Quantity": [
        "location", "ratio", "first_median", "second_median", "shift", "superiority", "p_superiority", "p_ranks",
    ],
    "Base": ["n", "missing"],
    "Factor": [
        "item", "first", "second", "v", "v_narrow", "widest", "gap", "gap_narrow", "test", "p", "q", "verdict",
        "position", "notes",
    ],
    "Trend": [
        "item", "first", "second", "scores", "odds_ratio", "shape", "p", "q", "verdict", "position", "notes",
    ],
    "Importance": ["part", "share"],
    "Driver": [
        "item", "level", "step", "missing", "alone", "odds_ratio", "effect", "p", "q", "shapley",
        "relative_weight", "verdict", "position", "notes",
    ],
    "ModelFit": [
        "estimator", "n_first", "n_second", "left_out", "coefficients", "per_coefficient", "mcfadden", "steps",
    ],
    "Place": ["rank", "range", "first"],
    "Rank": [
        "item", "first", "second", "prevalence", "gap", "odds_ratio", "common", "separating", "by_odds", "position",
        "notes",
    ],
    "Benchmark": [
        "item", "group", "ours", "theirs", "n", "gap", "gap_narrow", "p", "q", "verdict", "position", "notes",
    ],
    "Standing": [
        "item", "answer", "has", "first", "second", "n_first", "n_second", "ratio", "enters", "position", "notes",
    ],
    "Chance": ["method", "chance", "ratio", "items", "n_first", "n_second", "basis", "notes"],
    "Adjusted": [
        "item", "first", "second", "gap", "ratio", "first_adjusted", "second_adjusted", "adjusted_gap",
        "adjusted_gap_narrow", "adjusted_ratio", "p", "q", "verdict", "e_value", "e_bound", "estimator",
        "per_coefficient", "position", "notes",
    ],
    "Reach": ["gap", "ratio"],
    "Power": [
        "item", "first", "second", "gap", "above", "below", "above_in_family", "below_in_family", "same", "drawn",
        "drawn_in_family", "drawn_if_all", "position", "notes",
    ],
    "Needed": ["claim", "error_rate", "n", "n_first", "n_second", "drawn"],
    "Choice": ["kind", "operator", "values"],
    "Choices": ["criterion", "choices"],
    "Apart": ["n_first", "n_second", "gap", "ratio", "verdict"],
    "Beyond": ["expected", "gap", "p", "q", "verdict"],
    "Halo": [
        "item", "n_first", "n_second", "gap", "ratio", "verdict", "without", "loading", "beyond", "position", "notes",
    ],
    "CommonFactor": [
        "questions", "n", "least", "variance", "gaps", "p", "replicates", "criteria", "self_rated", "n_first",
        "n_second", "n_left_out", "notes",
    ],
    "RuleReading": ["id", "chosen", "k", "of", "derived", "n_first", "n_second", "n_left_out"],
    "Bounds": ["value", "lower", "upper"],
    "Curve": ["gap", "ratio", "verdicts", "n_first", "n_second"],
    "Robust": [
        "item", "n_first", "n_second", "gap", "ratio", "verdict", "gaps", "ratios", "same_sign", "same_verdict",
        "rank", "readings", "judged", "circular", "small", "least", "p", "p_share", "q", "position", "curve", "notes",
    ],
    "Doubt": ["about", "outcome", "some", "every", "estimate", "p", "e_value"],
    "Trust": [
        "item", "n_first", "n_second", "gap", "ratio", "q", "verdict", "outcome", "doubts", "position", "notes",
    ],
    "Amount": ["n", "value"],
    "Pipeline": [
        "at", "exported", "unit", "all", "open", "won", "lost", "aside", "sellers", "horizon", "win", "closed", "days",
        "notes",
    ],
    "Stage": [
        "item", "position", "entered", "here", "moved", "lost", "back", "passed", "on", "out", "days", "quarter",
        "three_quarters", "notes",
    ],
    "Velocity": ["item", "position", "entered", "days", "on", "out", "median", "notes"],
    "Ageing": ["item", "position", "here", "age", "usual", "slow", "bands", "notes"],
    "FunnelShape": ["stages", "n", "won", "lost", "depth", "shape", "horizon", "notes"],
    "Pace": ["n", "won", "win"],
    "Landmark": ["item", "day", "horizon", "fast", "slow", "ended", "ratio", "naive", "verdict", "notes"],
    "Slice": ["item", "category", "all", "open", "won", "lost", "win", "closed", "days", "notes"],
    "Forecast": ["due", "met", "late", "lost", "open", "share", "notes"],
    "Quota": ["sellers", "met", "share", "notes"],
    "LogFault": ["code", "rows", "opportunities", "lines", "done"],
    "FaultyRow": ["code", "line", "opportunity", "stage", "done"],
    "IndexComponent": [
        "item", "unit", "weight", "direction", "normalisation", "floor", "target", "n", "missing", "at_bounds",
    ],
    "IndexBand": ["name", "lower_edge", "upper_edge", "with_lower", "with_upper"],
    "IndexPart": ["component", "raw", "score", "weight", "points"],
    "IndexGap": ["benchmark", "at", "gap"],
    "Skill": [
        "item", "association", "gap", "n", "target", "measure", "success", "cadence", "position", "notes",
    ],
    "Payoff": [
        "item", "level", "at", "n", "missing", "distance", "chance", "payoff", "rank", "first", "paying",
    ],
    "Improvement": ["item", "of", "n", "chosen", "paying", "payoffs", "notes"],
    "IndexScore": [
        "item", "team", "period", "position", "ranked", "points", "weighed", "rank", "rank_weighed", "quartile",
        "band", "same_band", "gaps", "parts", "notes",
    ],
    "IndexMean": ["item", "of", "period", "position", "n", "mean", "band", "gaps"],
    "IndexStep": ["component", "text", "before", "after", "change"],
    "IndexChange": [
        "item", "of", "since", "until", "n", "before", "after", "change", "steps", "band_before", "band_after",
    ],
    "IndexNormalisation": ["normalisation", "n", "tau", "furthest", "moved", "other_band"],
    "Reliability": ["item", "questions", "period", "n", "alpha", "error", "notes"],
    "Association": ["item", "n", "correlation", "p", "without", "notes"],
    "CardEntry": ["key", "texts"],
    "Share": ["label", "x", "n", "share"],
    "Criterion": [
        "label", "words", "passed", "failed", "open", "share", "in_order", "lost", "pending", "settled",
        "unsettled",
    ],
    "Finding": ["check", "subject", "severity", "n", "base", "share", "text", "hint", "lines", "unit"],
    "Response": [
        "question", "text", "column", "position", "asked", "answered", "not_answered", "does_not_apply",
        "does_not_know", "unreadable", "not_asked", "still",
    ],
    "Test": ["item", "name", "symbol", "statistic", "df", "p", "finding", "df_error"],
    "Grouping": ["id", "first", "second", "n_first", "n_second", "n_left_out", "left_out", "rule"],
    "Provenance": [
        "samkit", "study", "study_digest", "data", "data_digest", "respondents", "seed", "source", "synthetic",
    ],
    "Method": ["of", "name"],
    "Note": ["code", "text"],
    "Result": [
        "kind", "section", "title", "question", "grouping", "rows", "methods", "level", "margin", "family",
        "provenance", "tests", "notes",
    ],
}  # fmt: skip


def test_the_fields_of_version_one_are_these() -> None:
    fields = {name: list(cls._fields) for name, cls in TAGGED.items()}
    assert json.loads(json_text.write([]))["schema"] == "samkit-result/1"
    assert fields == FIELDS
