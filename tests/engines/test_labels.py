"""Counting who is in which group and who passes which criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samkit.classification import NO, OPEN, YES
from samkit.engines import labels
from samkit.engines.drawn import drawn
from tests.engines.parts import bits, some, surveys
from tests.stats.tabulated import BY

if TYPE_CHECKING:
    import random

    from samkit.survey import Survey


def judged(survey: Survey, seed: int) -> Survey:
    """Give the survey with labels that two criteria make."""
    made = survey.groups[BY]
    criteria = np.random.default_rng(seed).choice([YES, NO, OPEN], (2, survey.respondents)).astype(np.int8)
    return survey._replace(groups={BY: made._replace(criteria=criteria)})


@given(surveys(), st.integers(0, 99))
def test_everybody_is_counted_and_weighed_once_in_every_block(survey: Survey, seed: int) -> None:
    survey = judged(survey, seed)
    blocks, sample = labels.count(survey, BY)
    made, how = survey.groups[BY], drawn(survey)
    assert len(blocks) == 3
    assert (sample is None) == (survey.design is None)
    for block, truth in zip(blocks, (made.truth, *made.criteria), strict=True):
        own = [truth == which for which in (YES, NO, OPEN)]
        assert block.levels == ("yes", "no", "open")
        assert block.n.tolist() == [[int(part.sum()) for part in own]]
        np.testing.assert_allclose(block.w, [[how.weight[part].sum() for part in own]], rtol=1e-12)
        np.testing.assert_allclose(block.w2, [[(how.weight[part] ** 2).sum() for part in own]], rtol=1e-12)
        assert block.n.sum() == survey.respondents


@given(surveys(), st.integers(0, 99))
def test_units_of_a_design_have_their_own_sums(survey: Survey, seed: int) -> None:
    survey = judged(survey, seed)
    blocks, sample = labels.count(survey, BY)
    how, truth = drawn(survey), survey.groups[BY].truth
    units = blocks[0].units
    if sample is None:
        assert units is None
        return
    assert units is not None
    for place, which in enumerate((YES, NO, OPEN)):
        if how.replicates is not None:
            expected = how.replicates[truth == which].sum(axis=0)
        else:
            unit = how.stratum if how.cluster is None else how.cluster
            expected = np.bincount(unit[truth == which], how.weight[truth == which], minlength=units.w.shape[0])
        np.testing.assert_allclose(units.w[:, 0, place], expected, rtol=1e-12, atol=1e-15)


@given(surveys(), st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_respondents_changes_no_bit(survey: Survey, seed: int, chance: random.Random) -> None:
    survey, order = judged(survey, seed), list(range(survey.respondents))
    chance.shuffle(order)
    assert bits(labels.count(survey, BY)) == bits(labels.count(some(survey, order), BY))
