from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.results import Contrast, Verdict, contrasts
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import Result

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


def planted(top: Mapping[str, int], rest: Mapping[str, int]) -> dict[str, list[str]]:
    """Give an export in which the answers to `plan` fall by group as counted, and everything else is even."""
    cells = [("Grew", text, n) for text, n in top.items()] + [("Fell", text, n) for text, n in rest.items()]
    rows = [(grew, text) for grew, text, n in cells for _ in range(n)]
    even = [("Agree", "Disagree")[row % 2] for row in range(len(rows))]
    plan = [text for _, text in rows]
    return {"growth": [grew for grew, _ in rows], "plan": plan, "train": even, "meet": even, "ripe": even}


def compared(columns: Mapping[str, Sequence[str]], text: str = STUDY) -> tuple[Result, Contrast]:
    """Give the section of practices, and its row on planning."""
    result = workflow.compare(surveyed(columns, text), ["practices"])[1][0]
    return result, next(row for row in contrasts(result) if row.item.id == "plan")


def codes(row: Contrast) -> set[str]:
    return {note.code for note in row.notes}


def test_what_was_not_answered_or_not_known_could_have_been_an_answer() -> None:
    _, row = compared(planted({"Agree": 30, "Disagree": 20, "": 5, "Don't know": 5}, {"Agree": 20, "Disagree": 80}))
    assert row.at_worst.value is None
    assert (row.at_worst.lower, row.at_worst.upper) == pytest.approx((30 / 60 - 0.2, 40 / 60 - 0.2))


def test_what_was_not_asked_or_does_not_apply_could_not() -> None:
    text = STUDY.replace('"does not know" }', '"does not apply", "Skip" = "not asked" }')
    made = planted({"Agree": 30, "Disagree": 20, "Don't know": 5, "Skip": 5}, {"Agree": 20, "Disagree": 80})
    _, row = compared(made, text)
    assert row.first.missing == 10
    assert (row.at_worst.lower, row.at_worst.upper) == pytest.approx((row.gap.value, row.gap.value))


def test_bounds_are_weighted_where_the_gap_is() -> None:
    made = planted({"Agree": 30, "Disagree": 20, "": 10}, {"Agree": 20, "Disagree": 80})
    weights = {"Agree": 1.0, "Disagree": 2.0, "": 4.0}
    made["w"] = [str(weights[text]) for text in made["plan"]]
    _, row = compared(made, WEIGHTED)
    assert row.at_worst.lower == pytest.approx(30 / 110 - 20 / 180)
    assert row.at_worst.upper == pytest.approx(70 / 110 - 20 / 180)


def test_equal_weights_change_no_bound() -> None:
    made = planted({"Agree": 30, "Disagree": 20, "": 10}, {"Agree": 20, "Disagree": 80, "": 3})
    weighted = {**made, "w": ["3"] * len(made["plan"])}
    one, other = compared(made)[1], compared(weighted, WEIGHTED)[1]
    assert one.at_worst == pytest.approx(other.at_worst)


def test_missing_answers_that_could_turn_a_difference_round_are_told() -> None:
    _, row = compared(planted({"Agree": 30, "Disagree": 20, "": 30}, {"Agree": 30, "Disagree": 70, "": 40}))
    assert row.verdict is Verdict.DIFFERS
    assert "missing_matters" in codes(row)
    assert row.at_worst.lower is not None
    assert row.at_worst.lower < 0


def test_missing_answers_that_could_undo_a_difference_but_not_turn_it_are_told() -> None:
    _, row = compared(planted({"Agree": 30, "Disagree": 20, "": 4}, {"Agree": 40, "Disagree": 70, "": 9}))
    assert row.verdict is Verdict.DIFFERS
    assert codes(row) & {"missing_matters", "missing_undoes"} == {"missing_undoes"}


def test_missing_answers_that_could_undo_sameness_are_told() -> None:
    same = {"Agree": 300, "Disagree": 300}
    clean, holed = compared(planted(same, same))[1], compared(planted({**same, "": 60}, {**same, "": 60}))[1]
    assert clean.verdict is holed.verdict is Verdict.EQUIVALENT
    assert "missing_undoes" in codes(holed)
    assert not codes(clean)


def test_a_few_missing_answers_that_change_nothing_are_passed_over() -> None:
    _, row = compared(planted({"Agree": 40, "Disagree": 10, "": 1}, {"Agree": 20, "Disagree": 80, "": 2}))
    assert row.verdict is Verdict.DIFFERS
    assert not codes(row)


def test_where_nothing_is_claimed_nothing_can_be_undone() -> None:
    _, row = compared(planted({"Agree": 16, "Disagree": 14, "": 9}, {"Agree": 20, "Disagree": 20, "": 9}))
    assert row.verdict is Verdict.NOT_SHOWN
    assert not codes(row) & {"missing_matters", "missing_undoes"}


def test_answers_that_are_missing_more_often_in_one_group_are_told_with_both_shares() -> None:
    result, row = compared(planted({"Agree": 30, "Disagree": 20, "": 14}, {"Agree": 30, "Disagree": 90, "": 2}))
    (note,) = (note for note in row.notes if note.code == "missing_differs")
    assert note.text.startswith("no answer from 22 % of Top Performers and 2 % of The Rest")
    assert "missing" in {method.of for method in result.methods}


def test_answers_that_are_missing_alike_are_no_difference() -> None:
    result, row = compared(planted({"Agree": 30, "Disagree": 20, "": 5}, {"Agree": 30, "Disagree": 90, "": 12}))
    assert "missing_differs" not in codes(row)
    assert "missing" not in {method.of for method in result.methods}


def test_under_chance_alone_the_family_says_seldom_that_missing_answers_differ() -> None:
    draw, found, repeats = random.Random(8), 0, 150  # noqa: S311 - a test needs no secret
    for _ in range(repeats):
        columns = answers(150, seed=draw.randrange(10**6))
        for name in ("plan", "train", "meet"):
            columns[name] = ["" if draw.random() < 0.1 else text or "Agree" for text in columns[name]]
        rows = contrasts(workflow.compare(surveyed(columns), ["practices"])[1][0])
        found += any("missing_differs" in codes(row) for row in rows)
    assert found <= 0.05 * repeats + 3 * (0.05 * 0.95 * repeats) ** 0.5


def test_a_hidden_row_has_no_bounds_from_which_its_numbers_would_follow() -> None:
    _, row = compared(planted({"Agree": 2, "Disagree": 1, "": 40}, {"Agree": 30, "Disagree": 90, "": 2}))
    assert row.verdict is Verdict.HIDDEN
    assert row.at_worst == (None, None, None)
    assert codes(row) == {"hidden_base"}
