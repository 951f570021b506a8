"""From cells to arrays over items: how many of each group gave a favourable answer, and how many answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.results import Item
    from samkit.tally import Block


class Counts(NamedTuple):
    """Counts of several items; every array has **shape** (2, items), first group first.

    `x` of `n` valid answers are favourable, `missing` gave none. `w` and `w2` are the sums of weights and squared
    weights of favourable answers, `v` and `v2` those of the other valid answers. `sample`, **shape** (items,), counts
    all respondents, in either group or none, with an answer or without.
    """

    x: NDArray[np.int64]
    n: NDArray[np.int64]
    missing: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    v: NDArray[np.float64]
    v2: NDArray[np.float64]
    sample: NDArray[np.int64]
    weighted: bool

    def part(self, items: slice) -> Counts:
        """Give the counts of some of the items."""
        own = {name: getattr(self, name)[..., items] for name in self._fields if name != "weighted"}
        return self._replace(**own)

    def prevalence(self, place: int) -> float:
        """Give the share of favourable answers to one item in both groups together, weighted."""
        favourable, others = float(self.w[:, place].sum()), float(self.v[:, place].sum())
        return favourable / (favourable + others)


def favourable(items: Sequence[Item], blocks: Sequence[Block]) -> Counts:
    """Collapse the levels of each item into favourable and other answers."""
    columns = [
        [block.levels.index(level) for level in item.favourable] for item, block in zip(items, blocks, strict=True)
    ]
    return _counts(columns, blocks)


def single_levels(blocks: Sequence[Block]) -> Counts:
    """Take each level of each question as an item of its own, in their order."""
    each = [(block, [place]) for block in blocks for place in range(len(block.levels))]
    return _counts([places for _, places in each], [block for block, _ in each])


def _counts(columns: Sequence[Sequence[int]], blocks: Sequence[Block]) -> Counts:
    """Add up the chosen columns of each block, and all of its columns."""
    chosen = [
        [table[:2, places].sum(axis=1) for table in (block.n, block.w, block.w2)]
        for places, block in zip(columns, blocks, strict=True)
    ]
    totals = [[table[:2].sum(axis=1) for table in (block.n, block.w, block.w2)] for block in blocks]
    x, w, w2 = (np.array([entry[k] for entry in chosen]).reshape(-1, 2).T for k in range(3))
    n, all_w, all_w2 = (np.array([entry[k] for entry in totals]).reshape(-1, 2).T for k in range(3))
    missing = np.array([block.missing[:2].sum(axis=1) for block in blocks]).reshape(-1, 2).T
    weighted = any(block.weighted for block in blocks)
    sample = np.array([block.n.sum() + block.missing.sum() for block in blocks], dtype=np.int64)
    return Counts(x, n, missing, w, w2, _rest(all_w, w), _rest(all_w2, w2), sample, weighted)


def _rest(total: NDArray[np.float64], part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take a part from a total of sums that are not negative, whatever rounding does to the last digit."""
    return np.asarray(np.where(np.isclose(total, part, rtol=1e-12, atol=0), 0.0, total - part))
