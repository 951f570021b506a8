"""The bootstrap: what is drawn, that it is exact, and that it does not depend on how the rows stand."""

import itertools
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import products, rankings
from samkit.stats.draw import Draw
from samkit.stats.resample import Tables, bootstrap, observed
from samkit.stats.respondents import respondents

SMALL = (
    np.array([[1, 0], [1, 1], [0, 1], [0, 1], [1, 0], [0, 0]]),
    np.array([[1, 1], [1, 1], [1, 1], [1, 1], [1, 0], [1, 1]]),
    np.array([True, True, True, False, False, False]),
)


def made(size: int = 97, items: int = 5, seed: int = 1, missing: float = 0.1) -> tuple[np.ndarray, ...]:
    draw = np.random.default_rng(seed)
    return (
        draw.random((size, items)) < draw.random(items),
        draw.random((size, items)) >= missing,
        np.arange(size) < size // 3,
        draw.lognormal(0, 0.6, size).round(3),
    )


def test_small_samples_are_drawn_as_often_as_enumeration_says() -> None:
    answers = respondents(*SMALL)
    drawn = bootstrap(answers, seed=3, replicates=40_000)
    found = Counter(zip(*(np.asarray(part).astype(int)[:, k].tolist() for part in drawn for k in (0, 1)), strict=True))
    for outcome, chance in enumerated(*SMALL).items():
        # Five standard errors of a count: one in a million and a half.
        assert abs(found[outcome] - 40_000 * chance) <= 5 * np.sqrt(40_000 * chance * (1 - chance))
    assert set(found) <= set(enumerated(*SMALL))


def enumerated(favourable: np.ndarray, valid: np.ndarray, first: np.ndarray) -> dict[tuple[int, ...], float]:
    """Go through all 729 samples of three and three respondents."""
    counts: Counter[tuple[int, ...]] = Counter()
    groups = [np.flatnonzero(first), np.flatnonzero(~first)]
    for one in itertools.product(groups[0], repeat=3):
        for none in itertools.product(groups[1], repeat=3):
            parts = [
                (favourable * valid)[list(rows)].sum(axis=0) if side == "x" else valid[list(rows)].sum(axis=0)
                for rows, side in ((one, "x"), (one, "n"), (none, "x"), (none, "n"))
            ]
            counts[tuple(int(part[k]) for part in parts for k in (0, 1))] += 1
    return {outcome: count / 729 for outcome, count in counts.items()}


def test_each_group_is_drawn_to_its_own_size_where_one_is_small() -> None:
    favourable, _, first, _ = made(87)
    drawn = bootstrap(respondents(favourable, np.ones_like(favourable), first), seed=1, replicates=200)
    assert np.all(drawn.n1 == 29)
    assert np.all(drawn.n0 == 58)
    assert drawn.x1.max() <= 29


def test_large_groups_are_weighed_and_their_shares_vary_as_those_of_draws_do() -> None:
    favourable, _, first, _ = made(300)
    drawn = bootstrap(respondents(favourable, np.ones_like(favourable), first), seed=1, replicates=20_000)
    for x, n, rows in ((drawn.x1, drawn.n1, favourable[first]), (drawn.x0, drawn.n0, favourable[~first])):
        size, p = len(rows), rows.mean(axis=0)
        assert abs(n[:, 0].mean() - size) < 4 * np.sqrt(size / 20_000)
        share = x / n
        np.testing.assert_allclose(share.mean(axis=0), p, atol=4 * np.sqrt(p.max() / size / 20_000))
        # The variance of a share is that of draws but for terms of 1 / size, and for the error of 20,000 replicates.
        np.testing.assert_allclose(share.var(axis=0), p * (1 - p) / size, rtol=2 / size + 4 * np.sqrt(2 / 20_000))
        apart = np.corrcoef(share[:, 0], share[:, 1])[0, 1]
        assert abs(apart - np.corrcoef(rows[:, 0], rows[:, 1])[0, 1]) < 4 / np.sqrt(20_000) + 2 / size


@given(st.permutations(range(40)), st.booleans())
def test_the_order_of_rows_changes_nothing(order: list[int], weighted: bool) -> None:
    favourable, valid, first, weight = made(40)
    given_weight = weight if weighted else None
    there = bootstrap(respondents(favourable, valid, first, weight=given_weight), seed=7, replicates=50)
    moved = respondents(favourable[order], valid[order], first[order], weight=weight[order] if weighted else None)
    assert same(there, bootstrap(moved, seed=7, replicates=50))
    assert same(observed(respondents(favourable, valid, first, weight=given_weight)), observed(moved))


