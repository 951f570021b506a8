from __future__ import annotations

import numpy as np
import pytest

from samkit import pipelining
from samkit.errors import DataError
from samkit.pipelined import PipelineRows, by_kind
from samkit.stats.proportion import wilson
from tests.builders import surveyed
from tests.pipeline.made import HEAD, LONG, Step, columns, on

MORE = f'exported = {on(100)}\ndue = "due"\nquota = "quota"\n'


def foretold(steps: list[Step], due: list[str], quota: list[str] | None = None, more: str = "") -> PipelineRows:
    rows = {**columns(steps), "due": due, "quota": quota or ["100"] * len(steps)}
    return by_kind(pipelining.pipeline(surveyed(rows, HEAD + LONG + MORE + more))[1].rows)


def test_a_forecast_is_met_late_lost_or_still_open_and_only_what_is_due_counts() -> None:
    steps, due = [], []
    for name, outcome, closed, day in [
        ("met", "Won", 40, 50), ("on the day", "Won", 50, 50), ("late", "Won", 60, 50), ("lost", "Lost", 20, 50),
        ("open", "", 0, 50), ("not due", "", 0, 300), ("never said", "Won", 30, 0),
    ]:  # fmt: skip
        steps.append(Step(name, "Need", 0))
        due.append(on(day) if day else "")
        if outcome:
            steps.append(Step(name, outcome, closed))
            due.append("")
    (row,) = foretold(steps, due).forecasts
    assert [count.n for count in (row.due, row.met, row.late, row.lost, row.open)] == [5, 2, 1, 1, 1]
    assert (row.due.value, row.met.value) == (500, 200)
    assert row.share.value == 2 / 5
    assert [row.share.lower, row.share.upper] == pytest.approx(np.ravel(wilson(2, 5)))


def test_the_first_day_that_was_forecast_counts_and_not_one_written_when_it_was_won() -> None:
    steps = [Step(name, stage, day) for name in "AB" for stage, day in (("Need", 0), ("Won", 60))]
    (row,) = foretold(steps, [on(30), on(60), on(30), on(60)]).forecasts
    assert (row.due.n, row.met.n, row.late.n) == (2, 0, 2)


def test_a_seller_reaches_a_quota_with_what_was_won_and_not_with_what_is_open_or_lost() -> None:
    steps: list[Step] = []
    for owner, won, other in [("S1", 100, 0), ("S2", 99, 900), ("S3", 250, 0)]:
        steps += [Step(f"{owner}w", "Need", 0, str(won), owner), Step(f"{owner}w", "Won", 9, str(won), owner)]
        steps += [Step(f"{owner}o", "Need", 0, str(other), owner)]
    (row,) = foretold(steps, [""] * len(steps)).quotas
    assert (row.sellers, row.met) == (3, 2)


def test_only_what_is_won_from_a_declared_day_on_counts_against_the_quota() -> None:
    steps = [
        Step(f"{owner}", stage, day, "100", owner)
        for owner, late in (("S1", 9), ("S2", 30))
        for stage, day in (("Need", 0), ("Won", late))
    ]
    (row,) = foretold(steps, [""] * 4, more=f"quota_from = {on(10)}\n").quotas
    assert (row.sellers, row.met) == (2, 1)


def test_a_value_that_is_no_number_is_refused_with_its_line() -> None:
    steps = [Step("A", "Need", 0, "much"), Step("B", "Need", 0)]
    with pytest.raises(DataError, match=r"(?s)line 2.*not a number"):
        foretold(steps, ["", ""])


def test_values_are_read_as_declared() -> None:
    steps = [Step("A", "Need", 0, "€ 1.234,50"), Step("B", "Need", 0, "")]
    more = '[pipeline.amounts]\ndecimal = ","\nthousands = "."\nstrip = "€"\n'
    (row,) = foretold(steps, ["", ""], more=more).whole
    assert row.all.value == 1234.5
