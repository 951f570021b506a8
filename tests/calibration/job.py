"""A piece of the calibration that can be done in part, so that a short pilot tells how long the whole takes."""

import time
from collections.abc import Callable
from typing import NamedTuple

from tests.calibration.record import Record

ENOUGH = 0.1
"""Seconds from which on the clock can tell how long a pilot took."""


class Job(NamedTuple):
    """What is done, of how many units (rows of tables, or replicates), and the function that does the first of them.

    `run` takes the number of units and a seed, which what is listed and not drawn has no use for.
    """

    name: str
    units: int
    run: Callable[[int, int], list[Record]]


def pilot(job: Job) -> float:
    """Expect how many seconds a job takes, from a few of its units: more of them until the clock can tell."""
    few = max(job.units // 200, 1)
    if job.units > 1:
        job.run(1, 0)  # what is loaded and made ready once does not count
    while True:
        start = time.perf_counter()
        job.run(few, 0)
        spent = time.perf_counter() - start
        if spent > ENOUGH or few >= job.units:
            return spent * job.units / few
        few = min(4 * few, job.units)
