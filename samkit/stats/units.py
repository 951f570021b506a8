"""What a bootstrap draws: respondents within groups or clusters within strata, as columns of whole numbers."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from samkit.stats.design import Codes, Stage, design
from samkit.stats.interval import Floats
from samkit.stats.respondents import Respondents

Float: TypeAlias = np.float32 | np.float64

FLOAT32, FLOAT64 = 1 << 24, 1 << 53  # the largest whole numbers up to which each type holds all
_MANY = 30  # respondents of a group from which on they are weighed, not drawn
_FINE = 1 << 9  # steps of the smallest weight that leave it within a thousandth of itself


class Side(NamedTuple):
    """The columns to count of one group: favourable answers of each item, then valid ones.

    Parameters
    ----------
    rows
        Units that the columns are of.
    columns
        Whole numbers, shape (units, columns): one column of valid answers where all items have the same.
    items
        Number of items.
    base
        What the valid answers add up to, where that is the same in every replicate and they have no column.
    """

    rows: slice
    columns: NDArray[Float]
    items: int
    base: float | None

    def split(self, sums: NDArray[Float]) -> tuple[NDArray[Float], NDArray[Float]]:
        """Part sums of the columns, shape (replicates, columns), into favourable and valid answers of each item."""
        x = sums[:, : self.items]
        if self.base is not None:
            return x, np.broadcast_to(sums.dtype.type(self.base), x.shape)
        return x, np.broadcast_to(sums[:, self.items :], x.shape)


class Units(NamedTuple):
    """Units side by side by stratum: how many there are, how many of them are drawn, and the columns of both groups.

    ``weighed`` says that none are drawn: every unit has a weight of its own, which comes to the same where groups are
    large.
    """

    sizes: Codes
    draws: Codes
    sides: tuple[Side, Side]
    weighed: bool = False


def units(answers: Respondents) -> Units:
    """Say what is drawn, in an order that does not depend on that of the rows or on the names of strata and clusters.

    Parameters
    ----------
    answers
        Respondents of both groups.

    Returns
    -------
    Respondents in strata of the two groups, as many drawn as there are, or weighed where both groups have 30 or more,
    unless strata or clusters are told. If they are, clusters (or respondents) in their strata, one fewer drawn than
    there are, with weights times ``clusters / (clusters - 1)``; a stratum of one is the same in every replicate.

    Notes
    -----
    Weights become whole numbers of steps, each within a thousandth of itself, so that every sum is exact in float32;
    where weights are too uneven for that, in float64 and far finer steps.

    References
    ----------
    Rao and Wu (1988), Journal of the American Statistical Association 83, 231-241.

    Examples
    --------
    >>> from samkit.stats.respondents import respondents
    >>> found = units(respondents([[1, 0], [1, 1], [0, 1]], np.ones((3, 2)), [False, True, False]))
    >>> found.sizes.tolist(), found.draws.tolist(), found.sides[1].columns.tolist()
    ([1, 2], [1, 2], [[0.0, 1.0], [1.0, 0.0]])
    """
    if answers.stratum is None and answers.cluster is None:
        return _singly(answers)
    stage = design(answers.weight, answers.stratum, answers.cluster, lonely="certainty").stages[0]
    draws = np.maximum(stage.clusters - 1, 1)
    home = np.repeat(np.arange(stage.clusters.size), stage.clusters)
    members = np.diff(np.append(stage.starts, stage.order.size))
    whole, kind = steps(
        answers.weight * np.repeat(stage.clusters / draws, _rows(stage))[np.argsort(stage.order)],
        int((draws * np.maximum.reduceat(members, stage.strata)).sum()),
    )
    sides = [_side(answers, rows, whole, constant=False) for rows in _groups(answers)]
    sums = [_summed(side, len(whole), stage) for side in sides]
    order, strata = _arranged(np.hstack(sums), home)
    both = [
        Side(slice(0, len(order)), np.ascontiguousarray(part[order], dtype=kind), side.items, None)
        for side, part in zip(sides, sums, strict=True)
    ]
    return Units(stage.clusters[strata], draws[strata], (both[0], both[1]))


def steps(weight: Floats, most: int) -> tuple[Floats, type[Float]]:
    """Turn weights into whole numbers of steps, and choose the type in which sums of so many of them are exact.

    Parameters
    ----------
    weight
        Weights, shape (respondents,), any unit.
    most
        How many respondents a sum has at most, count.

    Returns
    -------
    The steps, shape (respondents,), 1 for all where weights are the same; and the type.

    Examples
    --------
    >>> steps(np.array([0.5, 0.5]), 2)
    (array([1., 1.]), <class 'numpy.float32'>)
    >>> steps(np.array([1.0, 1e-9]), 2)[1]
    <class 'numpy.float64'>
    """
    scaled = weight / weight.max()
    if np.all(scaled == 1):
        return scaled, np.float32 if most <= FLOAT32 else np.float64
    whole = np.rint(scaled * (FLOAT32 // most))
    if whole[weight > 0].min() >= _FINE:
        return whole, np.float32
    return np.rint(scaled * (FLOAT64 // most)), np.float64


def _singly(answers: Respondents) -> Units:
    sizes = np.array([answers.size, len(answers.weight) - answers.size], dtype=np.intp)
    weighed = bool(sizes.min() >= _MANY)
    # The weights of so many respondents never add up to twice their number.
    whole, kind = steps(answers.weight, len(answers.weight) * (2 if weighed else 1))
    one, none = (_side(answers, rows, whole, constant=not weighed) for rows in _groups(answers))
    return Units(sizes, sizes, (_typed(one, kind), _typed(none, kind)), weighed)


def _groups(answers: Respondents) -> tuple[slice, slice]:
    return slice(0, answers.size), slice(answers.size, len(answers.weight))


def _typed(side: Side, kind: type[Float]) -> Side:
    return side._replace(columns=np.ascontiguousarray(side.columns, dtype=kind))


def _side(answers: Respondents, rows: slice, whole: Floats, *, constant: bool) -> Side:
    valid, weight = answers.valid[rows], whole[rows]
    items = valid.shape[1]
    # Where all items have the same respondents, one column of valid answers does for all of them.
    alike = items > 0 and bool(np.all(valid == valid[:, :1]))
    # Without weights, who is drawn does not matter for the base of an item that everybody answered.
    fixed = constant and bool(np.all(weight == 1) and np.all(valid))
    columns = [answers.favourable[rows]] + ([] if fixed else [valid[:, :1] if alike else valid])
    return Side(rows, np.hstack(columns) * weight[:, None], items, float(len(weight)) if fixed else None)


def _rows(stage: Stage) -> Codes:
    """Count the rows of each stratum."""
    return np.diff(np.append(stage.starts[stage.strata], stage.order.size))


def _summed(side: Side, size: int, stage: Stage) -> Floats:
    """Add up the columns within clusters; respondents of the other group add nothing."""
    columns = np.zeros((size, side.columns.shape[1]))
    columns[side.rows] = side.columns
    return np.asarray(np.add.reduceat(columns[stage.order], stage.starts, axis=0), dtype=np.float64)


def _arranged(sums: Floats, home: Codes) -> tuple[Codes, Codes]:
    """Give an order of clusters and one of strata that depend on nothing but what they hold."""
    content = np.unique(sums, axis=0, return_inverse=True)[1].reshape(-1)
    order = np.lexsort([content, home])
    parts = np.split(order, np.flatnonzero(np.diff(home)) + 1)
    strata = sorted(range(len(parts)), key=lambda place: (len(parts[place]), content[parts[place]].tolist()))
    return np.concatenate([parts[place] for place in strata]), np.array(strata, dtype=np.intp)
