"""One common factor: against statsmodels, exactly where it is known, and not where answers are independent."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from samkit.stats import general_factor


def correlated(seed: int, questions: int = 9, rows: int = 300) -> np.ndarray:
    draw = np.random.default_rng(seed)
    trait = draw.normal(size=(rows, 1))
    own = draw.normal(size=(rows, questions))
    return np.asarray(np.corrcoef(trait * draw.uniform(0.3, 1.2, questions) + own, rowvar=False))


@pytest.mark.parametrize("seed", range(5))
def test_loadings_are_those_of_the_principal_axis_of_statsmodels(seed: int) -> None:
    correlations = correlated(seed)
    theirs = Factor(corr=correlations, n_factor=1, method="pa").fit(maxiter=100_000, tol=1e-14).loadings[:, 0]
    mine = general_factor.loadings(correlations, tolerance=1e-13)
    assert mine == pytest.approx(theirs * np.sign(theirs.sum()), abs=1e-9)


def test_every_draw_is_fitted_as_if_alone_and_from_any_start() -> None:
    each = np.stack([correlated(seed) for seed in range(4)])
    alone = [general_factor.loadings(one, tolerance=1e-12) for one in each]
    assert general_factor.loadings(each, tolerance=1e-12) == pytest.approx(np.stack(alone), abs=1e-9)
    started = general_factor.loadings(each[0], None, alone[1], 1e-12)
    assert started == pytest.approx(alone[0], abs=1e-9)


def test_a_pair_that_does_not_count_may_be_anything() -> None:
    true = np.array([0.9, 0.7, 0.6, 0.5, 0.4])
    correlations, known = np.outer(true, true), np.ones((5, 5), dtype=bool)
    for pair in ((0, 3), (3, 0)):
        correlations[pair], known[pair] = np.nan, False
    assert general_factor.loadings(correlations, known, tolerance=1e-12) == pytest.approx(true, abs=1e-9)


def test_gaps_through_a_factor_go_with_loadings_and_not_with_a_principal_component() -> None:
    true = np.array([0.9, 0.8, 0.4, 0.3])
    correlations = np.outer(true, true) + np.diag(1 - true**2)
    component = np.abs(np.linalg.eigh(correlations)[1][:, -1])
    loadings = general_factor.loadings(correlations, tolerance=1e-12)
    assert np.ptp(loadings / true) < 1e-8
    assert np.ptp(component / true) > 0.05


def test_no_loading_exceeds_the_highest() -> None:
    correlations = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])
    assert general_factor.loadings(correlations).max() == general_factor.HIGHEST


@pytest.mark.parametrize("shape", [(3, 4), (2, 2), (3,)])
def test_what_is_no_matrix_of_three_questions_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="three questions"):
        general_factor.loadings(np.ones(shape))


def test_independent_answers_seem_to_hang_together_as_seldom_as_the_level_says() -> None:
    draw = np.random.default_rng(3)
    rounds = 400
    false = sum(
        general_factor.beyond_chance(np.corrcoef(draw.normal(size=(200, 12)), rowvar=False), 200) for _ in range(rounds)
    )
    assert false <= 0.05 * rounds + 3 * np.sqrt(0.05 * 0.95 * rounds)
    assert general_factor.beyond_chance(correlated(1), 300)
