"""How often intervals of one share hold the truth: sums over all numbers of favourable answers."""

from collections.abc import Callable
from functools import partial

import numpy as np

from samkit.stats import proportion
from samkit.stats.interval import Interval
from tests.calibration.enumerated import SHARES, chances, held
from tests.calibration.intervals import LEVEL, PART, summed
from tests.calibration.job import Job
from tests.calibration.record import Key, Record

SUBJECT = "share"
SIZES = (10, 20, 52, 345)
METHODS: dict[str, Callable[..., Interval]] = {
    "Wilson": proportion.wilson,
    "Clopper-Pearson": proportion.clopper_pearson,
    "Jeffreys": proportion.jeffreys,
    "Agresti-Coull": proportion.agresti_coull,
}
FINE = tuple(float(round(p, 3)) for p in np.arange(5, 1000, 5) / 1000)
"""Shares of which only mean and least coverage are kept: intervals of one share go up and down from one to the next."""


def jobs() -> list[Job]:
    """List the work: one job for each base."""
    return [Job(f"share, {n} answers", 1, partial(_enumerate, n)) for n in SIZES]


def _enumerate(n: int, units: int, seed: int) -> list[Record]:
    del units, seed
    found: list[Record] = []
    for method, interval in METHODS.items():
        bounds = interval(np.arange(n + 1.0), n, LEVEL)
        found += [_record(method, n, p, bounds) for p in SHARES]
        found += summed([_record(method, n, p, bounds) for p in FINE], f"{len(FINE)} shares")
    return found


def _record(method: str, n: int, p: float, bounds: Interval) -> Record:
    weight = chances(n, p)
    covered = float(weight @ held(bounds, p))
    width = float(weight @ (bounds.upper - bounds.lower))
    return Record(Key(PART, SUBJECT, method, "coverage", n1=n, p1=p), LEVEL, covered, width=width)
