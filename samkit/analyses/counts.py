"""From cells to arrays over items: how many of each group gave a favourable answer, and how many answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.results import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.counted import Block, Sums
    from samkit.results import Estimate, Item
    from samkit.stats.linearize import Totals
    from samkit.tally import Sample


class Counts(NamedTuple):
    """Counts of several items; every array has **shape** (2, items), first group first.

    `x` of `n` valid answers are favourable, `missing` gave none. `totals` are the weighted totals of four cells (first
    group favourable, first group other, second group favourable, second group other), **shape** (items, 4); None where
    there are neither weights nor a design.
    """

    x: NDArray[np.int64]
    n: NDArray[np.int64]
    missing: NDArray[np.int64]
    totals: Totals | None

    @property
    def weighted(self) -> bool:
        """Whether weights or a design enter."""
        return self.totals is not None

    def part(self, items: slice) -> Counts:
        """Give the counts of some of the items."""
        totals = None if self.totals is None else self.totals.part(items)
        return Counts(self.x[:, items], self.n[:, items], self.missing[:, items], totals)

    def effective(self) -> NDArray[np.float64]:
        """Give the effective number of valid answers of each group, **shape** (2, items)."""
        if self.totals is None:
            return self.n.astype(np.float64)
        from samkit.stats import linearize

        return np.array([linearize.kish(self.totals, member) for member in ([1, 1, 0, 0], [0, 0, 1, 1])])

    def together(self, place: int, share: Estimate) -> Side:
        """Give the count of one item in both groups together, with its share."""
        x, n, missing = (int(part[:, place].sum()) for part in (self.x, self.n, self.missing))
        return Side(x, n, missing, share)

    def share(self, k: int, place: int) -> float:
        """Give the share of favourable answers to one item in one group, weighted; NaN where the group has none."""
        x, n = self.x[k, place], self.n[k, place]
        if self.totals is not None:
            x, other = self.totals.w[place, 2 * k : 2 * k + 2]
            n = x + other
        return float(x / n) if n else float("nan")

    def prevalence(self, place: int) -> float:
        """Give the share of favourable answers to one item in both groups together, weighted."""
        if self.totals is None:
            return float(self.x[:, place].sum() / self.n[:, place].sum())
        one, other, two, another = self.totals.w[place].tolist()
        return float((one + two) / (one + two + other + another))


def favourable(items: Sequence[Item], blocks: Sequence[Block], sample: Sample | None = None) -> Counts:
    """Collapse the levels of each item into favourable and other answers."""
    columns = [
        [block.levels.index(level) for level in item.favourable] for item, block in zip(items, blocks, strict=True)
    ]
    return nets(columns, blocks, sample)


def single_levels(blocks: Sequence[Block], sample: Sample | None = None) -> Counts:
    """Take each level of each question as an item of its own, in their order."""
    each = [(block, [place]) for block in blocks for place in range(len(block.levels))]
    return nets([places for _, places in each], [block for block, _ in each], sample)


def entering(sample: Sample | None, tallies: Sequence[Block | Sums]) -> Sample | None:
    """Give the design where it matters; None where all were drawn alone and weigh the same, or nothing was counted."""
    if sample is None or not tallies or (sample.simple and not any(tally.weighted for tally in tallies)):
        return None
    return sample


def nets(columns: Sequence[Sequence[int]], blocks: Sequence[Block], sample: Sample | None = None) -> Counts:
    """Take nets of levels as items: the places of the levels of each net, and the question of which it is one."""
    x = [block.n[:2, places].sum(axis=1) for places, block in zip(columns, blocks, strict=True)]
    n, missing = ([part[:2].sum(axis=1) for part in parts] for parts in _each(blocks, "n", "missing"))
    design = entering(sample, blocks)
    totals = None if design is None else tabulated(columns, blocks, design)
    counted, valid, without = (np.array(part).reshape(-1, 2).T for part in (x, n, missing))
    return Counts(counted, valid, without, totals)


def _each(blocks: Sequence[Block], *names: str) -> Iterator[list[NDArray[np.int64]]]:
    return ([getattr(block, name) for block in blocks] for name in names)


def tabulated(columns: Sequence[Sequence[int]], blocks: Sequence[Block], sample: Sample) -> Totals:
    """Weigh the chosen columns of each block and the others in both groups, by unit of the design."""
    from samkit.stats import linearize

    n, w, w2 = (
        np.stack([_split(by_unit(block, name), places) for places, block in zip(columns, blocks, strict=True)], axis=1)
        for name in ("n", "w", "w2")
    )
    return linearize.cells(n, w, w2, sample)


def by_unit(block: Block, name: str) -> NDArray[np.float64]:
    """Give one kind of sum by unit; of replicates the whole sample comes first."""
    whole = getattr(block, name)[None]
    if block.units is None:
        return np.asarray(whole, dtype=np.float64)
    parts = getattr(block.units, name)
    replicated = block.units.n.shape[0] == 0
    return np.asarray(np.concatenate([whole, parts]) if replicated else parts, dtype=np.float64)


def _split(table: NDArray[np.float64], places: Sequence[int]) -> NDArray[np.float64]:
    """Add up the chosen levels and the others of both groups, **shape** (units, 4)."""
    others = [level for level in range(table.shape[-1]) if level not in set(places)]
    chosen, rest = (table[:, :2, levels].sum(axis=-1) for levels in (list(places), others))
    return np.stack([chosen[:, 0], rest[:, 0], chosen[:, 1], rest[:, 1]], axis=-1)
