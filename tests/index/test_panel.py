"""Rows that cannot be told apart, periods without an order: refused, each with its line; what is missing is told."""

from __future__ import annotations

from typing import Any

import pytest

from samkit.errors import DataError, SamkitError, StudyError
from samkit.index.periods import in_order, skipped
from samkit.indexed import by_kind
from tests.index.made import STUDY, computed, kinds, rows


def refused(columns: dict[str, list[str]], text: str = STUDY, error: type[SamkitError] = DataError) -> list[Any]:
    with pytest.raises(error) as found:
        computed(columns, text)
    return [(each.code, each.place.line, each.place.column) for each in found.value.problems]


def test_a_person_who_stands_twice_in_a_quarter_is_refused_with_both_lines() -> None:
    columns = rows()
    columns["when"][1] = columns["when"][7] = "2026-Q1"
    assert refused(columns) == [("manager_twice", 3, "who"), ("manager_twice", 9, "who")]
    with pytest.raises(DataError, match="already has a row in '2026-Q1', on line 2"):
        computed(columns)


@pytest.mark.parametrize(("column", "code"), [("who", "no_manager"), ("when", "no_period"), ("team", "no_team")])
def test_every_row_without_person_period_or_team_is_refused(column: str, code: str) -> None:
    columns = rows()
    columns[column][4] = columns[column][9] = " "
    assert refused(columns) == [(code, 6, column), (code, 11, column)]


def test_several_faults_of_the_rows_are_told_together() -> None:
    columns = rows()
    columns["who"][2], columns["when"][5] = "", "2026-Q1"
    assert {code for code, _, _ in refused(columns)} == {"no_manager", "manager_twice"}


@pytest.mark.parametrize("name", ["Q1 2026", "spring", "2026-Q5", "2026-13", "2026"])
def test_periods_that_have_no_order_are_refused_at_the_first_that_is_none(name: str) -> None:
    columns = rows()
    columns["when"][4] = name
    ((code, line, column),) = refused(columns)
    assert (code, column) == ("period_order", "when")
    assert line == (2 if name == "2026" else 6)


def test_declared_periods_have_their_own_order_and_no_other_is_let_in() -> None:
    names = {"2026-Q1": "spring", "2026-Q2": "summer", "2026-Q3": "autumn", "2026-Q4": "winter"}
    columns = rows()
    columns["when"] = [names[each] for each in columns["when"]]
    text = STUDY.replace(
        'team = "team"', 'team = "team"\nperiods = ["spring", "summer", "autumn", "winter", "spring 2"]'
    )
    result = computed(columns, text)
    means = [row for row in by_kind(result.rows).means if row.of == "all"]
    assert [(row.period, row.position) for row in means] == [(name, at) for at, name in enumerate(names.values())]
    assert "spring 2: no manager has a row" in {note.text for note in result.notes}
    columns["when"][3] = "wintre"
    assert refused(columns, text) == [("unknown_period", 5, "when")]


def test_a_quarter_that_nobody_has_and_one_that_somebody_has_not_are_told() -> None:
    columns = rows()
    kept = [row for row in range(32) if columns["when"][row] != "2026-Q2" and row != 8]
    result = computed({name: [cells[row] for row in kept] for name, cells in columns.items()})
    assert [note.text for note in result.notes if note.code == "period_missing"] == [
        "2026-Q2: no manager has a row",
        "A02: no row in 2026-Q1",
    ]


@pytest.mark.parametrize("key", ["since", "until"])
def test_a_period_that_is_named_and_has_no_row_is_refused(key: str) -> None:
    text = STUDY.replace('team = "team"', f'team = "team"\n{key} = "2027-Q1"')
    assert refused(rows(), text, StudyError)[0][0] == "no_rows_in_period"


def test_a_change_backwards_is_refused() -> None:
    text = STUDY.replace('team = "team"', 'team = "team"\nsince = "2026-Q3"\nuntil = "2026-Q2"')
    assert refused(rows(), text, StudyError)[0][0] == "periods_turned"


def test_a_study_without_an_index_is_refused_with_what_to_declare() -> None:
    text = STUDY.split("[index]")[0]
    with pytest.raises(StudyError, match=r"declares no index(.|\n)*declare \[index\]"):
        computed(rows(), text)


def test_without_teams_there_are_people_and_all_of_them() -> None:
    found = kinds(text=STUDY.replace('team = "team"\n', ""))
    assert {row.of for row in found.means} == {"all"}
    assert {row.team for row in found.scores} == {""}


def test_calendars_are_sorted_as_calendars() -> None:
    assert in_order(["2026-10", "2026-09", "2025-12"]) == ("2025-12", "2026-09", "2026-10")
    assert in_order(["2026 Q2", "2026-Q1"]) == ("2026-Q1", "2026 Q2")
    assert in_order(["2026 Q1", "2026-Q1"]) is None  # one quarter in two spellings
    assert skipped(("2025-11", "2026-02")) == ("2025-12", "2026-01")
    assert skipped(("2023", "2026")) == ("2024", "2025")
