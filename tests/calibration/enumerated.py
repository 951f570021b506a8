"""All tables of two groups of given sizes, and how likely each is."""

from functools import cache

import numpy as np

from samkit.stats.interval import Floats, Interval

STUDY = (52, 345)
BASES = (STUDY, (30, 100), (20, 20), (10, 40))
SHARES = (0.02, 0.05, 0.18, 0.3, 0.55, 0.8, 0.95)
"""Of both groups, in all 49 pairs; the study's own is 0.55 against 0.18."""

FINE = (0.02, *(round(0.05 * step, 2) for step in range(1, 20)), 0.98)
"""Of both groups, in all 441 pairs, of which only mean and extremes are kept."""

OWN = (0.55, 0.18)

SLACK = 1e-9
"""Rounding of a bound or of the truth must not decide whether the truth is held: some intervals end exactly there."""


@cache
def chances(n: int, p: float) -> Floats:
    """Give the binomial chance of 0 to n favourable answers."""
    from scipy.special import gammaln, xlog1py, xlogy

    x = np.arange(n + 1.0)
    return np.asarray(np.exp(gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1) + xlogy(x, p) + xlog1py(n - x, -p)))


def tables(n1: int, n0: int, rows: int | None = None) -> tuple[Floats, int, Floats, int]:
    """List the tables with less than `rows` favourable answers in group 1: all of them where left out."""
    x1, x0 = np.meshgrid(np.arange(n1 + 1.0)[:rows], np.arange(n0 + 1.0), indexing="ij")
    return x1, n1, x0, n0


def weighed(what: np.ndarray, n1: int, n0: int, p1: float, p0: float) -> float:
    """Sum what each table says, by its chance."""
    return float(chances(n1, p1)[: len(what)] @ np.asarray(what, dtype=np.float64) @ chances(n0, p0))


def held(bounds: Interval, truth: float) -> np.ndarray:
    """Say of which tables the interval holds the truth."""
    slack = SLACK * max(abs(truth), 1.0)
    return np.asarray((bounds.lower <= truth + slack) & (bounds.upper >= truth - slack))
