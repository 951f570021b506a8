from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.optimize import NonlinearConstraint, minimize

from samkit.stats import standardised
from samkit.stats.logits import Binomial, likelihood
from samkit.stats.standardised_profile import interval, likelihood_ratio
from tests.stats.test_standardised import averages, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.stats.standardised import Models

    Floats = NDArray[np.float64]

HALF = 3.841458820694124 / 2


def fitted(seed: int, items: int = 3) -> tuple[Floats, Binomial, Models, Floats]:
    x, answers, each, _ = table(seed, items)
    return x, answers, standardised.models(x, answers, standardised.own(x, answers)), each


def lost(x: Floats, one: Binomial, b: Floats) -> float:
    return -float(likelihood(x, one)(b[None], np.array([0])).value[0])


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("ratio", [False, True])
def test_a_bound_is_where_the_largest_likelihood_that_gives_it_falls_short_by_half_a_quantile(
    seed: int, *, ratio: bool
) -> None:
    x, answers, found, each = fitted(seed)
    bounds = interval(x, answers, found, ratio=ratio)

    def measure(b: Any) -> Any:
        first, second = averages(b, each)
        return np.log(first / second) if ratio else first - second

    for item in range(3):
        loss: Any = partial(lost, x, Binomial(*(part[:, [item]] for part in answers)))
        for bound in bounds:
            wanted = float(np.log(bound[item]) if ratio else bound[item])
            held = minimize(
                loss,
                found.coefficients[item],
                method="SLSQP",
                constraints=NonlinearConstraint(measure, wanted, wanted),
                options={"ftol": 1e-13, "maxiter": 500},
            )
            assert held.fun - loss(found.coefficients[item]) == pytest.approx(HALF, rel=1e-5)


@pytest.mark.parametrize("seed", range(6))
def test_both_intervals_leave_out_no_difference_exactly_where_the_test_rejects_it(seed: int) -> None:
    x, answers, found, _ = fitted(seed, 20)
    p = likelihood_ratio(x, answers, found)
    for level in (0.9, 0.95):
        gap, ratio = interval(x, answers, found, level), interval(x, answers, found, level, ratio=True)
        assert (((gap.lower > 0) | (gap.upper < 0)) == (p < 1 - level)).all()
        assert (((ratio.lower > 1) | (ratio.upper < 1)) == (p < 1 - level)).all()


def test_without_anything_to_adjust_for_the_ratio_has_the_profile_interval_of_two_proportions() -> None:
    from samkit.stats import ratio

    x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[28.0], [62.0]]), np.array([[51.0], [346.0]]))
    found = interval(x, counts, standardised.models(x, counts, standardised.own(x, counts)), ratio=True)
    known = ratio.profile_likelihood(28, 51, 62, 346)
    assert [float(bound[0]) for bound in found] == pytest.approx([float(known.lower), float(known.upper)], rel=1e-7)


def test_an_item_without_a_model_has_no_interval_and_no_test() -> None:
    x, counts = np.array([[1.0, 1.0], [1.0, 0.0]]), Binomial(np.array([[0.0], [15.0]]), np.array([[16.0], [72.0]]))
    found = standardised.models(x, counts, standardised.own(x, counts))
    assert np.isnan(likelihood_ratio(x, counts, found)).all()
    assert np.isnan(interval(x, counts, found)).all()


@pytest.mark.parametrize("share", [0.1, 0.18, 0.5, 0.85])
def test_where_nothing_is_true_the_test_rejects_as_often_as_it_says(share: float) -> None:
    draw = np.random.default_rng(3)
    x = np.array([[1, trait == 1, trait == 2, group] for trait in range(3) for group in (1, 0)], dtype=np.float64)
    counts = np.array([12, 170, 20, 115, 20, 60], dtype=np.float64)
    chances = 1 / (1 + np.exp(-(np.log(share / (1 - share)) + x @ [0.0, 0.5, -0.5, 0.0])))
    both = np.repeat(counts[:, None], 2000, axis=1)
    answers = Binomial(draw.binomial(both.astype(int), chances[:, None]).astype(float), both)
    found = standardised.models(x, answers, np.ones((2000, 4), dtype=np.bool_))
    p = likelihood_ratio(x, answers, found)
    assert 0.035 <= (p[found.exists] < 0.05).mean() <= 0.065
