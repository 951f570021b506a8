"""Who is in which group: shares with intervals, and the waterfall of the criteria."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses.measures import estimates
from samkit.results import Estimate, Method, Result, Share
from samkit.stats import proportion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Criterion, Grouping, Provenance
    from samkit.study.file import StudyTable


UNKNOWN: Final = Estimate(None, None, None)
"""A share that is yet to be computed."""


def shares(counts: Sequence[tuple[str, int, int]], level: float) -> tuple[Share, ...]:
    """Give labelled shares with Wilson intervals from (label, x, n)."""
    x = np.array([count[1] for count in counts])
    n = np.array([count[2] for count in counts])
    found = estimates(proportion.estimate(x, n), proportion.wilson(x, n, level))
    return tuple(Share(label, a, b, share) for (label, a, b), share in zip(counts, found, strict=True))


def answer(grouping: Grouping, steps: Sequence[Criterion], settings: StudyTable, provenance: Provenance) -> Result:
    """Give the result of a classification.

    Parameters
    ----------
    grouping
        The two groups and how many are in each.
    steps
        The waterfall, shares not yet computed.
    settings
        Holds the confidence level.
    provenance
        What it was made from.
    """
    classified = grouping.n_first + grouping.n_second
    everybody = classified + grouping.n_left_out
    groups = shares(
        [
            (grouping.first, grouping.n_first, classified),
            (grouping.second, grouping.n_second, classified),
            (grouping.left_out, grouping.n_left_out, everybody),
        ],
        settings.level,
    )
    passing = shares([(step.label, step.passed, step.passed + step.failed) for step in steps], settings.level)
    rows = [replace(step, share=row.share) for step, row in zip(steps, passing, strict=True)]
    return Result(
        kind="classification",
        section="",
        title=f"{grouping.first} and {grouping.second}",
        question="",
        grouping=grouping,
        rows=(*groups, *rows),
        methods=(Method("share", "Wilson score interval"), Method("missing", "three-valued logic")),
        level=settings.level,
        margin=settings.margin / 100,
        family="",
        provenance=provenance,
    )
