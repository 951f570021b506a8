"""Numeric answers whose means are those that were printed, to the last digit."""

from __future__ import annotations

from decimal import Decimal
from math import exp
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from samkit.numbers import rounded
from samkit.simulate.fit import in_order

if TYPE_CHECKING:
    from samkit.simulate.frame import Frame
    from samkit.simulate.published import NumbersTable, Spread
    from samkit.simulate.sizes import Sizes

NUDGES = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4)
"""How far a mean may lie from its printed value, in units of the last printed digit, nearest first."""


class Numbers(NamedTuple):
    """The answers to one numeric question.

    Parameters
    ----------
    top, rest
        Answers of each group in multiples of `step`, ascending.
    """

    top: tuple[int, ...]
    rest: tuple[int, ...]
    step: Decimal


def numbers(frame: Frame, size: Sizes, question: str) -> Numbers | None:
    """Find numbers with the printed means; None if there are none on the grid of the declared step."""
    table = frame.published.numbers[question]
    limits = frame.study.questions[question].numeric
    step = Decimal(str(table.assumed.step)).normalize()
    low = None if limits is None or limits.min is None else int(-(-Decimal(str(limits.min)) // step))
    high = None if limits is None or limits.max is None else int(Decimal(str(limits.max)) // step)
    for bases in in_order(*size.bases(frame, question)):
        for totals in _totals(table, bases, float(step)):
            spreads = (table.assumed.top, table.assumed.rest)
            sides = [
                values(total, base, table.assumed, sigma, (low, high))
                for total, base, sigma in zip(totals, bases, spreads, strict=True)
            ]
            if sides[0] is not None and sides[1] is not None:
                return Numbers(tuple(sides[0]), tuple(sides[1]), step)
    return None


def values(
    total: int, base: int, spread: Spread, sigma: float, limits: tuple[int | None, int | None]
) -> list[int] | None:
    """Lay whole numbers along the quantiles of a distribution so that they have an exact sum.

    Parameters
    ----------
    total
        The sum, in steps.
    base
        How many numbers.
    spread, sigma
        Shape, step, and (log-)standard deviation.
    limits
        Least and greatest number that is allowed, in steps; None for no limit.

    Returns
    -------
    list of int or None
        Ascending; None if the limits do not allow the sum.
    """
    quantiles = [NormalDist().inv_cdf((place + 0.5) / base) for place in range(base)]
    if spread.shape == "lognormal":
        raw = [exp(sigma * z) for z in quantiles]
        drawn = [rounded(value * total / sum(raw)) for value in raw]
    else:
        drawn = [rounded(total / base + sigma * z / spread.step) for z in quantiles]
    return _with_sum([_clipped(int(value), limits) for value in drawn], total, limits)


def _clipped(value: int, limits: tuple[int | None, int | None]) -> int:
    low, high = limits
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def _with_sum(found: list[int], total: int, limits: tuple[int | None, int | None]) -> list[int] | None:
    """Move numbers by one step each, the greatest first, until their sum is right."""
    while found and sum(found) != total:
        step = 1 if sum(found) < total else -1
        moved = False
        for place in reversed(range(len(found))):
            if sum(found) != total and _clipped(found[place] + step, limits) != found[place]:
                found[place] += step
                moved = True
        if not moved:
            return None
    return sorted(found)


def _totals(table: NumbersTable, bases: tuple[int, ...], step: float) -> list[tuple[int, int]]:
    """List pairs of sums, in steps, that give every printed mean."""
    unit = 10.0**-table.digits
    otherwise = table.all if table.all is not None else table.assumed.mean or 0.0
    top = otherwise if table.top is None else table.top
    rest = otherwise if table.rest is None else table.rest
    found = []
    for nudge in NUDGES:
        for other in NUDGES:
            sums = (
                round((top + nudge * unit) * bases[0] / step),
                round((rest + other * unit) * bases[1] / step),
            )
            if _as_printed(table, sums, bases, step):
                found.append(sums)
    return found


def _as_printed(table: NumbersTable, sums: tuple[int, int], bases: tuple[int, ...], step: float) -> bool:
    """Say whether sums give every printed mean."""
    means = (
        (table.top, sums[0] * step / bases[0]),
        (table.rest, sums[1] * step / bases[1]),
        (table.all, (sums[0] + sums[1]) * step / (bases[0] + bases[1])),
    )
    return all(said is None or rounded(mean, table.digits) == rounded(said, table.digits) for said, mean in means)
