"""Fisher's exact test of a table with more than two levels or groups."""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats
from samkit.stats.margins import Counts, Half, complement, filled, log_factorials, plan

_TIE = 1e-7
"""Two tables whose log chances differ by less are one, as they differ by rounding alone."""

_CELLS = 2e7
"""So many cells in all halves of tables take about two seconds and half a gigabyte."""

_LARGEST = 2.0**62
_ANSWERS = 1_000_000
"""In so many answers an exact test has nothing to say that Pearson's or G would not."""

_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


class Simulated(NamedTuple):
    """A simulated p-value, and its standard error."""

    p: Floats
    error: Floats


def fisher(counts: ArrayLike) -> Floats:
    """Test exactly that the groups answer alike, given how many answers each level and each group has.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), whole count. Levels and groups without answers are left out.

    Returns
    -------
    Chances of a table no likelier than the observed one, shape (...); 1 where all answers are at one level, NaN where
    fewer than two groups have answers.

    Raises
    ------
    ValueError
        If a count is negative or not whole, there are fewer than two axes, a table has more than a million answers, or
        too many ways to be filled: then ``monte_carlo`` simulates it.

    Notes
    -----
    ``P(table) = prod r! prod c! / (N! prod x!)``. The columns are filled in two halves; for each set of row totals that
    the first can use up, the sorted chances of the second are added up to where the product is that of the observed
    table. Every table with these margins counts, without any of them being written down.

    References
    ----------
    Fisher (1934), Statistical Methods for Research Workers, 5th edition, 21.02; Freeman and Halton (1951), Biometrika
    38, 141-149.

    Examples
    --------
    >>> round(float(fisher([[3, 1], [2, 2], [0, 4]])), 6)
    0.212121
    """
    table = _whole(counts)
    found = np.empty(table.shape[:-2])
    for place in np.ndindex(found.shape):
        found[place] = _exact(table[place])
    return found


def monte_carlo(counts: ArrayLike, seed: int, tables: int = 100_000) -> Simulated:
    """Simulate Fisher's test with random tables of the same margins.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), whole count. Levels and groups without answers are left out.
    seed
        Seed of the random tables, 0 or a positive whole number.
    tables
        How many of them, count.

    Returns
    -------
    p-values, the observed table being one of those counted, and their standard errors; as ``fisher`` where there is
    nothing to test.

    Raises
    ------
    ValueError
        If a count is negative or not whole, there are fewer than two axes, a table has more than a million answers, or
        no table is to be drawn.

    Notes
    -----
    ``(1 + number no likelier than the observed) / (1 + number drawn)``, which never claims more than it has seen.

    References
    ----------
    Patefield (1981), Applied Statistics 30, 91-97; Davison and Hinkley (1997), Bootstrap Methods, 4.2.

    Examples
    --------
    >>> found = monte_carlo([[3, 1], [2, 2], [0, 4]], seed=1)
    >>> bool(abs(found.p - 0.212121) < 4 * found.error)
    True
    """
    if tables < 1:
        raise ValueError(f"one random table at least is expected, got {tables}")
    table = _whole(counts)
    found = np.empty(table.shape[:-2])
    for place, child in zip(np.ndindex(found.shape), np.random.SeedSequence(seed).spawn(found.size), strict=True):
        found[place] = _simulated(table[place], np.random.default_rng(child), tables)
    with np.errstate(invalid="ignore"):
        return Simulated(found, np.sqrt(found * (1 - found) / tables))


def _whole(counts: ArrayLike) -> Counts:
    table = checked(counts)
    if not np.all(table % 1 == 0):
        raise ValueError("whole counts are expected")
    if np.any(table.sum(axis=(-2, -1)) > _ANSWERS):
        raise ValueError(
            f"at most {_ANSWERS:,} answers are expected for an exact test: test by G or Pearson's chi-square"
        )
    return table.astype(np.int64)


def _kept(table: Counts) -> Counts | float:
    """Leave out what is empty; a number where there is nothing to test."""
    kept = table[table.any(axis=1)][:, table.any(axis=0)]
    if kept.shape[1] < 2:
        return math.nan
    return 1.0 if kept.shape[0] < 2 else kept


def _exact(table: Counts) -> float:
    kept = _kept(table)
    if isinstance(kept, float):
        return kept
    way = plan(kept)
    rows, columns = way.table.sum(axis=1), way.table.sum(axis=0)
    if way.ways * rows.size > _CELLS or math.prod((rows + 1.0).tolist()) > _LARGEST:
        size = f"{kept.shape[0]} x {kept.shape[1]}"
        raise ValueError(f"too many tables of {size} have these margins to count them: simulate the p-value")
    first, second = (filled(rows, columns[list(half)]) for half in way.halves)
    return _up_to(first, complement(rows, second), _cost(way.table))


def _cost(table: Counts) -> float:
    return -math.fsum(log_factorials(int(table.max()))[table.ravel()].tolist())


def _up_to(first: Half, second: Half, observed: float) -> float:
    """Add up the pairs of halves that are no likelier than the observed table, over all pairs."""
    chance = tuple(np.exp(half.value - half.value.max()) for half in (first, second))
    part, whole = [], []
    for mine, theirs in _matches(first.code, second.code):
        # The smallest chances first, and by themselves: a p-value of 1e-100 has its digits.
        sums = np.concatenate([[0.0], np.cumsum(chance[1][theirs])])
        reached = np.searchsorted(second.value[theirs], observed + _TIE - first.value[mine], side="right")
        part.append(float(chance[0][mine] @ sums[reached]))
        whole.append(float(chance[0][mine].sum() * sums[-1]))
    return min(1.0, math.fsum(part) / math.fsum(whole))


def _matches(first: Counts, second: Counts) -> Iterator[tuple[slice, slice]]:
    """Give the stretches of two sorted rows that have one code."""
    codes = np.unique(first)
    bounds = [np.searchsorted(row, codes, side=side).tolist() for row in (first, second) for side in _SIDES]
    for low1, high1, low2, high2 in zip(*bounds, strict=True):
        if high2 > low2:
            yield slice(low1, high1), slice(low2, high2)


def _simulated(table: Counts, generator: np.random.Generator, tables: int) -> float:
    kept = _kept(table)
    if isinstance(kept, float):
        return kept
    surprise = log_factorials(int(max(kept.sum(axis=0).max(), kept.sum(axis=1).max())))
    cost, left = np.zeros(tables), np.tile(kept.sum(axis=1), (tables, 1))
    for total in kept.sum(axis=0)[:-1].tolist():
        open_ = np.full(tables, total)
        for row in range(kept.shape[0] - 1):
            cell = generator.hypergeometric(left[:, row], left[:, row + 1 :].sum(axis=1), open_)
            cost, open_ = cost - surprise[cell], open_ - cell
            left[:, row] -= cell
        cost, left[:, -1] = cost - surprise[open_], left[:, -1] - open_
    cost -= surprise[left].sum(axis=1)
    return (1.0 + float(np.count_nonzero(cost <= _cost(kept) + _TIE))) / (tables + 1.0)
