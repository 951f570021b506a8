"""What was published of the index is met: its bands at each point, its benchmarks, its case, its card."""

import itertools
import tomllib
from typing import Any

import pytest

from samkit import indexing, workflow
from samkit.index.score import band, bands
from samkit.indexed import by_kind
from samkit.study.index import USUAL, CardTable
from tests.data import kam
from tests.data.respondents import DATA
from tests.index.made import score
from tests.reference import SHARED, need_shared

pytestmark = need_shared


def facts() -> dict[str, Any]:
    text = (SHARED / "published" / "other_systems.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["performance_index"]
    return found


def shipped() -> Any:
    data = workflow.read(DATA / "kam_2026.csv", DATA / "kam_2026.toml")
    return by_kind(indexing.index(data)[1].rows)


def test_the_bands_are_those_that_were_published_at_every_point_that_was_printed() -> None:
    assert {int(at): band(float(at), USUAL) for at in facts()["band_test_points"]} == {
        int(at): name for at, name in facts()["band_test_points"].items()
    }


def test_each_edge_belongs_to_the_band_that_was_published() -> None:
    for said in facts()["bands"]:
        if "above" in said:
            assert band(float(said["above"]), USUAL) != said["name"] == band(said["above"] + 1e-6, USUAL)
        if "from" in said:
            assert band(float(said["from"]), USUAL) == said["name"] != band(said["from"] - 1e-6, USUAL)
        if "to" in said:
            assert band(float(said["to"]), USUAL) == said["name"] != band(said["to"] + 1e-6, USUAL)
        if "below" in said:
            assert band(float(said["below"]), USUAL) != said["name"] == band(said["below"] - 1e-6, USUAL)


def test_the_shipped_study_has_the_components_bands_and_benchmarks_that_were_published() -> None:
    found, said = shipped(), facts()
    assert [row.item.text.lower() for row in found.components] == said["components"]
    assert sorted(each.name for each in found.bands) == sorted(each["name"] for each in said["bands"])
    assert [each.lower_edge for each in found.bands] == [0, 60, 80]
    at = {gap.benchmark: gap.at for gap in found.scores[0].gaps}
    assert at == {name.replace("_", " ").capitalize(): value for name, value in said["benchmarks"].items()}


def test_the_case_rises_as_it_was_published_within_the_months_that_were_printed() -> None:
    found, case = shipped(), facts()["case"]
    (change,) = [row for row in found.changes if row.item.id == kam.CASE]
    assert (change.before, change.after) == (case["before"], case["after"])
    assert 3 * (kam.QUARTERS.index(change.until) - kam.QUARTERS.index(change.since)) == case["months"]
    assert (change.band_before, change.band_after) == ("under-performing", "exceptional")
    assert sum(step.change for step in change.steps) == pytest.approx(case["after"] - case["before"], abs=1e-9)
    grown = kam.CASE_REVENUE[-1] / kam.CASE_REVENUE[0] - 1
    assert f"{100 * grown:+.0f} percent" == case["revenue_from_key_accounts"]


def test_the_gaps_of_the_case_are_those_to_both_benchmarks() -> None:
    last = score(shipped(), kam.CASE, kam.QUARTERS[-1])
    assert {gap.benchmark: gap.gap for gap in last.gaps} == {"Top quartile": -3.0, "Industry average": 12.0}


def test_the_card_has_every_key_that_was_published_and_the_shipped_one_fills_them() -> None:
    keys = [key.replace("_", " ") for key in CardTable.model_fields]
    assert sorted(keys) == sorted(facts()["card"])
    assert [row.key.replace("_", " ") for row in shipped().card] == facts()["card"]


def test_the_bands_are_told_from_the_lowest_to_the_highest_without_a_hole() -> None:
    found = list(bands(USUAL))
    assert [(each.lower_edge, each.upper_edge) for each in found] == [(0, 60), (60, 80), (80, 100)]
    assert all(low.with_upper != high.with_lower for low, high in itertools.pairwise(found))
