"""Faults 38 to 40, 43 and 44: replicates without a value, seeds, families of tests, and ties."""

from __future__ import annotations

import numpy as np
import pytest

from samkit.results import contrasts
from samkit.stats import families, rankings, resample
from samkit.stats.draw import Draw
from samkit.stats.respondents import respondents
from tests.faults.surveys import columns, compared


def drawn(first: int, share: float, seed: int = 38, replicates: int = 20_000) -> rankings.Ranks:
    """Rank three items by their ratio of shares, the first of which few of a small group have."""
    rows = np.arange(first + 100)
    rare = np.where(rows < first, rows < round(first * share), rows % 3 == 0)
    favourable = np.column_stack([rare, rows % 2 == 0, rows % 5 == 0])
    given = respondents(favourable, np.ones_like(favourable), rows < first)

    def log_ratio(tables: resample.Tables) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        with np.errstate(divide="ignore"):
            value = np.log((tables.x1 / tables.n1) / (tables.x0 / tables.n0))
        return np.where(np.isfinite(value), value, np.nan)

    found = resample.bootstrap(given, seed, replicates)
    return rankings.ranks(log_ratio(resample.observed(given)), log_ratio(found))


@pytest.mark.parametrize(("first", "share"), [(20, 0.1), (60, 0.05)])
def test_fault_38_replicates_without_a_value_are_counted_and_left_out_of_the_interval(first: int, share: float) -> None:
    found = drawn(first, share)
    chance = (1 - round(first * share) / first) ** first
    assert chance > 0.01
    # Five standard errors of a share of 20,000 replicates.
    assert abs(found.undefined[0] - chance) < 5 * np.sqrt(chance * (1 - chance) / 20_000)
    assert np.all((found.lower >= 1) & (found.upper <= 3) & (found.lower <= found.upper))


def test_fault_38_an_item_without_any_value_has_no_rank_and_the_widest_interval() -> None:
    found = drawn(20, 0.0, replicates=500)
    assert (found.rank[0], found.lower[0], found.upper[0], found.undefined[0]) == (0, 1, 3, 1)
    assert np.isnan(found.first[0])


def test_fault_39_a_bootstrap_that_is_interrupted_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given = respondents(np.ones((4_000, 2)), np.ones((4_000, 2)), np.arange(4_000) < 9)
    fills: list[int] = []
    fill = Draw.fill

    def stopped(self: Draw, times: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
        fills.append(len(times))
        if len(fills) == 2:
            raise KeyboardInterrupt
        fill(self, times)

    monkeypatch.setattr(Draw, "fill", stopped)
    with pytest.raises(KeyboardInterrupt):
        resample.bootstrap(given, seed=1, replicates=2_500)
    assert len(fills) == 2


def test_fault_40_the_draws_are_those_of_a_named_generator_worked_out_by_hand() -> None:
    favourable = np.array([[1, 0], [0, 1], [1, 1], [0, 0]])
    given = respondents(favourable, np.ones((4, 2)), [True, True, False, False])
    found = resample.bootstrap(given, seed=2016, replicates=3)
    answers = given.favourable.astype(int).tolist()
    for replicate, raw in enumerate(np.random.PCG64(2016).random_raw(3).tolist()):
        # A raw number gives four draws of sixteen bits, the lowest first: two of group 1, then two of group 0.
        bits = [raw >> 16 * place & 0xFFFF for place in range(4)]
        drawn = [2 * (place // 2) + (2 * bits[place] + place % 2 >> 16) for place in range(4)]
        assert found.x1[replicate].tolist() == [sum(answers[row][item] for row in drawn[:2]) for item in (0, 1)]
        assert found.x0[replicate].tolist() == [sum(answers[row][item] for row in drawn[2:]) for item in (0, 1)]


def test_fault_40_the_same_seed_gives_the_same_ranks_and_another_one_others() -> None:
    one, again, other = (drawn(30, 0.2, seed, 400) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))
    assert not np.array_equal(one.first, other.first)


def test_fault_43_equal_p_values_have_equal_q_values_wherever_they_stand() -> None:
    draw = np.random.default_rng(43)
    p = np.round(draw.beta(0.4, 2, 72), 2)
    order = draw.permutation(72)
    for adjust in (families.benjamini_hochberg, families.benjamini_yekutieli, families.holm):
        q = adjust(p)
        assert np.array_equal(adjust(p[order]), q[order])
        for value in np.unique(p):
            assert np.unique(q[p == value]).size == 1


def test_fault_43_the_family_of_every_q_value_is_said() -> None:
    result = compared(columns(12, 20, 15, 60))
    assert result.family == "3 items of “Practices”, Benjamini-Hochberg"


def test_fault_44_items_that_tie_share_a_rank_and_stand_in_the_order_of_the_questionnaire() -> None:
    assert rankings.positions([0.1, 0.3, 0.3, 0.2, 0.3]).tolist() == [5, 1, 1, 4, 1]
    assert rankings.order([0.1, 0.3, 0.3, 0.2, 0.3], place=[0, 4, 1, 2, 3]).tolist() == [2, 4, 1, 3, 0]
    # `train` and `meet` have the same answers, and `train` comes first in the questionnaire.
    tied = [found.item.id for found in contrasts(compared(columns(12, 20, 15, 60))) if found.item.id != "plan"]
    assert tied == ["train", "meet"]
