"""The benchmark of the bootstrap: that the ways it compares come to the same result, not how fast they are."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from samkit.stats import rankings, resample
from tests.benchmarks.bootstrap import ITEMS, Case, answers, by_scipy, cases, item_by_item, loop, ranked


def test_the_loop_and_the_product_find_the_same_ranks_within_their_error() -> None:
    given = answers()
    found, slow = ranked(given, 4_000), loop(given, 1_000)
    place = int(found.rank.argmin())
    # The item that is first: how often it is, in 4,000 and in 1,000 replicates, five errors apart at most.
    chance = found.first[place]
    assert abs((slow[:, place] == 1).mean() - chance) <= 5 * np.sqrt(chance * (1 - chance) * (1 / 4_000 + 1 / 1_000))


def test_item_by_item_scipy_finds_the_gaps_of_one_call() -> None:
    given = answers()
    each: Any = item_by_item(given, 100)
    together: Any = by_scipy(given, 100)
    assert len(each) == ITEMS
    alone = np.array([found.standard_error[0] for found in each])
    # Two standard deviations from 100 replicates each: a relative error of about 1 / sqrt(100) between them.
    assert np.abs(alone / together.standard_error - 1).max() <= 5 / np.sqrt(100)


def test_scipy_and_the_product_find_the_same_errors_of_the_gaps() -> None:
    given = answers()
    theirs: Any = by_scipy(given, 1_000)
    ours = rankings.gap(resample.bootstrap(given, seed=1, replicates=1_000)).std(axis=0, ddof=1)
    # A standard deviation from 1,000 replicates has a relative error of about 1 / sqrt(2,000), and there are two.
    assert theirs.standard_error.shape == (ITEMS,)
    assert np.abs(ours / theirs.standard_error - 1).max() <= 5 * np.sqrt(2 / 2_000)


def test_a_slow_reference_is_scaled_to_all_replicates() -> None:
    case = Case("sleep", lambda: time.sleep(0.001), lambda: time.sleep(0.01), "at least 12", share=0.1)
    assert float(case.line(1).partition("ratio")[2].split()[0]) > 12


def test_every_case_has_an_aim() -> None:
    assert all(case.aim.startswith(("at most", "at least", "told")) for case in cases())
