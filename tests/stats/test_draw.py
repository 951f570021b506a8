"""Draws: worked by hand from the bits, each unit expected as often as it should be, in blocks of any size."""

import numpy as np
import pytest

from samkit.stats import draw as draws
from samkit.stats.draw import Draw, Weigh


def drawn(sizes: list[int], times: list[int], replicates: int, seed: int = 1) -> np.ndarray:
    draw = Draw(np.array(sizes), np.array(times), seed)
    found = np.empty((replicates, draw.columns))
    draw.fill(found)
    return found[:, :-1]


@pytest.mark.parametrize(("sizes", "bits"), [([4, 6], 16), ([3, 70_000], 32)])
def test_the_stream_of_a_seed_is_the_one_of_pcg64_worked_by_hand(sizes: list[int], bits: int) -> None:
    times = [4, 5]
    # Nine draws need three words of four, or five of two.
    words = -(-9 * bits // 64)
    raw = [int(word) for word in np.random.PCG64(11).random_raw(3 * words).tolist()]
    expected = np.zeros((3, sum(sizes)))
    for row in range(3):
        parts = [word >> shift & 2**bits - 1 for word in raw[words * row :][:words] for shift in range(0, 64, bits)]
        for place in range(9):
            stratum, number = (0, place) if place < 4 else (1, place - 4)
            size = sizes[stratum]
            expected[row, stratum * sizes[0] + ((parts[place] * size + number % size) >> bits)] += 1
    assert np.array_equal(drawn(sizes, times, 3, seed=11), expected)


class EveryDraw:
    """Bits that run through all 2^16 numbers, the same in each draw of a replicate."""

    def __init__(self) -> None:
        self._next = 0

    def random_raw(self, words: int) -> np.ndarray:
        start, self._next = self._next, self._next + words
        return np.arange(start, self._next, dtype=np.uint64) * np.uint64(0x0001_0001_0001_0001)


@pytest.mark.parametrize("sizes", [[3], [1, 2], [4]])
def test_each_unit_is_expected_exactly_once_in_as_many_draws_as_there_are_units(
    sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Draw(np.array(sizes), np.array(sizes), 1)
    monkeypatch.setattr(draw, "_bits", EveryDraw())
    times = np.empty((1 << 16, draw.columns))
    draw.fill(times)
    assert np.all(times[:, :-1].sum(axis=0) == 1 << 16)


def test_each_stratum_is_drawn_as_often_as_it_should_be() -> None:
    found = drawn([5, 1, 30], [4, 1, 29], 500)
    assert np.all(found[:, :5].sum(axis=1) == 4)
    assert np.all(found[:, 5] == 1)
    assert np.all(found[:, 6:].sum(axis=1) == 29)


def test_counts_vary_and_go_together_as_those_of_draws_with_replacement_do() -> None:
    found = drawn([8, 20], [8, 20], 40_000)
    variance = np.cov(found.T)
    for rows, size in ((slice(0, 8), 8), (slice(8, 28), 20)):
        expected = np.eye(size) - 1 / size
        # Five standard errors of a covariance of counts with a variance of about 1 and a kurtosis of about 4.
        assert np.abs(variance[rows, rows] - expected).max() <= 5 * np.sqrt(3 / 40_000)
    assert np.abs(variance[:8, 8:]).max() <= 5 / np.sqrt(40_000)


@pytest.mark.parametrize("block", [1, 100, 1 << 12])
def test_the_size_of_blocks_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drawn([30, 67], [30, 67], 101)
    monkeypatch.setattr(draws, "_BLOCK", block)
    assert np.array_equal(whole, drawn([30, 67], [30, 67], 101))


def test_many_units_of_few_draws_stay_within_their_numbers() -> None:
    # As many units as 16 bits hold are numbered by them; one more, and 32 bits number them.
    for units in ((1 << 16) - 1, 1 << 16):
        found = drawn([units], [7], 4)
        assert found.shape == (4, units)
        assert np.all(found.sum(axis=1) == 7)


def weighed(size: int, replicates: int, seed: int = 1) -> np.ndarray:
    weigh = Weigh(size, seed)
    found = np.empty((replicates, weigh.columns))
    weigh.fill(found)
    return found[:, :size]


def test_weights_are_those_of_the_bytes_of_pcg64_worked_by_hand() -> None:
    bound = [95, 95 + 92, 95 + 92 + 49, 95 + 92 + 49 + 15, 95 + 92 + 49 + 15 + 4]
    words = [int(word) for word in np.random.PCG64(11).random_raw(3 * 2).tolist()]
    rows = [[byte for word in words[2 * row :][:2] for byte in word.to_bytes(8, "little")] for row in range(3)]
    assert weighed(13, 3, seed=11).tolist() == [
        [sum(byte >= each for each in bound) for byte in row[:13]] for row in rows
    ]


def test_weights_have_mean_and_variance_one_over_all_bytes() -> None:
    counts = np.array([95, 92, 49, 15, 4, 1])
    times = np.arange(6)
    assert counts.sum() == 256
    assert (counts * times).sum() == 256
    assert (counts * (times - 1) ** 2).sum() == 256
    found = np.bincount(weighed(1000, 500).astype(int).ravel(), minlength=6) / 500_000
    np.testing.assert_allclose(found, counts / 256, atol=4 * np.sqrt(0.25 / 500_000))


def test_weights_do_not_depend_on_how_many_replicates_are_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = weighed(100, 50)
    monkeypatch.setattr(draws, "_BYTES", 1)
    assert np.array_equal(weighed(100, 50), whole)
    weigh = Weigh(100, 1)
    parts = np.empty((50, weigh.columns))
    for start in range(0, 50, 7):
        weigh.fill(parts[start : start + 7])
    assert np.array_equal(parts[:, :100], whole)
