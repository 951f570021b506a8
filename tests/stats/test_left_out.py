from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.stats.left_out import spread

VALUES = arrays(np.float64, st.integers(2, 30), elements=st.floats(-50, 50))


@given(VALUES)
def test_of_a_mean_it_is_the_usual_standard_error(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    n = values.size
    found = spread((values.sum() - values) / (n - 1))
    assert found.error == pytest.approx(values.std(ddof=1) / math.sqrt(n), abs=1e-9)
    assert found.df == n - 1


def test_a_number_that_cannot_be_made_without_one_of_them_has_no_finite_error() -> None:
    found = spread([[1.0, 2.0], [np.nan, 2.5], [1.5, 1.5]])
    assert np.isinf(found.error[0])
    assert np.isfinite(found.error[1])


def test_one_cluster_alone_says_nothing() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        spread([1.0])
