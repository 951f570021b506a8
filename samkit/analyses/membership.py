"""Who is in which group: shares with intervals, and the waterfall of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses.counts import by_unit, entering
from samkit.analyses.measures import Estimates, design_methods, estimates, named
from samkit.results import Estimate, Method, Result, Share
from samkit.stats import proportion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.counted import Block
    from samkit.results import Criterion, Grouping, Provenance
    from samkit.study.file import StudyTable
    from samkit.tally import Sample


UNKNOWN: Final = Estimate(None, None, None)
"""A share that is yet to be computed."""


def answer(
    grouping: Grouping,
    steps: Sequence[Criterion],
    counted: tuple[Sequence[Block], Sample | None],
    settings: StudyTable,
    provenance: Provenance,
) -> Result:
    """Give the result of a classification.

    Parameters
    ----------
    grouping
        The two groups and how many are in each.
    steps
        The waterfall, shares not yet computed.
    counted
        Who is in the first group, the second, or neither, then who passes, fails or leaves open each criterion; and how
        they were drawn.
    settings
        Holds the confidence level.
    provenance
        What it was made from.
    """
    blocks, sample = counted
    bases = [_Base(blocks[0], (0,), (1,)), _Base(blocks[0], (1,), (0,)), _Base(blocks[0], (2,), (0, 1))]
    bases += [_Base(block, (0,), (1,)) for block in blocks[1:]]
    found, methods = _shares(bases, entering(sample, blocks), settings.level)
    labels = (grouping.first, grouping.second, grouping.left_out)
    groups = [Share(label, *bases[k].counts(), found[k]) for k, label in enumerate(labels)]
    rows = [step._replace(share=share) for step, share in zip(steps, found[len(labels) :], strict=True)]
    return Result(
        kind="classification",
        section="",
        title=f"{grouping.first} and {grouping.second}",
        question="",
        grouping=grouping,
        rows=(*groups, *rows),
        methods=(*methods, Method("missing", "three-valued logic")),
        level=settings.level,
        margin=settings.margin / 100,
        family="",
        provenance=provenance,
    )


class _Base(NamedTuple):
    """Which of the levels of a block count, and which others are in the base."""

    block: Block
    chosen: tuple[int, ...]
    others: tuple[int, ...]

    def counts(self) -> tuple[int, int]:
        """Give how many count, and the base."""
        x, others = (int(self.block.n[0, list(side)].sum()) for side in (self.chosen, self.others))
        return x, x + others

    def by_unit(self, name: str) -> NDArray[np.float64]:
        """Add up one kind of sum of who counts and of who else is in the base, **shape** (units, 2)."""
        table = by_unit(self.block, name)[:, 0]
        return np.stack([table[:, list(side)].sum(axis=-1) for side in (self.chosen, self.others)], axis=-1)


def _shares(bases: Sequence[_Base], sample: Sample | None, level: float) -> tuple[Estimates, tuple[Method, ...]]:
    """Estimate shares, weighted where weights or a design enter, and name the methods."""
    if sample is None:
        x, size = np.array([base.counts() for base in bases]).T
        found = estimates(proportion.estimate(x, size), proportion.wilson(x, size, level))
        return found, (Method("share", "Wilson score interval"),)
    n, w, w2 = (np.stack([base.by_unit(name) for base in bases], axis=1) for name in ("n", "w", "w2"))
    from samkit.stats import linearize, shares

    weighed = shares.share(linearize.cells(n, w, w2, sample), level=level)
    methods = named((Method("share", "weighted, linearised, logit interval"),), sample)
    return estimates(weighed.value, weighed.interval), (*methods, *design_methods(sample))
