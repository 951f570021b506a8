"""The benchmark of the score intervals: that both sides do the same work, not how fast it is."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pytest

from samkit.stats import ratio
from tests.benchmarks.scores import FEW, Case, by_statsmodels, cases, every_view, tables


def test_statsmodels_finds_the_same_intervals_of_the_ratio() -> None:
    cells = tables(FEW)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = np.array(by_statsmodels(cells, "ratio"))
    # Theirs is Koopman's formula times N / (N - 1): ours with that factor, solved to fewer digits.
    assert np.allclose(np.array(ratio.miettinen_nurminen(*cells)).T, theirs, rtol=1e-6)


def test_every_view_gives_three_estimates_six_bounds_and_a_test_of_each_item() -> None:
    found = np.array(every_view(tables(FEW)))
    assert found.shape == (10, FEW)
    assert np.isfinite(found).all()


@pytest.mark.parametrize("at_most", [False, True])
def test_a_case_compares_the_time_of_one_item(at_most: bool) -> None:
    case = Case("sleep", lambda: time.sleep(0.01), lambda: time.sleep(0.01), (1_000, 1), 30, at_most=at_most)
    told = float(case.line(1).partition("ratio")[2].split()[0])
    assert told < 0.1 if at_most else told > 10


def test_every_case_has_an_aim_and_more_items_for_the_faster_side() -> None:
    assert all(case.aim >= 3 and case.items[0] >= case.items[1] for case in cases())
