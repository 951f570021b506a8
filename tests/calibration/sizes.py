"""How often tests of equal shares claim a difference: sums over all tables."""

from collections.abc import Callable
from functools import partial

import numpy as np

from samkit.stats import equivalence, independence
from tests.calibration.enumerated import BASES, FINE, SHARES, STUDY, tables, weighed
from tests.calibration.job import Job
from tests.calibration.record import Key, Record, cell

PART = "test"
SUBJECT, SAME = "equal shares", "equivalence of shares"
ALPHA, MARGIN = 0.05, 0.1
SLACK, TIE = 1e-12, 1e-7
GAPS = (0.1, 0.15, 0.2)
"""Gaps above a share of 0.18 of which the chance to find them is told."""


def jobs() -> list[Job]:
    """List the work: one job for each test and pair of bases."""
    equal = [
        Job(f"{method} test, {n1} and {n0} answers", n1 + 1, partial(_equal, method, n1, n0))
        for n1, n0 in BASES
        for method in TESTS
    ]
    one_by_one = [Job(f"Boschloo test, {n1} and {n0} answers", 1, partial(searched, n1, n0)) for n1, n0 in BASES]
    same = [Job(f"equivalence, {n1} and {n0} answers", n1 + 1, partial(_same, n1, n0)) for n1, n0 in BASES]
    return [*equal, *one_by_one, *same]


def searched(n1: int, n0: int, units: int, seed: int) -> list[Record]:
    """Find what the test rejects from a few of its p-values: they never fall where Fisher's rise."""
    del units, seed
    x1, _, x0, _ = cells = tables(n1, n0)
    fisher = independence.fisher(*cells)
    values, where = np.unique(fisher, return_index=True)
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        place = np.unravel_index(where[middle], fisher.shape)
        if float(independence.boschloo(x1[place], n1, x0[place], n0)) <= ALPHA + SLACK:
            low = middle + 1
        else:
            high = middle
    # Two tables of one p-value can differ in its last digits.
    return _records("Boschloo", n1, n0, fisher <= (values[low - 1] * (1 + TIE) if low else -1.0))


TESTS: dict[str, Callable[..., np.ndarray]] = {
    "score": independence.score,
    "Pearson": independence.pearson,
    "G": independence.likelihood_ratio,
    "Fisher": independence.fisher,
    "Fisher mid-p": independence.fisher_mid_p,
}


def _equal(method: str, n1: int, n0: int, rows: int, seed: int) -> list[Record]:
    del seed
    p = TESTS[method](*tables(n1, n0, rows))
    strict = Key(PART, SUBJECT, method, "size at 5 percent / 72", "", n1, n0)
    each = [_record(strict._replace(p1=share, p0=share), p <= ALPHA / 72 + SLACK) for share in SHARES]
    first_of_many = [record._replace(promised=ALPHA / 72) for record in each if (n1, n0) == STUDY]
    return [*_records(method, n1, n0, p <= ALPHA + SLACK), *first_of_many]


def _records(method: str, n1: int, n0: int, rejected: np.ndarray) -> list[Record]:
    key = Key(PART, SUBJECT, method, "size", "", n1, n0)
    each = [_record(key._replace(p1=p, p0=p), rejected) for p in SHARES]
    power = [_record(key._replace(quantity="power", p1=round(0.18 + gap, 2), p0=0.18), rejected) for gap in GAPS]
    fine = [_record(key._replace(p1=p, p0=p), rejected) for p in FINE]
    return [*each, _largest(fine, f"{len(fine)} shares"), *(record._replace(promised=None) for record in power)]


def _same(n1: int, n0: int, rows: int, seed: int) -> list[Record]:
    """Put the gap exactly at the margin, where a claim of equivalence is just false."""
    del seed
    claimed = equivalence.shares(*tables(n1, n0, rows), MARGIN, ALPHA).p <= ALPHA + SLACK
    key = Key(PART, SAME, "two one-sided score tests", "size", "gap of 10 points, margin 10 points", n1, n0)
    pairs = [(round(p + MARGIN, 2), p) for p in SHARES if p + MARGIN < 1]
    pairs += [(p, round(p + MARGIN, 2)) for p in SHARES if p + MARGIN < 1]
    each = [_record(key._replace(p1=p1, p0=p0), claimed) for p1, p0 in pairs]
    alike = key._replace(quantity="power", setting="no gap, margin 10 points")
    power = [_record(alike._replace(p1=p, p0=p), claimed)._replace(promised=None) for p in SHARES]
    return [*each, _largest(each, f"{len(each)} pairs of shares"), *power]


def _record(key: Key, rejected: np.ndarray) -> Record:
    return Record(key, ALPHA, weighed(rejected, *cell(key)))


def _largest(each: list[Record], setting: str) -> Record:
    key = each[0].key._replace(quantity="largest size", setting=setting, p1=None, p0=None)
    return Record(key, ALPHA, max(record.value for record in each))
