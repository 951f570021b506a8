from __future__ import annotations

import numpy as np
import pytest

from samkit import pipelining
from samkit.pipelined import by_kind
from tests.builders import surveyed
from tests.pipeline.made import HEAD, LONG, STAGES, Step, columns, on, some, stories, told

DAY = f"exported = {on(240)}\n"
AT = 240


def test_volume_and_value_of_each_stage_are_those_of_a_loop_on_any_day() -> None:
    steps = some()
    value = {step.id: int(step.value) for step in steps}
    for at in (60, 120, 240):
        found = told(steps, f"exported = {on(240)}\nat = {on(at)}\n")
        there: dict[str, list[str]] = {stage: [] for stage in STAGES}
        for name, story in stories([step for step in steps if step.day <= at]).items():
            if story[-1][1] in STAGES:
                there[story[-1][1]].append(name)
        for row in found.stages:
            here = there[row.item.text]
            assert (row.here.n, row.here.value) == (len(here), sum(value[name] for name in here))
        assert found.whole[0].open.n == sum(map(len, there.values()))


def test_how_stays_end_adds_up_to_who_entered_with_who_is_still_there() -> None:
    steps = some()
    for row in told(steps, DAY).stages:
        entered = {step.id for step in steps if step.stage == row.item.text}
        assert row.entered == len(entered)
        assert row.moved + row.lost + row.back + row.here.n == row.entered


def test_without_censoring_the_chance_of_moving_on_is_the_share_that_does_and_days_are_quantiles() -> None:
    steps = []
    for at in range(60):
        steps += [Step(f"O{at}", "Need", 0), Step(f"O{at}", "Lost" if at % 3 == 0 else "Options", at % 20 + 1)]
    row = told(steps, f"exported = {on(400)}\n").stages[0]
    assert [row.on.value, row.out.value] == pytest.approx([40 / 60, 20 / 60])
    days = sorted(at % 20 + 1 for at in range(60))
    assert (row.quarter, row.days.value, row.three_quarters) == (days[14], days[29], days[44])


def test_a_stage_that_is_passed_by_counts_there_and_has_no_days_of_it() -> None:
    steps = [*some(40), Step("X", "Need", 0), Step("X", "Decision", 30)]
    before, after = told(some(40), DAY).stages, told(steps, DAY).stages
    assert [row.passed for row in after] == [0, 1, 1, 0]
    assert [row.entered for row in after][1:3] == [row.entered for row in before][1:3]


def test_open_opportunities_are_censored_and_not_dropped() -> None:
    closed = [step for at in range(30) for step in (Step(f"C{at}", "Need", 0), Step(f"C{at}", "Options", 10))]
    open_ones = [Step(f"O{at}", "Need", 0) for at in range(30)]
    (alone, both) = (told(steps, f"exported = {on(40)}\n").stages[0] for steps in (closed, closed + open_ones))
    assert alone.days.value == 10
    assert both.days.value == 10
    more = told(closed + [Step(f"P{at}", "Need", 0) for at in range(31)], f"exported = {on(40)}\n").stages[0]
    assert more.days.value is None, "more than half are still there: no median has been reached"


def test_curves_rise_and_end_where_the_table_does() -> None:
    found = told(some(), DAY)
    for curve, row in zip(found.velocities, found.stages, strict=True):
        values = [each.value or 0.0 for each in curve.on]
        assert values == sorted(values)
        assert (curve.on[-1], curve.out[-1], curve.median) == (row.on, row.out, row.days.value)
        assert all((on.value or 0) + (out.value or 0) <= 1 + 1e-12 for on, out in zip(curve.on, curve.out, strict=True))


def test_ages_are_days_since_the_last_stage_was_entered_and_the_bands_hold_all() -> None:
    steps = some()
    value = {step.id: int(step.value) for step in steps}
    found = told(steps, DAY)
    ages: dict[str, dict[str, int]] = {stage: {} for stage in STAGES}
    for name, story in stories(steps).items():
        if story[-1][1] in STAGES:
            ages[story[-1][1]][name] = AT - story[-1][0]
    for row in found.ageings:
        here = ages[row.item.text]
        assert row.age == (np.median(list(here.values())) if here else None)
        usual, slow = row.usual or 0, row.slow or float("inf")
        bounds = [(-1, usual), (usual, slow), (slow, float("inf"))]
        for band, (low, high) in zip(row.bands, bounds, strict=True):
            inside = [name for name, age in here.items() if low < age <= high]
            assert (band.n, band.value) == (len(inside), sum(value[name] for name in inside))
        assert sum(band.n for band in row.bands) == row.here.n


def test_a_stage_that_few_have_entered_hides_what_it_would_say_and_says_why() -> None:
    found = told([Step("A", "Need", 0), Step("B", "Need", 0), Step("B", "Options", 4)])
    hidden = found.stages[1]
    assert (hidden.entered, hidden.on.value, hidden.days.value) == (1, None, None)
    assert [note.code for note in hidden.notes] == ["hidden_base"]
    assert (found.velocities[1].days, found.ageings[1].bands) == ((), ())
    assert found.stages[3].entered == 0


def test_a_log_without_values_has_none() -> None:
    rows = columns(some(30))
    del rows["value"]
    text = HEAD + LONG.replace('value = "value"\n', "") + DAY
    found = by_kind(pipelining.pipeline(surveyed(rows, text))[1].rows)
    assert found.whole[0].all.value is None
    assert all(row.here.value is None for row in found.stages)
