from __future__ import annotations

from itertools import pairwise

import pytest

from samkit.classification import YES
from samkit.classify import evaluate
from samkit.study.load import load
from samkit.study.model import Groups, Question
from samkit.study.readings import DECLARED, Reading, Readings, readings
from samkit.study.rules import AtLeastOf, Compare, Not, Rule
from tests.builders import study, surveyed

LEVELS = ("none", "low", "middle", "high")
QUESTIONS = {
    "a": Question("a", "A", "a", LEVELS),
    "b": Question("b", "B", "b", LEVELS),
    "place": Question("place", "Place", "place", ("north", "south", "west"), ordered=False),
    "sales": Question("sales", "Sales", "sales"),
}
A, B = Compare("A", "a", "at_least", ("middle",)), Compare("B", "b", "at_most", ("low",))
SAM = load("sam")


def read(*parts: Rule, k: int = 0, most: int = 1000, **alternatives: AtLeastOf) -> Readings:
    return readings(Groups("g", "Top", "Rest", AtLeastOf("Top", k or len(parts), parts), alternatives), QUESTIONS, most)


def values(found: Readings, part: int = 0) -> dict[str, object]:
    return {each.kind: each.rule.values for each in found.variants[part] if isinstance(each.rule, Compare)}


def test_the_rule_of_the_shipped_questionnaire_has_270_readings_with_the_declared_one_first() -> None:
    found = readings(SAM.groups["performance"], SAM.questions, 1000)
    assert (len(found.readings), found.possible) == (270, 270)
    assert found.readings[0] == Reading(DECLARED, (0, 0, 0, 0), 4, 0, derived=False)
    assert found.rule(found.readings[0]) == SAM.groups["performance"].rule
    named = {reading.id: found.rule(reading) for reading in found.readings if not reading.derived}
    assert named == {DECLARED: SAM.groups["performance"].rule, **SAM.groups["performance"].alternatives}


@pytest.mark.parametrize(
    ("operator", "given", "stricter", "laxer"),
    [
        ("at_least", ("middle",), ("high",), ("low",)),
        ("above", ("low",), ("middle",), ("none",)),
        ("at_most", ("low",), ("none",), ("middle",)),
        ("below", ("middle",), ("low",), ("high",)),
        ("is_in", ("middle", "high"), ("high",), ("low", "middle", "high")),
        ("top_share", (0.1,), (0.05,), (0.15,)),
    ],
)
def test_a_threshold_is_moved_one_step_each_way(
    operator: str, given: tuple[object, ...], stricter: tuple[object, ...], laxer: tuple[object, ...]
) -> None:
    rule = Compare("A", "sales" if operator == "top_share" else "a", operator, given)  # type: ignore[arg-type]  # by name
    assert values(read(rule)) == {"declared": given, "stricter": stricter, "laxer": laxer}


@pytest.mark.parametrize(
    "rule",
    [
        Compare("A", "a", "is_in", ("low", "high")),
        Compare("A", "a", "between", ("low", "middle")),
        Compare("A", "place", "is_in", ("west",)),
        Compare("A", "sales", "at_least", (5.0,)),
        Not("A", A),
        AtLeastOf("A", 1, (A, B)),
    ],
)
def test_what_has_no_next_step_is_as_declared_or_left_out(rule: Rule) -> None:
    assert [each.kind for each in read(rule, B).variants[0]] == ["declared", "left_out"]
    assert len(read(rule).readings) == 1


def test_a_step_that_everybody_or_nobody_passes_is_none() -> None:
    assert values(read(Compare("A", "a", "at_least", ("low",)))).keys() == {"declared", "stricter"}
    assert values(read(Compare("A", "a", "at_least", ("high",)))).keys() == {"declared", "laxer"}
    assert values(read(Compare("A", "a", "is_in", ("low", "middle", "high")))).keys() == {"declared", "stricter"}


def test_a_declared_alternative_goes_before_a_step_that_means_the_same() -> None:
    found = read(A, high=AtLeastOf("Top", 1, (Compare("Best", "a", "is_in", ("high",)),)))
    assert [(each.kind, each.name) for each in found.variants[0]] == [
        ("declared", ""), ("alternative", "high"), ("laxer", "")
    ]  # fmt: skip
    assert [reading.id for reading in found.readings] == [DECLARED, "high", "1 laxer"]


def test_a_numeric_threshold_moves_only_where_the_study_file_says_how() -> None:
    more = Compare("More", "sales", "at_least", (9.0,))
    found = read(Compare("Some", "sales", "at_least", (5.0,)), more=AtLeastOf("Top", 1, (more,)))
    assert [each.rule for each in found.variants[0]] == [found.groups.rule.parts[0], more]


def test_a_rule_of_a_share_is_crossed_with_one_fewer_and_one_more() -> None:
    found = read(A, B, Compare("Place", "place", "is_in", ("west",)), k=2)
    assert {(reading.id, reading.k) for reading in found.readings if reading.changes == 1 and "of" in reading.id} == {
        ("1 of 3", 1), ("3 of 3", 3)
    }  # fmt: skip


def test_no_reading_is_empty_and_at_most_one_criterion_is_left_out() -> None:
    found = readings(SAM.groups["performance"], SAM.questions, 1000)
    for reading in found.readings:
        rule = found.rule(reading)
        assert len(rule.parts) >= 3
        assert 1 <= reading.k <= len(rule.parts)
        assert len(rule.parts) == 4 or reading.k == 3


def test_no_two_readings_are_the_same_even_where_two_criteria_are() -> None:
    found = read(A, A._replace(label="Again"), B)
    asked = [sorted(str(part._replace(label="")) for part in found.rule(each).parts) for each in found.readings]
    kept = {(reading.k, tuple(parts)) for reading, parts in zip(found.readings, asked, strict=True)}
    assert len(kept) == len(found.readings) < found.possible


def test_readings_are_in_the_order_of_their_changes_and_a_cut_keeps_the_first() -> None:
    whole, cut = read(A, B, k=1), read(A, B, k=1, most=4)
    assert all(one.changes <= other.changes for one, other in pairwise(whole.readings))
    assert cut.readings == whole.readings[:4]
    assert cut.possible == whole.possible == len(whole.readings)


def test_twenty_criteria_are_read_as_often_as_asked_for_and_no_more() -> None:
    many = [A._replace(label=f"A{place}", question="ab"[place % 2]) for place in range(20)]
    found = read(*many, most=50)
    assert len(found.readings) == 50
    assert found.possible > 10**9


def test_a_stricter_reading_is_passed_by_some_of_those_who_pass_the_declared_one() -> None:
    text = 'schema = "samkit-study/1"\n[study]\ntitle = "t"\n[questions.a]\ntext = "a"\nlevels = ' + str(list(LEVELS))
    survey = surveyed({"a": [*LEVELS, ""]}, text)
    assert study(text).questions["a"].levels == LEVELS
    passed = {each.kind: evaluate(each.rule, survey) == YES for each in read(A).variants[0] if each.rule}
    assert (passed["stricter"] < passed["declared"]).any()
    assert (passed["stricter"] <= passed["declared"]).all()
    assert (passed["declared"] <= passed["laxer"]).all()
    assert (passed["declared"] < passed["laxer"]).any()
