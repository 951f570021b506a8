from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit.pipeline.shape import depth
from tests.pipeline.made import STAGES, Step, on, told

if TYPE_CHECKING:
    from samkit.pipelined import FunnelShape


def lost_in(shares: tuple[int, ...], number: int = 300, *, sellers: int = 10, seed: int = 4) -> FunnelShape:
    """Draw opportunities of which a quarter is won, and the others are lost from the stages in these proportions."""
    chance = np.random.default_rng(seed)
    steps: list[Step] = []
    for at in range(number):
        won = at % 4 == 0
        last = 4 if won else int(chance.choice(4, p=np.array(shares) / sum(shares))) + 1
        day = int(chance.integers(0, 100))
        owner = f"S{at % sellers}"
        for stage in STAGES[:last]:
            steps.append(Step(f"O{at}", stage, day, owner=owner))
            day += int(chance.integers(1, 12))
        steps.append(Step(f"O{at}", "Won" if won else "Lost", day, owner=owner))
    (row,) = told(steps, f"exported = {on(300)}\n").shapes
    return row


@pytest.mark.parametrize(
    ("shares", "shape"),
    [((1, 1, 3, 7), "bottom-heavy"), ((7, 3, 1, 1), "slims early"), ((1, 1, 1, 1), "not shown")],
)
def test_where_losses_are_planted_decides_the_shape(shares: tuple[int, ...], shape: str) -> None:
    assert lost_in(shares).shape == shape


def test_the_index_is_the_mean_place_of_the_losses_where_nothing_is_censored() -> None:
    row = lost_in((2, 1, 1, 2))
    lost = np.array([share.value for share in row.lost], dtype=np.float64)
    assert row.depth.value == pytest.approx((lost * [0, 1 / 3, 2 / 3, 1]).sum() / lost.sum())
    assert (row.won.value or 0) + lost.sum() == pytest.approx(1, abs=0.06)


def test_losses_all_in_one_end_have_an_index_without_interval_and_show_no_shape() -> None:
    row = lost_in((1, 0, 0, 0))
    assert (row.depth.value, row.depth.lower, row.shape) == (0.0, None, "not shown")


def test_the_interval_holds_a_planted_index_as_often_as_it_says() -> None:
    shares = np.array((3, 2, 2, 5))
    truth = float(depth(np.append(0.25, 0.75 * shares / shares.sum())))
    found = [lost_in(tuple(shares), 200, sellers=25, seed=seed).depth for seed in range(100)]
    held = np.mean([(each.lower or 0) <= truth <= (each.upper or 1) for each in found])
    assert held >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / 100)


def test_few_losses_hide_the_shape() -> None:
    (row,) = told([Step("A", "Need", 0), Step("A", "Lost", 3), Step("B", "Need", 0)]).shapes
    assert (row.depth.value, row.shape, [note.code for note in row.notes]) == (None, "not shown", ["hidden_base"])


def test_turning_the_stages_round_turns_the_index_round() -> None:
    shares = np.array([0.2, 0.1, 0.3, 0.4, 0.0])
    assert depth(shares[[0, 4, 3, 2, 1]]) == pytest.approx(1 - depth(shares))
