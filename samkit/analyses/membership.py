"""Who is in which group: shares with intervals, and the waterfall of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses.measures import Estimates, estimates
from samkit.results import Estimate, Method, Result, Share
from samkit.stats import linearize, proportion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Criterion, Grouping, Provenance
    from samkit.stats.weights import Weighted
    from samkit.study.file import StudyTable


UNKNOWN: Final = Estimate(None, None, None)
"""A share that is yet to be computed."""


def answer(
    grouping: Grouping, steps: Sequence[Criterion], sums: Weighted, settings: StudyTable, provenance: Provenance
) -> Result:
    """Give the result of a classification.

    Parameters
    ----------
    grouping
        The two groups and how many are in each.
    steps
        The waterfall, shares not yet computed.
    sums
        Counts and weights of the two groups, the unclassified and each criterion, **shape** (3 + criteria,).
    settings
        Holds the confidence level.
    provenance
        What it was made from.
    """
    found, method = _shares(sums, provenance.respondents, settings.level)
    labels = (grouping.first, grouping.second, grouping.left_out)
    groups = [Share(label, int(sums.x_n[k]), int(sums.n[k]), found[k]) for k, label in enumerate(labels)]
    rows = [step._replace(share=share) for step, share in zip(steps, found[len(labels) :], strict=True)]
    return Result(
        kind="classification",
        section="",
        title=f"{grouping.first} and {grouping.second}",
        question="",
        grouping=grouping,
        rows=(*groups, *rows),
        methods=(method, Method("missing", "three-valued logic")),
        level=settings.level,
        margin=settings.margin / 100,
        family="",
        provenance=provenance,
    )


def _shares(sums: Weighted, sample: int, level: float) -> tuple[Estimates, Method]:
    """Estimate shares, weighted where the weights differ, and name the method."""
    if np.array_equal(sums.w, sums.n) and np.array_equal(sums.w2, sums.n):
        found = estimates(proportion.estimate(sums.x_n, sums.n), proportion.wilson(sums.x_n, sums.n, level))
        return found, Method("share", "Wilson score interval")
    weighed = linearize.share(sums, sample, level)
    return estimates(weighed.value, weighed.interval), Method("share", "weighted, logit interval")
