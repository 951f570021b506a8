"""The rule of a grouping upon coded answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.errors import StudyError
from samkit.simulate.rule import allowed, distance, holds, passing
from samkit.study.load import load, parse
from samkit.study.rules import AtLeastOf, Compare, Not, Rule
from tests.simulate.small import STUDY, study

NAMES = ("a", "b", "c")
PARTS = {name: Compare(name, name, "at_least", ("Good",)) for name in NAMES}
PASSING = {compare: frozenset({1}) for compare in PARTS.values()}


def rules(k: int) -> list[Rule]:
    whole = AtLeastOf("whole", k, tuple(PARTS.values()))
    nested = AtLeastOf("nested", 1, (AtLeastOf("two", 2, (PARTS["a"], PARTS["b"])), PARTS["c"]))
    return [whole, Not("none", whole), nested]


@pytest.mark.parametrize("rule", [rule for k in (1, 2, 3) for rule in rules(k)])
def test_a_rule_is_open_exactly_where_a_missing_answer_could_decide_it(rule: Rule) -> None:
    for codes in product((-1, 0, 1), repeat=3):
        filled = product(*((0, 1) if code < 0 else (code,) for code in codes))
        possible = {holds(rule, dict(zip(NAMES, full, strict=True)), PASSING) for full in filled}
        found = holds(rule, dict(zip(NAMES, codes, strict=True)), PASSING)
        assert found == (possible.pop() if len(possible) == 1 else None)


@given(st.tuples(*[st.sampled_from([-1, 0, 1])] * 3), st.integers(0, 8), st.booleans())
def test_the_distance_is_the_least_number_of_answers_to_change(
    codes: tuple[int, ...], which: int, wanted: bool
) -> None:
    rule = [rule for k in (1, 2, 3) for rule in rules(k)][which]
    reached = [
        sum(one != other for one, other in zip(codes, full, strict=True))
        for full in product((-1, 0, 1), repeat=3)
        if holds(rule, dict(zip(NAMES, full, strict=True)), PASSING) is wanted
    ]
    assert distance(rule, dict(zip(NAMES, codes, strict=True)), PASSING, wanted=wanted) == min(reached)


def test_all_of_the_criteria_leave_the_first_group_only_passing_levels() -> None:
    sam = load("sam")
    groups = sam.groups["performance"]
    found = allowed(groups, passing(sam, groups))
    assert found["revenue_change"] == {2, 3, 4}
    assert found["overall_success"] == {3, 4}


def test_two_of_three_criteria_forbid_nothing() -> None:
    teams = study()
    groups = teams.groups["leading"]
    assert allowed(groups, passing(teams, groups)) == {}


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ('at_least = "Fair"', {1, 2}),
        ('above = "Fair"', {2}),
        ('at_most = "Fair"', {0, 1}),
        ('below = "Fair"', {0}),
        ('between = ["Bad", "Fair"]', {0, 1}),
        ('is_in = ["Bad", "Good"]', {0, 2}),
    ],
)
def test_a_comparison_passes_the_levels_that_it_says(said: str, levels: set[int]) -> None:
    teams = study(STUDY.replace('question = "budget", at_least = "Good"', f'question = "budget", {said}'))
    found = passing(teams, teams.groups["leading"])
    assert next(passed for compare, passed in found.items() if compare.label == "Budget") == levels


@pytest.mark.parametrize("said", ['question = "staff", at_least = 3', 'question = "budget", top_share = 0.2'])
def test_a_rule_that_compares_no_levels_is_refused(said: str) -> None:
    teams = parse(STUDY.replace('question = "budget", at_least = "Good"', said), "teams.toml")
    with pytest.raises(StudyError, match="compares no levels"):
        passing(teams, teams.groups["leading"])
