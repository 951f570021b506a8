"""The committed table again, with fewer replicates: what is listed to the last digit, what is drawn within error."""

from functools import cache

import numpy as np
import pytest

from samkit.stats import independence
from tests.calibration import intervals, numeric, ranks, reports, samples, shares, sizes
from tests.calibration.enumerated import STUDY, tables, weighed
from tests.calibration.job import Job
from tests.calibration.record import Key, Record, committed

LISTED = [*intervals.jobs(), *shares.jobs(), *sizes.jobs()]
SLOW = [job for job in LISTED if job.name.startswith(("Fisher", "Boschloo")) and str(STUDY[1]) in job.name]
DRAWN = {reports: 200, numeric: 400, samples: 60, ranks: 50}
SEED = 397
"""Not the seed of the table: the same draws would prove nothing."""

LAST_DIGIT = 0.6e-6


@cache
def table() -> dict[Key, Record]:
    return {record.key: record for record in committed()}


def name(job: Job) -> str:
    return job.name


@pytest.mark.parametrize("job", [job for job in LISTED if job not in SLOW], ids=name)
def test_numbers_that_are_listed_are_those_of_the_table(job: Job) -> None:
    for record in job.run(job.units, SEED):
        known = table()[record.key]
        assert known.error is None
        for ours, theirs in zip(record[2:], known[2:], strict=True):
            assert (ours is None) == (theirs is None), record
            assert ours is None or theirs is None or abs(ours - theirs) <= LAST_DIGIT, record


def spread(known: Record, replicates: int) -> float:
    """Give the standard error of so many replicates, from that of the table."""
    assert known.error is not None
    assert known.replicates is not None
    return float(known.error * np.sqrt(known.replicates / replicates))


@pytest.mark.parametrize("job", [job for part in DRAWN for job in part.jobs()], ids=name)
def test_numbers_that_are_drawn_agree_with_the_table_and_with_what_was_promised(job: Job) -> None:
    (few,) = {few for part, few in DRAWN.items() if job.name in {other.name for other in part.jobs()}}
    for record in job.run(few, SEED):
        known = table()[record.key]
        # Where a few replicates decide, as with Holm's false findings, their number is an accident itself.
        error = max(spread(known, few), record.error or 0)
        assert abs(record.value - known.value) <= 4 * np.hypot(error, known.error or 0), record
        if known.promised is not None and abs(known.value - known.promised) <= 4 * (known.error or 0):
            assert abs(record.value - known.promised) <= 4 * error, record


def test_the_table_holds_what_is_calibrated_and_nothing_else() -> None:
    drawn = [job for part in DRAWN for job in part.jobs()]
    told = [record.key for job in [*LISTED, *drawn] for record in job.run(1, SEED)]
    assert len(told) == len(set(told))
    assert set(told) == set(table())
    assert {record.error is None for record in committed() if record.replicates} == {False}
    assert all(record.error is None for record in committed() if not record.replicates)


def test_what_boschloos_test_rejects_is_found_without_computing_all_its_p_values() -> None:
    n1, n0 = 7, 11
    brute = independence.boschloo(*tables(n1, n0)) <= 0.05
    for record in sizes.searched(n1, n0, 1, 0):
        if record.key.quantity == "size":
            assert record.value == pytest.approx(
                weighed(brute, n1, n0, record.key.p1 or 0, record.key.p0 or 0), abs=1e-12
            )


def test_chances_of_all_tables_add_up_to_one() -> None:
    for n1, n0 in (STUDY, (1, 1)):
        everything = np.ones((n1 + 1, n0 + 1))
        assert weighed(everything, n1, n0, 0.55, 0.18) == pytest.approx(1, abs=1e-12)
