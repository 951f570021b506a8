"""The benchmark of readings: that both sides do the same work, not how fast it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from samkit import workflow
from samkit.robust import parted
from tests.benchmarks.cases import DATA
from tests.benchmarks.rereading import ITEMS, READINGS, cases, loop, permuted, rows, study

if TYPE_CHECKING:
    from pathlib import Path


def test_the_study_has_as_many_items_and_readings_as_the_benchmark_says(tmp_path: Path) -> None:
    data = workflow.read(DATA, study(tmp_path))
    found = [parted(result.rows) for result in workflow.robustness(data, permutations=0)[1]]
    assert sum(len(each.items) for each in found) == ITEMS
    assert {len(each.readings) for each in found} == {READINGS}


def test_the_loop_and_the_products_find_the_same_statistics_of_chance() -> None:
    given, permutations = rows(), 60
    slow: Any = loop(given, permutations)
    fast: Any = permuted(given, 1_000)
    # How often chance reaches the observed median, in 60 and in 1,000 permutations: five errors apart at most.
    reached = (slow[:, 0] >= fast.median * (1 - 1e-6)).mean(axis=0)
    error = np.sqrt(fast.p_median * (1 - fast.p_median) * (1 / permutations + 1 / 1_000))
    assert np.all(np.abs(reached - fast.p_median) <= 5 * error + 1e-3)
    assert abs(reached.mean() - fast.p_median.mean()) < 0.05


def test_every_case_has_an_aim() -> None:
    assert all(case.aim.startswith("at least") for case in cases())
