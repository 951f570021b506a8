"""The answers to many items by group and by what is adjusted for: the rows of one design, and their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses.columns import Term, columns
from samkit.analyses.counts import Counts
from samkit.stats import linearize
from samkit.stats.logits import Binomial
from samkit.tally import Together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.columns import Column
    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns
    from samkit.results import Item
    from samkit.tally import Cells, Sample

    Floats = NDArray[np.float64]


class Answered(NamedTuple):
    """The answers to one item.

    Parameters
    ----------
    patterns
        Answers to what is adjusted for, and to the item last.
    row
        Row of each pattern in the design, **shape** (patterns,); any where it is not inside.
    inside
        Patterns of the two groups with an answer to everything and some weight, **shape** (patterns,).
    favourable
        Whether the answer to the item counts, **shape** (patterns,).
    weight
        Weight of each of the respondents, with a mean of 1 inside, **shape** (patterns,); 0 outside.
    """

    patterns: Patterns
    row: NDArray[np.intp]
    inside: NDArray[np.bool_]
    favourable: NDArray[np.bool_]
    weight: Floats


class Table(NamedTuple):
    """All items on one design.

    Parameters
    ----------
    x
        Rows of the design: a constant, what is adjusted for, and last the group (1 the first, 0 the second).
    items
        The answers to each item.
    sample
        How respondents were drawn, or None where all were drawn alone and weigh the same.
    """

    x: Floats
    items: tuple[Answered, ...]
    sample: Sample | None

    def answers(self) -> Binomial:
        """Weigh favourable answers and all answers, **shape** (rows of the design, items)."""
        shape = (len(self.x), len(self.items))
        ones, both = np.zeros(shape), np.zeros(shape)
        for place, item in enumerate(self.items):
            weight = item.patterns.n * item.weight
            ones[:, place] = np.bincount(item.row, weight * item.favourable, len(self.x))
            both[:, place] = np.bincount(item.row, weight, len(self.x))
        return Binomial(ones, both)

    def counts(self) -> Counts:
        """Count the answers of both groups to each item, without what is adjusted for."""
        cells = np.array([_cells(item, np.asarray(item.patterns.n, dtype=np.float64))[0] for item in self.items])
        tables = cells.reshape(-1, 4).astype(np.int64)
        x, n = tables[:, [0, 2]].T, (tables[:, [0, 2]] + tables[:, [1, 3]]).T
        every = np.array([np.bincount(item.patterns.group, item.patterns.n, 3)[:2] for item in self.items])
        missing = every.reshape(-1, 2).T.astype(np.int64) - n
        return Counts(x, n, missing, None if self.sample is None else self._totals(self.sample))

    def _totals(self, sample: Sample) -> linearize.Totals:
        n, w, w2 = (np.stack([_by_unit(item, sample, power) for item in self.items], axis=1) for power in (0, 1, 2))
        return linearize.cells(n, w, w2, sample)


def together(plan: Plan, adjust: Sequence[Item], item: Item | None = None) -> Together:
    """Ask for the answers to all that is adjusted for side by side, and to an item beside them."""
    asked = (each.question for each in (*adjust, *((item,) if item else ())))
    return Together(tuple(asked), plan.grouping.id)


def table(plan: Plan, adjust: Sequence[Item], items: Sequence[Item], cells: Cells) -> Table:
    """Put the answers to all items on one design.

    Parameters
    ----------
    plan
        Holds the base below which a category is not told apart.
    adjust
        Questions that are adjusted for.
    items
        None of them rests on one of these.
    cells
        The answers to what `together` asked for.
    """
    base = cells.patterns[together(plan, adjust)]
    each = [cells.patterns[together(plan, adjust, item)] for item in items]
    place, complete, found = _distinct(plan, adjust, base, each)
    x = np.column_stack([np.ones(2 * len(found)), np.repeat(found, 2, axis=0), np.tile([1.0, 0.0], len(found))])
    members = [part.group < 2 for part in each]
    inside = [
        member & whole & (part.w > 0) & (part.codes[:, -1] >= 0)
        for part, member, whole in zip(each, members, complete, strict=True)
    ]
    sample = _entering(cells.sample, each, inside)
    answered = (
        Answered(
            patterns=part,
            row=np.where(there, 2 * at + part.group, 0),
            inside=there,
            favourable=_favourable(item, part),
            weight=_mean_of_one(part, there) if sample else there.astype(np.float64),
        )
        for item, part, at, there in zip(items, each, place, inside, strict=True)
    )
    return Table(x, tuple(answered), sample)


def _distinct(
    plan: Plan, adjust: Sequence[Item], base: Patterns, each: Sequence[Patterns]
) -> tuple[list[NDArray[np.intp]], list[NDArray[np.bool_]], Floats]:
    """Find the distinct answers to what is adjusted for: which each pattern has, whether complete, their columns."""
    width = len(adjust)
    keys = [
        np.column_stack([part.codes[:, :width], np.nan_to_num(part.values[:, :width], nan=0.0)])
        for part in (base, *each)
    ]
    distinct, where = np.unique(np.concatenate(keys), axis=0, return_inverse=True)
    ends = np.cumsum([len(key) for key in keys])
    place = np.split(np.asarray(where, dtype=np.intp).reshape(-1), ends[:-1])
    inside = (base.group < 2) & (base.w > 0) & (base.codes >= 0).all(axis=1)
    made = [column.values for column in _columns(plan, adjust, base, inside)]
    found = np.zeros((len(distinct), len(made)))
    found[place[0][inside]] = np.array(made).T[inside] if made else 0.0
    complete = np.asarray((distinct[:, :width] >= 0).all(axis=1))
    return place[1:], [complete[at] for at in place[1:]], found


def _columns(plan: Plan, adjust: Sequence[Item], base: Patterns, inside: NDArray[np.bool_]) -> Iterator[Column]:
    """Make the columns of what is adjusted for; of categories none for that against which the others are held."""
    for place, item in enumerate(adjust):
        found = list(columns(plan, place, Term(item, adjusting=True), base, inside))
        yield from found[1:] if found and found[0].level else found


def _favourable(item: Item, patterns: Patterns) -> NDArray[np.bool_]:
    levels = patterns.levels[-1]
    return np.isin(patterns.codes[:, -1], [levels.index(level) for level in item.favourable])


def _entering(sample: Sample | None, each: Sequence[Patterns], inside: Sequence[NDArray[np.bool_]]) -> Sample | None:
    """Give the design where it matters; None where all were drawn alone and weigh the same."""
    weights = [part.w[there] for part, there in zip(each, inside, strict=True)]
    even = sample is not None and sample.simple and np.unique(np.concatenate(weights)).size < 2
    return None if even or not each else sample


def _mean_of_one(patterns: Patterns, inside: NDArray[np.bool_]) -> Floats:
    weight, n = np.where(inside, patterns.w, 0.0), patterns.n @ inside
    return weight * (n / max(float(patterns.n @ weight), 1e-300))


def _cells(item: Answered, weight: Floats, unit: NDArray[np.intp] | None = None, units: int = 1) -> Floats:
    """Add up weights by unit in four cells: favourable and other answers of one group, and of the other."""
    cell = 2 * item.patterns.group + ~item.favourable
    place = cell if unit is None else 4 * unit + cell
    there = item.inside
    return np.asarray(np.bincount(place[there], weight[there], 4 * units), dtype=np.float64).reshape(units, 4)


def _by_unit(item: Answered, sample: Sample, power: int) -> Floats:
    """Add up a power of the weights by unit of the design; of replicates the whole sample comes first."""
    patterns = item.patterns
    weight = patterns.n * patterns.w**power
    if sample.kind == "replicates":
        parts = patterns.replicates if patterns.replicates is not None else np.empty((patterns.n.size, 0))
        again = [_cells(item, patterns.n * part) for part in parts.T]
        return np.concatenate([_cells(item, weight), *again])
    unit = patterns.stratum if patterns.cluster is None else patterns.cluster
    return _cells(item, weight, unit, sample.stratum.size)
