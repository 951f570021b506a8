"""Missing answers of the shipped respondents: few, with reasons, never where they would make a label uncertain."""

from collections import Counter

import pytest

from tests.data import respondents as plain

ROWS = plain.read()
GROUPS = plain.split(ROWS)
QUESTIONS = [name for name in ROWS[0] if name != "respondent_id"]


@pytest.mark.parametrize("column", QUESTIONS)
def test_at_most_six_percent_of_a_group_leave_a_question_out(column: str) -> None:
    for side in ("top", "rest"):
        missing = sum(row[column] in plain.MISSING for row in GROUPS[side])
        assert missing <= 0.06 * len(GROUPS[side])


def test_every_reason_for_a_missing_answer_occurs() -> None:
    found = Counter(row[column] for row in ROWS for column in QUESTIONS if row[column] in plain.MISSING)
    assert set(found) == plain.MISSING
    assert found[""] > max(found["Don't know"], found["N/A"])


def test_no_single_base_would_do_so_bases_differ_by_item() -> None:
    bases = {plain.share(GROUPS["top"], column, set())[1] for column in QUESTIONS}
    assert len(bases) > 2


def test_every_top_performer_answered_every_criterion() -> None:
    assert all(None not in plain.criteria(row) for row in GROUPS["top"])


def test_some_of_the_rest_left_a_criterion_out_and_fail_another() -> None:
    assert any(None in plain.criteria(row) for row in GROUPS["rest"])


def test_some_respondents_leave_out_more_than_chance_would_have_it() -> None:
    per_row = [sum(row[column] in plain.MISSING for column in QUESTIONS) for row in ROWS]
    mean = sum(per_row) / len(per_row)
    assert sum((count - mean) ** 2 for count in per_row) / len(per_row) > 2 * mean
