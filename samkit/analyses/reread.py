"""The numbers of all items under all readings of a rule, as arrays: each table is computed once, however many are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.stats import difference, independence, ratio, rereading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.counted import Rereading
    from samkit.stats.interval import Interval
    from samkit.stats.linearize import Totals
    from samkit.tally import Sample

    Floats = NDArray[np.float64]

_CELLS: Final = 1 << 21
"""Weighted totals that are held at a time: units of the design times tables."""


class Reread(NamedTuple):
    """Numbers of items under readings; every array has **shape** (readings, items).

    Parameters
    ----------
    n
        Valid answers of both groups, **shape** (2, readings, items), count.
    base
        The same, effective where weights or a design enter.
    gap, ratio
        Value, lower and upper bound, **shape** (3, readings, items).
    narrow
        Bounds of the gap at confidence 1 − 2α, **shape** (2, readings, items); NaN where the gap itself is no less than
        the margin, as nothing rests on them there.
    p
        The p-value of the gap.
    """

    n: NDArray[np.int64]
    base: Floats
    gap: Floats
    ratio: Floats
    narrow: Floats
    p: Floats

    def part(self, items: slice) -> Reread:
        """Give the numbers of some of the items."""
        return Reread(self.n[..., items], *(array[..., items] for array in self[1:]))


def reread(rows: Rereading, sample: Sample | None, level: float, margin: float) -> Reread:
    """Compute the numbers of all items under all readings, by the methods of a comparison.

    Parameters
    ----------
    rows
        Labels under each reading, beside the answers.
    sample
        How respondents were drawn.
    level
        Confidence level, a fraction.
    margin
        Equivalence margin, a fraction.
    """
    counts = rereading.tables(rows)
    entering = design(rows, sample)
    if entering is None:
        return _counted(counts, level, margin)
    step = max(_CELLS // (len(entering.factor) + entering.stratum.size) // rows.valid.shape[1], 1)
    readings = range(0, len(rows.truth), step)
    parts = [_weighed(rows, slice(start, start + step), entering, level) for start in readings]
    found = Reread(counts[[1, 3]], *(np.concatenate(part, axis=-2) for part in zip(*parts, strict=True)))
    return found._replace(narrow=np.where(np.abs(found.gap[0]) < margin, found.narrow, np.nan))


def design(rows: Rereading, sample: Sample | None) -> Sample | None:
    """Give the design where it matters; None where all were drawn alone and those who answer an item weigh the same."""
    if sample is None or not sample.simple:
        return sample
    weights = (rows.w[valid] for valid in rows.valid.T)
    return None if all(np.allclose(w, w.mean(), rtol=1e-12) for w in weights if w.size) else sample


def _counted(counts: NDArray[np.int64], level: float, margin: float) -> Reread:
    """Compute every distinct table once, without weights."""
    distinct, place = np.unique(counts.reshape(4, -1), axis=1, return_inverse=True)
    x1, n1, x0, n0 = distinct
    gap = difference.estimate(x1, n1, x0, n0)
    near = np.abs(gap) < margin
    narrow = np.full((2, gap.size), np.nan)
    narrow[:, near] = difference.miettinen_nurminen(x1[near], n1[near], x0[near], n0[near], 2 * level - 1)
    each = (
        _with(gap, difference.miettinen_nurminen(x1, n1, x0, n0, level)),
        _with(ratio.estimate(x1, n1, x0, n0), ratio.miettinen_nurminen(x1, n1, x0, n0, level)),
        narrow,
        independence.score(x1, n1, x0, n0),
    )
    n = counts[[1, 3]]
    found = (part[..., place.ravel()].reshape(*part.shape[:-1], *n.shape[1:]) for part in each)
    return Reread(n, n.astype(np.float64), *found)


def _with(value: Floats, interval: Interval) -> Floats:
    return np.stack([value, interval.lower, interval.upper])


def _weighed(rows: Rereading, readings: slice, sample: Sample, level: float) -> tuple[Floats, ...]:
    """Compute effective bases, gap, ratio, narrow bounds and p of some readings from weighted totals."""
    from samkit.stats import linearize, shares

    totals: Totals = rereading.totals(rows._replace(truth=rows.truth[readings]), sample)
    gap, log_ratio, narrow = (
        shares.gap(totals, level),
        shares.log_ratio(totals, level),
        shares.gap(totals, 2 * level - 1),
    )
    with np.errstate(over="ignore"):
        raised = np.exp(_with(log_ratio.value, log_ratio.interval))
    found = (
        np.stack([linearize.kish(totals, member) for member in ([1, 1, 0, 0], [0, 0, 1, 1])]),
        np.concatenate([gap.value[None], np.clip(gap.interval, -1.0, 1.0)]),
        raised,
        np.clip(narrow.interval, -1.0, 1.0),
        shares.gap_p(totals),
    )
    return tuple(part.reshape(*part.shape[:-1], -1, rows.valid.shape[1]) for part in found)
