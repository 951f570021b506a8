"""Strata of one cluster."""

import numpy as np
import pytest

from samkit.stats.covariance import variance
from samkit.stats.design import design
from samkit.stats.lonely import LONELY, Lonely, treat

STRATUM = [0, 0, 1, 2, 2, 2]
SCORE = np.array([1.0, 3.0, 5.0, 0.0, 2.0, 4.0])
APART = 2 * 2 + 1.5 * 8  # of the two strata that have a variance


@pytest.mark.parametrize(
    ("lonely", "expected"),
    [("remove", APART), ("certainty", APART), ("adjust", APART + 25), ("average", APART * 3 / 2)],
)
def test_each_policy_adds_what_it_says(lonely: Lonely, expected: float) -> None:
    assert variance(SCORE, design(np.ones(6), STRATUM, lonely=lonely)) == pytest.approx(expected, rel=1e-14)


def test_failing_is_what_happens_when_nothing_is_declared() -> None:
    with pytest.raises(ValueError, match="1 of 3 strata have one cluster"):
        design(np.ones(6), STRATUM)


@pytest.mark.parametrize("lonely", LONELY)
def test_policies_agree_where_no_cluster_is_lonely(lonely: Lonely) -> None:
    stratum = [0, 0, 0, 1, 1, 1]
    assert variance(SCORE, design(np.ones(6), stratum, lonely=lonely)) == variance(SCORE, design(np.ones(6), stratum))


def test_one_row_alone_is_lonely() -> None:
    with pytest.raises(ValueError, match="1 of 1 strata"):
        design([1.0])
    assert variance([2.0], design([1.0], lonely="remove")) == 0


def test_averaging_needs_a_stratum_that_is_not_lonely() -> None:
    with pytest.raises(ValueError, match="cannot be averaged"):
        treat([1, 1], 1.0, "average")


def test_averages_are_taken_within_the_cluster_of_the_stage_before() -> None:
    assert treat([1, 2, 2, 2], 1.0, "average", [0, 0, 1, 1]).factor.tolist() == [0, 4, 2, 2]


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="got 'ignore'"):
        treat([2], 1.0, "ignore")  # type: ignore[arg-type] # a study file can say anything
