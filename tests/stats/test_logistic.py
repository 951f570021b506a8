"""Logistic models: statsmodels as a second program, what does not matter, and what is refused."""

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samkit.stats import firth, logistic_sampled, marginal, profile, terms
from samkit.stats.binary import model
from samkit.stats.collinear import CollinearError, redundant
from samkit.stats.design import design
from samkit.stats.independence import likelihood_ratio as g_test
from samkit.stats.interval import Floats
from samkit.stats.logistic import Fit, fit
from samkit.stats.replicate import replicates
from samkit.stats.separation import SeparatedError, separation

SEEDS = st.integers(0, 10**6)


def answers(seed: int, rows: int = 60, columns: int = 3) -> tuple[Floats, Floats]:
    """Draw scale answers, and groups that overlap."""
    generator = np.random.default_rng(seed)
    x = generator.integers(1, 6, (rows, columns)).astype(np.float64)
    chance = 1 / (1 + np.exp(-(x - 3) @ generator.normal(0, 0.4, columns)))
    return x, (generator.random(rows) < chance).astype(np.float64)


def overlapping(seed: int, rows: int = 60, columns: int = 3) -> tuple[Floats, Floats]:
    x, y = answers(seed, rows, columns)
    assume(0 < y.sum() < rows and not redundant(x).size and not separation(model(x, y)))
    return x, y


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_fit_is_that_of_statsmodels(seed: int) -> None:
    x, y = overlapping(seed)
    found, theirs = fit(model(x, y)), sm.Logit(y, sm.add_constant(x)).fit(disp=0, method="newton", tol=1e-14)
    assert np.allclose(found.coefficients, theirs.params, rtol=1e-8, atol=1e-9)
    assert np.allclose(found.error, theirs.bse, rtol=1e-7)
    assert found.log_likelihood == pytest.approx(theirs.llf, rel=1e-10)
    # llnull of statsmodels itself is searched for by another method, and has eight digits.
    null = sm.Logit(y, np.ones(len(y))).fit(disp=0, method="newton", tol=1e-14)
    assert found.null_log_likelihood == pytest.approx(null.llf, rel=1e-12)
    assert found.mcfadden == pytest.approx(1 - theirs.llf / null.llf, rel=1e-9, abs=1e-13)
    slopes = marginal.slopes(model(x, y), found.coefficients, found.covariance)
    effects = theirs.get_margeff(at="overall")
    assert np.allclose(slopes.value, effects.margeff, rtol=1e-8, atol=1e-10)
    assert np.allclose(slopes.error, effects.margeff_se, rtol=1e-7)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_ticked_items_have_the_marginal_effects_of_statsmodels(seed: int) -> None:
    x, y = overlapping(seed)
    ticked = (x > 3).astype(np.float64)
    assume(not redundant(ticked).size and not separation(model(ticked, y)))
    found = fit(model(ticked, y))
    theirs = sm.Logit(y, sm.add_constant(ticked)).fit(disp=0, method="newton", tol=1e-14).get_margeff(dummy=True)
    ours = marginal.switches(model(ticked, y), found.coefficients, found.covariance)
    assert np.allclose(ours.value, theirs.margeff, rtol=1e-8, atol=1e-10)
    assert np.allclose(ours.error, theirs.margeff_se, rtol=1e-7)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_a_fixed_bound_of_the_profile_loses_the_quantile_of_chi_square_by_statsmodels(seed: int) -> None:
    x, y = overlapping(seed, rows=40, columns=2)
    bounds, whole = profile.interval(model(x, y), 0.90), sm.add_constant(x)
    best = sm.GLM(y, whole, family=sm.families.Binomial()).fit(tol=1e-14).llf
    for column in range(3):
        rest = np.delete(whole, column, axis=1)
        for bound in (bounds.lower[column], bounds.upper[column]):
            fixed = sm.GLM(y, rest, family=sm.families.Binomial(), offset=whole[:, column] * bound)
            assert 2 * (best - fixed.fit(tol=1e-14).llf) == pytest.approx(2.705543454095404, rel=1e-8)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_order_of_rows_and_columns_does_not_matter(seed: int) -> None:
    x, y = overlapping(seed)
    generator = np.random.default_rng(seed)
    rows, columns = generator.permutation(len(y)), generator.permutation(x.shape[1])
    found, other = fit(model(x, y)), fit(model(x[rows], y[rows]))
    assert found.coefficients.tolist() == other.coefficients.tolist()
    assert found.covariance.tolist() == other.covariance.tolist()
    assert found.fitted[rows].tolist() == other.fitted.tolist()
    turned = fit(model(x[:, columns], y))
    assert np.allclose(turned.coefficients[1:], found.coefficients[1:][columns], rtol=1e-11, atol=1e-13)
    assert np.allclose(
        terms.likelihood_ratio(model(x[:, columns], y)).statistic,
        terms.likelihood_ratio(model(x, y)).statistic[columns],
        rtol=1e-9,
        atol=1e-10,
    )


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_a_weight_of_k_is_k_rows(seed: int) -> None:
    x, y = overlapping(seed)
    weight = np.random.default_rng(seed).integers(1, 5, len(y))
    found, other = fit(model(x, y, weight)), fit(model(x.repeat(weight, axis=0), y.repeat(weight)))
    assert found.coefficients.tolist() == other.coefficients.tolist()
    assert found.covariance.tolist() == other.covariance.tolist()
    assert found.log_likelihood == other.log_likelihood


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.sampled_from([1e-9, 0.125, 7.0, 1e9]))
def test_a_constant_times_the_weights_changes_the_likelihood_alone(seed: int, times: float) -> None:
    x, y = overlapping(seed)
    found, other = fit(model(x, y)), fit(model(x, y, np.full(len(y), times)))
    assert np.allclose(other.coefficients, found.coefficients, rtol=1e-9, atol=1e-11)
    assert np.allclose(other.covariance * times, found.covariance, rtol=1e-9, atol=1e-12)
    assert other.log_likelihood == pytest.approx(found.log_likelihood * times, rel=1e-12)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_swapped_groups_have_the_opposite_coefficients(seed: int) -> None:
    x, y = overlapping(seed)
    found, other = fit(model(x, y)), fit(model(x, 1 - y))
    assert np.allclose(other.coefficients, -found.coefficients, rtol=1e-11, atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_the_unit_of_a_column_does_not_matter(seed: int, origin: float, unit: float) -> None:
    x, y = overlapping(seed)
    found, other = fit(model(x, y)), fit(model(x * unit + origin * unit, y))
    assert np.allclose(other.coefficients[1:] * unit, found.coefficients[1:], rtol=1e-6, atol=1e-8)
    assert other.log_likelihood == pytest.approx(found.log_likelihood, rel=1e-9)


def test_one_item_has_the_log_odds_ratio_and_the_g_test() -> None:
    data = model([[1], [1], [0], [0]], [1, 0, 1, 0], [28, 23, 62, 284])
    found, ratio = fit(data), terms.likelihood_ratio(data)
    assert found.coefficients[1] == pytest.approx(np.log(28 * 284 / (23 * 62)), rel=1e-13)
    assert found.error[1] == pytest.approx(np.sqrt(1 / 28 + 1 / 284 + 1 / 23 + 1 / 62), rel=1e-12)
    assert ratio.p[0] == pytest.approx(float(g_test(28, 51, 62, 346)), rel=1e-10)
    pearson = (28 * 284 - 23 * 62) ** 2 * 397 / (51 * 346 * 90 * 307)
    assert terms.score(data).statistic[0] == pytest.approx(pearson, rel=1e-12)


def test_a_single_answer_among_a_thousand_million_is_no_separation() -> None:
    found = fit(model([[1], [1], [0], [0]], [1, 0, 1, 0], [1, 1e9, 15, 57]))
    assert found.coefficients[1] == pytest.approx(np.log(1e-9) - np.log(15 / 57), rel=1e-12)


REFUSED: list[tuple[Any, Any, Any, str]] = [
    ([[1], [2]], [0, 2], None, "1 or 0"),
    ([[1], [2]], [0, 0], None, "both groups"),
    ([[1], [2]], [0, 1], [1, 0], "both groups"),
    ([[1], [np.nan]], [0, 1], None, "row 1"),
    ([[1], [2]], [0, 1, 1], None, "expected"),
    ([1, 2], [0, 1], None, "shape"),
    (np.empty((2, 0)), [0, 1], None, "one or more columns"),
    ([[1], [2]], [0, 1], [1, -1], "weight"),
    ([[1], [2]], [0, 1], [1, np.inf], "weight"),
]


@pytest.mark.parametrize(("x", "y", "weight", "why"), REFUSED)
def test_what_is_no_model_is_refused(x: Any, y: Any, weight: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        model(x, y, weight)


def test_columns_that_say_nothing_of_their_own_are_named() -> None:
    x, y = answers(1)
    more = np.column_stack([x, np.full(len(y), 0.1), x[:, 0] - 2 * x[:, 2], x[:, 1] ** 2])
    with pytest.raises(CollinearError, match=r"3, 4$") as caught:
        model(more, y)
    assert caught.value.columns.tolist() == [3, 4]
    assert redundant(more * 1e9 + 1e12).tolist() == [3, 4]
    assert redundant(more, np.zeros(len(y))).tolist() == list(range(6))


def test_terms_that_a_model_has_not_are_refused() -> None:
    data = model(*answers(2))
    wrongs: list[list[list[int]]] = [[[3]], [[-1]], [[]], [[0, 0]]]
    for wrong in wrongs:
        with pytest.raises(ValueError, match="columns from 0 to 2"):
            terms.likelihood_ratio(data, wrong)


def test_the_score_test_needs_no_estimate_of_what_it_tests() -> None:
    data = model([[1, 0], [1, 1], [0, 0], [0, 1]] * 2, [0, 0, 1, 1, 0, 0, 0, 1], [5, 4, 3, 9, 2, 6, 8, 1])
    with pytest.raises(SeparatedError):
        terms.likelihood_ratio(data, [[0]])
    found = terms.score(data)
    assert found.statistic[0] > 5
    assert np.isnan(found.statistic[1])
    assert np.isnan(found.p[1])


def test_columns_nearly_alike_and_far_from_zero_keep_their_digits() -> None:
    generator = np.random.default_rng(0)
    x, y = generator.normal(size=(100, 2)), generator.random(100) < 0.4
    plain, far = model(x, y), model(x + 2.0**40, y)
    assert np.allclose(fit(far).coefficients[1:], fit(plain).coefficients[1:], rtol=1e-3)
    bounds = profile.interval(plain), profile.interval(far)
    assert np.allclose(bounds[1].lower[1:], bounds[0].lower[1:], rtol=1e-3)
    assert np.isfinite(bounds[1].lower).all()
    # A column and almost the same: one coefficient is the other's in steps of the small difference.
    alike = np.column_stack([x[:, 0], x[:, 0] + 2.0**-17 * x[:, 1]])
    step, b = 2.0**17, fit(plain).coefficients
    for found in (fit(model(alike, y)), firth.fit(model(alike, y))):
        whole = found.coefficients[1] + found.coefficients[2], found.coefficients[2] / step
        expected = b[1:] if isinstance(found, Fit) else firth.fit(plain).coefficients[1:]
        assert np.allclose(whole, expected, rtol=1e-4)
    for interval in (profile.interval, firth.interval):
        close = interval(model(alike, y))
        assert np.allclose(close.lower[2] / step, interval(plain).lower[2], rtol=1e-4)
    with pytest.raises(ValueError, match="vary by"):
        model(x * 1e200, y)


def test_a_sample_with_too_few_clusters_has_no_test() -> None:
    x, y = answers(5)
    two = logistic_sampled.sampled(x, y, design(np.ones(len(y)), cluster=np.arange(len(y)) % 2))
    assert np.isnan(two.p).all()
    assert np.isnan(two.interval().lower).all()
    wald = terms.wald(two.coefficients, two.covariance, [[0, 1, 2]], two.df)
    assert np.isnan(wald.statistic[0])
    assert np.isnan(wald.p[0])
    working = logistic_sampled.likelihood_ratio(x, y, design(np.ones(len(y)), cluster=np.arange(len(y)) % 2))
    assert (working.statistic > 0).any()
    assert np.isnan(working.p).all()


def test_rows_that_differ_in_number_from_those_of_the_sample_are_refused() -> None:
    x, y = answers(5)
    with pytest.raises(ValueError, match="as many rows"):
        logistic_sampled.sampled(x, y, design(np.ones(len(y) - 1)))


def test_replicates_that_separate_are_counted() -> None:
    x, y = np.array([[0.0], [0.0], [1.0], [1.0]] * 3), np.array([0, 1, 0, 1] + [0, 0, 1, 1] * 2)
    weights = np.ones((12, 3))
    weights[:4, 0] = 0  # without the first four, the column is the group
    plan = replicates(np.ones(12), weights + np.array([0, 0, 0.5]) * (np.arange(12) % 2)[:, None], 1.0)
    found = logistic_sampled.sampled(x, y, plan)
    assert found.lost == 1
    assert np.isfinite(found.error).all()
