"""Hidden cells: nothing small is shown, and nothing hidden follows from what is shown with the totals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.analyses import hidden_cells

TABLES = arrays(np.int64, st.tuples(st.just(2), st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 25))


@given(TABLES, st.integers(2, 12))
def test_no_small_cell_is_shown(n: np.ndarray, least: int) -> None:
    found, base = hidden_cells.hidden(n, least), n.sum(axis=0)
    assert found.cells[(base > 0) & (base < least)].all()
    for axis, totals in ((1, found.rows), (0, found.columns)):
        sums = base.sum(axis=axis)
        assert totals[(sums > 0) & (sums < least)].all()


@given(TABLES, st.integers(2, 12))
def test_what_is_hidden_in_a_line_is_together_as_many_as_may_be_shown(n: np.ndarray, least: int) -> None:
    found = hidden_cells.hidden(n, least)
    lines = [(n[:, row], found.cells[row], found.rows[row]) for row in range(n.shape[1])]
    lines += [(n[:, :, column], found.cells[:, column], found.columns[column]) for column in range(n.shape[2])]
    for counts, hidden, total in lines:
        shown = (counts.sum(axis=0) > 0) & ~hidden
        if not hidden.any() or not shown.any():
            continue  # a line that shows all, or nothing but its total
        assert not total  # of a total that is hidden no cell is shown
        together = counts[:, hidden].sum(axis=1)
        assert hidden.sum() > 1
        assert together.sum() >= least
        assert together.all()


def test_a_table_of_large_cells_hides_nothing() -> None:
    assert not hidden_cells.hidden(np.full((2, 3, 4), 20), 10).cells.any()


def test_a_row_whose_total_is_hidden_shows_no_cell() -> None:
    n = np.array([[[1, 1, 1], [30, 30, 30], [12, 30, 30]], [[1, 1, 1], [30, 30, 30], [12, 30, 30]]])
    found = hidden_cells.hidden(n, 10)
    assert found.rows.tolist() == [True, False, True]
    assert found.cells[0].all()
    assert found.cells[2].all()


@pytest.mark.parametrize("least", [1, 10])
def test_cells_that_nobody_gave_hide_nobody(least: int) -> None:
    n = np.array([[[0, 20], [20, 20]], [[0, 20], [20, 20]]])
    assert not hidden_cells.hidden(n, least).cells.any()
