"""The tests that the groups answer a question with categories alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses.measures import optional
from samkit.results import Method, Test
from samkit.stats import dependence, fisher_table, levels, linearize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.results import Item
    from samkit.stats.linearize import Totals

FEW: Final = 5
"""Where fewer answers than this are expected in a cell, chi-square is not to be relied on."""

TABLES: Final = 100_000
"""Random tables where the exact test would have to count too many."""

UNWEIGHTED: Final = Method(
    "test", f"Pearson's chi-square test; Fisher's exact test where fewer than {FEW} answers are expected in a cell"
)
WEIGHTED: Final = Method("test", "Rao-Scott second-order F test")


def tests(item: Item, counts: Counts, seed: int) -> tuple[Test, ...]:
    """Test that the groups answer alike.

    Parameters
    ----------
    item
        The question.
    counts
        Answers in each category and in all others, **shape** (2, categories).
    seed
        Of the random tables.

    Returns
    -------
    tuple of Test
        The one to judge by first.
    """
    if counts.totals is not None:
        return (_rao_scott(item, counts.totals),)
    table = counts.x.T
    df = optional(levels.degrees_of_freedom(table))
    pearson, g = levels.pearson_statistic(table), levels.likelihood_ratio_statistic(table)
    both = (
        Test(item.id, "chi-square test", "X²", optional(pearson), df, optional(levels.pearson(table))),
        Test(item.id, "G test", "G", optional(g), df, optional(levels.likelihood_ratio(table))),
    )
    return both if _smallest_expected(table) >= FEW else (_fisher(item, table, seed), *both)


def _rao_scott(item: Item, by_category: Totals) -> Test:
    found = dependence.independence(linearize.joined(by_category, (0, 2)), by_category.w.shape[0])
    statistic, df, df_error, p = (optional(part) for part in found)
    return Test(item.id, "Rao-Scott test", "F", statistic, df, p, df_error=df_error)


def _smallest_expected(table: NDArray[np.int64]) -> float:
    return float(np.outer(table.sum(axis=1), table.sum(axis=0)).min() / table.sum())


def _fisher(item: Item, table: NDArray[np.int64], seed: int) -> Test:
    """Test exactly, or by random tables where there are too many of the same margins."""
    try:
        return Test(item.id, "Fisher's exact test", "", None, None, optional(fisher_table.fisher(table)))
    except ValueError:
        p = fisher_table.monte_carlo(table, seed, TABLES).p
        return Test(item.id, f"Fisher's test, {TABLES:,} random tables", "", None, None, optional(p))
