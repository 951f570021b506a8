from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import workflow
from samkit.answers import Coded, Numbered
from samkit.classification import NO, OPEN, YES
from samkit.engines import memory
from samkit.errors import StudyError
from samkit.tally import REASONS, Ask, Cells, Missing, Request
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from samkit.survey import Survey

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')
PLAN, TRAIN = Ask("plan", "performance"), Ask("train", "performance")
BOTH = Request(frozenset({PLAN, TRAIN}))


def labelled(seed: int = 1, *, weighted: bool = False) -> Survey:
    columns = answers(90, seed)
    if weighted:
        draw = random.Random(seed)  # noqa: S311 - a test needs no secret
        columns["w"] = [str(draw.choice([0.5, 1, 2.25])) for _ in columns["growth"]]
    survey = surveyed(columns, WEIGHTED if weighted else STUDY)
    return workflow.classify(survey)[0]


def some(survey: Survey, rows: Any) -> Survey:
    """Give the survey of some respondents, with the labels that they had."""
    cut: dict[str, Coded | Numbered] = {}
    for name, answer in survey.answers.items():
        assert isinstance(answer, Coded)
        cut[name] = Coded(answer.codes[rows], answer.levels)
    made = survey.groups["performance"]
    groups = {"performance": made._replace(truth=made.truth[rows], criteria=made.criteria[:, rows])}
    weights = None if survey.weights is None else survey.weights[rows]
    return survey._replace(answers=cut, groups=groups, weights=weights)


def equal(left: Cells, right: Cells) -> bool:
    return (
        list(left) == list(right)
        and all(
            np.array_equal(getattr(left[ask], name), getattr(right[ask], name))
            for ask in left
            for name in ("n", "missing")
        )
        and all(
            np.allclose(getattr(left[ask], name), getattr(right[ask], name), rtol=1e-13)
            for ask in left
            for name in ("w", "w2")
        )
    )


def test_counts_are_those_of_counting_one_respondent_after_the_other() -> None:
    survey = labelled(weighted=True)
    cells = memory.count(survey, BOTH)
    row_of = {YES: 0, NO: 1, OPEN: 2}
    for ask in BOTH:
        block = cells[ask]
        n, w, w2 = (np.zeros((3, 3)) for _ in range(3))
        missing = np.zeros((3, 5))
        answer = survey.answers[ask.question]
        assert isinstance(answer, Coded)
        assert survey.weights is not None
        for code, truth, weight in zip(answer.codes, survey.groups["performance"].truth, survey.weights, strict=True):
            if code < 0:
                missing[row_of[int(truth)], REASONS.index(Missing(code))] += 1
            else:
                n[row_of[int(truth)], code] += 1
                w[row_of[int(truth)], code] += weight
                w2[row_of[int(truth)], code] += weight**2
        assert (block.n == n).all()
        assert (block.missing == missing).all()
        np.testing.assert_allclose(block.w, w, rtol=1e-13)
        np.testing.assert_allclose(block.w2, w2, rtol=1e-13)
        assert block.groups == ("Top Performers", "The Rest", "Unclassified")


def test_every_respondent_is_counted_once() -> None:
    survey = labelled()
    for ask in BOTH:
        block = memory.count(survey, BOTH)[ask]
        assert block.n.sum() + block.missing.sum() == survey.respondents


@given(st.lists(st.integers(0, 90), max_size=4), st.booleans())
def test_counts_of_parts_add_up_to_those_of_the_whole(cuts: list[int], weighted: bool) -> None:
    survey = labelled(weighted=weighted)
    edges = [0, *sorted(cuts), 90]
    total = Cells()
    for start, end in itertools.pairwise(edges):
        total += memory.count(some(survey, slice(start, end)), BOTH)
    assert equal(total, memory.count(survey, BOTH))


@given(st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_respondents_does_not_matter(chance: random.Random, weighted: bool) -> None:
    survey = labelled(weighted=weighted)
    order = list(range(90))
    chance.shuffle(order)
    assert equal(memory.count(some(survey, order), BOTH), memory.count(survey, BOTH))


def test_the_union_of_two_requests_counts_what_each_counts() -> None:
    survey = labelled()
    apart = memory.count(survey, Request(frozenset({PLAN}))) | memory.count(survey, Request(frozenset({TRAIN})))
    assert equal(apart, memory.count(survey, Request(frozenset({PLAN})) | Request(frozenset({TRAIN}))))


def test_a_number_cannot_be_counted_by_level() -> None:
    text = STUDY.replace('levels = ["Fell", "Same", "Grew"]', "numeric = {}").replace(
        'is_in = ["Grew"]', "at_least = 1"
    )
    text = text[: text.index("[sections.outcome]")] + text[text.index("[sections.maturity]") :]
    columns = answers(30)
    columns["growth"] = [str(row) for row in range(30)]
    survey = workflow.classify(surveyed(columns, text))[0]
    with pytest.raises(StudyError, match="answered with a number"):
        memory.count(survey, Request(frozenset({Ask("growth", "performance")})))
