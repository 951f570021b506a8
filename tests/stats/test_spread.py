"""Spread and quantiles: scipy and numpy agree, items go together, edges."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from samkit.stats import quantiles, spread
from samkit.stats.distinct import distinct

ANSWERS = st.lists(st.integers(0, 9), min_size=3, max_size=14)
Answers = list[int]


@given(ANSWERS, ANSWERS, ANSWERS)
def test_levene_is_that_of_scipy(x: Answers, y: Answers, z: Answers) -> None:
    values, counts = distinct(x, y, z)
    for center in ("median", "mean"):
        ours = spread.levene(values, counts, center=center)
        distances = [np.abs(np.array(group) - getattr(np, center)(group)) for group in (x, y, z)]
        assume(any(np.ptp(group) > 1e-9 for group in distances))
        theirs = stats.levene(x, y, z, center=center)
        assert float(ours.statistic) == pytest.approx(float(theirs.statistic), rel=1e-9, abs=1e-12)
        assert float(ours.p) == pytest.approx(float(theirs.pvalue), rel=1e-9)


@given(ANSWERS, st.floats(0, 1))
def test_quantiles_of_type_7_are_those_of_numpy(answers: Answers, share: float) -> None:
    values, counts = distinct(answers)
    ours = quantiles.quantiles(values, counts[:, 0], [share])
    assert float(ours[0]) == pytest.approx(float(np.quantile(answers, share)), abs=1e-12)


@given(ANSWERS)
def test_the_interval_of_the_median_holds_it_and_has_the_sign_test_at_its_ends(answers: Answers) -> None:
    values, counts = distinct(answers)
    found = quantiles.quantile_interval(values, counts[:, 0])
    median = float(quantiles.quantiles(values, counts[:, 0], [0.5])[0])
    assert found.lower <= median <= found.upper
    n, rising = len(answers), sorted(answers)
    depth = max(k for k in range(n + 1) if k == 0 or stats.binom.cdf(k - 1, n, 0.5) < 0.025)
    expected = (-np.inf, np.inf) if depth == 0 else (rising[depth - 1], rising[n - depth])
    assert (float(found.lower), float(found.upper)) == expected


def test_an_interval_of_an_outer_quantile_is_open_to_the_outside_only() -> None:
    found = quantiles.quantile_interval(np.arange(20.0), np.ones(20), 0.05)
    assert float(found.lower) == -np.inf
    assert np.isfinite(found.upper)


def test_items_are_handled_together_and_nobody_has_no_quantile() -> None:
    counts = np.array([[1, 2, 3], [0, 0, 0], [0, 0, 4]])
    found = quantiles.quantiles([1, 2, 3], counts, [0.5, 0.9])
    assert found.shape == (3, 2)
    assert np.isnan(found[1]).all()
    assert found[2].tolist() == [3, 3]
    # Six answers have a median interval, at 2 (1/2)^6 = 0.03, four have none.
    assert quantiles.quantile_interval([1, 2, 3], counts).lower.tolist() == [1, -np.inf, -np.inf]
    table = np.array([[[2, 0], [1, 3], [2, 0]], [[0, 0], [0, 0], [0, 0]], [[3, 2], [0, 0], [0, 0]]])
    p = spread.levene([1, 2, 3], table).p
    assert float(p[0]) == float(spread.levene([1, 2, 3], table[0]).p)
    assert np.isnan(p[1:]).all()


@pytest.mark.parametrize(
    ("values", "counts", "share"),
    [([1, 2], [1], 0.5), ([1, 2], [1, 0.5], 0.5), ([2, 1], [1, 1], 0.5), ([1, 2], [1, 1], 1.5), ([], [], 0.5)],
)
def test_what_has_no_quantile_is_refused(values: list[float], counts: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        quantiles.quantiles(values, counts, [share])
    with pytest.raises(ValueError, match="expected"):
        quantiles.quantile_interval(values, counts, share)


def test_a_type_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="type 2, 6 or 7"):
        quantiles.quantiles([1, 2], [1, 1], [0.5], kind=5)  # type: ignore[arg-type] # wrong on purpose
