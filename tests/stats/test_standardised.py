from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from samkit.stats import standardised
from samkit.stats.logits import Binomial

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def table(seed: int, items: int = 3, rows: int = 400) -> tuple[Floats, Binomial, Floats, Floats]:
    """Items that hang on two traits and the group: the design and its counts, and the same respondent by respondent."""
    draw = np.random.default_rng(seed)
    trait, other = draw.integers(0, 3, rows), draw.integers(0, 2, rows)
    group = draw.random(rows) < 0.1 + 0.1 * trait
    each = np.column_stack([np.ones(rows), trait == 1, trait == 2, other, group]).astype(np.float64)
    slopes = draw.normal(0, 0.6, (5, items))
    y = (draw.random((rows, items)) < 1 / (1 + np.exp(-each @ slopes))).astype(np.float64)
    x, place = np.unique(each, axis=0, return_inverse=True)
    ones, both = np.zeros((2, len(x), items))
    np.add.at(ones, place.reshape(-1), y)
    np.add.at(both, place.reshape(-1), np.ones_like(y))
    return x, Binomial(ones, both), each, y


def averages(coefficients: Floats, each: Floats) -> Floats:
    """Average the predictions with all in group 1, and with all in group 0."""
    found = []
    for group in (1.0, 0.0):
        moved = np.column_stack([each[:, :-1], np.full(len(each), group)])
        found.append((1 / (1 + np.exp(-moved @ coefficients))).mean())
    return np.array(found)


@pytest.mark.parametrize("seed", range(4))
def test_shares_and_covariances_are_those_of_statsmodels_and_numeric_derivatives(seed: int) -> None:
    x, answers, each, y = table(seed)
    found = standardised.shares(x, answers, standardised.models(x, answers, standardised.own(x, answers)))
    for item in range(3):
        fit = sm.GLM(y[:, item], each, family=sm.families.Binomial()).fit(tol=1e-14)
        assert found.value[item] == pytest.approx(averages(fit.params, each), rel=1e-9)
        steps = np.eye(5) * 1e-5
        slopes = np.array(
            [(averages(fit.params + step, each) - averages(fit.params - step, each)) / 2e-5 for step in steps]
        ).T
        predicted = np.array(
            [
                1 / (1 + np.exp(-np.column_stack([each[:, :-1], np.full(len(each), group)]) @ fit.params))
                for group in (1.0, 0.0)
            ]
        )
        among = np.cov(predicted, bias=True) / len(each)
        assert found.covariance[item] == pytest.approx(slopes @ fit.cov_params() @ slopes.T + among, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_what_the_shares_move_by_when_a_respondent_weighs_a_little_more(seed: int) -> None:
    x, answers, each, y = table(seed)
    row = np.array([np.flatnonzero((x == one).all(axis=1))[0] for one in each])
    found = standardised.models(x, answers, standardised.own(x, answers))
    for item in range(3):
        alone = Binomial(y[:, [item]], np.ones((len(y), 1)))
        score = standardised.scores(x, answers, found, item, alone, row).score
        for respondent in (0, 7, 200):
            weight = np.ones(len(y))
            weight[respondent] += 1e-4
            fit = sm.GLM(y[:, item], each, family=sm.families.Binomial(), freq_weights=weight).fit(tol=1e-14)
            moved = [
                np.average(
                    1 / (1 + np.exp(-np.column_stack([each[:, :-1], np.full(len(each), group)]) @ fit.params)),
                    weights=weight,
                )
                for group in (1.0, 0.0)
            ]
            values = standardised.shares(x, answers, found).value[item]
            assert score[respondent] == pytest.approx((np.array(moved) - values) / 1e-4, rel=2e-3, abs=1e-7)


def test_without_anything_to_adjust_for_shares_and_variances_are_those_of_two_proportions() -> None:
    x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62.0]]), np.array([[51.0], [346.0]]))
    found = standardised.shares(x, counts, standardised.models(x, counts, standardised.own(x, counts)))
    p = np.array([28 / 51, 62 / 346])
    assert found.value[0] == pytest.approx(p, rel=1e-12)
    assert found.covariance[0] == pytest.approx(np.diag(p * (1 - p) / [51, 346]), rel=1e-9, abs=1e-15)


def test_a_separated_item_has_no_most_likely_model_and_a_finite_one_by_firth() -> None:
    x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[0.0], [15.0]]), np.array([[16.0], [72.0]]))
    found = standardised.models(x, counts, standardised.own(x, counts))
    assert not found.exists[0]
    assert np.isnan(standardised.shares(x, counts, found).value).all()
    made = standardised.penalised(x, counts, found, 0)
    # With one column that is 0 or 1, Firth's estimate adds half an answer to each cell.
    shares = standardised.shares(x, counts, made)
    assert shares.value[0] == pytest.approx([0.5 / 17, 15.5 / 73], rel=1e-9)
    assert np.isfinite(shares.covariance).all()


def test_a_column_without_an_answer_of_its_own_has_no_part_and_changes_nothing() -> None:
    x, answers, _, _ = table(1, items=1)
    more = np.insert(x, 1, 0.0, axis=1)
    one, other = (
        standardised.shares(design, answers, standardised.models(design, answers, standardised.own(design, answers)))
        for design in (x, more)
    )
    assert other.value == pytest.approx(one.value, rel=1e-12)
    assert other.covariance == pytest.approx(one.covariance, rel=1e-9)


def test_replicates_of_equal_weights_are_the_whole_sample_over_again() -> None:
    x, answers, _, _ = table(2, items=1)
    found = standardised.models(x, answers, standardised.own(x, answers))
    parts = Binomial(*(np.repeat(part, 3, axis=1) * [1.0, 2.0, 0.5] for part in answers))
    again = standardised.replicated(x, parts, found.free[0], found.coefficients[0])
    assert again == pytest.approx(np.repeat(standardised.shares(x, answers, found).value, 3, axis=0), rel=1e-9)


@pytest.mark.parametrize("share", [0.18, 0.4, 0.75])
def test_intervals_cover_at_the_sizes_of_the_study(share: float) -> None:
    draw = np.random.default_rng(5)
    x = np.array([[1, trait == 1, trait == 2, group] for trait in range(3) for group in (1, 0)], dtype=np.float64)
    counts = np.array([12, 170, 20, 115, 20, 60], dtype=np.float64)
    chances = 1 / (1 + np.exp(-(np.log(share / (1 - share)) + x @ [0.0, 0.5, -0.5, 0.8])))
    part = counts / counts.sum()
    true = sum(sign * part @ chances[np.arange(6) // 2 * 2 + at] * 1.0 for at, sign in ((0, 1), (1, -1)))
    both = np.repeat(counts[:, None], 2000, axis=1)
    answers = Binomial(draw.binomial(both.astype(int), chances[:, None]).astype(float), both)
    found = standardised.shares(x, answers, standardised.models(x, answers, np.ones((2000, 4), dtype=np.bool_)))
    gap = found.value[:, 0] - found.value[:, 1]
    error = np.sqrt(found.covariance[:, 0, 0] + found.covariance[:, 1, 1] - 2 * found.covariance[:, 0, 1])
    covered = (np.abs(gap - true) <= 1.959964 * error).mean()
    assert 0.925 <= covered <= 0.965
