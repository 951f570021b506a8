"""Units: whole numbers, in an order that depends on nothing but what they hold."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats.respondents import Respondents, respondents
from samkit.stats.units import FLOAT32, FLOAT64, Units, steps, units


def made(weighted: bool = False, order: Any = slice(None), rename: Any = None) -> Respondents:
    draw = np.random.default_rng(5)
    stratum = np.repeat([0, 1, 2, 3], [12, 12, 15, 1])
    cluster = np.concatenate([np.arange(12) // 3, 4 + np.arange(12) // 2, 10 + np.arange(15) // 5, [13]])
    parts = (draw.random((40, 3)) < 0.5, draw.random((40, 3)) < 0.9, draw.random(40) < 0.4)
    weight = draw.lognormal(0, 0.5, 40)
    if rename is not None:
        stratum, cluster = np.array(rename)[stratum], np.array(rename)[cluster]
    return respondents(
        *(part[order] for part in parts),
        weight=weight[order] if weighted else None,
        stratum=stratum[order],
        cluster=cluster[order],
    )


def same(one: Units, other: Units) -> bool:
    parts = [(found.sizes, found.draws, *(side.columns for side in found.sides)) for found in (one, other)]
    return all(np.array_equal(a, b) for a, b in zip(*parts, strict=True))


@given(st.permutations(range(40)), st.permutations(range(14)), st.booleans())
@settings(max_examples=30)
def test_order_of_rows_and_names_of_strata_and_clusters_change_nothing(
    order: list[int], rename: list[int], weighted: bool
) -> None:
    assert same(units(made(weighted)), units(made(weighted, order, rename)))


def test_one_cluster_fewer_is_drawn_than_a_stratum_has_and_a_lonely_one_always() -> None:
    found = units(made())
    assert sorted(zip(found.sizes.tolist(), found.draws.tolist(), strict=True)) == [(1, 1), (3, 2), (4, 3), (6, 5)]


def test_clusters_add_up_to_the_sample_times_the_factor_of_their_stratum() -> None:
    draw = np.random.default_rng(2)
    yes, valid, first = draw.random((30, 2)) < 0.5, draw.random((30, 2)) < 0.8, draw.random(30) < 0.5
    found = units(respondents(yes, valid, first, cluster=np.arange(30) // 5))
    for side, members in zip(found.sides, (first, ~first), strict=True):
        expected = [(yes & valid)[members].sum(axis=0), valid[members].sum(axis=0)]
        assert side.columns.sum(axis=0).tolist() == np.concatenate(expected).tolist()


def test_respondents_are_units_where_only_strata_are_told() -> None:
    found = units(respondents(np.eye(6), np.ones((6, 6)), np.arange(6) < 3, stratum=[0, 0, 0, 0, 1, 1]))
    assert sorted(zip(found.sizes.tolist(), found.draws.tolist(), strict=True)) == [(2, 1), (4, 3)]


@given(st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=40), st.integers(1, 500))
def test_sums_of_steps_are_exact_in_the_type_chosen(weight: list[float], most: int) -> None:
    whole, kind = steps(np.array(weight), most)
    assert np.all(whole == np.floor(whole))
    assert most * whole.max() <= (FLOAT32 if kind is np.float32 else FLOAT64)


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=40), st.integers(1, 100))
def test_steps_are_within_a_thousandth_of_the_weights(weight: list[float], most: int) -> None:
    whole = steps(np.array(weight), most)[0]
    assert np.abs(whole / whole.max() / (np.array(weight) / max(weight)) - 1).max() <= 1e-3


@pytest.mark.parametrize(("valid", "columns"), [([[1, 1], [1, 1]], 2), ([[1, 1], [0, 0]], 3), ([[1, 1], [1, 0]], 4)])
def test_valid_answers_have_no_more_columns_than_they_need(valid: list[list[int]], columns: int) -> None:
    found = units(respondents(np.ones((4, 2)), valid + [[1, 1]] * 2, [True, True, False, False]))
    assert found.sides[0].columns.shape == (2, columns)
    x, n = found.sides[0].split(found.sides[0].columns)
    assert x.shape == n.shape == (2, 2)
