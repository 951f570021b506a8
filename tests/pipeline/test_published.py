"""What was published of a pipeline, met on data of ours: metrics, finding, shapes, slices, qualification, outcomes."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from samkit import pipelining
from samkit.pipelined import PipelineRows, by_kind
from samkit.results import Contrast, Verdict
from tests.data.respondents import DATA
from tests.pipeline.test_shape import lost_in
from tests.reference import SHARED, need_shared

if TYPE_CHECKING:
    from samkit.results import Result

pytestmark = need_shared


@cache
def published() -> dict[str, Any]:
    """Give what was published."""
    text = (SHARED / "published" / "other_systems.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["pipeline"])


@cache
def shipped() -> tuple[Result, ...]:
    """Give everything that is told of the shipped log."""
    data = pipelining.read(DATA / "opportunities_2026.csv", DATA / "opportunities_2026.toml")
    return pipelining.told(data)[1]


def rows() -> PipelineRows:
    return by_kind(shipped()[0].rows)


def contrasts(section: str) -> dict[str, Contrast]:
    found = next(result for result in shipped() if result.section == section)
    return {row.item.id: row for row in found.rows if isinstance(row, Contrast)}


def test_each_metric_is_told_of_every_stage() -> None:
    assert [metric.split()[0] for metric in published()["metrics"]] == ["volume", "value", "velocity:"]
    for row in rows().stages:
        assert row.here.n > 0
        assert row.here.value
        assert row.days.value
    assert all(row.days for row in rows().velocities)


def test_opportunities_that_move_quickly_are_about_twice_as_likely_to_close_as_planted() -> None:
    assert "2 to 3 times as likely" in published()["finding"]
    for row in rows().landmarks:
        assert row.verdict is Verdict.DIFFERS
        assert (row.ratio.lower or 0) <= 2 <= (row.ratio.upper or 0)


def test_both_shapes_of_a_funnel_are_told_apart() -> None:
    assert published()["funnel_shape"].keys() == {"bottom_heavy", "slims_early"}
    assert lost_in((1, 1, 3, 7)).shape == "bottom-heavy"
    assert lost_in((7, 3, 1, 1)).shape == "slims early"


def test_the_pipeline_is_taken_apart_by_offering_seller_and_source() -> None:
    data = pipelining.read(DATA / "opportunities_2026.csv", DATA / "opportunities_2026.toml", slices=["owner"])
    found = by_kind(pipelining.pipeline(data)[1].rows)
    named = {"seller" if row.item.id == "owner" else row.item.id for row in found.slices}
    assert named == set(published()["slices"])


def test_top_performers_qualify_out_early() -> None:
    assert "qualify out early" in published()["qualification"]
    found = contrasts("letting_go")
    assert found["lost_early"].verdict is Verdict.DIFFERS
    assert (found["lost_early"].gap.value or 0) > 0


def test_winning_patterns_are_those_that_were_planted() -> None:
    assert published()["winning_patterns"]
    found = contrasts("winning")
    assert (found["source: Referral"].gap.value or 0) > 0
    assert found["source: Cold call"].verdict is Verdict.DIFFERS
    assert (found["source: Cold call"].gap.value or 0) < 0


def test_forecasts_and_quotas_are_watched() -> None:
    assert published()["outcomes_watched"] == ["forecast missed or met", "sellers over quota"]
    (forecast,), (quota,) = rows().forecasts, rows().quotas
    assert forecast.due.n == forecast.met.n + forecast.late.n + forecast.lost.n + forecast.open.n
    assert 0 < quota.met < quota.sellers
