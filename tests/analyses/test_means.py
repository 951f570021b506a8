from __future__ import annotations

import csv
import io
import statistics
from pathlib import Path

import pytest
from scipy import stats

from samkit import publish, workflow
from samkit.results import Verdict, locations
from samkit.study.load import load
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

ROOT = Path(__file__).resolve().parents[2]


def columns(rows: int = 120, shift: float = 3.0) -> dict[str, list[str]]:
    return numbers(answers(rows), shift)


def split(made: dict[str, list[str]]) -> tuple[list[float], list[float]]:
    pairs = [(float(size), grew) for size, grew in zip(made["size"], made["growth"], strict=True) if size]
    return [size for size, grew in pairs if grew == "Grew"], [size for size, grew in pairs if grew not in {"Grew", ""}]


def test_means_and_difference_are_those_of_welch() -> None:
    made = columns()
    (result,) = workflow.compare(surveyed(made, STUDY + NUMBERS), ["amounts"])[1]
    (row,) = locations(result)
    top, rest = split(made)
    welch = stats.ttest_ind(top, rest, equal_var=False)
    interval = welch.confidence_interval(0.95)
    assert (row.first.n, row.second.n) == (len(top), len(rest))
    assert row.first.mean.value == pytest.approx(statistics.mean(top), rel=1e-12)
    assert row.second.deviation == pytest.approx(statistics.stdev(rest), rel=1e-12)
    assert row.difference.value == pytest.approx(statistics.mean(top) - statistics.mean(rest), rel=1e-12)
    assert row.p == pytest.approx(welch.pvalue, rel=1e-9)
    assert row.difference.lower == pytest.approx(interval.low, rel=1e-9)
    assert row.difference.upper == pytest.approx(interval.high, rel=1e-9)
    assert row.verdict is Verdict.DIFFERS
    assert row.unit == "people"


def test_without_a_shift_no_difference_is_shown() -> None:
    (result,) = workflow.compare(surveyed(columns(shift=0.0), STUDY + NUMBERS), ["amounts"])[1]
    assert [row.verdict for row in locations(result)] == [Verdict.NOT_SHOWN]


def test_weights_make_weighted_means_and_are_named() -> None:
    made = {**columns(), "weight": [str(1 + place % 4) for place in range(120)]}
    study = STUDY.replace("hide_below", 'weight = "weight"\nhide_below') + NUMBERS
    (result,) = workflow.compare(surveyed(made, study), ["amounts"])[1]
    rows = zip(made["size"], made["growth"], made["weight"], strict=True)
    top = [(float(size), float(weight)) for size, grew, weight in rows if size and grew == "Grew"]
    expected = sum(size * weight for size, weight in top) / sum(weight for _, weight in top)
    assert locations(result)[0].first.mean.value == pytest.approx(expected, rel=1e-12)
    assert result.methods[0].name.startswith("weighted")


def test_a_base_that_is_too_small_shows_no_mean() -> None:
    made = columns(40)
    made["size"] = [
        "" if grew == "Grew" and place % 5 else size
        for place, (size, grew) in enumerate(zip(made["size"], made["growth"], strict=True))
    ]
    (result,) = workflow.compare(surveyed(made, STUDY + NUMBERS), ["amounts"])[1]
    (row,) = locations(result)
    assert row.verdict is Verdict.HIDDEN
    assert (row.first.mean.value, row.second.mean.value, row.difference.value, row.p) == (None, None, None, None)
    assert (row.first.deviation, row.second.deviation) == (None, None)


def test_a_group_without_an_answer_is_told_and_warns_nobody() -> None:
    made = columns(60)
    made["size"] = ["" if grew == "Grew" else "5" for grew in made["growth"]]
    (result,) = workflow.compare(surveyed(made, STUDY + NUMBERS), ["amounts"])[1]
    assert locations(result)[0].verdict is Verdict.NOT_COMPUTABLE


def test_the_published_means_of_the_shipped_study_come_out() -> None:
    study = load(ROOT / "data" / "sam_2016.toml")
    (result,) = workflow.compare(workflow.read(ROOT / "data" / "sam_2016.csv", study), ["accounts"])[1]
    found = {row.item.id: (row.first.mean.value, row.second.mean.value, row.verdict) for row in locations(result)}
    assert [round(value, 1) for value in found["account_size"][:2] if value] == [6.8, 4.6]
    assert [round(value) for value in found["account_count"][:2] if value] == [20, 23]
    assert [round(value) for value in found["further_potential"][:2] if value] == [36, 60]
    assert found["account_count"][2] is Verdict.NOT_SHOWN
    assert found["further_potential"][2] is Verdict.DIFFERS


def test_a_table_of_means_is_written_in_every_format() -> None:
    _, results = workflow.compare(surveyed(columns(), STUDY + NUMBERS), ["amounts"])
    for form in ("table", "md", "json"):
        assert "How many people" in publish.text(results, form)
    (row,) = csv.DictReader(io.StringIO(publish.text(results, "csv")))
    assert float(row["difference_lower"]) < float(row["difference"]) < float(row["difference_upper"])
    assert row["unit"] == "people"
