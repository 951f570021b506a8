"""All that is calibrated, in the order of the table."""

from tests.calibration import intervals, numeric, ranks, reports, samples, shares, sizes
from tests.calibration.job import Job

PARTS = (intervals, shares, sizes, numeric, reports, samples, ranks)


def jobs() -> list[Job]:
    """List the whole work."""
    return [job for part in PARTS for job in part.jobs()]
