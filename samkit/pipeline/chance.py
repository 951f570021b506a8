"""Chances over time with their intervals: what is still open counts for the days that it was seen, and is not dropped.

Opportunities of one seller are not independent of each other: where sellers are known, each number is made again
without each of them in turn, and the interval allows for what that changes.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.results import Estimate
from samkit.stats.competing import aalen_johansen, incidence
from samkit.stats.left_out import spread
from samkit.stats.life_table import LifeTable, life_table, life_tables
from samkit.stats.normal import two_sided
from samkit.stats.proportion import wilson
from samkit.stats.survival import Curve, kaplan_meier, log_log, reached, remaining
from samkit.stats.tails import student_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Floats = NDArray[np.float64]

MOST: Final = 200
"""Clusters at most; of more, several are left out together, which says the same of how sure a number is."""

FEWEST: Final = 5
"""Sellers below which nothing is said of how sellers differ."""

SEEN: Final = 10
"""As long as so many are seen, chances are told."""

NOTHING: Final = Estimate(None, None, None)


class Clusters(NamedTuple):
    """To which cluster each opportunity belongs, **shape** (opportunities,), how many there are, and of what.

    `sellers` is how many sellers there are, 0 where clusters are opportunities drawn together without regard.
    """

    of: Whole
    number: int
    sellers: int

    def only(self, kept: NDArray[np.bool_] | Whole) -> Clusters:
        """Give the clusters of some opportunities; too few sellers among them are no clusters."""
        of = self.of[kept]
        there = np.bincount(of, minlength=self.number) > 0
        count = int(there.sum())
        return Clusters((there.cumsum() - 1)[of], count, count if self.sellers and count >= FEWEST else 0)


def clusters(owner: Whole | None, size: int) -> Clusters:
    """Put opportunities into clusters: by seller, or without sellers evenly into as many as may be.

    Parameters
    ----------
    owner
        The seller of each by number, -1 for none, who is a seller of its own; None where the log knows no sellers.
    size
        How many opportunities there are.
    """
    if owner is not None:
        there = np.bincount(owner + 1) > 0
        sellers = int(there.sum())
        if sellers >= FEWEST:
            return Clusters((there.cumsum() - 1)[owner + 1] % MOST, min(sellers, MOST), sellers)
    return Clusters(np.arange(size, dtype=np.int64) % MOST, min(size, MOST), 0)


class Ends(NamedTuple):
    """What some opportunities come to over time.

    Parameters
    ----------
    table
        Their counts.
    left
        The share still there, by day.
    by
        The share that ended by each cause, **shape** (causes, days).
    df
        Degrees of freedom of the errors; infinite where they come from the formula.
    """

    table: LifeTable
    left: Curve
    by: Curve
    df: float

    @property
    def n(self) -> int:
        """How many there are."""
        return int(self.table.at_risk[0])

    @property
    def told(self) -> int:
        """The last day on which enough are seen; the very last, where nobody goes out of sight after it."""
        last = self.table.at_risk.size - 1
        enough = max(int((self.table.at_risk >= SEEN).sum()) - 1, 0)
        unknown = self.table.at_risk[min(enough + 1, last)] - self.table.leaving[enough + 1 :].sum()
        return enough if unknown > 0 else last

    def at(self, day: int) -> int:
        """Give the place of a day, the last one for all that come later."""
        return min(day, self.table.at_risk.size - 1)

    def chance(self, cause: int, day: int, level: float) -> Estimate:
        """Give the chance of having ended by a cause within some days."""
        place = self.at(day)
        return estimate(self.by.value[cause, place], self.by.error[cause, place], self.df, self._seen(place), level)

    def _seen(self, place: int) -> float:
        """Count those of whom it is known what they came to by a day."""
        gone = self.n - self.table.at_risk[place] - self.table.leaving[:place].sum()
        return max(self.n - float(gone), 1.0)

    def quantile(self, share: float, level: float) -> Estimate:
        """Give the days after which no more than a share is still there; the upper bound is infinite where none is."""
        value = float(reached(self.left.value, share))
        if math.isnan(value):
            return NOTHING
        bounds = log_log(self.left.value, self.left.error, quantile_of(self.df, level))
        lower = np.where(self.left.value >= 1, 1.0, np.nan_to_num(bounds.lower, nan=0.0))
        upper = np.minimum.accumulate(np.where(self.left.value <= 0, 1.0, np.nan_to_num(bounds.upper, nan=1.0)))
        low, high = float(reached(lower, share)), float(reached(upper + 2e-12, share))
        return Estimate(value, low, math.inf if math.isnan(high) else high)


def ends(days: Whole, cause: Whole, causes: int, within: Clusters) -> Ends:
    """Count what opportunities come to.

    Parameters
    ----------
    days
        How long each was seen, **shape** (n,), whole days.
    cause
        How it ended, -1 where it goes on, **shape** (n,).
    causes
        How many ways to end there are.
    within
        Their clusters.
    """
    if not within.sellers:
        table = life_table(days, cause, causes)
        return Ends(table, kaplan_meier(table), aalen_johansen(table), math.inf)
    each = life_tables(days, cause, causes, within.of, within.number)
    whole, without = each.together, each.without_each
    left, by = spread(remaining(without)), spread(incidence(without))
    return Ends(whole, Curve(remaining(whole), left.error), Curve(incidence(whole), by.error), by.df)


@cache
def quantile_of(df: float, level: float) -> float:
    """Give how many standard errors wide an interval is to each side."""
    return two_sided(level) if math.isinf(df) else float(student_quantile(df, level))


def estimate(value: float, error: float, df: float, n: float, level: float) -> Estimate:
    """Give a share with its interval; one of 0 or 1 has that of so many opportunities of which all are alike.

    Parameters
    ----------
    value, error
        The share and its standard error, fractions of one.
    df
        Degrees of freedom of the error.
    n
        How many opportunities it is of.
    level
        Confidence level.
    """
    share = float(min(max(value, 0.0), 1.0))
    if 0 < share < 1 and error > 0:
        lower, upper = log_log(share, error, quantile_of(df, level))
    else:
        lower, upper = wilson(share * n, n, level)
    return Estimate(share, float(lower), float(upper))


def share(have: NDArray[np.bool_], base: NDArray[np.bool_], within: Clusters, level: float) -> Estimate:
    """Give the share of some opportunities that have something, with its interval.

    Parameters
    ----------
    have, base
        Which have it, and which are meant, **shape** (opportunities,).
    within
        The clusters of all of them.
    level
        Confidence level.
    """
    n = int(base.sum())
    if not n:
        return NOTHING
    x = int((have & base).sum())
    kept = within.only(base)
    if not kept.sellers:
        lower, upper = wilson(x, n, level)
        return Estimate(x / n, float(lower), float(upper))
    each_n = np.bincount(kept.of, minlength=kept.number)
    each_x = np.bincount(kept.of[have[base]], minlength=kept.number)
    found = spread((x - each_x) / (n - each_n))
    return estimate(x / n, float(found.error), found.df, n, level)
