"""Counting labels: who is in which group, and who passes each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.classification import NO, OPEN, YES
from samkit.counted import Block
from samkit.engines.drawn import drawn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.survey import Survey
    from samkit.tally import Sample

TRUTHS = ("yes", "no", "open")
"""The levels of each block."""


def count(survey: Survey, by: str) -> tuple[tuple[Block, ...], Sample | None]:
    """Count the labels and criteria of a grouping.

    Parameters
    ----------
    survey
        The respondents with their groups.
    by
        The id of the grouping.

    Returns
    -------
    tuple
        Blocks with the levels of `TRUTHS` and all respondents as one group: who is in the first group, then who passes
        each criterion; and how they were drawn.
    """
    made, how = survey.groups[by], drawn(survey)
    place = np.empty(3, dtype=np.int64)
    place[[YES, NO, OPEN]] = 0, 1, 2

    def block(truth: NDArray[np.int8]) -> Block:
        cell, shape = place[truth], (1, len(TRUTHS))
        n = np.bincount(cell, minlength=len(TRUTHS)).reshape(shape)
        missing = np.zeros((1, 0), dtype=np.int64)
        w, w2 = (how.added(cell, power, shape) for power in (1, 2))
        return Block(TRUTHS, ("everybody",), n, w, w2, missing, missing.astype(np.float64), how.by_unit(cell, shape))

    return tuple(block(truth) for truth in (made.truth, *made.criteria)), how.sample
