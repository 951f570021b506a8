"""How often intervals of two groups hold the truth, and how wide they are: sums over all tables."""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np

from samkit.stats import difference, odds, ratio
from samkit.stats.interval import Floats, Interval
from tests.calibration.enumerated import BASES, FINE, SHARES, held, tables, weighed
from tests.calibration.job import Job
from tests.calibration.record import Key, Record, cell

PART = "interval"
LEVEL = 0.95
Method = Callable[..., Interval]


class Measure(NamedTuple):
    """What is estimated: its truth, whether widths are those of logarithms, and the methods, the default first."""

    truth: Callable[[float, float], float]
    logarithmic: bool
    methods: dict[str, Method]


MEASURES = {
    "gap": Measure(
        lambda p1, p0: p1 - p0,
        logarithmic=False,
        methods={
            "Miettinen-Nurminen": difference.miettinen_nurminen,
            "Newcombe": difference.newcombe,
            "Agresti-Caffo": difference.agresti_caffo,
            "Wald": difference.wald,
        },
    ),
    "likelihood ratio": Measure(
        lambda p1, p0: p1 / p0,
        logarithmic=True,
        methods={
            "Miettinen-Nurminen": ratio.miettinen_nurminen,
            "Koopman": ratio.koopman,
            "Katz": ratio.katz,
        },
    ),
    "odds ratio": Measure(
        lambda p1, p0: p1 * (1 - p0) / (p0 * (1 - p1)),
        logarithmic=True,
        methods={"Miettinen-Nurminen": odds.miettinen_nurminen, "Woolf": odds.woolf},
    ),
}


def jobs() -> list[Job]:
    """List the work: one job for each measure and pair of bases."""
    return [
        Job(f"{subject}, {n1} and {n0} answers", n1 + 1, partial(_enumerate, subject, n1, n0))
        for subject, (n1, n0) in product(MEASURES, BASES)
    ]


def _enumerate(subject: str, n1: int, n0: int, rows: int, seed: int) -> list[Record]:
    del seed
    cells = tables(n1, n0, rows)
    found: list[Record] = []
    for method, interval in MEASURES[subject].methods.items():
        bounds = interval(*cells, LEVEL)
        key = Key(PART, subject, method, "coverage", "", n1, n0)
        found += [_record(key._replace(p1=p1, p0=p0), bounds) for p1, p0 in product(SHARES, SHARES)]
        fine = [_coverage(key._replace(p1=p1, p0=p0), bounds) for p1, p0 in product(FINE, FINE)]
        found += summed(fine, f"{len(fine)} pairs of shares")
    return found


def _coverage(key: Key, bounds: Interval) -> Record:
    n1, n0, p1, p0 = cell(key)
    return Record(key, LEVEL, weighed(held(bounds, MEASURES[key.subject].truth(p1, p0)), n1, n0, p1, p0))


def _record(key: Key, bounds: Interval) -> Record:
    n1, n0, p1, p0 = cell(key)
    logarithmic = MEASURES[key.subject].logarithmic
    width, told = _widths(bounds, logarithmic=logarithmic)
    chance = weighed(told, n1, n0, p1, p0)
    mean = weighed(width, n1, n0, p1, p0) / chance if chance else None
    return _coverage(key, bounds)._replace(width=mean, unbounded=max(1 - chance, 0.0) if logarithmic else None)


def _widths(bounds: Interval, *, logarithmic: bool) -> tuple[Floats, np.ndarray]:
    if not logarithmic:
        return bounds.upper - bounds.lower, np.ones(bounds.lower.shape)
    told = (bounds.lower > 0) & np.isfinite(bounds.upper)
    width = np.log(np.where(told, bounds.upper, 1.0)) - np.log(np.where(told, bounds.lower, 1.0))
    return width, told


def summed(each: list[Record], setting: str) -> list[Record]:
    """Give the mean and the least coverage of some cells."""
    values = [record.value for record in each]
    key = each[0].key._replace(setting=setting, p1=None, p0=None)
    return [
        Record(key._replace(quantity="mean coverage"), LEVEL, float(np.mean(values))),
        Record(key._replace(quantity="least coverage"), LEVEL, min(values)),
    ]
