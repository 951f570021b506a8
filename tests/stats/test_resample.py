"""The bootstrap: what is drawn, that it is exact, and that it does not depend on how the rows stand."""

import itertools
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.stats import rankings, resample
from samkit.stats.resample import Tables, bootstrap, observed, respondents

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


def test_each_group_is_drawn_to_its_own_size() -> None:
    favourable, _, first, _ = made()
    drawn = bootstrap(respondents(favourable, np.ones_like(favourable), first), seed=1, replicates=200)
    assert np.all(drawn.n1 == 32)
    assert np.all(drawn.n0 == 65)
    assert drawn.x1.max() <= 32


@given(st.permutations(range(40)), st.booleans())
def test_the_order_of_rows_changes_nothing(order: list[int], weighted: bool) -> None:
    favourable, valid, first, weight = made(40)
    given_weight = weight if weighted else None
    there = bootstrap(respondents(favourable, valid, first, given_weight), seed=7, replicates=50)
    moved = respondents(favourable[order], valid[order], first[order], weight[order] if weighted else None)
    assert same(there, bootstrap(moved, seed=7, replicates=50))
    assert same(observed(respondents(favourable, valid, first, given_weight)), observed(moved))


def same(one: Tables, other: Tables) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("blocks", [(1, 1), (100, 97), (1 << 10, 1 << 12)])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_size_of_blocks_changes_nothing(
    blocks: tuple[int, int], weighted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    favourable, valid, first, weight = made()
    answers = respondents(favourable, valid, first, weight if weighted else None)
    whole = bootstrap(answers, seed=5, replicates=101)
    monkeypatch.setattr(resample, "_BLOCK", blocks[0])
    monkeypatch.setattr(resample, "_PRODUCT", blocks[1])
    assert same(whole, bootstrap(answers, seed=5, replicates=101))


def test_more_replicates_begin_with_the_same_ones() -> None:
    favourable, valid, first, _ = made()
    answers = respondents(favourable, valid, first)
    few, many = bootstrap(answers, seed=5, replicates=10), bootstrap(answers, seed=5, replicates=300)
    assert same(few, Tables(*(part[:10] for part in many)))


THREADS = """
import hashlib, numpy as np
from samkit.stats import rankings, resample
draw = np.random.default_rng(1)
answers = resample.respondents(
    draw.random((397, 30)) < 0.4, draw.random((397, 30)) < 0.9, np.arange(397) < 52, draw.lognormal(0, 1.0, 397)
)
drawn = resample.bootstrap(answers, seed=2016, replicates=500)
print(hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in drawn)).hexdigest())
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


def test_the_stream_of_a_seed_is_the_one_of_pcg64_worked_by_hand() -> None:
    # Ten respondents, four of them first: each raw number gives its lower half to one of the first five.
    raw = [int(number) for number in np.random.PCG64(11).random_raw(3 * 5).tolist()]
    favourable = np.eye(10, dtype=bool)
    drawn = bootstrap(respondents(favourable, np.ones((10, 10)), np.arange(10) < 4), seed=11, replicates=3)
    for row in range(3):
        counts = np.zeros(10, dtype=int)
        for place, number in enumerate(raw[5 * row : 5 * row + 5]):
            for draw, half in ((place, number % 2**32), (place + 5, number // 2**32)):
                counts[(half * 4 >> 32) if draw < 4 else 4 + (half * 6 >> 32)] += 1
        # Respondents are sorted by what they say: those who favour a later item come first.
        ours = np.concatenate([drawn.x1[row][:4][::-1], drawn.x0[row][4:][::-1]])
        assert ours.astype(int).tolist() == counts.tolist()


def test_constant_weights_are_no_weights_to_the_last_bit() -> None:
    favourable, valid, first, _ = made()
    plain = bootstrap(respondents(favourable, valid, first), seed=1, replicates=100)
    heavy = bootstrap(respondents(favourable, valid, first, np.full(97, 0.37)), seed=1, replicates=100)
    assert same(plain, heavy)


@given(st.floats(1e-12, 1e12))
@settings(max_examples=25)
def test_weights_times_a_constant_change_no_share(times: float) -> None:
    favourable, valid, first, weight = made()
    shares = [
        rankings.gap(bootstrap(respondents(favourable, valid, first, given_weight), seed=1, replicates=50))
        for given_weight in (weight, weight * times)
    ]
    # Rounding the products may move a weight by one step of a 2^-10th of the mean, and no more.
    assert np.abs(shares[0] - shares[1]).max() < 1e-4


@pytest.mark.parametrize("spread", [0.3, 1.0, 4.0])
def test_weighted_replicates_are_the_weighted_shares_of_those_drawn(spread: float) -> None:
    draw = np.random.default_rng(2)
    weight = draw.lognormal(0, spread, 60)
    answers = respondents(draw.random((60, 4)) < 0.5, draw.random((60, 4)) < 0.9, np.arange(60) < 20, weight)
    times = resample._Draw(20, 60, 9).times(300, np.float64)
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
    answers = respondents(np.ones((size, 1)), np.ones((size, 1)), np.arange(size) < 1, weight)
    found = bootstrap(answers, seed=1, replicates=5)
    assert all(np.all(np.isfinite(part)) for part in found)


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "shape": ({"valid": np.ones((6, 3))}, "of one shape"),
    "group": ({"first": np.ones(5, dtype=bool)}, "of one shape"),
    "nobody first": ({"first": np.zeros(6, dtype=bool)}, "both groups"),
    "nobody else": ({"first": np.ones(6, dtype=bool)}, "both groups"),
    "negative": ({"weight": [1, 1, 1, 1, -2, 1]}, "1 are not, in row 4"),
    "missing": ({"weight": [np.nan, 1, 1, 1, 1, np.inf]}, "2 are not, in row 0, 5"),
    "no weight in a group": ({"weight": [0, 0, 0, 1, 1, 1]}, "not all of weight 0"),
    "too few weights": ({"weight": [1, 1]}, "one weight for each of 6"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_drawn_from_is_refused(name: str) -> None:
    change, message = FAULTS[name]
    given_parts: dict[str, Any] = dict(zip(("favourable", "valid", "first"), SMALL, strict=True)) | change
    with pytest.raises(ValueError, match=message):
        respondents(**given_parts)


@pytest.mark.parametrize(("seed", "replicates"), [(-1, 10), (0, 0)])
def test_a_negative_seed_and_no_replicate_are_refused(seed: int, replicates: int) -> None:
    with pytest.raises(ValueError, match="at least one replicate"):
        bootstrap(respondents(*SMALL), seed, replicates)
