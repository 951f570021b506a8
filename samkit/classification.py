"""Who belongs where, and why: the labels of all respondents and the waterfall of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.notes import Note
    from samkit.study.model import Groups

Truth = np.int8
YES: Final = 1
NO: Final = 0
OPEN: Final = -1


class Step(NamedTuple):
    """One criterion of the rule in the waterfall; all numbers are respondents.

    `passed`, `failed` and `open` count the criterion alone. `in_order` pass it and every one before; `lost` fail here
    first; `pending` are open here or before and have failed nothing yet. Of those open on it, `settled` have a label
    all the same, because other answers decide it, and `unsettled` are unclassified.
    """

    label: str
    words: str
    passed: int
    failed: int
    open: int
    in_order: int
    lost: int
    pending: int
    settled: int
    unsettled: int


class Classification(NamedTuple):
    """Who belongs where.

    Parameters
    ----------
    truth
        1 for the first group, 0 for the second, -1 for unclassified, **shape** (respondents,).
    criteria
        The same for each criterion, **shape** (criteria, respondents).
    steps
        The waterfall.
    """

    groups: Groups
    truth: NDArray[Truth]
    criteria: NDArray[Truth]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    def count(self, truth: int) -> int:
        """Count the respondents with a label."""
        return int((self.truth == truth).sum())
