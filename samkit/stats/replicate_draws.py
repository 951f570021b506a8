"""Draws of estimates around their values, by what replicate weights tell of their covariance."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.interval import Floats
from samkit.tally import Sample

_DIGITS = 10  # digits that hold whatever the order in which a processor adds
_BITS = 53
_BLOCK = 1 << 20  # normal numbers made at a time


def around(value: ArrayLike, parts: ArrayLike, sample: Sample, seed: int, draws: int) -> Floats:
    """Draw estimates from a normal distribution with the covariance of their replicates.

    Parameters
    ----------
    value
        Estimates of the whole sample, shape (items,), any unit; NaN where there is none.
    parts
        Estimates of each replicate, shape (replicates, items); NaN where there is none, which adds nothing.
    sample
        How the replicates were made.
    seed
        Seed of the generator PCG64, at least 0.
    draws
        How often to draw, count.

    Returns
    -------
    Estimates, shape (draws, items); items whose replicates move together move together in the draws.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    ``value + sum_r z_r sqrt(f_r) (part_r - centre)`` with z standard normal and f the factor of a replicate's square:
    its covariance is the one that replication estimates, without a matrix to be taken apart.

    References
    ----------
    Wolter (2007), Introduction to Variance Estimation, chapters 3 and 4; Box and Muller (1958), Annals of Mathematical
    Statistics 29, 610-611.

    Examples
    --------
    >>> from samkit.stats.linearize import plain
    >>> sample = plain(2)._replace(factor=np.array([0.5, 0.5]), about_estimate=True)
    >>> found = around([0.0, 1.0], [[1.0, 2.0], [-1.0, 0.0]], sample, 1, 20_000)
    >>> np.cov(found.T).round(1).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    whole, each = np.asarray(value, dtype=np.float64), np.asarray(parts, dtype=np.float64)
    if each.shape != (sample.factor.size, *whole.shape) or whole.ndim != 1:
        raise ValueError(
            f"{sample.factor.size} replicates of values of one shape (items,) are expected, "
            f"got {each.shape} of {whole.shape}"
        )
    there = np.isfinite(each)
    counted = there & (sample.factor > 0)[:, None]
    average = np.where(counted, each, 0.0).sum(axis=0) / np.maximum(counted.sum(axis=0), 1)
    far = np.where(there, each - (whole if sample.about_estimate else average), 0.0)
    far *= np.sqrt(sample.factor)[:, None]
    bits, found = np.random.PCG64(seed), np.empty((draws, whole.size))
    step = max(_BLOCK // max(len(far), 1), 1)
    for start in range(0, draws, step):
        rows = found[start : start + step]
        # Not a matrix product, whose sums depend on the number of threads.
        np.einsum("br,ri->bi", normals(bits, (len(rows), len(far))), far, out=rows)
    return np.asarray(np.round(whole + found, _DIGITS))


def normals(bits: np.random.PCG64, shape: tuple[int, int]) -> Floats:
    """Give standard normal numbers, made from the raw bits of the generator, which no release of numpy changes."""
    size = shape[0] * shape[1]
    raw = np.asarray(bits.random_raw(2 * size), dtype=np.uint64) >> np.uint64(64 - _BITS)
    length, angle = (raw.astype(np.float64) + 0.5).reshape(2, size) / (1 << _BITS)
    return np.asarray(np.sqrt(-2 * np.log(length)) * np.cos(2 * np.pi * angle)).reshape(shape)
