"""How respondents were drawn: what the analyses are told of a design, and of a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from samkit.engines.drawn import drawn
from samkit.stats import plan as plans
from samkit.stats import replicate
from samkit.stats.design import Design as Staged
from tests.engines.parts import some, surveys
from tests.stats import tabulated
from tests.stats.samples import Rows, answered, designed, plan

if TYPE_CHECKING:
    from samkit.design.sample import Design
    from samkit.survey import Survey
    from samkit.tally import Sample


def sample(design: Design) -> Sample:
    found = drawn(tabulated.survey(design, np.ones(design.weight.size), {})).sample
    assert found is not None
    return found


def test_without_a_design_everybody_weighs_one_and_nothing_is_told_of_units() -> None:
    found = drawn(tabulated.survey(None, [1, 0, 1], {}))
    assert found.weight.tolist() == [1, 1, 1]
    assert (found.sample, found.cluster, found.replicates) == (None, None, None)


def test_weights_alone_are_one_stratum_of_respondents_drawn_one_by_one() -> None:
    found = sample(tabulated.drawn([1, 2, 0, 1]))
    assert found.simple
    assert (found.kind, found.stratum.tolist(), found.drawn.tolist()) == ("respondents", [0], [4])
    # Who has no weight was drawn, but adds no degree of freedom.
    assert found.df == 2


def test_strata_have_the_respondents_that_were_drawn_from_them_and_their_population() -> None:
    found = sample(tabulated.drawn(np.ones(5), list("babbb"), population=[9, 7, 9, 9, 9]))
    assert not found.simple
    assert (found.stratum.tolist(), found.drawn.tolist()) == ([0, 1], [1, 4])
    assert (found.population.tolist(), found.df) == ([7, 9], 3)


def test_clusters_lie_in_their_strata_and_are_counted_there() -> None:
    found = sample(tabulated.drawn(np.ones(6), [1, 1, 0, 0, 1, 1], list("xxyzwx"), lonely="adjust"))
    assert (found.kind, found.lonely) == ("clusters", "adjust")
    assert (found.stratum.tolist(), found.drawn.tolist(), found.df) == ([0, 0, 1, 1], [2, 2], 2)
    assert np.isinf(found.population).all()


def test_a_population_makes_even_a_sample_of_one_stratum_more_than_simple() -> None:
    assert not sample(tabulated.drawn(np.ones(5), population=[50] * 5)).simple


def test_replicate_weights_bring_their_factors_and_degrees_of_freedom() -> None:
    parts = replicate.replicates([1, 2, 1], [[2, 0], [0, 4], [1, 1]], [0.5, 0.25], about_estimate=True, df=7)
    found = sample(tabulated.replicated(parts))
    assert (found.kind, found.about_estimate, found.df) == ("replicates", True, 7)
    assert found.factor.tolist() == [0.5, 0.25]
    assert found.stratum.size == 0


@given(answered(designed()))
def test_degrees_of_freedom_are_those_of_the_statistics(rows: Rows) -> None:
    staged = plan(rows.design)
    assert isinstance(staged, Staged)
    assert sample(rows.design).df == plans.degrees_of_freedom(staged)
    assert sample(rows.design).drawn.tolist() == staged.stages[0].clusters.tolist()


@given(surveys())
def test_a_part_of_the_respondents_was_drawn_from_the_strata_of_the_whole(survey: Survey) -> None:
    whole, half = drawn(survey), survey.respondents // 2
    one, other = whole.part(slice(half)), whole.part(slice(half, None))
    for part, rows in ((one, slice(half)), (other, slice(half, None))):
        alone = drawn(some(survey, rows))
        assert np.array_equal(part.weight, alone.weight)
        assert np.array_equal(part.order, alone.order)
        assert np.array_equal(part.stratum, alone.stratum)
    if whole.sample is None:
        assert one.sample is None
        return
    assert one.sample is not None
    assert other.sample is not None
    assert one.sample.drawn.size == whole.sample.drawn.size
    for ours, theirs in zip(one.sample + other.sample, whole.sample, strict=True):
        assert np.array_equal(ours, theirs)


def test_samples_of_other_units_are_not_added() -> None:
    two = sample(tabulated.drawn(np.ones(4), [0, 0, 1, 1]))
    for other in (
        sample(tabulated.drawn(np.ones(4))),
        sample(tabulated.drawn(np.ones(4), [0, 0, 1, 1], population=[9] * 4)),
        sample(tabulated.drawn(np.ones(4), [0, 0, 1, 1], [0, 1, 2, 3])),
        two._replace(lonely="adjust"),
    ):
        with pytest.raises(ValueError, match="samples of different units"):
            two + other


def test_a_weight_is_added_to_its_cell_and_to_no_other() -> None:
    found = drawn(tabulated.survey(tabulated.drawn([4, 1, 2, 3]), np.ones(4), {}))
    cell = np.array([0, 1, 0, 2])
    assert found.added(cell, 1, (3,)).tolist() == [1.5, 0.25, 0.75]
    assert found.added(cell, 2, (3,)).tolist() == [1.25, 0.0625, 0.5625]
    assert found.added(cell[:2], 1, (3,), np.array([2.0, 8.0]), np.array([0, 1])).tolist() == [2, 2, 0]