def same(one: Tables, other: Tables) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("block", [1, 1000, 1 << 12])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_size_of_blocks_changes_nothing(block: int, weighted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    favourable, valid, first, weight = made()
    answers = respondents(favourable, valid, first, weight=weight if weighted else None)
    whole = bootstrap(answers, seed=5, replicates=101)
    monkeypatch.setattr(products, "_PRODUCT", block)
    assert same(whole, bootstrap(answers, seed=5, replicates=101))


def test_more_replicates_begin_with_the_same_ones() -> None:
    favourable, valid, first, _ = made()
    answers = respondents(favourable, valid, first)
    few, many = bootstrap(answers, seed=5, replicates=10), bootstrap(answers, seed=5, replicates=300)
    assert same(few, Tables(*(part[:10] for part in many)))


THREADS = """
import hashlib, numpy as np
from samkit.stats import rankings, resample
from samkit.stats.respondents import respondents
draw = np.random.default_rng(1)
answers = (draw.random((397, 30)) < 0.4, draw.random((397, 30)) < 0.9, np.arange(397) < 52)
digest = hashlib.sha256()
row = np.arange(397)
for given in ({}, {"weight": draw.lognormal(0, 1.0, 397)}, {"cluster": row // 5, "stratum": row // 5 // 20}):
    drawn = resample.bootstrap(respondents(*answers, **given), seed=2016, replicates=2_000)
    for part in (*drawn, *rankings.ranks(np.zeros(30), rankings.gap(drawn))):
        digest.update(np.ascontiguousarray(part).tobytes())
print(digest.hexdigest())
"""


def test_the_number_of_threads_changes_no_byte() -> None:
    found = set()
    for threads in ("1", "2", "8"):
        limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        run = subprocess.run(
            [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True, env=os.environ | limits
        )
        found.add(run.stdout)
    assert len(found) == 1


@given(st.permutations(range(40)), st.sampled_from(["stratum", "cluster", "both"]))
@settings(max_examples=25)
def test_the_order_of_rows_changes_nothing_in_a_complex_sample(order: list[int], told: str) -> None:
    favourable, valid, first, weight = made(40)
    labels = {"stratum": np.arange(40) // 14, "cluster": np.arange(40) // 3 + 20 * (np.arange(40) // 14)}
    design = {name: label for name, label in labels.items() if told in (name, "both")}
    there = respondents(favourable, valid, first, weight=weight, **design)
    moved = respondents(
        favourable[order],
        valid[order],
        first[order],
        weight=weight[order],
        **{name: label[order] for name, label in design.items()},
    )
    assert same(bootstrap(there, seed=7, replicates=50), bootstrap(moved, seed=7, replicates=50))


def test_clusters_are_drawn_within_strata_as_often_as_enumeration_says() -> None:
    # Two strata of three clusters, of which two are drawn; cluster c holds c favourable answers of group 1.
    cluster = np.repeat(np.arange(6), [1, 2, 3, 4, 5, 6])
    first = np.append(np.ones(21, dtype=bool), False)
    answers = respondents(
        np.ones((22, 1)), np.ones((22, 1)), first, cluster=np.append(cluster, 6), stratum=np.append(cluster // 3, 2)
    )
    drawn = bootstrap(answers, seed=3, replicates=40_000)
    # The lonely cluster of the third stratum is in every replicate, once: it tells the unit of the sums.
    found = Counter((drawn.x1[:, 0] / drawn.x0[:, 0]).round(6).tolist())
    pairs = list(itertools.product(range(3), repeat=2))
    expected = Counter(
        float(Fraction(3, 2) * (one + two + 2 + three + four + 8)) for one, two in pairs for three, four in pairs
    )
    assert set(found) <= set(expected)
    for outcome, ways in expected.items():
        chance = ways / 81
        assert abs(found[outcome] - 40_000 * chance) <= 5 * np.sqrt(40_000 * chance * (1 - chance))


def test_errors_of_a_complex_sample_are_those_of_its_linearised_gaps() -> None:
    draw = np.random.default_rng(4)
    stratum, cluster = np.repeat(np.arange(4), 120), np.arange(480) // 8
    effect = draw.normal(0, 0.15, 60)[cluster]
    favourable = draw.random((480, 3)) < (0.4 + 0.1 * stratum / 3 + effect)[:, None]
    first, weight = draw.random(480) < 0.4, draw.lognormal(0, 0.4, 480)
    answers = respondents(favourable, np.ones((480, 3)), first, weight=weight, stratum=stratum, cluster=cluster)
    found = rankings.gap(bootstrap(answers, seed=1, replicates=4_000)).std(axis=0, ddof=1)
    share = [(weight * side) @ favourable / (weight @ side) for side in (first, ~first)]
    scores = [
        (weight * side)[:, None] * (favourable - p) / (weight @ side)
        for side, p in zip((first, ~first), share, strict=True)
    ]
    # Fifteen clusters in each of four strata, worked from the definition of the variance between them.
    sums = (scores[0] - scores[1]).reshape(4, 15, 8, 3).sum(axis=2)
    expected = np.sqrt((15 * sums.var(axis=1, ddof=1)).sum(axis=0))
    # Five relative errors of a standard deviation from 4,000 replicates, and 2 % for what is not linear in the gap.
    assert np.abs(found / expected - 1).max() <= 5 / np.sqrt(2 * 4_000) + 0.02


def test_constant_weights_are_no_weights_to_the_last_bit() -> None:
    favourable, valid, first, _ = made()
    plain = bootstrap(respondents(favourable, valid, first), seed=1, replicates=100)
    heavy = bootstrap(respondents(favourable, valid, first, weight=np.full(97, 0.37)), seed=1, replicates=100)
    assert same(plain, heavy)


@given(st.floats(1e-12, 1e12))
@settings(max_examples=25)
def test_weights_times_a_constant_change_no_share(times: float) -> None:
    favourable, valid, first, weight = made()
    shares = [
        rankings.gap(bootstrap(respondents(favourable, valid, first, weight=given_weight), seed=1, replicates=50))
        for given_weight in (weight, weight * times)
    ]
    # Rounding the products may move a weight by one step of a 2^-10th of the mean, and no more.
    assert np.abs(shares[0] - shares[1]).max() < 1e-4


@pytest.mark.parametrize("spread", [0.3, 1.0, 4.0])
def test_weighted_replicates_are_the_weighted_shares_of_those_drawn(spread: float) -> None:
    draw = np.random.default_rng(2)
    weight = draw.lognormal(0, spread, 60)
    answers = respondents(draw.random((60, 4)) < 0.5, draw.random((60, 4)) < 0.9, np.arange(60) < 20, weight=weight)
    draws = Draw(np.array([20, 40]), np.array([20, 40]), 9)
    times = np.empty((300, draws.columns))
    draws.fill(times)
    drawn = bootstrap(answers, seed=9, replicates=300)
    for rows, x, n in ((slice(0, 20), drawn.x1, drawn.n1), (slice(20, 60), drawn.x0, drawn.n0)):
        weights = times[:, rows] * answers.weight[rows]
        exact = (weights @ answers.favourable[rows]) / (weights @ answers.valid[rows])
        assert np.abs(x / n - exact).max() < 2.0**-11


def test_observed_counts_are_those_of_the_table() -> None:
    found = observed(respondents(*SMALL))
    assert [part.tolist() for part in found] == [[2, 2], [3, 3], [1, 1], [3, 2]]


@given(st.integers(0, 2**63), st.integers(2, 9))
def test_weights_of_any_unevenness_are_finite_or_refused(seed: int, size: int) -> None:
    draw = np.random.default_rng(seed)
    weight = 10.0 ** draw.uniform(-300, 300, size)
    answers = respondents(np.ones((size, 1)), np.ones((size, 1)), np.arange(size) < 1, weight=weight)
    found = bootstrap(answers, seed=1, replicates=5)
    assert all(np.all(np.isfinite(part)) for part in found)


@pytest.mark.parametrize(("seed", "replicates"), [(-1, 10), (0, 0)])
def test_a_negative_seed_and_no_replicate_are_refused(seed: int, replicates: int) -> None:
    with pytest.raises(ValueError, match="at least one replicate"):
        bootstrap(respondents(*SMALL), seed, replicates)
