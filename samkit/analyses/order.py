"""Whether rows that stand in the order of their gaps could stand in another: a first look, before `samkit rank`."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.results import Contrast, Estimate

_SHORTER: Final = math.sqrt(0.5)
"""Two intervals of a number each that touch, shortened so, are those of two numbers that just differ."""


def by_gap(rows: Iterable[Contrast]) -> tuple[Note, ...]:
    """Say of how many neighbours by gap the order is not certain; nothing where all of it is.

    Parameters
    ----------
    rows
        In the order in which they stand; those without a gap are passed over.

    Notes
    -----
    The order of two neighbours is certain when their intervals, shortened to 1/√2 on each side, do not overlap. That
    is the test of two gaps of their own respondents. Two items of the same respondents whose answers go together are
    told apart more easily, those that exclude one another less: `samkit rank` takes that into account.

    References
    ----------
    Goldstein and Healy (1995), Journal of the Royal Statistical Society A 158, 175-177.
    """
    gaps = [row.gap for row in rows if row.gap.value is not None]
    pairs = list(pairwise(gaps))
    unsure = sum(not _apart(one, other) for one, other in pairs)
    if not unsure:
        return ()
    counted = f"{unsure} of {len(pairs)} neighbours" if len(pairs) > 1 else "the two items"
    text = f"Sorted by gap as measured: the order of {counted} is not certain; samkit rank says how far it is"
    return (Note("order", text),)


def _apart(one: Estimate, other: Estimate) -> bool:
    """Say whether two shortened intervals do not overlap."""
    (low, high), (least, most) = (_shortened(each) for each in (one, other))
    return high < least or most < low


def _shortened(gap: Estimate) -> tuple[float, float]:
    value, lower, upper = (math.nan if part is None else part for part in gap)
    return value - (value - lower) * _SHORTER, value + (upper - value) * _SHORTER
