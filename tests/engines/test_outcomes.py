"""Counting answers by the outcomes of criteria: against one respondent after the other, and against the blocks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import workflow
from samkit.answers import Coded
from samkit.engines import memory
from samkit.outcomes import Outcomes
from samkit.tally import Ask, Request
from tests.analyses import reread
from tests.builders import surveyed
from tests.engines.parts import BOX, SCALE, surveys

if TYPE_CHECKING:
    from samkit.survey import Survey

ASKED = Ask("plan", "performance")


def counted(survey: Survey) -> Outcomes:
    return memory.count(survey, Request(outcomes=frozenset({ASKED}))).outcomes[ASKED]


def labelled(weight: bool = False, seed: int = 1) -> Survey:
    columns = reread.answers(200, seed)
    if weight:
        columns["w"] = [str(1 + place % 3) for place in range(200)]
    return workflow.classify(surveyed(columns, reread.text('weight = "w"' if weight else "")))[0]


@pytest.mark.parametrize("weight", [False, True])
def test_respondents_are_counted_one_by_one_with_all_that_they_meet(weight: bool) -> None:
    survey = labelled(weight)
    found, made, answers = counted(survey), survey.groups["performance"], survey.answers["plan"]
    assert isinstance(answers, Coded)
    weights = survey.design.weight if survey.design else np.ones(survey.respondents)
    n, w, group = Counter[tuple[int, ...]](), Counter[tuple[int, ...]](), {}
    for criteria, truth, code, each in zip(made.criteria.T.tolist(), made.truth, answers.codes, weights, strict=True):
        group[tuple(criteria)] = {1: 0, 0: 1, -1: 2}[int(truth)]
        if code >= 0:
            n[(*criteria, int(code))] += 1
            w[(*criteria, int(code))] += each
    assert [tuple(each) for each in found.criteria.tolist()] == sorted(group)
    for row, criteria in enumerate(found.criteria.tolist()):
        assert found.group[row] == group[tuple(criteria)]
        for level in range(len(found.levels)):
            assert found.n[row, level] == n[(*criteria, level)]
            assert found.w[row, level] == pytest.approx(w[(*criteria, level)])


@given(surveys())
def test_over_all_outcomes_of_a_group_the_counts_are_those_of_the_group(survey: Survey) -> None:
    both = frozenset({BOX, SCALE})
    cells = memory.count(survey, Request(both, outcomes=both))
    for ask in both:
        outcomes, block = cells.outcomes[ask], cells.blocks[ask]
        for group in range(3):
            assert outcomes.n[outcomes.group == group].sum(axis=0).tolist() == block.n[group].tolist()
            np.testing.assert_allclose(outcomes.w[outcomes.group == group].sum(axis=0), block.w[group], rtol=1e-12)


def of(criteria: list[list[int]], group: list[int], n: list[list[int]]) -> Outcomes:
    table = np.array(n)
    return Outcomes(("no", "yes"), np.array(criteria, dtype=np.int8), np.array(group), table, table * 0.5)


def test_outcomes_of_disjoint_respondents_add_up() -> None:
    whole = of([[0, 1], [1, 1]], [1, 0], [[1, 2], [3, 4]]) + of([[0, 0], [1, 1]], [1, 0], [[5, 6], [7, 8]])
    assert whole.criteria.tolist() == [[0, 0], [0, 1], [1, 1]]
    assert whole.group.tolist() == [1, 1, 0]
    assert whole.n.tolist() == [[5, 6], [1, 2], [10, 12]]
    assert whole.w.tolist() == [[2.5, 3.0], [0.5, 1.0], [5.0, 6.0]]


@given(st.integers(1, 3))
def test_outcomes_of_other_rules_are_never_added(criteria: int) -> None:
    with pytest.raises(ValueError, match="different questions or rules"):
        of([[1] * criteria], [0], [[1, 1]]) + of([[1] * (criteria + 1)], [0], [[1, 1]])
