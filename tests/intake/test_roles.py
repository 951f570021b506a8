"""Columns of the design are found by name and content together, and written only where they are sure."""

from __future__ import annotations

import pytest

from samkit.intake import design
from samkit.readers.export import Asked
from tests.intake.made import seen

IDS = [f"r{row:03}" for row in range(20)]
WEIGHTS = [f"{0.5 + row / 20:.2f}" for row in range(20)]


def roles(**columns: list[str]) -> dict[str, design.Role]:
    """Find the roles of columns given by name."""
    return {role.key: role for role in design.roles([seen(name, texts) for name, texts in columns.items()])}


@pytest.mark.parametrize("name", ["respondent_id", "ID", "ResponseId", "token", "Respondent ID", "caseid"])
def test_who_is_who_is_found_by_name(name: str) -> None:
    assert roles(**{name: IDS})["respondent"].column == name


def test_an_id_that_stands_twice_or_is_missing_is_only_offered() -> None:
    twice, absent = roles(id=[*IDS[:19], IDS[0]])["respondent"], roles(id=[*IDS[:19], ""])["respondent"]
    assert not twice.sure
    assert "19 values in 20 rows" in twice.why
    assert not absent.sure
    assert "1 cell empty" in absent.why
    assert roles(id=["a", "b"] * 10) == {}


def test_rows_that_are_numbered_are_told_apart_by_their_number() -> None:
    assert roles(whatever=[str(row) for row in range(1, 21)])["respondent"].column == "whatever"


def test_an_email_address_tells_nobody_apart() -> None:
    column = seen("id", [f"{name}@example.org" for name in IDS], Asked(kind="personal"))
    assert design.roles([column]) == []


@pytest.mark.parametrize("name", ["weight", "wt", "final_weight", "gewicht", "Weighting"])
def test_weights_are_positive_numbers_about_one(name: str) -> None:
    assert roles(**{name: WEIGHTS})["weight"].sure


def test_what_is_no_weight_in_the_sample_is_offered_or_passed_over() -> None:
    assert not roles(weight=[str(60 + row) for row in range(20)])["weight"].sure
    assert roles(weight=["-1", *WEIGHTS[1:]]) == {}
    assert roles(weight=["", *WEIGHTS[1:]]) == {}
    assert roles(height=WEIGHTS) == {}


def test_replicate_weights_are_offered_for_only_the_user_knows_how_they_were_made() -> None:
    found = roles(**{f"rw_{place}": WEIGHTS[place:] + WEIGHTS[:place] for place in range(1, 7)})
    assert found["replicate_weights"].column == "rw_*"
    assert not found["replicate_weights"].sure
