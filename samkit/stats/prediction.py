"""How much better one nominal factor is guessed when the other one is known."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats.crosstable import checked
from samkit.stats.interval import Floats

Guessed: TypeAlias = Literal["levels", "groups", "both"]
Parts: TypeAlias = Callable[[Floats], tuple[Floats, Floats, Floats]]
"""From a table with the guessed factor in its rows: what is right when the other is known, when not, and at most."""


def goodman_kruskal_lambda(counts: ArrayLike, guessed: Guessed = "both") -> Floats:
    """Give Goodman and Kruskal's lambda: the share of wrong guesses of the commonest answer that are saved.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.
    guessed
        Which factor is guessed from the other: the ``levels``, the ``groups``, or ``both`` half of the time.

    Returns
    -------
    Lambda between 0 and 1, shape (...); NaN where there is nothing to guess, as all answers are alike.

    Raises
    ------
    ValueError
        If a count is negative or not finite, there are fewer than two axes, or the factor is none of these.

    Notes
    -----
    ``(sum over groups of the largest cell - largest level) / (N - largest level)`` for the levels. It is 0 as soon as
    the commonest level is the same in every group, however much the groups differ.

    References
    ----------
    Goodman and Kruskal (1954), Journal of the American Statistical Association 49, 732-764.

    Examples
    --------
    >>> round(float(goodman_kruskal_lambda([[40, 25], [54, 7], [63, 10]], "levels")), 6)
    0.119048
    """
    table = checked(counts)
    n = table.sum(axis=(-2, -1))
    return _reduced(
        table, guessed, lambda side: (_largest(side).sum(axis=-1), _largest(side.sum(axis=-1)[..., None])[..., 0], n)
    )


def goodman_kruskal_tau(counts: ArrayLike, guessed: Literal["levels", "groups"]) -> Floats:
    """Give Goodman and Kruskal's tau: the share of wrong guesses, made at random by the known shares, that are saved.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.
    guessed
        Which factor is guessed from the other: the ``levels`` or the ``groups``.

    Returns
    -------
    Tau between 0 and 1, shape (...); NaN where all answers are alike.

    Raises
    ------
    ValueError
        If a count is negative or not finite, there are fewer than two axes, or the factor is none of these.

    Notes
    -----
    ``(sum of n_ij^2 / n_j - sum of n_i^2 / N) / (N - sum of n_i^2 / N)`` for the levels i. With two groups and two
    levels it is the square of phi either way.

    References
    ----------
    Goodman and Kruskal (1954), Journal of the American Statistical Association 49, 732-764.

    Examples
    --------
    >>> round(float(goodman_kruskal_tau([[40, 25], [54, 7], [63, 10]], "groups")), 6)
    0.088249
    """
    if guessed not in {"levels", "groups"}:
        raise ValueError(f"levels or groups are guessed, got {guessed!r}")
    table = checked(counts)
    n = table.sum(axis=(-2, -1))

    def parts(side: Floats) -> tuple[Floats, Floats, Floats]:
        known = np.where(side > 0, side**2 / _positive(side.sum(axis=-2, keepdims=True)), 0.0)
        return known.sum(axis=(-2, -1)), (side.sum(axis=-1) ** 2).sum(axis=-1) / _positive(n), n

    return _reduced(table, guessed, parts)


def uncertainty(counts: ArrayLike, guessed: Guessed = "both") -> Floats:
    """Give Theil's uncertainty coefficient: the share of a factor's entropy that the other one takes away.

    Parameters
    ----------
    counts
        Answers, shape (..., levels, groups), count.
    guessed
        Whose entropy it is a share of: that of the ``levels``, of the ``groups``, or of ``both`` on average.

    Returns
    -------
    Coefficients between 0 and 1, shape (...); NaN where all answers are alike.

    Raises
    ------
    ValueError
        If a count is negative or not finite, there are fewer than two axes, or the factor is none of these.

    Notes
    -----
    ``(H(level) + H(group) - H(level, group)) / H(level)`` for the levels; half G is N times the numerator.

    References
    ----------
    Theil (1970), American Journal of Sociology 76, 103-154.

    Examples
    --------
    >>> round(float(uncertainty([[40, 25], [54, 7], [63, 10]], "levels")), 6)
    0.038291
    """
    table = checked(counts)
    n = table.sum(axis=(-2, -1))

    def parts(side: Floats) -> tuple[Floats, Floats, Floats]:
        unknown = _surprise(side.sum(axis=-1), n)
        left = _surprise(side.reshape(*n.shape, -1), n) - _surprise(side.sum(axis=-2), n)
        return -left, -unknown, np.zeros_like(n)

    return _reduced(table, guessed, parts)


def _reduced(table: Floats, guessed: Guessed, parts: Parts) -> Floats:
    """Give ``(known - unknown) / (all - unknown)`` of the guesses that are right."""
    sides = {"levels": [table], "groups": [np.swapaxes(table, -1, -2)]}
    sides["both"] = sides["levels"] + sides["groups"]
    if guessed not in sides:
        raise ValueError(f"levels, groups or both are guessed, got {guessed!r}")
    found = [parts(side) for side in sides[guessed]]
    saved = np.sum([known - unknown for known, unknown, _ in found], axis=0)
    wrong = np.sum([everything - unknown for _, unknown, everything in found], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(wrong > 0, np.clip(saved / wrong, 0.0, 1.0), np.nan)


def _largest(side: Floats) -> Floats:
    return np.asarray(side.max(axis=-2, initial=0.0))


def _surprise(margin: Floats, n: Floats) -> Floats:
    """Give N times the entropy of a factor."""
    share = margin / _positive(n)[..., None]
    return np.asarray(-(margin * np.log(np.where(share > 0, share, 1.0))).sum(axis=-1))


def _positive(n: Floats) -> Floats:
    return np.where(n > 0, n, 1.0)
