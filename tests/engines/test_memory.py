"""Counting in memory: by hand, in parts, in any order, under any design."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import workflow
from samkit.answers import Coded, Numbered
from samkit.classification import NO, OPEN, YES
from samkit.engines import memory
from samkit.engines.drawn import drawn
from samkit.errors import StudyError
from samkit.tally import REASONS, Ask, Cells, Missing, Request, Together
from tests.builders import NUMBERS, STUDY, answers, surveyed
from tests.engines.parts import (
    BOX,
    EVERYTHING,
    NUMBER,
    SCALE,
    TOGETHER,
    WHOLE,
    asked,
    every_bit,
    some,
    surveys,
)
from tests.stats.samples import Rows, answered, in_replicates
from tests.stats.tabulated import BY
from tests.stats.tabulated import drawn as alike

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.survey import Survey

PLACE = {YES: 0, NO: 1, OPEN: 2}


def weights(survey: Survey) -> NDArray[np.float64]:
    return np.ones(survey.respondents) if survey.design is None else survey.design.weight


def by_group(survey: Survey) -> list[int]:
    return [PLACE[int(truth)] for truth in survey.groups[BY].truth]


def close(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


@given(surveys())
def test_counts_are_those_of_counting_one_respondent_after_the_other(survey: Survey) -> None:
    cells = memory.count(survey, EVERYTHING)
    for ask in (BOX, SCALE):
        block, answer = cells.blocks[ask], survey.answers[ask.question]
        assert isinstance(answer, Coded)
        n, w, w2 = (np.zeros((3, len(answer.levels))) for _ in range(3))
        missing = np.zeros((3, 5))
        for code, group, weight in zip(answer.codes, by_group(survey), weights(survey), strict=True):
            if code < 0:
                missing[group, REASONS.index(Missing(code))] += 1
            else:
                n[group, code] += 1
                w[group, code] += weight
                w2[group, code] += weight**2
        assert np.array_equal(block.n, n)
        assert np.array_equal(block.missing, missing)
        close(block.w, w)
        close(block.w2, w2)
        assert block.groups == ("Top Performers", "The Rest", "Unclassified")


@given(surveys())
def test_sums_of_numbers_are_those_of_adding_one_respondent_after_the_other(survey: Survey) -> None:
    cells = memory.count(survey, EVERYTHING)
    for ask in (NUMBER, WHOLE):
        sums, answer = cells.sums[ask], survey.answers[ask.question]
        assert isinstance(answer, Numbered)
        there = answer.reasons == 0
        for group in range(3):
            here = there & (np.array(by_group(survey)) == group)
            w, apart = weights(survey)[here], answer.values[here] - sums.origin[group]
            assert sums.n[group] == here.sum()
            close([sums.w[group], sums.w2[group]], [w.sum(), (w**2).sum()])
            close([sums.first[group], sums.second[group]], [(w * apart).sum(), (w * apart**2).sum()])
            close([sums.first2[group], sums.second2[group]], [(w**2 * apart).sum(), (w**2 * apart**2).sum()])
            assert sums.missing[group].sum() == (np.array(by_group(survey)) == group).sum() - here.sum()


@given(surveys())
def test_distinct_numbers_are_rising_and_counted_and_weighed_one_by_one(survey: Survey) -> None:
    cells = memory.count(survey, EVERYTHING)
    for ask in (NUMBER, WHOLE):
        found, answer = cells.values[ask], survey.answers[ask.question]
        assert isinstance(answer, Numbered)
        n: Counter[tuple[int, float]] = Counter()
        w: Counter[tuple[int, float]] = Counter()
        for value, reason, group, weight in zip(
            answer.values, answer.reasons, by_group(survey), weights(survey), strict=True
        ):
            if reason == 0:
                n[group, float(value)] += 1
                w[group, float(value)] += weight
        assert found.values.tolist() == sorted({value for _, value in n})
        for group, (place, value) in itertools.product(range(3), enumerate(found.values.tolist())):
            assert found.n[group, place] == n[group, value]
            close(found.w[group, place], w[group, value])
        assert found.n.sum() + found.missing.sum() == survey.respondents


@given(surveys())
def test_patterns_are_the_distinct_answers_side_by_side_and_hold_every_respondent(survey: Survey) -> None:
    found = memory.count(survey, EVERYTHING).patterns[TOGETHER]
    nothing = np.zeros(survey.respondents, dtype=np.intp)
    design = survey.design
    stratum = nothing if design is None or design.stratum is None else design.stratum
    cluster = nothing if design is None or design.cluster is None else design.cluster
    none = np.zeros((survey.respondents, 0))
    parts = none if design is None or design.replicates is None else design.replicates.weights
    codes, values = [], []
    for name in TOGETHER.questions:
        answer = survey.answers[name]
        codes.append(answer.codes if isinstance(answer, Coded) else answer.reasons)
        values.append(np.zeros(survey.respondents) if isinstance(answer, Coded) else np.nan_to_num(answer.values))
    each = zip(by_group(survey), *codes, *values, weights(survey), stratum, cluster, *parts.T, strict=True)
    expected = Counter(tuple(float(part) for part in row) for row in each)
    theirs = nothing[: found.n.size] if found.cluster is None else found.cluster
    replicates = none[: found.n.size] if found.replicates is None else found.replicates
    told = (found.w, found.stratum, theirs, *replicates.T)
    columns = (found.group, *found.codes.T, *np.nan_to_num(found.values).T, *told)
    ours = {
        tuple(float(part) for part in row): int(n) for row, n in zip(zip(*columns, strict=True), found.n, strict=True)
    }
    assert ours == expected
    assert list(ours) == sorted(ours)
    assert len(ours) == found.n.size
    assert found.n.sum() == survey.respondents
    assert np.isnan(found.values[:, :2]).all()
    assert np.array_equal(np.isnan(found.values[:, 2]), found.codes[:, 2] < 0)


@given(surveys())
def test_units_hold_the_respondents_that_were_drawn_in_them(survey: Survey) -> None:
    cells, design = memory.count(survey, EVERYTHING), survey.design
    if design is None:
        assert cells.sample is None
        assert cells.blocks[SCALE].units is None
        assert cells.sums[NUMBER].units is None
        return
    if design.replicates is not None:
        return
    unit = design.stratum if design.cluster is None else design.cluster
    unit = np.zeros(survey.respondents, dtype=np.intp) if unit is None else unit
    units, sums = cells.blocks[SCALE].units, cells.sums[NUMBER].units
    scale, number = survey.answers["scale"], survey.answers["number"]
    assert units is not None
    assert sums is not None
    assert isinstance(scale, Coded)
    assert isinstance(number, Numbered)
    w, group = design.weight, np.array(by_group(survey))
    for place, which, level in itertools.product(range(unit.max() + 1), range(3), range(3)):
        own = (unit == place) & (group == which) & (scale.codes == level)
        assert units.n[place, which, level] == (own & (w > 0)).sum()
        close(units.w[place, which, level], w[own].sum())
        close(units.w2[place, which, level], (w[own] ** 2).sum())
    for place, which in itertools.product(range(unit.max() + 1), range(3)):
        own = (unit == place) & (group == which) & (number.reasons == 0)
        apart = number.values[own] - cells.sums[NUMBER].origin[which]
        assert sums.n[place, which] == (own & (w > 0)).sum()
        close([sums.w[place, which], sums.w2[place, which]], [w[own].sum(), (w[own] ** 2).sum()])
        close(sums.first[place, which], (w[own] * apart).sum())
        close(sums.first2[place, which], (w[own] ** 2 * apart).sum())
        close(sums.second2[place, which], (w[own] ** 2 * apart**2).sum())


@given(answered(in_replicates()))
def test_replicates_have_the_sums_with_the_weights_of_each(rows: Rows) -> None:
    survey = asked(rows)
    cells, parts = memory.count(survey, EVERYTHING), rows.design.replicates
    block, sums = cells.blocks[SCALE], cells.sums[NUMBER]
    assert parts is not None
    assert block.units is not None
    assert sums.units is not None
    group, value = np.array(by_group(survey)), rows.value[:, 0]
    for which in range(3):
        for level in range(3):
            own = (group == which) & (rows.place == level)
            close(block.units.w[:, which, level], parts.weights[own].sum(axis=0))
        own = (group == which) & ~np.isnan(value)
        close(sums.units.w[:, which], parts.weights[own].sum(axis=0))
        close(sums.units.first[:, which], (value[own] - sums.origin[which]) @ parts.weights[own])


@given(surveys())
def test_units_add_up_to_the_whole(survey: Survey) -> None:
    cells = memory.count(survey, EVERYTHING)
    if cells.sample is None or cells.sample.kind == "replicates":
        return
    for block in (cells.blocks[BOX], cells.blocks[SCALE]):
        assert block.units is not None
        close(block.units.w.sum(axis=0), block.w)
        close(block.units.w2.sum(axis=0), block.w2)
    for sums in (cells.sums[NUMBER], cells.sums[WHOLE]):
        assert sums.units is not None
        for name in ("w", "w2", "first", "first2", "second2"):
            close(getattr(sums.units, name).sum(axis=0), getattr(sums, name))


def test_every_respondent_is_counted_once() -> None:
    survey = one_of_each()
    for ask in (BOX, SCALE):
        block = memory.count(survey, EVERYTHING).blocks[ask]
        assert block.n.sum() + block.missing.sum() == survey.respondents


def one_of_each() -> Survey:
    """Give a survey without a design, in which each group gives each answer."""
    first, place = np.repeat([1, 0, -1], 4), np.tile([0.0, 1.0, 2.0, np.nan], 3)
    both = np.column_stack([place, place])
    return asked(Rows(alike(np.ones(12)), first, np.where(both > 1, 0.0, both), place, both), design=False)


@given(surveys(), st.lists(st.integers(0, 40), max_size=3))
def test_counts_of_parts_add_up_to_those_of_the_whole(survey: Survey, cuts: list[int]) -> None:
    how, whole = drawn(survey), memory.count(survey, EVERYTHING)
    edges = [0, *sorted(min(cut, survey.respondents) for cut in cuts), survey.respondents]
    parts = [slice(start, end) for start, end in itertools.pairwise(edges)]
    total = Cells()
    for part in parts:
        total += memory.count(some(survey, part), EVERYTHING, how.part(part))
    for ask in (BOX, SCALE):
        same(total.blocks[ask], whole.blocks[ask])
        same(total.outcomes[ask], whole.outcomes[ask])
    for ask in (NUMBER, WHOLE):
        same(total.sums[ask].moved(whole.sums[ask].origin), whole.sums[ask])
        same(total.values[ask], whole.values[ask])
    assert total.patterns[TOGETHER].n.sum() == survey.respondents
    assert (total.sample is None) == (whole.sample is None)
    if total.sample is not None and whole.sample is not None:
        same(total.sample, whole.sample)


def same(left: Any, right: Any) -> None:
    """Compare two tallies part by part; counts exactly, sums but for rounding."""
    for ours, theirs in zip(left, right, strict=True):
        if isinstance(theirs, tuple) and theirs and not isinstance(theirs[0], str):
            same(ours, theirs)
        elif isinstance(theirs, np.ndarray | float):
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)
        else:
            assert ours == theirs


@given(surveys(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_changes_no_bit(survey: Survey, chance: Any) -> None:
    order = list(range(survey.respondents))
    chance.shuffle(order)
    one, other = (memory.count(each, EVERYTHING) for each in (survey, some(survey, order)))
    assert every_bit(one) == every_bit(other)


def test_zero_is_one_number_whatever_its_sign() -> None:
    grown = answers(4)
    for zeros in (["0", "-0", "0", "-0"], ["-0", "0", "-0", "0"]):
        survey = workflow.classify(surveyed({**grown, "size": zeros}, STUDY + NUMBERS))[0]
        request = Request(values=frozenset({Ask("size", BY)}), patterns=frozenset({Together(("size",), BY)}))
        cells = memory.count(survey, request)
        assert not np.signbit(cells.values[Ask("size", BY)].values).any()
        assert not np.signbit(cells.patterns[Together(("size",), BY)].values).any()


def test_the_union_of_two_requests_counts_what_each_counts() -> None:
    survey = one_of_each()
    one, other = (
        Request(frozenset({BOX})),
        Request(frozenset({SCALE}), values=frozenset({NUMBER}), outcomes=frozenset({BOX})),
    )
    apart = memory.count(survey, one) | memory.count(survey, other)
    assert every_bit(apart) == every_bit(memory.count(survey, one | other))


def test_a_number_is_not_counted_by_level_and_levels_have_no_mean() -> None:
    survey = one_of_each()
    with pytest.raises(StudyError, match="answered with a number"):
        memory.count(survey, Request(frozenset({Ask("number", BY)})))
    for request in (Request(sums=frozenset({BOX})), Request(values=frozenset({BOX}))):
        with pytest.raises(StudyError, match="answered with levels"):
            memory.count(survey, request)
