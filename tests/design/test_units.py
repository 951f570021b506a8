from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.design.units import units
from samkit.stats import design as designs

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from([0.0, 0.5, 1.0])), min_size=1)


@given(ROWS)
def test_clusters_are_numbered_by_stratum_and_label_and_belong_to_one_stratum(
    rows: list[tuple[int, int, float]],
) -> None:
    stratum, label = (np.array([row[place] for row in rows]) for place in (0, 1))
    found = units(stratum, label)
    pairs = sorted({row[:2] for row in rows})
    assert [pairs[code] for code in found.cluster] == [row[:2] for row in rows]
    assert found.home.tolist() == [home for home, _ in pairs]
    assert found.drawn.tolist() == [sum(home == code for home, _ in pairs) for code in range(stratum.max() + 1)]


@given(ROWS)
def test_a_label_in_two_strata_is_found_with_the_first_respondent_of_each(rows: list[tuple[int, int, float]]) -> None:
    stratum, label = (np.array([row[place] for row in rows]) for place in (0, 1))
    expected = []
    for name in sorted(set(label.tolist())):
        homes = sorted(set(stratum[label == name].tolist()))
        firsts = [int(np.flatnonzero((label == name) & (stratum == home))[0]) for home in homes[:2]]
        expected += [(name, *firsts)] if len(homes) > 1 else []
    assert units(stratum, label).crossing() == expected


@given(ROWS, st.booleans())
def test_degrees_of_freedom_are_those_of_the_statistics(rows: list[tuple[int, int, float]], clustered: bool) -> None:
    stratum, label, weight = (np.array([row[place] for row in rows]) for place in (0, 1, 2))
    weight[0] = 1.0
    sample = designs.design(
        weight, stratum=stratum, cluster=label if clustered else None, lonely="certainty", nest=True
    )
    found = units(np.unique(stratum, return_inverse=True)[1], label if clustered else None)
    assert found.freedom(weight) == designs.degrees_of_freedom(sample)


@pytest.mark.parametrize("clustered", [True, False])
def test_a_respondent_without_a_label_is_in_no_unit(clustered: bool) -> None:
    found = units(np.array([0, -1, 1, 1]), np.array([0, 1, 2, -1]) if clustered else None)
    assert [rows.tolist() for rows in found.rows_by_stratum()] == [[0], [2] if clustered else [2, 3]]
    assert found.drawn.tolist() == [1, 1 if clustered else 2]
    assert found.alone()[0] == (0, 0)
    assert found.crossing() == []


def test_strata_of_which_nobody_is_known_are_empty_and_not_alone() -> None:
    found = units(np.array([0, 1]), np.array([0, -1]))
    assert found.alone() == [(0, 0)]
    assert [rows.tolist() for rows in found.rows_by_stratum()] == [[0], []]
