"""From numbers to places on the page."""

from __future__ import annotations

import math
from typing import NamedTuple


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
