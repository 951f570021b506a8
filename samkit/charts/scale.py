"""From numbers to places on the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Estimate

FURTHEST: Final = 25.0
"""The axis ends here at the latest; what lies beyond is an arrow."""

LESSER: Final = 0.5
"""Each side of 1 gets at least this part of the other's room, so that what it means can be written above it."""


class Linear(NamedTuple):
    """A scale from `low` to `high` over the points from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Give the place of a number, kept inside the scale.

        Examples
        --------
        >>> Linear(0, 100, 10, 210).at(50)
        110.0
        """
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + part * (self.right - self.left)


class Logarithmic(NamedTuple):
    """A scale of ratios from `low` to `high` over the points from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def holds(self, value: float) -> bool:
        """Say whether a number lies on the scale."""
        return self.low <= value <= self.high

    def at(self, value: float) -> float:
        """Give the place of a number, kept inside the scale.

        Examples
        --------
        >>> Logarithmic(0.25, 4, 0, 100).at(1)
        50.0
        """
        kept = min(max(value, self.low), self.high)
        part = math.log(kept / self.low) / math.log(self.high / self.low)
        return self.left + part * (self.right - self.left)


def ceiling(value: float) -> float:
    """Give the end of a scale of shares that holds the value: a multiple of 20 percent.

    Examples
    --------
    >>> ceiling(0.43), ceiling(0.6), ceiling(0.01)
    (0.6, 0.6, 0.2)
    """
    return min(max(math.ceil(value * 5 - 1e-9), 1), 5) / 5


def ratio_range(ratios: Sequence[Estimate]) -> tuple[float, float]:
    """Find an axis that holds 0.5, 1 and 2 and, within reason, every finite bound."""
    found = [bound for ratio in ratios for bound in (ratio.lower, ratio.value, ratio.upper)]
    finite = [bound for bound in found if bound is not None and 0 < bound < math.inf]
    low = max(min([0.45, *(bound / 1.08 for bound in finite)]), 1 / FURTHEST)
    high = min(max([2.3, *(bound * 1.08 for bound in finite)]), FURTHEST)
    return min(low, high**-LESSER), max(high, low**-LESSER)
