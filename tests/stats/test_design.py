"""Designs: what they count, what they refuse, and that labels are only names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.covariance import variance
from samkit.stats.design import checked_weights, degrees_of_freedom, design


def test_degrees_of_freedom_are_clusters_less_strata_of_the_first_stage() -> None:
    sample = design(np.ones(8), stratum=[0, 0, 0, 0, 1, 1, 1, 1], cluster=["a", "a", "b", "c", "d", "d", "e", "e"])
    assert degrees_of_freedom(sample) == 3
    in_domain = np.array([[1, 1], [1, 0], [0, 0], [0, 0], [0, 1], [0, 0], [0, 1], [0, 1]])
    assert degrees_of_freedom(sample, in_domain).tolist() == [0, 1]


def test_a_row_without_weight_counts_for_no_degree_of_freedom() -> None:
    assert degrees_of_freedom(design([1, 1, 0])) == 1
    assert degrees_of_freedom(design([1, 1, 1]), [0, 0, 0]) == 0


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_impossible_weights_are_refused_with_their_rows(bad: float) -> None:
    with pytest.raises(ValueError, match="1 are not, rows 2"):
        checked_weights([1.0, 0.0, bad])


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        checked_weights([0.0, 0.0])
    with pytest.raises(ValueError, match="above zero"):
        checked_weights([])
    with pytest.raises(ValueError, match="one column"):
        checked_weights([[1.0]])


def test_labels_of_another_length_or_missing_are_refused() -> None:
    with pytest.raises(ValueError, match="stratum is expected for each of 3 rows, got 2"):
        design([1, 1, 1], stratum=["a", "b"])
    with pytest.raises(ValueError, match="cluster is missing in 1 rows"):
        design([1, 1, 1], cluster=[1.0, 2.0, np.nan])


def test_a_cluster_in_two_strata_is_refused_unless_it_is_two_clusters() -> None:
    stratum, cluster = [0, 0, 1, 1], [1, 2, 1, 2]
    with pytest.raises(ValueError, match="two strata"):
        design(np.ones(4), stratum, cluster)
    assert degrees_of_freedom(design(np.ones(4), stratum, cluster, nest=True)) == 2
    # Sorted, the torn cluster lies last in one stratum and first in the next.
    with pytest.raises(ValueError, match="two strata"):
        design([1, 1, 1], [0, 1, 1], [5, 5, 6], lonely="certainty")


def test_population_sizes_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="3 clusters were drawn from a stratum of 2"):
        design(np.ones(3), population=[2, 2, 2])
    with pytest.raises(ValueError, match="same in all rows"):
        design(np.ones(3), population=[5, 5, 6])


def test_a_stratum_drawn_as_a_whole_adds_no_variance_and_is_not_lonely() -> None:
    sample = design(np.ones(3), stratum=[0, 1, 1], population=[1, 10, 10])
    assert variance([9.0, 1.0, 2.0], sample) == pytest.approx(0.8 * 2 * 0.5)


def test_a_population_of_any_size_without_bound_is_drawing_with_replacement() -> None:
    score = np.array([1.0, 5.0, -2.0])
    assert variance(score, design(np.ones(3), population=[np.inf] * 3)) == variance(score, design(np.ones(3)))


def test_a_later_stage_counts_only_where_the_stage_before_was_finite() -> None:
    stages = np.array([[0, 0], [0, 1], [1, 2], [1, 3]])
    score = np.array([1.0, 2.0, 4.0, 9.0])
    assert len(design(np.ones(4), cluster=stages).stages) == 1
    sizes = np.array([[4.0, 8.0]] * 4)
    sample = design(np.ones(4), cluster=stages, population=sizes)
    first, second = 0.5 * 2 * 2 * 5.0**2, 0.5 * 0.75 * 2 * (2 * 0.5**2 + 2 * 2.5**2)
    assert variance(score, sample) == pytest.approx(first + second, rel=1e-14)
    assert variance(score, design(np.ones(4), cluster=stages, population=sizes[:, :1])) == pytest.approx(
        first + 0.5 * 2 * (2 * 0.5**2 + 2 * 2.5**2), rel=1e-14
    )


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-10, 10)), min_size=2, max_size=20), st.permutations(range(20)))
def test_order_of_rows_and_names_of_labels_change_nothing(rows: list[tuple[int, float]], order: list[int]) -> None:
    stratum, score = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    place = np.array([index for index in order if index < len(rows)])
    names = np.array(["z", "a", "m"])
    plain = variance(score, design(np.ones(len(rows)), stratum, lonely="remove"))
    other = variance(score[place], design(np.ones(len(rows)), names[stratum[place]], lonely="remove"))
    assert float(other) == pytest.approx(float(plain), rel=1e-11, abs=1e-12)
