"""The share in both groups together: from the counts of both, whether weighted or not."""

from __future__ import annotations

import pytest

from samkit import workflow
from samkit.results import contrasts, levels
from tests.builders import STUDY, answers, surveyed

WEIGHTED = STUDY.replace("hide_below", 'weight = "weight"\nhide_below')


def test_the_count_of_both_groups_is_that_of_each_together() -> None:
    found = workflow.compare(surveyed(answers()), ["practices", "maturity"])[1]
    sides = [(row.both, row.first, row.second) for row in contrasts(found[0])]
    sides += [(row.both, row.first, row.second) for row in levels(found[1])]
    assert sides
    for both, first, second in sides:
        assert both is not None
        assert both.x == (first.x or 0) + (second.x or 0)
        assert both.n == first.n + second.n
        assert both.share.value == pytest.approx(both.x / both.n)


def test_weights_that_differ_weigh_the_share_of_both_groups() -> None:
    columns = answers()
    columns["weight"] = ["2" if agree == "Agree" else "1" for agree in columns["plan"]]
    row = next(
        row
        for row in contrasts(workflow.compare(surveyed(columns, WEIGHTED), ["practices"])[1][0])
        if row.item.id == "plan"
    )
    assert row.both is not None
    favourable = row.both.x or 0
    assert row.both.share.value == pytest.approx(2 * favourable / (favourable + row.both.n))
    assert row.prevalence == pytest.approx(row.both.share.value)


def test_a_hidden_base_hides_that_of_both_groups() -> None:
    text = STUDY.replace("hide_below = 5\nmark_below = 8", "hide_below = 60\nmark_below = 80")
    found = workflow.compare(surveyed(answers(), text), ["practices", "maturity"])[1]
    assert all(row.both is None for row in contrasts(found[0]))
    assert all(row.both is None for row in levels(found[1]))
