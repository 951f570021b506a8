"""Products: two replicates in one come to the same sums as one by one, and only where they fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import products
from samkit.stats.draw import Draw, Weigh
from samkit.stats.units import Side

SIZE = 41


def side(largest: int, kind: type[np.float32 | np.float64] = np.float32) -> Side:
    columns = np.random.default_rng(1).integers(0, largest, (SIZE, 3), endpoint=True)
    return Side(slice(0, SIZE), columns.astype(kind), 3, None)


def source(weighed: bool) -> Draw | Weigh:
    return Weigh(SIZE, seed=3) if weighed else Draw(np.array([20, 21]), np.array([20, 21]), seed=3)


def one_by_one(draw: Draw | Weigh, columns: np.ndarray, replicates: int) -> np.ndarray:
    """Draw all replicates and add up whole numbers."""
    times = np.empty((replicates, draw.columns))
    draw.fill(times)
    return times[:, :SIZE].astype(np.int64) @ columns.astype(np.int64)


@given(st.booleans(), st.integers(1, 40), st.integers(1, 60))
def test_sums_are_those_of_replicates_drawn_one_by_one(weighed: bool, replicates: int, largest: int) -> None:
    given_side = side(largest)
    found = products.products(source(weighed), [given_side], replicates)[0]
    assert np.array_equal(found, one_by_one(source(weighed), given_side.columns, replicates))


@pytest.mark.parametrize("weighed", [False, True])
@pytest.mark.parametrize("replicates", [1, 2, 25, 26])
def test_replicates_laid_over_others_in_parts_change_nothing(
    weighed: bool, replicates: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = one_by_one(source(weighed), side(1).columns, replicates)
    monkeypatch.setattr(products, "_SPARE", 3 * 48)
    monkeypatch.setattr(products, "_PRODUCT", 7 * 48)
    assert np.array_equal(products.products(source(weighed), [side(1)], replicates)[0], whole)


@pytest.mark.parametrize("weighed", [False, True])
def test_two_replicates_are_in_one_only_where_no_sum_can_reach_the_fold(
    weighed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[int] = []
    monkeypatch.setattr(products, "_lay_over", lambda times, _: laid.append(len(times)))
    most = source(weighed).most(side(1).columns)
    for fold, expected in ((most, []), (most + 1, [2])):
        monkeypatch.setattr(products, "_FOLD", fold)
        products.products(source(weighed), [side(1)], 4)
        assert laid == expected


@pytest.mark.parametrize("weighed", [False, True])
def test_no_sum_is_larger_than_the_most_that_is_told(weighed: bool) -> None:
    columns = side(9).columns
    assert one_by_one(source(weighed), columns, 500).max() <= source(weighed).most(columns)


def test_two_numbers_as_large_as_the_fold_lets_them_be_are_parted_exactly() -> None:
    most = products._FOLD - 1
    pairs = np.array([[0, 0], [0, most], [most, 0], [most, most], [1, most], [most, 1]])
    sums = np.empty((2 * len(pairs), 1), dtype=np.float32)
    sums[: len(pairs), 0] = pairs @ [1, products._FOLD]
    products._part(sums)
    assert sums[:, 0].tolist() == pairs.T.ravel().tolist()
