"""The classification against an evaluator written for this file alone, one respondent and one completion at a time."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.classification import NO, OPEN, YES
from samkit.classify import at_least, classify, evaluate, with_groups
from samkit.errors import DataError
from samkit.study.model import Groups
from samkit.study.rules import AtLeastOf, Compare, Not, Rule, comparisons
from tests.builders import surveyed

LEVELS = ("low", "mid", "high")
NAMES = ("a", "b", "c")
TEXT = 'schema = "samkit-study/1"\n[study]\ntitle = "t"\n' + "".join(
    f'[questions.{name}]\ntext = "{name}"\nlevels = ["low", "mid", "high"]\n' for name in NAMES
)
EVERYBODY = list(itertools.product(("low", "mid", "high", ""), repeat=len(NAMES)))
SURVEY = surveyed(dict(zip(NAMES, map(list, zip(*EVERYBODY, strict=True)), strict=True)), TEXT)
WIDE = settings(max_examples=150)


def plain(rule: Rule, answers: dict[str, int]) -> bool:
    """Evaluate a rule for one respondent who answered everything."""
    if isinstance(rule, Not):
        return not plain(rule.part, answers)
    if isinstance(rule, AtLeastOf):
        return sum(plain(part, answers) for part in rule.parts) >= rule.k
    answer, values = answers[rule.question], [LEVELS.index(str(value)) for value in rule.values]
    return {
        "at_least": answer >= values[0],
        "at_most": answer <= values[0],
        "above": answer > values[0],
        "below": answer < values[0],
        "between": min(values) <= answer <= max(values),
        "is_in": answer in values,
    }[rule.operator]


def possible(rule: Rule) -> list[set[bool]]:
    """Give for each respondent every value that a rule takes over all ways to complete their answers."""
    complete = itertools.product(range(3), repeat=len(NAMES))
    value = {answers: plain(rule, dict(zip(NAMES, answers, strict=True))) for answers in complete}
    choices = ([[LEVELS.index(text)] if text else range(3) for text in row] for row in EVERYBODY)
    return [{value[answers] for answers in itertools.product(*choice)} for choice in choices]


OPERATORS = st.sampled_from(["at_least", "at_most", "above", "below", "between", "is_in"])


@st.composite
def comparison(draw: st.DrawFn, names: tuple[str, ...] = NAMES) -> Compare:
    operator = draw(OPERATORS)
    count = {"between": 2, "is_in": draw(st.integers(1, 3))}.get(operator, 1)
    values = tuple(draw(st.lists(st.sampled_from(LEVELS), min_size=count, max_size=count)))
    return Compare("c", draw(st.sampled_from(names)), operator, values)  # type: ignore[arg-type]  # drawn from the six


@st.composite
def joined(draw: st.DrawFn, below: st.SearchStrategy[Rule]) -> Rule:
    parts = tuple(draw(st.lists(below, min_size=1, max_size=3)))
    return AtLeastOf("g", draw(st.integers(1, len(parts))), parts)


ANY_RULE: st.SearchStrategy[Rule] = st.recursive(
    comparison(), lambda below: st.one_of(joined(below), below.map(lambda rule: Not("n", rule))), max_leaves=6
)


def single(rule: Rule) -> bool:
    """Say whether each question stands in the rule once, in a comparison that some answers pass and some fail."""
    atoms = list(comparisons(rule))
    outcomes = [{plain(atom, dict.fromkeys(NAMES, level)) for level in range(3)} for atom in atoms]
    return len({atom.question for atom in atoms}) == len(atoms) and all(len(seen) == 2 for seen in outcomes)


@WIDE
@given(ANY_RULE)
def test_a_certain_label_is_the_one_that_every_completion_of_the_missing_answers_gives(rule: Rule) -> None:
    for truth, values, row in zip(evaluate(rule, SURVEY), possible(rule), EVERYBODY, strict=True):
        assert truth == OPEN or values == {truth == YES}, row


@WIDE
@given(ANY_RULE.filter(single))
def test_a_label_is_open_only_if_two_completions_disagree(rule: Rule) -> None:
    for truth, values, row in zip(evaluate(rule, SURVEY), possible(rule), EVERYBODY, strict=True):
        assert truth != OPEN or values == {True, False}, row


@WIDE
@given(ANY_RULE)
def test_who_answered_everything_is_never_open(rule: Rule) -> None:
    for truth, row in zip(evaluate(rule, SURVEY), EVERYBODY, strict=True):
        assert "" in row or truth == plain(rule, dict(zip(NAMES, map(LEVELS.index, row), strict=True)))


@WIDE
@given(ANY_RULE)
def test_not_turns_yes_into_no_and_leaves_open_alone(rule: Rule) -> None:
    turned = {YES: NO, NO: YES, OPEN: OPEN}
    straight, negated = evaluate(rule, SURVEY), evaluate(Not("n", rule), SURVEY)
    assert negated.tolist() == [turned[int(truth)] for truth in straight]


@given(st.lists(st.lists(st.sampled_from([YES, NO, OPEN]), min_size=3, max_size=3), min_size=1, max_size=5))
def test_all_of_is_no_with_one_no_and_any_of_is_yes_with_one_yes(table: list[list[int]]) -> None:
    truths = np.array(table, dtype=np.int8)
    for column, all_of, any_of in zip(truths.T, at_least(truths, len(table)), at_least(truths, 1), strict=True):
        seen = set(column.tolist())
        assert all_of == (NO if NO in seen else OPEN if OPEN in seen else YES)
        assert any_of == (YES if YES in seen else OPEN if OPEN in seen else NO)


@WIDE
@given(st.lists(ANY_RULE, min_size=1, max_size=4), st.integers(1, 4))
def test_every_step_of_the_waterfall_sums_to_all_respondents(parts: list[Rule], k: int) -> None:
    groups = Groups("g", "Top", "Rest", AtLeastOf("Top", min(k, len(parts)), tuple(parts)))
    made = classify(SURVEY, groups)
    everybody, lost = SURVEY.respondents, 0
    for place, step in enumerate(made.steps):
        lost += step.lost
        outcomes = made.criteria[: place + 1]
        assert step.passed + step.failed + step.open == everybody
        assert step.in_order + lost + step.pending == everybody
        assert step.settled + step.unsettled == step.open
        assert step.in_order == sum(set(column) == {YES} for column in outcomes.T)
        assert lost == sum(NO in column for column in outcomes.T)
    assert made.count(YES) + made.count(NO) + made.count(OPEN) == everybody
    if groups.rule.k == len(parts):
        last = made.steps[-1]
        assert (last.in_order, lost, last.pending) == (made.count(YES), made.count(NO), made.count(OPEN))


NUMBERS = """schema = "samkit-study/1"
[study]
title = "t"
[questions.sales]
text = "s"
numeric = {}
[questions.segment]
text = "s"
levels = ["x", "y"]
"""


@st.composite
def market(draw: st.DrawFn) -> dict[str, list[str]]:
    rows = draw(st.integers(1, 25))
    sales = st.sampled_from(["", "1", "2", "2.5", "3", "-4"])
    return {
        "sales": draw(st.lists(sales, min_size=rows, max_size=rows)),
        "segment": draw(st.lists(st.sampled_from(["x", "y", ""]), min_size=rows, max_size=rows)),
    }


@settings(max_examples=100)
@given(market(), st.sampled_from(["0.1", "0.25", "0.3", "0.5", "0.9", "0.12345678901234567"]), st.booleans())
def test_the_top_share_of_a_segment_are_those_with_fewer_than_that_share_above_them(
    columns: dict[str, list[str]], share: str, within: bool
) -> None:
    survey = surveyed(columns, NUMBERS)
    rule = Compare("best", "sales", "top_share", (float(share),), "segment" if within else "")
    people = list(zip(columns["sales"], columns["segment"], strict=True))
    for truth, (sales, segment) in zip(evaluate(rule, survey), people, strict=True):
        if not sales or (within and not segment):
            assert truth == OPEN
            continue
        rivals = [float(other) for other, place in people if other and (not within or place == segment)]
        above = sum(rival > float(sales) for rival in rivals)
        assert truth == (above < Fraction(share) * len(rivals))


def test_ten_percent_of_thirty_are_three() -> None:
    columns = {"sales": [str(number) for number in range(30)], "segment": ["x"] * 30}
    rule = Compare("best", "sales", "top_share", (0.1,), "")
    assert int(evaluate(rule, surveyed(columns, NUMBERS)).sum()) == 3


@pytest.mark.parametrize("operator", ["at_least", "above", "at_most", "below"])
def test_a_threshold_is_met_exactly_on_it_and_not_one_ulp_beside_it(operator: str) -> None:
    limit = 0.5
    values = [math.nextafter(limit, 0), limit, math.nextafter(limit, 1)]
    columns = {"sales": [repr(value) for value in values], "segment": ["x"] * 3}
    rule = Compare("limit", "sales", operator, (limit,))  # type: ignore[arg-type]  # one of the four
    expected = {"at_least": [0, 1, 1], "above": [0, 0, 1], "at_most": [1, 1, 0], "below": [1, 0, 0]}
    assert evaluate(rule, surveyed(columns, NUMBERS)).tolist() == expected[operator]


def groups_of(*parts: Rule) -> Groups:
    return Groups("g", "Top", "Rest", AtLeastOf("Top", len(parts), parts))


def test_a_rule_on_a_question_that_nobody_answered_is_refused() -> None:
    survey = surveyed({"a": ["", ""], "b": ["low", "mid"], "c": ["low", "mid"]}, TEXT)
    with pytest.raises(DataError, match="nobody answered it") as caught:
        classify(survey, groups_of(Compare("A is high", "a", "is_in", ("high",))))
    assert caught.value.problems[0].place.column == "a"


def test_an_empty_group_and_a_criterion_that_separates_nobody_are_told() -> None:
    survey = surveyed({name: ["low", "mid", ""] for name in NAMES}, TEXT)
    nobody = groups_of(Compare("A is high", "a", "is_in", ("high",)))
    everybody = groups_of(Compare("A is there", "a", "at_least", ("low",)))
    told = [Counter(note.code for note in classify(survey, groups).notes) for groups in (nobody, everybody)]
    assert told[0] == {"empty_group": 1, "nobody_passes": 1, "unclassified": 1}
    assert told[1] == {"empty_group": 1, "everybody_passes": 1, "unclassified": 1}


def test_several_groupings_stand_side_by_side_in_one_survey() -> None:
    first = groups_of(Compare("A", "a", "is_in", ("high",)))
    second = Groups("h", "Top", "Rest", AtLeastOf("Top", 1, (Compare("B", "b", "is_in", ("low",)),)))
    labelled = with_groups(SURVEY, first, second)
    assert set(labelled.groups) == {"g", "h"}
    assert labelled.groups["g"].count(YES) == labelled.groups["h"].count(YES) == 16
