from __future__ import annotations

import pytest

from samkit.stats.competing import incidence
from samkit.stats.life_table import life_table
from tests.pipeline.made import Step, on, some, stories, told

DAY = f"exported = {on(240)}\n"


def test_the_whole_counts_everybody_once() -> None:
    steps = some()
    (row,) = told(steps, DAY).whole
    ends = [story[-1][1] for story in stories(steps).values()]
    assert (row.won.n, row.lost.n) == (ends.count("Won"), ends.count("Lost"))
    assert row.all.n == len(ends) == row.open.n + row.won.n + row.lost.n
    assert row.all.value == sum({step.id: int(step.value) for step in steps}.values())
    assert (row.at, row.exported, row.sellers) == (on(240), on(240), 8)
    assert row.closed.value == row.won.n / (row.won.n + row.lost.n)


def test_the_chance_of_winning_counts_what_is_open_for_its_days() -> None:
    steps = some()
    (row,) = told(steps, DAY).whole
    days, cause = [], []
    for story in stories(steps).values():
        ended = story[-1][1] in {"Won", "Lost"}
        days.append((story[-1][0] if ended else 240) - story[0][0])
        cause.append(["Won", "Lost"].index(story[-1][1]) if ended else -1)
    table = life_table(days, cause, 2)
    tenth = sorted(days)[-10]
    unknown = [day for day, how in zip(days, cause, strict=True) if day > tenth and how < 0]
    assert row.horizon == (tenth if unknown else max(days))
    assert row.win.value == pytest.approx(incidence(table)[0, row.horizon])


def test_a_declared_horizon_holds_unless_too_few_are_seen_so_long() -> None:
    assert told(some(), DAY + "horizon = 50\n").whole[0].horizon == 50
    assert told(some(), DAY + "horizon = 5000\n").whole[0].horizon == told(some(), DAY).whole[0].horizon


def test_slices_of_a_column_add_up_and_hold_those_without_a_category() -> None:
    steps = [step._replace(source="") if step.id in {"O1", "O2", "O3"} else step for step in some()]
    found = told(steps, DAY)
    rows = [row for row in found.slices if row.item.id == "source"]
    assert [row.category for row in rows][-1] == ""
    assert rows[-1].all.n == 3
    assert sum(row.all.n for row in rows) == found.whole[0].all.n
    assert sum(row.won.value or 0 for row in rows) == found.whole[0].won.value
    assert [row.all.n for row in rows[:-1]] == sorted((row.all.n for row in rows[:-1]), reverse=True)


def test_each_slice_is_the_pipeline_of_its_opportunities_alone() -> None:
    steps, more = some(), DAY + "horizon = 60\n"
    sliced = {row.category: row for row in told(steps, more).slices}["Referral"]
    alone = told([step for step in steps if step.source == "Referral"], more).whole[0]
    assert (sliced.all, sliced.open, sliced.won, sliced.lost) == (alone.all, alone.open, alone.won, alone.lost)
    assert (sliced.win, sliced.closed, sliced.days) == (alone.win, alone.closed, alone.days)


def test_a_slice_of_one_tells_no_chance() -> None:
    steps = [step._replace(source="Rare") if step.id == "O1" else step for step in some()]
    rare = next(row for row in told(steps, DAY).slices if row.category == "Rare")
    assert (rare.all.n, rare.win.value, rare.closed.value) == (1, None, None)
    assert [note.code for note in rare.notes] == ["hidden_base"]


def test_looking_at_an_earlier_day_is_the_same_as_a_log_that_ends_then() -> None:
    steps = some()
    early = told(steps, DAY + f"at = {on(120)}\n")
    cut = told([step for step in steps if step.day <= 120], f"exported = {on(120)}\n")
    assert early.whole[0]._replace(exported="") == cut.whole[0]._replace(exported="")
    assert early.stages == cut.stages
    assert early.landmarks == cut.landmarks


def test_one_history_more_that_is_broken_changes_nothing_but_that_it_is_told() -> None:
    steps = some()
    one, other = told(steps, DAY), told([*steps, Step("X", "Need", 3), Step("X", "Closed", 5)], DAY)
    assert (one.whole[0].aside, other.whole[0].aside) == (0, 1)
    assert one.whole[0] == other.whole[0]._replace(aside=0)
    assert one.stages == other.stages
