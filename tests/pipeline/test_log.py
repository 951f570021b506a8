from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.errors import DataError, StudyError
from samkit.pipeline import log
from samkit.pipeline.log import FAULTS
from tests.builders import export
from tests.pipeline.made import STAGES, WIDE, Step, columns, declared, logged, looked, on, some


def lines(steps: list[Step], code: str) -> list[int]:
    """Give the rows with a fault, counted from 0."""
    return list(logged(steps).faults[code].tolist())


def test_a_log_in_order_has_no_fault() -> None:
    found = logged(some())
    assert {code: rows.tolist() for code, rows in found.faults.items()} == {code: [] for code in FAULTS}
    assert not found.aside.any()


NEED, OPTIONS = Step("A", "Need", 1), Step("A", "Options", 5)


@pytest.mark.parametrize(
    ("code", "steps", "rows", "aside"),
    [
        ("no_outcome", [NEED, Step("A", "Closed", 9)], [1], True),
        ("no_stage", [Step("A", "Won", 9)], [0], True),
        ("no_date", [NEED, Step("A", "Options", -1)], [1], False),
        ("future", [NEED, Step("A", "Options", 900)], [1], False),
        ("repeated", [NEED, Step("A", "Need", 4), OPTIONS], [1], False),
        ("reopened", [NEED, Step("A", "Lost", 3), OPTIONS], [2], False),
        ("went_back", [NEED, OPTIONS, Step("A", "Need", 9)], [2], False),
        ("skipped", [NEED, Step("A", "Offers", 9)], [1], False),
        ("skipped", [OPTIONS], [0], False),
        ("skipped", [NEED, OPTIONS, Step("A", "Won", 9)], [2], False),
    ],
)
def test_each_fault_is_told_by_its_row(code: str, steps: list[Step], rows: list[int], *, aside: bool) -> None:
    found = logged([*steps, Step("B", "Need", 2)])
    assert found.faults[code].tolist() == rows
    assert found.aside.tolist() == [aside, False]
    assert sum(each.size for each in found.faults.values()) == len(rows)


def test_a_stage_that_was_entered_before_is_not_skipped_when_it_is_passed_again() -> None:
    assert lines([NEED, OPTIONS, Step("A", "Need", 7), Step("A", "Offers", 9)], "skipped") == []


def test_being_lost_skips_no_stage() -> None:
    assert lines([NEED, Step("A", "Lost", 9)], "skipped") == []


def test_a_stage_left_before_it_was_entered_sets_the_opportunity_aside() -> None:
    rows = {**columns([NEED, OPTIONS]), "left": [on(0), on(9)]}
    found = log.read(export(rows), declared(more='left = "left"\n'))
    assert found.faults["left_before_entered"].tolist() == [0]
    assert found.aside.tolist() == [True]


def wide(**changed: str) -> dict[str, list[str]]:
    """Give a log with a row an opportunity: one won, one open."""
    first = {"id": "A", "Need": on(1), "Options": on(4), "Offers": on(9), "Decision": on(12)}
    first |= {"closed": on(20), "outcome": "Won", **changed}
    second = {"id": "B", "Need": on(2), **dict.fromkeys(list(first)[2:], "")}
    return {name: [first[name], second[name]] for name in first}


def test_a_log_with_a_column_for_each_stage_has_the_same_events_as_one_with_a_row_for_each() -> None:
    steps = [Step("A", stage, day) for stage, day in zip((*STAGES, "Won"), (1, 4, 9, 12, 20), strict=True)]
    tall = logged([*steps, Step("B", "Need", 2)])
    broad = log.read(export(wide()), declared(WIDE, "exported = 2026-12-31\n"))
    for one, other in ((tall.events.opportunity, broad.events.opportunity), (tall.events.place, broad.events.place)):
        assert one.tolist() == other.tolist()
    assert (tall.events.second // 86_400).tolist() == (broad.events.second // 86_400).tolist()


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("left_before_entered", {"Options": on(0)}),
        ("left_before_entered", {"closed": on(11)}),
        ("no_outcome", {"outcome": ""}),
        ("no_closing", {"closed": ""}),
    ],
)
def test_in_a_row_of_dates_what_cannot_be_sets_the_opportunity_aside(code: str, changed: dict[str, str]) -> None:
    found = log.read(export(wide(**changed)), declared(WIDE, "exported = 2026-12-31\n"))
    assert found.faults[code].tolist() == [0]
    assert found.aside.tolist() == [True, False]


def test_an_opportunity_with_two_rows_of_dates_is_refused() -> None:
    rows = {name: [*texts, texts[0]] for name, texts in wide().items()}
    with pytest.raises(DataError, match=r"line 4.*has a row already"):
        log.read(export(rows), declared(WIDE))


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("stage", "Optons", "not a stage of the pipeline.*did you mean 'Options'"),
        ("entered", "soon", "not a date"),
        ("id", "", "the row has no opportunity"),
    ],
)
def test_a_text_that_means_nothing_is_refused_with_its_line(column: str, text: str, message: str) -> None:
    rows = columns([NEED, OPTIONS])
    rows[column][1] = text
    with pytest.raises(DataError, match=f"(?s)line 3.*{message}"):
        log.read(export(rows), declared())


def test_an_outcome_that_is_none_is_refused_with_its_line() -> None:
    rows = columns([NEED, Step("A", "Lost", 8)])
    rows["outcome"][1] = "Gone"
    with pytest.raises(DataError, match=r"(?s)line 3.*neither won nor lost"):
        log.read(export(rows), declared())


def test_a_log_without_events_is_refused() -> None:
    with pytest.raises(DataError, match="no event"):
        logged([Step("A", "Need", -1)])


def test_without_a_day_of_export_the_last_event_ends_the_log_and_that_is_said() -> None:
    found = logged([NEED, OPTIONS], more="")
    assert (found.exported, [note.code for note in found.notes]) == (found.at, ["last_event"])
    assert str(np.datetime64(found.exported, "D")) == on(5)


def test_a_pipeline_cannot_be_looked_at_after_its_log_ends() -> None:
    with pytest.raises(StudyError, match="later than the export"):
        logged([NEED], more="at = 2026-03-01\n")


@given(st.integers(0, 10_000))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    steps = some(30, seed)
    shuffled = random.Random(seed).sample(steps, len(steps))  # noqa: S311 - a test needs no secret
    one, other = (looked(each).pipe.history for each in (steps, shuffled))
    names = [list(dict.fromkeys(step.id for step in each)) for each in (steps, shuffled)]
    found = [
        {names[side][which]: (begun, days, outcome, stage) for which, begun, days, outcome, stage in zip(
            at.which.tolist(), at.begun.tolist(), at.days.tolist(), at.outcome.tolist(), at.stage.tolist(), strict=True
        )}
        for side, at in enumerate((one, other))
    ]  # fmt: skip
    assert found[0] == found[1]
