"""One test, three views: gap, ratio, odds ratio and p-value can never contradict each other."""

import numpy as np
import pytest

from samkit.stats import difference, independence, odds, ratio
from samkit.stats.normal import alpha
from tests.stats.tables import Cells, every_table, random_tables


def verdicts(cells: Cells, level: float) -> list[list[bool]]:
    """Say of each table, from each of the four views, whether the groups differ."""
    rejected = independence.score(*cells) < alpha(level)
    return [
        rejected.tolist(),
        difference.miettinen_nurminen(*cells, level).excludes(0).tolist(),
        ratio.miettinen_nurminen(*cells, level).excludes(1).tolist(),
        odds.miettinen_nurminen(*cells, level).excludes(1).tolist(),
    ]


def contradictions(cells: Cells, level: float) -> int:
    p, gap, times, odds_ratio = (np.array(view) for view in verdicts(cells, level))
    return int(np.count_nonzero((p != gap) | (p != times) | (p != odds_ratio)))


def test_four_views_agree_on_every_table_of_up_to_thirty_answers_a_group() -> None:
    sizes = [cells[0].size for cells in every_table(30)]
    assert sum(sizes) == (30 * 33 // 2) ** 2  # sum of n + 1 over n = 1 to 30, for both groups
    assert sum(contradictions(cells, 0.95) for cells in every_table(30)) == 0


@pytest.mark.parametrize("level", [0.80, 0.90, 0.99, 0.999])
def test_four_views_agree_at_other_levels_too(level: float) -> None:
    assert sum(contradictions(cells, level) for cells in every_table(15)) == 0


@pytest.mark.parametrize("largest", [1_000, 1_000_000, 1_000_000_000])
def test_four_views_agree_on_large_tables(largest: int) -> None:
    cells = random_tables(20_000, largest, seed=2016)
    share = np.mean(independence.score(*cells) < 0.05)
    assert 0.1 < share < 0.9  # tables on both sides of the border
    assert contradictions(cells, 0.95) == 0


def test_four_views_agree_where_the_last_bit_decides() -> None:
    # The level at which a table is exactly on the border, and its neighbours: a bound that is rounded by itself would
    # fall on either side.
    for x1, n1, x0, n0 in [(7, 34, 1, 34), (28, 51, 62, 346), (1, 1, 10, 50), (0, 52, 10, 345), (11, 11, 29, 55)]:
        cells = tuple(np.array([float(cell)]) for cell in (x1, n1, x0, n0))
        border = 1 - float(independence.score(x1, n1, x0, n0))
        for step in range(-40, 41):
            level = border + step * 2.0**-53
            assert contradictions((cells[0], cells[1], cells[2], cells[3]), level) == 0


@pytest.mark.parametrize("pair", ["corrected", "plain"])
def test_the_same_holds_between_pearson_and_the_intervals_without_the_factor(pair: str) -> None:
    corrected = pair == "corrected"
    test = independence.score if corrected else independence.pearson
    methods = (
        (difference.miettinen_nurminen, ratio.miettinen_nurminen, odds.miettinen_nurminen)
        if corrected
        else (difference.mee, ratio.koopman, odds.cornfield)
    )
    for cells in every_table(10):
        rejected = test(*cells) < 0.05
        for method, null in zip(methods, (0, 1, 1), strict=True):
            assert np.array_equal(method(*cells).excludes(null), rejected)


def test_a_contradiction_would_be_seen() -> None:
    # The Wald interval is not an inversion of the score test: the count must find that.
    (cells,) = every_table(10)
    rejected = independence.score(*cells) < 0.05
    assert np.count_nonzero(difference.wald(*cells).excludes(0) != rejected) > 100
