"""Whether rows that stand in the order of their gaps could stand in another: a first look, before `samkit rank`."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final

from samkit.notes import Note
from samkit.numbers import decimal
from samkit.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.results import Contrast, Robust

_SHORTER: Final = math.sqrt(0.5)
"""Two intervals of a number each that touch, shortened so, are those of two numbers that just differ."""


def by_gap(rows: Iterable[Contrast | Robust]) -> tuple[Note, ...]:
    """Say of how many pairs of items the order by gap is not certain; nothing where all of it is.

    Parameters
    ----------
    rows
        Those without a gap are passed over.

    Notes
    -----
    The order of two items is certain when their intervals, shortened to 1/√2 on each side, do not overlap. That
    is the test of two gaps of their own respondents. Two items of the same respondents whose answers go together are
    told apart more easily, those that exclude one another less: `samkit rank` takes that into account.

    References
    ----------
    Goldstein and Healy (1995), Journal of the Royal Statistical Society A 158, 175-177.
    """
    return _told("gap", [row.gap for row in rows], "; samkit rank says how far it is")


def by_ratio(rows: Iterable[Contrast]) -> tuple[Note, ...]:
    """Say the same of rows that stand in the order of their likelihood ratios, compared by their logarithms.

    Parameters
    ----------
    rows
        Those without a finite ratio are passed over.
    """
    finite = (row.ratio for row in rows if row.ratio.value and row.ratio.lower and row.ratio.value < math.inf)
    return _told("ratio", [Estimate(*(math.log(part) if part else None for part in ratio)) for ratio in finite], "")


def _told(by: str, numbers: Iterable[Estimate], further: str) -> tuple[Note, ...]:
    """Count the pairs whose order is not certain."""
    pairs = list(combinations([_shortened(each) for each in numbers if each.value is not None], 2))
    unsure = sum(not (high < least or most < low) for (low, high), (least, most) in pairs)
    if not unsure:
        return ()
    counted = f"{decimal(unsure)} of {decimal(len(pairs))} pairs of items" if len(pairs) > 1 else "the two items"
    text = f"Sorted by {by} as measured: the order of {counted} is not certain{further}"
    return (Note("order", text),)


def _shortened(number: Estimate) -> tuple[float, float]:
    value, lower, upper = (math.nan if part is None else part for part in number)
    return value - (value - lower) * _SHORTER, value + (upper - value) * _SHORTER
