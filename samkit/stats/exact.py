"""Exact tests that two groups share one proportion."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.fourfold import fourfold
from samkit.stats.hypergeometric import Alternative, probabilities, tails
from samkit.stats.interval import Floats

Cells: TypeAlias = tuple[int, int, int, int]

_LARGEST = 10_000
_ZOOMS = 9


def fisher(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, *, alternative: Alternative = "two-sided"
) -> Floats:
    """Test equal proportions by Fisher's exact test.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, whole counts.
    n1, n0
        All answers of group 1 and group 0, whole counts.
    alternative
        ``two-sided``, or that p1 is ``greater`` or ``less`` than p0.

    Returns
    -------
    p-values; NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or a count is not whole.

    Notes
    -----
    Two-sided: the probability, given both margins, of all tables that are no more likely than the observed one.

    References
    ----------
    Fisher (1935), Journal of the Royal Statistical Society 98, 39-82.

    Examples
    --------
    >>> round(float(fisher(9, 10, 3, 10)), 6)
    0.019767
    """
    return _each(lambda cells: _fisher(cells, alternative)[0], x1, n1, x0, n0)


def fisher_mid_p(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, *, alternative: Alternative = "two-sided"
) -> Floats:
    """Test equal proportions by Fisher's test with the observed table counted by half.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, whole counts.
    n1, n0
        All answers of group 1 and group 0, whole counts.
    alternative
        ``two-sided``, or that p1 is ``greater`` or ``less`` than p0.

    Returns
    -------
    p-values; NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, or a count is not whole.

    Notes
    -----
    Fisher's p-value less half the probability of the observed table.

    References
    ----------
    Lancaster (1961), Journal of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> round(float(fisher_mid_p(9, 10, 3, 10)), 6)
    0.015004
    """

    def mid(cells: Cells) -> float:
        whole, observed = _fisher(cells, alternative)
        return whole - observed / 2

    return _each(mid, x1, n1, x0, n0)


def boschloo(
    x1: ArrayLike,
    n1: ArrayLike,
    x0: ArrayLike,
    n0: ArrayLike,
    *,
    alternative: Alternative = "two-sided",
    doubled: bool = False,
) -> Floats:
    """Test equal proportions by Boschloo's unconditional exact test.

    Parameters
    ----------
    x1, x0
        Favourable answers of group 1 and group 0, any broadcastable shapes, whole counts.
    n1, n0
        All answers of group 1 and group 0, whole counts; at most 10,000 in both together.
    alternative
        ``two-sided``, or that p1 is ``greater`` or ``less`` than p0.
    doubled
        Of the two two-sided versions, take twice the smaller one-sided p-value (as scipy does) and not the one that
        orders the tables by Fisher's two-sided p-value (as R's Exact does). They are different tests.

    Returns
    -------
    p-values; NaN where a group is empty.

    Raises
    ------
    ValueError
        If not 0 <= x <= n in both groups, a count is not whole, or there are more than 10,000 answers.

    Notes
    -----
    The largest probability, over the common share, of the tables whose Fisher p-value is no larger than the observed
    one. Given m favourable answers that probability is the size h(m) of Fisher's test, so the p-value is the maximum
    over P of ``sum b(m; N, P) h(m)``, b being the binomial probability.

    References
    ----------
    Boschloo (1970), Statistica Neerlandica 24, 1-35.

    Examples
    --------
    >>> round(float(boschloo(9, 10, 3, 10)), 6)
    0.007956
    """
    if doubled and alternative == "two-sided":
        sides: tuple[Alternative, ...] = ("greater", "less")
        above, below = (_each(_unconditional(side), x1, n1, x0, n0) for side in sides)
        return np.asarray(np.minimum(2 * np.minimum(above, below), 1.0))
    return _each(_unconditional(alternative), x1, n1, x0, n0)


def _each(test: Callable[[Cells], float], x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    table = fourfold(x1, n1, x0, n0)
    cells = [np.asarray(part) for part in (table.x1, table.n1, table.x0, table.n0)]
    if any(np.any(part != np.floor(part)) for part in cells):
        raise ValueError("an exact test needs whole counts")
    rows = zip(*(part.ravel().astype(np.int64).tolist() for part in cells), strict=True)
    found = [test(row) if row[1] and row[3] else np.nan for row in rows]
    return np.array(found, dtype=np.float64).reshape(cells[0].shape)


def _fisher(cells: Cells, alternative: Alternative) -> tuple[float, float]:
    x1, n1, x0, n0 = cells
    k, weights = probabilities(n1, n0, x1 + x0)
    place = int(x1 - k[0])
    if not 0 <= place < k.size:
        # Left out as its probability is below the smallest double; one tail is then nothing and the other everything.
        everything = (alternative == "greater" and place < 0) or (alternative == "less" and place > 0)
        return float(everything), 0.0
    return float(tails(weights, alternative)[place]), float(weights[place])


def _unconditional(alternative: Alternative) -> Callable[[Cells], float]:
    def test(cells: Cells) -> float:
        _, n1, _, n0 = cells
        if n1 + n0 > _LARGEST:
            raise ValueError(f"Boschloo's test takes at most {_LARGEST} answers, got {n1 + n0}: use fisher_mid_p")
        observed = _fisher(cells, alternative)[0] * (1 + 1e-7)
        sizes = np.zeros(n1 + n0 + 1)
        for favourable in range(n1 + n0 + 1):
            p = tails(probabilities(n1, n0, favourable)[1], alternative)
            sizes[favourable] = np.max(p, where=p <= observed, initial=0.0)
        return _largest_mixture(sizes)

    return test


def _largest_mixture(sizes: Floats) -> float:
    from scipy.special import gammaln, xlog1py, xlogy

    total = sizes.size - 1
    m = np.arange(total + 1.0)
    ways = gammaln(total + 1) - gammaln(m + 1) - gammaln(total - m + 1)

    def rejected(angle: Floats) -> Floats:
        # On the angular scale every bump of the curve is about equally wide, 1 / sqrt(N).
        share = np.sin(angle / 2)[..., None] ** 2
        chances: Floats = np.exp(ways + xlogy(m, share) + xlog1py(total - m, -share))
        return np.asarray(np.matmul(chances, sizes), dtype=np.float64)

    grid = np.linspace(0, np.pi, 60 + int(6 * np.sqrt(total)))
    curve = rejected(grid)
    padded = np.concatenate([[-1.0], curve, [-1.0]])
    peaks = grid[(curve >= padded[:-2]) & (curve >= padded[2:]) & (curve >= 0.8 * curve.max())]
    reach = grid[1]
    best = curve.max()
    for _ in range(_ZOOMS):
        near = np.clip(peaks[:, None] + np.linspace(-reach, reach, 11), 0, np.pi)
        values = rejected(near)
        peaks = near[np.arange(peaks.size), values.argmax(axis=1)]
        best, reach = max(best, values.max()), reach / 4
    return float(min(best, 1.0))
