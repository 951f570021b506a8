"""Importance of terms: what it adds up to, what does not matter, and the bootstrap."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samkit.stats import importance, importance_bootstrap, linear_importance, relative_weights, shapley
from samkit.stats.binary import Model, model
from samkit.stats.collinear import CollinearError
from samkit.stats.interval import Floats
from samkit.stats.logistic import fit
from samkit.stats.separation import SeparatedError, separation

SEEDS = st.integers(0, 10**6)


def answers(seed: int, rows: int = 80, columns: int = 4) -> tuple[Floats, Floats]:
    generator = np.random.default_rng(seed)
    x = np.clip(np.rint(3 + generator.normal(size=(rows, 1)) + generator.normal(size=(rows, columns))), 1, 5)
    chance = 1 / (1 + np.exp(1 - (x - 3) @ np.linspace(0.8, 0.0, columns)))
    return x, (generator.random(rows) < chance).astype(np.float64)


def overlapping(seed: int, rows: int = 80, columns: int = 4) -> Model:
    data = model(*answers(seed, rows, columns))
    assume(not separation(data))
    return data


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_shares_add_up_to_the_r2_and_none_is_below_zero(seed: int) -> None:
    data = overlapping(seed)
    found = importance.mcfadden(data)
    assert found.value.sum() == pytest.approx(fit(data).mcfadden, rel=1e-10)
    assert found.total == pytest.approx(fit(data).mcfadden, rel=1e-10)
    assert (found.value > 0).all()
    weights = relative_weights.logistic_weights(data, fit(data).coefficients)
    assert weights.sum() == pytest.approx(np.corrcoef(data.y, fit(data).fitted)[0, 1] ** 2, rel=1e-9)
    assert (weights >= 0).all()


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_order_of_columns_and_their_units_do_not_matter(seed: int) -> None:
    x, y = answers(seed)
    assume(not separation(model(x, y)))
    turn = np.random.default_rng(seed).permutation(x.shape[1])
    data, other = model(x, y), model(x[:, turn] * 3.5 - 100, y)
    assert np.allclose(importance.mcfadden(other).value, importance.mcfadden(data).value[turn], rtol=1e-9)
    weights = relative_weights.logistic_weights(data, fit(data).coefficients)
    assert np.allclose(relative_weights.logistic_weights(other, fit(other).coefficients), weights[turn], rtol=1e-8)
    before = linear_importance.correlations(x, y)
    after = linear_importance.correlations(x[:, turn] * 3.5 - 100, y)
    for measure in (linear_importance.lmg, relative_weights.relative_weights, relative_weights.car):
        assert np.allclose(measure(after), measure(before)[turn], rtol=1e-9)


def test_weights_of_uncorrelated_columns_are_the_shares_that_each_has_alone() -> None:
    x = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)] * 2, dtype=np.float64)
    y = np.repeat([1.0, 0.0], 8)
    weight = np.concatenate([np.arange(1, 9), np.arange(9, 1, -1)])
    # Each pattern weighs 10, so that the columns stay uncorrelated.
    found = linear_importance.correlations(x, y, weight)
    for measure in (linear_importance.lmg, linear_importance.last, relative_weights.relative_weights):
        assert np.allclose(measure(found), found[:-1, -1] ** 2, rtol=1e-12)
    data = model(x, y, weight)
    b = fit(data).coefficients[1:]
    shares = relative_weights.logistic_weights(data, fit(data).coefficients)
    assert np.allclose(shares / shares.sum(), b**2 / (b**2).sum(), rtol=1e-9)


def test_what_the_terms_are_adjusted_for_has_no_share() -> None:
    x, y = answers(11)
    found = importance.mcfadden(model(x, y), [[1], [2]])
    both, none = fit(model(x, y)).mcfadden, fit(model(x[:, [0, 3]], y)).mcfadden
    assert found.value.sum() == pytest.approx(both - none, rel=1e-10)


@given(st.lists(st.floats(-5, 5), min_size=16, max_size=16))
def test_shapley_values_are_the_mean_of_what_is_added_over_all_orders(values: list[float]) -> None:
    worth, added = np.array(values), np.zeros(4)
    for order in permutations(range(4)):
        for place, term in enumerate(order):
            before = sum(1 << one for one in order[:place])
            added[term] += (worth[before | 1 << term] - worth[before]) / 24
    assert np.allclose(shapley.averaged(worth), added, rtol=1e-12, atol=1e-13)


def test_orders_drawn_add_up_and_come_within_their_error() -> None:
    generator = np.random.default_rng(5)
    own, joint = generator.random(14), generator.random((14, 14)) / 14
    joint = joint + joint.T

    def worth(sets: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
        some = sets.astype(np.float64)
        return np.asarray(some @ own + np.einsum("si,ij,sj->s", some, joint, some) ** 1.5)

    exact = shapley.averaged(worth(shapley.members(14)))
    found = shapley.shapley(worth, 14, seed=3, orders=400)
    assert found.orders == 400
    assert found.value.sum() == pytest.approx(found.total, rel=1e-12)
    assert found.total == pytest.approx(exact.sum(), rel=1e-12)
    z = (found.value - exact) / found.error
    assert np.abs(z).max() < 4
    again = shapley.shapley(worth, 14, seed=3, orders=400)
    assert again.value.tolist() == found.value.tolist()


def test_more_than_twelve_terms_are_shared_out_by_orders_drawn() -> None:
    x, y = answers(2, rows=300, columns=13)
    found = importance.mcfadden(model(x, y), orders=20)
    assert found.orders == 20
    assert (found.error > 0).all()
    assert found.value.sum() == pytest.approx(fit(model(x, y)).mcfadden, rel=1e-10)
    with pytest.raises(ValueError, match="12 terms"):
        importance_bootstrap.mcfadden(model(x, y), seed=1)


def test_a_bootstrap_is_the_same_whatever_the_order_of_the_rows_and_the_size_of_the_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x, y = answers(3)
    turn = np.random.default_rng(1).permutation(len(y))
    found = importance_bootstrap.mcfadden(model(x, y), seed=7, replicates=30)
    other = importance_bootstrap.mcfadden(model(x[turn], y[turn]), seed=7, replicates=30)
    assert found.replicates.tolist() == other.replicates.tolist()
    linear, turned = (importance_bootstrap.linear(a, b, seed=7) for a, b in ((x, y), (x[turn], y[turn])))
    assert linear.interval.lower.tolist() == turned.interval.lower.tolist()
    monkeypatch.setattr(importance_bootstrap, "_BLOCK", 1)
    one_by_one = importance_bootstrap.mcfadden(model(x, y), seed=7, replicates=30)
    assert np.allclose(one_by_one.replicates, found.replicates, rtol=1e-7)


def test_a_replicate_is_the_importance_among_those_drawn() -> None:
    x, y = answers(4, rows=150, columns=3)
    seen: list[Floats] = []

    def remembered(times: Floats) -> Floats:
        seen.append(times)
        return np.zeros((times.shape[1], 1))

    order = np.lexsort([*x.T[::-1], y])
    importance_bootstrap.drawn(remembered, y[order], seed=7, replicates=5)
    times = seen[0]
    assert times.sum(axis=0).tolist() == [len(y)] * 5
    assert times[y[order] == 1].sum(axis=0).tolist() == [y.sum()] * 5
    found = importance_bootstrap.mcfadden(model(x, y), seed=7, replicates=5)
    # Patterns are numbered in the order of their columns, so the respondents stand in the same order here and there.
    whole = times.astype(int).T
    samples = [model(x[order].repeat(sample, axis=0), y[order].repeat(sample)) for sample in whole]
    kept = [sample for sample in samples if not separation(sample)]
    assert found.lost == len(samples) - len(kept)
    for sample, ours in zip(kept, found.replicates, strict=True):
        assert np.allclose(ours, importance.mcfadden(sample).value, rtol=1e-7)


def test_replicates_that_separate_are_counted_and_left_out() -> None:
    x = np.array([[0.0]] * 20 + [[1.0]] * 20)
    y = np.array([1.0] * 2 + [0.0] * 18 + [1.0] * 18 + [0.0] * 2)
    found = importance_bootstrap.mcfadden(model(x, y), seed=1, replicates=400)
    # Of 20 draws in a group, none is one of the two on the other side with probability 0.9^20; either group will do.
    chance = 1 - (1 - 0.9**20) ** 2
    assert abs(found.lost - 400 * chance) < 4 * np.sqrt(400 * chance * (1 - chance))
    assert len(found.replicates) == 400 - found.lost
    assert np.isfinite(found.interval.upper).all()


def test_the_interval_holds_the_replicates_that_it_says() -> None:
    x, y = answers(6, columns=2)
    found = importance_bootstrap.mcfadden(model(x, y), seed=2, replicates=200, level=0.8)
    inside = (found.replicates >= found.interval.lower) & (found.replicates <= found.interval.upper)
    assert np.allclose(inside.mean(axis=0), 0.8, atol=0.01)


def test_what_cannot_be_shared_out_is_refused() -> None:
    x, y = answers(8)
    with pytest.raises(SeparatedError):
        importance.mcfadden(model([[1], [2], [3], [4]], [0, 0, 1, 1]))
    with pytest.raises(SeparatedError):
        importance_bootstrap.mcfadden(model([[1], [2], [3], [4]], [0, 0, 1, 1]), seed=1)
    with pytest.raises(CollinearError, match=r"4$"):
        linear_importance.correlations(np.column_stack([x, x[:, 0] * 2]), y)
    with pytest.raises(ValueError, match="varies"):
        linear_importance.correlations(x, np.ones(len(y)))
    with pytest.raises(ValueError, match="finite"):
        linear_importance.correlations(x, np.full(len(y), np.nan))
    with pytest.raises(ValueError, match="rows"):
        linear_importance.correlations(x, y[1:])
    with pytest.raises(ValueError, match="one term"):
        linear_importance.lmg(linear_importance.correlations(x, y), [[0], [1, 2]])
    with pytest.raises(ValueError, match="seed"):
        importance_bootstrap.drawn(lambda times: times.T, y, seed=-1, replicates=10)
    with pytest.raises(ValueError, match="side by side"):
        importance_bootstrap.drawn(lambda times: times.T, [0, 1, 0], seed=1, replicates=10)
    with pytest.raises(ValueError, match="four orders"):
        shapley.shapley(lambda sets: sets.sum(axis=1), 3, orders=1)


def test_terms_of_several_columns_are_swept_together() -> None:
    x, y = answers(9)
    matrix = linear_importance.correlations(x, y)
    terms = [[2, 0], [1], [3]]
    found = linear_importance.explained(matrix, terms)
    for at, inside in enumerate(shapley.members(3)):
        columns = [column for term, there in zip(terms, inside, strict=True) if there for column in term]
        design = np.column_stack([np.ones(len(y)), x[:, columns]])
        left = y - design @ np.linalg.lstsq(design, y)[0]
        assert found[at] == pytest.approx(1 - left.var() / y.var(), rel=1e-9, abs=1e-12)
