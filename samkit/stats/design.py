"""A sampling design: which rows were drawn together, from which strata, and how much of them was drawn."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.lonely import Lonely, treat

Codes = NDArray[np.intp]


class Stage(NamedTuple):
    """One stage of sampling; rows are sorted by cluster, clusters by stratum.

    Parameters
    ----------
    order
        Rows in the order of their clusters, shape (rows,), index.
    starts
        Where each cluster begins in that order, shape (clusters,), index.
    strata
        Where each stratum begins among the clusters, shape (strata,), index.
    clusters
        Clusters of each stratum, shape (strata,).
    factor
        Factor of each stratum's sum of squares, shape (strata,), no unit.
    centred
        Whether the squares of a stratum are about its own mean, shape (strata,).
    """

    order: Codes
    starts: Codes
    strata: Codes
    clusters: Codes
    factor: Floats
    centred: NDArray[np.bool_]


class Design(NamedTuple):
    """The weights of the rows, shape (rows,), and the stages that add to a variance; the first is always there."""

    weight: Floats
    stages: tuple[Stage, ...]


def design(
    weight: ArrayLike,
    stratum: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    population: ArrayLike | None = None,
    *,
    lonely: Lonely = "fail",
    nest: bool = False,
) -> Design:
    """Describe how a sample was drawn.

    Parameters
    ----------
    weight
        Sampling weights, shape (rows,), any unit; a row is a respondent, or a cluster with the sum of its weights.
    stratum
        Labels, shape (rows,) or (rows, stages); one stratum where left out.
    cluster
        Labels, shape (rows,) or (rows, stages), the first stage first; each row by itself where left out.
    population
        Clusters that each row's stratum has in the population, shape (rows,) or (rows, stages), count; infinite, or
        drawn with replacement, where left out.
    lonely
        What strata of one cluster are: see ``lonely.treat``.
    nest
        Whether a cluster's label means another cluster in another stratum; without it such a label is an error.

    Returns
    -------
    The design; later stages are in it as far as population sizes make them matter.

    Raises
    ------
    ValueError
        If a weight is negative, missing or not finite or all are zero; if lengths differ, a cluster lies in two strata,
        a population size varies within a stratum or is below the clusters drawn; or as ``lonely.treat`` raises.

    References
    ----------
    Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, result 4.3.1.

    Examples
    --------
    >>> sample = design([2, 2, 3, 3], stratum=["a", "a", "b", "b"], population=[4, 4, 6, 6])
    >>> sample.stages[0].factor.round(3).tolist()
    [1.0, 1.333]
    """
    w = checked_weights(weight)
    clusters = _columns(np.arange(w.size) if cluster is None else cluster, w.size, "cluster")
    strata = _columns(np.zeros(w.size) if stratum is None else stratum, w.size, "stratum")
    sizes = np.full((w.size, 1), np.inf) if population is None else _columns(population, w.size, "population")
    stages: list[Stage] = []
    inside, drawn = np.zeros(w.size, dtype=np.intp), np.ones(w.size)
    for level in range(clusters.shape[1]):
        if not drawn.any():  # where the stage before was drawn with replacement, it holds all the variance
            break
        home = _joined(inside, _at(strata, level, 0.0))
        unit = _codes(clusters[:, level]) if level == 0 and not nest else _joined(home, clusters[:, level])
        stage, fraction = _stage(home, unit, _at(sizes, level, np.inf), lonely, (inside, drawn))
        stages.append(stage)
        inside, drawn = unit, drawn * fraction
    return Design(w, tuple(stages))


def checked_weights(weight: ArrayLike) -> Floats:
    """Check weights.

    Parameters
    ----------
    weight
        Weights, shape (rows,), any unit.

    Returns
    -------
    The weights as float64.

    Raises
    ------
    ValueError
        If one is negative, missing or not finite, with the first such rows, or all are zero.

    Examples
    --------
    >>> checked_weights([1, 2])
    array([1., 2.])
    """
    w = np.asarray(weight, dtype=np.float64)
    if w.ndim != 1:
        raise ValueError(f"weights are expected in one column, got shape {w.shape}")
    wrong = np.flatnonzero(~(np.isfinite(w) & (w >= 0)))
    if wrong.size:
        rows = ", ".join(str(row) for row in wrong[:5].tolist())
        raise ValueError(f"weights are expected to be finite and not negative; {wrong.size} are not, rows {rows}")
    if not w.any():
        raise ValueError("a sample needs a weight above zero")
    return w


def degrees_of_freedom(sample: Design, inside: ArrayLike | None = None) -> Floats:
    """Count clusters less strata, of the first stage.

    Parameters
    ----------
    sample
        The design.
    inside
        Weights or membership of the rows in domains, shape (rows, ...), zero outside; all rows where left out.

    Returns
    -------
    Degrees of freedom, shape (...): of the clusters and strata that have a row of some weight in the domain; 0 where
    nothing is in it.

    Examples
    --------
    >>> sample = design([1, 1, 1, 1], stratum=[0, 0, 1, 1])
    >>> float(degrees_of_freedom(sample)), degrees_of_freedom(sample, [1, 1, 1, 0]).tolist()
    (2.0, 1.0)
    """
    here = np.asarray(sample.weight if inside is None else inside) != 0
    here = here & (sample.weight != 0).reshape((-1,) + (1,) * (here.ndim - 1))
    stage = sample.stages[0]
    clusters = np.logical_or.reduceat(here[stage.order], stage.starts, axis=0)
    strata = np.logical_or.reduceat(clusters, stage.strata, axis=0)
    return np.asarray(clusters.sum(axis=0) - strata.sum(axis=0), dtype=np.float64)


def _columns(labels: ArrayLike, rows: int, what: str) -> NDArray[np.generic]:
    table = np.asarray(labels)
    table = table.reshape(-1, 1) if table.ndim < 2 else table
    if table.shape[0] != rows:
        raise ValueError(f"{what} is expected for each of {rows} rows, got {table.shape[0]}")
    if table.dtype.kind == "f" and np.isnan(table).any():
        raise ValueError(f"{what} is missing in {np.count_nonzero(np.isnan(table).any(axis=1))} rows")
    return table


def _at(table: NDArray[np.generic], level: int, otherwise: float) -> NDArray[np.generic]:
    return table[:, level] if level < table.shape[1] else np.full(table.shape[0], otherwise)


def _codes(labels: NDArray[np.generic]) -> Codes:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.intp)


def _joined(outer: Codes, labels: NDArray[np.generic]) -> Codes:
    inner = _codes(labels)
    return _codes(outer * (inner.max(initial=0) + 1) + inner)


def _stage(
    home: Codes, unit: Codes, sizes: NDArray[np.generic], lonely: Lonely, above: tuple[Codes, Floats]
) -> tuple[Stage, Floats]:
    inside, drawn = above
    order = np.lexsort((unit, home)).astype(np.intp)
    starts = _firsts(unit[order])
    torn = np.diff(home[order]) * (np.diff(unit[order]) == 0)
    if starts.size != unit.max() + 1 or torn.any():
        raise ValueError("a cluster lies in two strata: give clusters names of their own, or say that they are nested")
    first = order[starts]
    strata = _firsts(home[first])
    row, count = first[strata], np.diff(np.append(strata, starts.size))
    part = count / _sizes(np.asarray(sizes, dtype=np.float64), home, row, count)
    share = treat(count, 1 - part, lonely, inside[row])
    return Stage(order, starts, strata, count, share.factor * drawn[row], share.centred), part[home]


def _sizes(sizes: Floats, home: Codes, row: Codes, count: Codes) -> Floats:
    size = sizes[row]
    if not np.array_equal(sizes, size[home]):
        raise ValueError("the population size is expected to be the same in all rows of a stratum")
    few = np.flatnonzero(~(size >= count))
    if few.size:
        drawn, there = count[few[0]], size[few[0]]
        raise ValueError(f"{drawn} clusters were drawn from a stratum of {there:g}; {few.size} strata are too small")
    return size


def _firsts(codes: Codes) -> Codes:
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
