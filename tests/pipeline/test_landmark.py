"""How many times as likely: a planted 2.5 is found, and the ratio that looks into the future is not to be believed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit.pipeline.chance import clusters
from samkit.pipeline.events import LOST, WON, Events
from samkit.pipeline.history import OPEN, History, Spells
from samkit.pipeline.landmark import landmarks, usual_days
from samkit.pipeline.stages import Pipe
from samkit.results import Verdict
from samkit.study.file import StudyTable
from tests.pipeline.made import STAGES, Step, told

if TYPE_CHECKING:
    from samkit.pipelined import Landmark

ABOUT = StudyTable(title="x")
PLANTED, SLOW = 2.5, 0.2
DAY, END = 30, 400


def planted(seed: int, n: int = 800, sellers: int = 40) -> Pipe:
    """Draw opportunities that have reached the third stage by day 30 or not, and then are won at 0.5 or at 0.2.

    Half of those that are lost are lost long before they are won, as it is in life; a tenth is lost before day 30,
    and all are seen for another length of time.
    """
    chance = np.random.default_rng(seed)
    quick = chance.random(n) < 0.4
    gone = chance.random(n) < 0.1
    won = ~gone & (chance.random(n) < np.where(quick, PLANTED * SLOW, SLOW))
    after = np.where(
        won, chance.integers(60, 200, n), np.where(chance.random(n) < 0.5, 5, 150) + chance.integers(0, 60, n)
    )
    days = np.where(gone, chance.integers(1, DAY, n), DAY + after)
    seen = chance.integers(DAY + 1, END, n)
    outcome = np.where(days <= seen, np.where(won, WON, LOST), OPEN)
    entered = np.full((n, len(STAGES)), -1)
    entered[:, 0] = 0
    entered[quick, 2] = chance.integers(1, DAY + 1, int(quick.sum()))
    late = ~quick & (days > DAY + 2)
    entered[late, 2] = DAY + 1
    zero = np.zeros(n, dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    spells, events = Spells(none, none, none, none), Events(none, none, none, none)
    at = History(4, zero, zero, np.minimum(days, seen), outcome, zero, zero, entered, spells, events)
    return Pipe(at, STAGES, None, clusters(chance.integers(0, sellers, n), n), ABOUT)


def compared(pipe: Pipe, day: int = DAY) -> Landmark:
    (row,) = landmarks(pipe, 2, [day], 300)
    return row


def test_a_planted_ratio_is_found_and_its_interval_holds_it_as_often_as_it_says() -> None:
    found = [compared(planted(seed)) for seed in range(200)]
    logs = np.array([math.log(row.ratio.value or 0) for row in found])
    error = logs.std(ddof=1) / math.sqrt(len(found))
    assert abs(logs.mean() - math.log(PLANTED)) < 3 * error
    assert error < 0.02
    held = np.mean([(row.ratio.lower or 0) <= PLANTED <= (row.ratio.upper or 0) for row in found])
    # 95 percent of 200 intervals, within three standard errors of such a count.
    assert abs(held - 0.95) < 3 * math.sqrt(0.95 * 0.05 / 200)


def test_the_ratio_by_whole_time_among_closed_ones_is_far_off() -> None:
    naive = [compared(planted(seed)).naive or 0.0 for seed in range(20)]
    assert max(naive) < 1, "what is lost soon counts as fast, so that fast looks bad where it is good"


def test_where_nothing_is_planted_a_difference_is_shown_as_rarely_as_it_should_be() -> None:
    shown = 0
    for seed in range(200):
        pipe = planted(seed)
        mixed = np.random.default_rng(seed).permutation(pipe.history.size)
        entered = pipe.history.entered[mixed]
        row = compared(pipe._replace(history=pipe.history._replace(entered=entered)))
        shown += row.verdict is Verdict.DIFFERS
    assert shown / 200 < 0.05 + 3 * math.sqrt(0.05 * 0.95 / 200)


def test_who_is_closed_before_the_day_is_in_neither_group() -> None:
    pipe = planted(1)
    row, at = compared(pipe), pipe.history
    assert row.fast.n + row.slow.n + row.ended == at.size - int(((at.days <= DAY) & (at.outcome == OPEN)).sum())
    assert row.ended == int(((at.days <= DAY) & (at.outcome >= 0)).sum())


def test_turning_fast_and_slow_round_turns_the_ratio_round() -> None:
    pipe = planted(3)
    one = compared(pipe)
    entered = pipe.history.entered.copy()
    fast = (entered[:, 2] >= 0) & (entered[:, 2] <= DAY)
    entered[:, 2] = np.where(fast, -1, 1)
    other = compared(pipe._replace(history=pipe.history._replace(entered=entered)))
    assert (one.fast, one.slow) == (other.slow, other.fast)
    assert other.ratio.value == pytest.approx(1 / (one.ratio.value or 1))
    assert other.ratio.lower == pytest.approx(1 / (one.ratio.upper or 1))


def test_without_sellers_the_interval_is_that_of_independent_opportunities() -> None:
    pipe = planted(2)
    row = compared(pipe._replace(clusters=clusters(None, pipe.history.size)))
    value, low, high = row.ratio
    assert value is not None
    assert low is not None
    assert high is not None
    assert low * high == pytest.approx(value**2)
    assert low < value < high


def test_a_group_in_which_nobody_was_won_leaves_the_ratio_without_a_finite_bound() -> None:
    pipe = planted(4)
    at = pipe.history
    slow = at.entered[:, 2] > DAY
    outcome = np.where(slow & (at.outcome == WON), LOST, at.outcome)
    outcome = np.where((at.entered[:, 2] < 0) & (outcome == WON), LOST, outcome)
    row = compared(pipe._replace(history=at._replace(outcome=outcome)))
    assert tuple(row.ratio) == (math.inf, 0.0, math.inf)
    assert row.verdict is Verdict.NOT_SHOWN


def test_too_few_of_a_group_hide_the_comparison() -> None:
    pipe = planted(4)
    entered = np.full_like(pipe.history.entered, -1)
    row = compared(pipe._replace(history=pipe.history._replace(entered=entered)))
    assert row.verdict is Verdict.HIDDEN
    assert row.ratio.value is None
    assert [note.code for note in row.notes] == ["hidden_base"]


def test_a_day_after_all_chances_are_told_hides_the_comparison() -> None:
    (row,) = landmarks(planted(4), 2, [350], 300)
    assert row.verdict is Verdict.HIDDEN
    assert "until day 300" in row.notes[-1].text


def test_left_out_the_stage_is_that_in_the_middle_and_the_day_that_by_which_half_have_reached_it() -> None:
    steps = [
        Step(name, stage, day * number)
        for number, name in enumerate("ABC", 1)
        for stage, day in (("Need", 0), ("Offers", 10))
    ]
    (row,) = told(steps).landmarks
    assert (row.item.text, row.day) == ("Offers", 20)


def test_where_nobody_reaches_the_stage_the_day_is_the_first() -> None:
    pipe = planted(1)
    nobody = pipe.history._replace(entered=np.full_like(pipe.history.entered, -1))
    assert usual_days(nobody, 2) == 1
