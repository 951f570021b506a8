"""From shares to whole numbers of respondents per level."""

from __future__ import annotations

from math import floor
from statistics import NormalDist
from typing import TYPE_CHECKING

from samkit.simulate import grim

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SPACING = 0.8
"""Distance between neighbouring levels of an ordered answer, in standard deviations of the latent answer."""


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Share out a whole number by weights, by the largest remainder.

    Parameters
    ----------
    total
        How many there are to share out.
    weights
        **Length** L, not negative, not all zero; a weight of zero gets nothing.

    Returns
    -------
    list of int
        **Length** L, with sum `total`.

    Examples
    --------
    >>> spread(10, [1, 1, 1]), spread(5, [0, 2, 1])
    ([4, 3, 3], [0, 3, 2])
    """
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    floors = [floor(value + 1e-9) for value in exact]
    used = [place for place, weight in enumerate(weights) if weight]
    order = sorted(used, key=lambda place: floors[place] - exact[place])
    for place in order[: total - sum(floors)]:
        floors[place] += 1
    return floors


def ordered_weights(levels: int, favourable: Collection[int], share: float) -> list[float]:
    """Spread an ordered answer over its levels so that the favourable upper ones hold a share.

    Parameters
    ----------
    levels
        How many levels there are.
    favourable
        Positions of the favourable levels, counted from 0 at the worst.
    share
        Fraction of answers that are favourable.

    Returns
    -------
    list of float
        Weights, **length** `levels`; equal within and without the net where it is not the upper end of the scale.

    Notes
    -----
    A latent normal answer is cut at t + d k, with t the cut below the favourable levels and d the fixed spacing.

    Examples
    --------
    >>> [round(weight, 2) for weight in ordered_weights(5, {3, 4}, 0.5)]
    [0.05, 0.16, 0.29, 0.29, 0.21]
    """
    first = levels - len(favourable)
    if set(favourable) != set(range(first, levels)) or not 0 < first < levels:
        return [1.0] * levels
    normal = NormalDist()
    cut = normal.inv_cdf(1 - min(max(share, 0.005), 0.995))
    below = [normal.cdf(cut + SPACING * (level - first)) for level in range(1, levels)]
    return [high - low for low, high in zip([0.0, *below], [*below, 1.0], strict=True)]


def within_nets(favourable: Collection[int], count: int, base: int, weights: Sequence[float]) -> list[int] | None:
    """Share out a base so that the favourable levels hold an exact count; None where weights of zero forbid it.

    Examples
    --------
    >>> within_nets({2}, 28, 51, [0, 1, 3])
    [0, 23, 28]
    """
    inside = [weight if place in favourable else 0.0 for place, weight in enumerate(weights)]
    outside = [0.0 if place in favourable else weight for place, weight in enumerate(weights)]
    parts = []
    for total, part in ((count, inside), (base - count, outside)):
        if total and not any(part):
            return None
        parts.append(spread(total, part) if total else [0] * len(part))
    return [a + b for a, b in zip(*parts, strict=True)]


def printed_counts(percents: Sequence[int], base: int) -> list[int] | None:
    """Find counts of one base that give every printed percentage at once.

    Parameters
    ----------
    percents
        Printed percentages, **length** L; they need not add to 100.
    base
        Valid answers.

    Returns
    -------
    list of int or None
        **Length** L, with sum `base`; None if there are none.

    Examples
    --------
    >>> printed_counts([61, 24, 14], 397), printed_counts([60, 20], 100)
    ([244, 97, 56], None)
    """
    ranges = [grim.counts(percent, base) for percent in percents]
    if not all(ranges) or not sum(r[0] for r in ranges) <= base <= sum(r[-1] for r in ranges):
        return None
    wished = spread(base, percents)
    chosen = [min(max(wish, r[0]), r[-1]) for wish, r in zip(wished, ranges, strict=True)]
    while sum(chosen) != base:
        step = 1 if sum(chosen) < base else -1
        free = [place for place, r in enumerate(ranges) if chosen[place] + step in r]
        chosen[max(free, key=lambda place: step * (wished[place] - chosen[place]))] += step
    return chosen
