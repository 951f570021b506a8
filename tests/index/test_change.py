"""Changes: what the components add sums to the change, of one manager, of a team, of all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.made import STUDY, kinds, rows, score


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from(["leave out", "reweight"]), st.integers(0, 31))
def test_the_steps_of_every_change_sum_to_it(seed: int, missing: str, hole: int) -> None:
    columns = rows(seed=seed)
    columns["retention"][hole] = ""
    found = kinds(columns, STUDY.replace('team = "team"', f'team = "team"\nmissing = "{missing}"'))
    assert len(found.changes) >= 8
    for row in found.changes:
        assert sum(step.change for step in row.steps) == pytest.approx(row.after - row.before, abs=1e-8)
        assert row.change.value == pytest.approx(row.after - row.before, abs=1e-8)
        assert sum(step.before for step in row.steps) == pytest.approx(row.before, abs=1e-8)
        for step in row.steps:
            assert step.after - step.before == pytest.approx(step.change, abs=1e-12)


def test_the_change_of_a_team_is_the_mean_of_its_people_and_that_of_all_of_every_one() -> None:
    found = kinds()
    alone = {row.item.id: row for row in found.changes if row.of == "manager"}
    for name, members in {"North": ("A00", "A02", "A04", "A06"), "all": tuple(alone)}.items():
        (row,) = [row for row in found.changes if row.item.id == name]
        assert row.n == len(members)
        assert row.change.value == pytest.approx(sum(alone[each].change.value for each in members) / row.n)
        assert row.steps[0].change == pytest.approx(sum(alone[each].steps[0].change for each in members) / row.n)


def test_a_person_without_an_index_in_one_of_both_periods_has_no_change() -> None:
    columns = rows()
    columns["growth"][0] = ""
    found = kinds(columns)
    assert "A00" not in {row.item.id for row in found.changes}
    assert next(row for row in found.changes if row.of == "all").n == 7


def test_the_study_names_the_periods_of_a_change_and_the_later_one_is_ranked() -> None:
    found = kinds(text=STUDY.replace('team = "team"', 'team = "team"\nsince = "2026-Q2"\nuntil = "2026-Q3"'))
    assert {(row.since, row.until) for row in found.changes} == {("2026-Q2", "2026-Q3")}
    assert {row.period for row in found.scores if row.ranked} == {"2026-Q3"}
    one = next(row for row in found.changes if row.item.id == "A03")
    assert one.before == score(found, "A03", "2026-Q2").points.value


def test_one_period_alone_has_no_change_and_no_movement() -> None:
    found = kinds(rows(quarters=1))
    assert found.changes == ()
    assert {row.points.lower for row in found.scores} == {None}
    assert {row.rank.lower for row in found.scores} == {None}


def test_the_bounds_of_the_change_of_one_person_are_wider_than_those_of_an_index() -> None:
    found = kinds()
    middle = next(row for row in found.scores if row.ranked and 30 < (row.points.value or 0) < 70)
    half = (middle.points.upper - middle.points.lower) / 2
    alone = next(row for row in found.changes if row.of == "manager")
    assert alone.change.upper - alone.change.value == pytest.approx(2**0.5 * half)
