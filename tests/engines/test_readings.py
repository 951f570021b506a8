"""All readings at once against one classification and one count for each of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.classification import NO, OPEN, YES
from samkit.classify import at_least, at_least_each, evaluate, with_groups
from samkit.engines import memory
from samkit.stats.rereading import tables
from samkit.study.model import Groups
from samkit.study.readings import readings
from samkit.study.rules import AtLeastOf, Compare, Rule
from samkit.tally import Ask, Request, Reread
from tests.test_classify import ANY_RULE, LEVELS, NAMES, SURVEY

NETS = (("a", ("high",)), ("b", ("mid", "high")), ("b", ("low",)))


@st.composite
def rules(draw: st.DrawFn) -> AtLeastOf:
    """Draw a rule with some criteria whose threshold can be moved."""
    moved = st.builds(
        lambda name, operator, level: Compare(name, name, operator, (level,)),
        st.sampled_from(NAMES),
        st.sampled_from(["at_least", "at_most", "above", "below"]),
        st.sampled_from(LEVELS),
    )
    parts: list[Rule] = draw(st.lists(st.one_of(moved, ANY_RULE), min_size=1, max_size=4))
    return AtLeastOf("Top", draw(st.integers(1, len(parts))), tuple(parts))


@settings(max_examples=60)
@given(rules())
def test_labels_and_counts_are_those_of_one_classification_for_each_reading(rule: AtLeastOf) -> None:
    groups = Groups("g", "Top", "Rest", rule)
    labelled = with_groups(SURVEY, groups)
    asked = Reread(NETS, "g")
    rows = memory.count(labelled, Request(rereads=frozenset({asked}))).rereads[asked]
    found = readings(groups, SURVEY.study.questions, SURVEY.study.about.readings)
    assert len(rows.truth) == len(found.readings)
    for reading, truth, counted in zip(found.readings, rows.truth, tables(rows).swapaxes(0, 1), strict=True):
        alone = with_groups(SURVEY, groups._replace(rule=found.rule(reading)))
        sizes = [int((truth == label).sum()) for label in (YES, NO, OPEN)]
        assert sizes == [alone.groups["g"].count(label) for label in (YES, NO, OPEN)]
        blocks = memory.count(alone, Request(frozenset(Ask(name, "g") for name, _ in NETS))).blocks
        for (name, net), (x1, n1, x0, n0) in zip(NETS, counted.T, strict=True):
            block = blocks[Ask(name, "g")]
            places = [block.levels.index(level) for level in net]
            assert [[x1, n1], [x0, n0]] == [[row[places].sum(), row.sum()] for row in block.n[:2]]


@given(st.integers(1, 5), st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_joins_of_truths_are_those_of_at_least_one_by_one(parts: int, respondents: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    truths = draw.integers(-1, 2, (parts, respondents)).astype(np.int8)
    chosen, k = draw.random((7, parts)) < 0.6, draw.integers(0, parts + 2, 7)
    for one, needed, joined in zip(chosen, k, at_least_each(truths, chosen, k), strict=True):
        assert joined.tolist() == at_least(truths[one], int(needed)).tolist()


def test_many_respondents_are_joined_in_parts() -> None:
    truths = np.random.default_rng(1).integers(-1, 2, (3, 70_001)).astype(np.int8)
    (joined,) = at_least_each(truths, np.ones((1, 3), dtype=bool), np.array([2]))
    assert np.array_equal(joined, at_least(truths, 2))


def test_the_order_of_the_respondents_changes_nothing() -> None:
    rule = AtLeastOf("Top", 2, (Compare("a", "a", "at_least", ("mid",)), Compare("b", "b", "at_least", ("mid",))))
    order = np.random.default_rng(3).permutation(SURVEY.respondents)
    mixed = SURVEY._replace(
        answers={name: each._replace(codes=each.codes[order]) for name, each in SURVEY.answers.items()}  # type: ignore[call-arg, union-attr]  # all of them are coded
    )
    assert not np.array_equal(evaluate(rule, mixed), evaluate(rule, SURVEY))
    asked = Reread(NETS, "g")
    one, other = (
        memory.count(with_groups(data, Groups("g", "Top", "Rest", rule)), Request(rereads=frozenset({asked})))
        for data in (SURVEY, mixed)
    )
    for name in ("truth", "favourable", "valid", "w", "unit"):
        assert np.array_equal(getattr(one.rereads[asked], name), getattr(other.rereads[asked], name))
