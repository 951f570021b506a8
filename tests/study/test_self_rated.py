"""The criteria that are self-rated: left out of the rule, and names that there are not told with the nearest."""

from __future__ import annotations

import pytest

from samkit.errors import StudyError
from samkit.study.asked import grouping
from samkit.study.load import load, parse
from samkit.study.self_rated import self_rated, without_self_rated
from tests.analyses.reread import text

RATED = 'self_rated = ["Clients are content", "Successful"]\n'
HERE = "alternatives = { content"


def made(said: str = RATED, require: str = "") -> str:
    return text().replace(HERE, f"{require}{said}{HERE}")


def test_a_rule_is_read_as_declared_and_without_them() -> None:
    groups = parse(made(), "study").groups["performance"]
    found = without_self_rated(groups)
    assert self_rated(groups) == ("Clients are content", "Successful")
    assert found.rule(found.readings[0]) == groups.rule
    without = found.rule(found.readings[1])
    assert [part.label for part in without.parts] == ["Revenue grew", "Profit grew"]
    assert without.k == 2


@pytest.mark.parametrize(("k", "left"), [(1, 1), (2, 2), (3, 2)])
def test_as_many_must_hold_as_before_or_all_that_are_left(k: int, left: int) -> None:
    found = without_self_rated(parse(made(require=f"require = {k}\n"), "study").groups["performance"])
    assert found.rule(found.readings[1]).k == left


def test_without_any_or_with_nothing_else_there_is_the_declared_reading_alone() -> None:
    every = 'self_rated = ["Revenue grew", "Profit grew", "Clients are content", "Successful"]\n'
    for said in ("", every):
        assert len(without_self_rated(parse(made(said), "study").groups["performance"]).readings) == 1


def test_a_criterion_that_another_reading_words_otherwise_is_still_self_rated() -> None:
    said = made().replace('at_least = "Better" } }', 'label = "Clients are better off", at_least = "Better" } }')
    other = grouping(parse(said, "study"), "performance.content")
    assert self_rated(other) == ("Clients are better off", "Successful")


def test_a_label_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(StudyError) as caught:
        parse(made('self_rated = ["Succesful"]\n'), "study")
    problem = caught.value.problems[0]
    assert (problem.code, problem.got) == ("unknown_criterion", "Succesful")
    assert "Successful" in problem.hint
    assert problem.place is not None
    assert problem.place.key == "groups.performance.self_rated[0]"


def test_the_built_in_study_names_what_respondents_think_of_themselves() -> None:
    groups = load("sam").groups["performance"]
    assert self_rated(groups) == ("Satisfaction the same or better", "Success very good or excellent")
