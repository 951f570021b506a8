"""One common factor behind the answers to many questions: how strongly each goes with it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats

HIGHEST = 0.995
"""The loading that none exceeds: of one above 1, nothing of a question would be its own."""


def loadings(
    correlations: ArrayLike,
    known: ArrayLike | None = None,
    start: ArrayLike | None = None,
    tolerance: float = 1e-7,
    steps: int = 500,
) -> Floats:
    """Give the loadings of one factor that fit correlations best.

    Parameters
    ----------
    correlations
        Shape (..., questions, questions); what stands on the diagonal does not matter.
    known
        Which pairs count, shape (questions, questions), symmetric; all of them unless given.
    start
        Loadings to start from, shape (questions,); unless given, those of the first principal component.
    tolerance
        The largest change of a loading that is left.
    steps
        How many steps there are at most, count: without a factor, none is ever near.

    Returns
    -------
    Shape (..., questions), no unit: the correlation of each question with the factor, within ±0.995. Their sign as a
    whole is that of `start`, or such that they add up to no less than 0.

    Raises
    ------
    ValueError
        If the correlations are not square or of fewer than three questions.

    Notes
    -----
    Unweighted least squares: the sum of ``(r_jk - l_j l_k)^2`` over pairs is least, so that ``l_j`` is the sum of
    ``r_jk l_k`` over that of ``l_k^2``, k other than j. Each step goes half the way there. A principal component would
    take in what is a question's own; the gaps of questions that differ by the factor alone go with these loadings, and
    not with those of a component.

    References
    ----------
    Harman and Jones (1966), Psychometrika 31, 351-368 (minimum residuals).

    Examples
    --------
    >>> true = np.array([0.9, 0.8, 0.6, 0.3])
    >>> loadings(np.outer(true, true), tolerance=1e-12).round(9).tolist()
    [0.9, 0.8, 0.6, 0.3]
    """
    given = np.asarray(correlations, dtype=np.float64)
    if given.ndim < 2 or given.shape[-1] != given.shape[-2] or given.shape[-1] < 3:
        raise ValueError(f"square correlations of at least three questions are expected, got {given.shape}")
    counted = _counted(given.shape[-1], known)
    between = np.where(counted, np.nan_to_num(given), 0.0)
    found = np.broadcast_to(_first(between) if start is None else np.asarray(start, np.float64), given.shape[:-1])
    weight = counted.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(steps):
            best = np.matmul(between, found[..., None])[..., 0] / (found**2 @ weight)
            nearer = np.clip((found + np.nan_to_num(best)) / 2, -HIGHEST, HIGHEST)
            change, found = float(np.abs(nearer - found).max(initial=0.0)), nearer
            if change < tolerance:
                break
    return np.asarray(found)


def _counted(questions: int, known: ArrayLike | None) -> NDArray[np.bool_]:
    every = np.ones((questions, questions), dtype=np.bool_) if known is None else np.asarray(known, dtype=np.bool_)
    return every & ~np.eye(questions, dtype=np.bool_)


def _first(between: Floats) -> Floats:
    """Give the first principal component of correlations, as loadings that add up to no less than 0."""
    values, vectors = np.linalg.eigh(between + np.eye(between.shape[-1]))
    found = vectors[..., -1] * np.sqrt(np.maximum(values[..., -1:] - 1, 0.0))
    return np.asarray(np.where(found.sum(axis=-1, keepdims=True) < 0, -found, found))


def explained(found: ArrayLike) -> Floats:
    """Give the share of the variance of the answers that one factor explains, shape (...), a fraction.

    Parameters
    ----------
    found
        Loadings, shape (..., questions).

    Examples
    --------
    >>> float(explained([0.6, 0.8]))
    0.5
    """
    return np.asarray((np.asarray(found, dtype=np.float64) ** 2).mean(axis=-1))


def beyond_chance(correlations: ArrayLike, n: float) -> bool:
    """Say whether answers hang together more closely than those of independent questions would by chance.

    Parameters
    ----------
    correlations
        Shape (questions, questions), with ones on the diagonal.
    n
        Respondents, count.

    Returns
    -------
    Whether the largest eigenvalue is above the one that 95 % of samples of independent questions stay below.

    References
    ----------
    Johnstone (2001), Annals of Statistics 29, 295-327 (the distribution); Bao, Pan and Zhou (2012), Electronic Journal
    of Probability 17, 88 (that it holds for correlations).

    Examples
    --------
    >>> beyond_chance(np.eye(4), 100), beyond_chance(np.full((4, 4), 0.5) + np.eye(4) / 2, 100)
    (False, True)
    """
    given = np.asarray(correlations, dtype=np.float64)
    edge = np.sqrt(max(n - 1, 1.0)) + np.sqrt(len(given))
    spread = edge * (1 / np.sqrt(max(n - 1, 1.0)) + 1 / np.sqrt(len(given))) ** (1 / 3)
    return bool(np.linalg.eigvalsh(given)[-1] > (edge**2 + _TRACY_WIDOM * spread) / n)


_TRACY_WIDOM = 0.9793
"""The 95 % quantile of the Tracy-Widom distribution of real matrices."""
