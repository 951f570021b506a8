from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.errors import (
    DataError,
    OutputError,
    Place,
    Problem,
    RefusedError,
    SamkitError,
    StudyError,
    nearest,
    shown,
    suggestion,
)


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=100), st.text(max_size=100))
def test_a_message_holds_no_raw_control_character_of_what_it_tells_of(a: str, b: str, c: str, d: str) -> None:
    told = DataError(Problem("code", "wrong", Place(a, 3, b, c), got=d)).told()
    assert not {unicodedata.category(character) for character in told} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_problem_tells_where_what_found_expected_and_next() -> None:
    problem = Problem("code", "not a level", Place("f.csv", 7, "q1"), "'Yes', 'No'", "Ja", "did you mean 'No'?")
    assert str(problem) == (
        "f.csv, line 7, column 'q1': not a level; found 'Ja'; expected 'Yes', 'No'\n    next: did you mean 'No'?"
    )


def test_of_each_kind_the_first_ten_are_told_and_the_rest_counted() -> None:
    many = [Problem("a", f"first {number}") for number in range(25)] + [Problem("b", "second")]
    lines = SamkitError(many).told().splitlines()
    assert lines[:10] == [f"error: first {number}" for number in range(10)]
    assert lines[10:] == ["error: second", "error: … and 15 more of the same kind (a)"]


@pytest.mark.parametrize(("error", "code"), [(StudyError, 2), (DataError, 3), (OutputError, 4), (RefusedError, 5)])
def test_the_kind_of_an_error_fixes_the_exit_code(error: type[SamkitError], code: int) -> None:
    assert error(Problem("a", "b")).exit_code == code
    assert issubclass(error, SamkitError)


def test_a_long_value_is_cut_and_its_length_told() -> None:
    assert shown("x" * 41) == f"'{'x' * 40}… (41 characters)'"
    assert shown("x" * 40) == f"'{'x' * 40}'"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\u00a0b", "a<U+00A0>b"),
        ("\u0410gree", "<U+0410>gree"),
        ("\x1b[2J", "<U+001B>[2J"),
        ("Zoë", "Zoë"),
        ("\u200b", "<U+200B>"),
        ("C# ภาษา", "C# ภาษา"),
        ("SAPを使う", "SAPを使う"),
        ("SAP \u0421", "SAP <U+0421>"),
    ],
)
def test_what_looks_like_something_else_is_spelt_by_number(value: str, text: str) -> None:
    assert shown(value, quote=False) == text


def test_the_nearest_name_ignores_case_and_what_is_far_off_gets_a_list() -> None:
    assert nearest("REVENUE", ["profit", "revenue"]) == "revenue"
    assert nearest("x", ["profit", "revenue"]) == ""
    assert suggestion("x", [f"name{number}" for number in range(10)]).endswith("'name7' and 2 more")
    assert suggestion("x", []) == ""
