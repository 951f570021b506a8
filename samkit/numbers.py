"""How a number becomes text: the one rounding rule and the one spelling, for terminal, figure, table and sentence.

Shares and gaps arrive as fractions of one and leave as whole percent and whole points; ratios keep one decimal, two
below one. Halves are rounded away from zero, so that swapping the groups mirrors every printed number. A value that
cannot be told is a dash, an infinite bound is the infinity sign; `nan` never leaves this file.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from samkit.results import Estimate

MINUS = "\u2212"
THIN_SPACE = "\u2009"
DASH = "–"
INFINITY = "∞"


class Signs(NamedTuple):
    """How a language writes a number: its decimal sign, the sign between thousands, and the two ends of an interval."""

    decimal: str = "."
    thousands: str = ","
    interval: str = "{lower} to {upper}"

    def between(self, lower: str, upper: str) -> str:
        """Write the two ends of an interval."""
        return self.interval.replace("{lower}", lower).replace("{upper}", upper)


ENGLISH = Signs()

_NUDGE = 1e-9
"""Lifts a tie that binary fractions left a hair below itself; no share of fewer than 1e8 answers lies that near one."""


def rounded(value: float, digits: int = 0) -> float:
    """Round half away from zero.

    Parameters
    ----------
    value
        The number; what is not finite stays as it is.
    digits
        Decimals to keep.

    Examples
    --------
    >>> [rounded(value) for value in (12.5, 62.5, -12.5, 14.499999999999998)]
    [13.0, 63.0, -13.0, 15.0]
    """
    if not math.isfinite(value):
        return value
    scale = 10.0**digits
    magnitude = math.floor(abs(value) * scale + 0.5 + _NUDGE) / scale
    return math.copysign(magnitude, value) if magnitude else 0.0


def decimal(value: float | None, digits: int = 0, *, plus: bool = False, signs: Signs = ENGLISH) -> str:
    """Write a number with a true minus sign and fixed decimals.

    Examples
    --------
    >>> decimal(-2.5, 1), decimal(3, plus=True), decimal(None), decimal(1234.5, 1, signs=Signs(",", "."))
    ('−2.5', '+3', '–', '1.234,5')
    """
    if value is None or math.isnan(value):
        return DASH
    if math.isinf(value):
        return INFINITY if value > 0 else MINUS + INFINITY
    number = rounded(value, digits)
    sign = MINUS if number < 0 else "+" if plus and number > 0 else ""
    whole, _, part = f"{abs(number):,.{digits}f}".partition(".")
    return f"{sign}{whole.replace(',', signs.thousands)}{signs.decimal if part else ''}{part}"


def percent(share: float | None, signs: Signs = ENGLISH) -> str:
    """Write a share as whole percent, without the sign.

    Examples
    --------
    >>> percent(0.145), percent(None)
    ('15', '–')
    """
    return decimal(None if share is None else share * 100, signs=signs)


def points(gap: float | None, signs: Signs = ENGLISH) -> str:
    """Write a difference of shares as whole percentage points with its sign.

    Examples
    --------
    >>> points(0.367), points(-0.2)
    ('+37', '−20')
    """
    return decimal(None if gap is None else gap * 100, plus=True, signs=signs)


def times(ratio: float | None, signs: Signs = ENGLISH) -> str:
    """Write a ratio: one decimal, two below one.

    Examples
    --------
    >>> times(3.06), times(0.34), times(float("inf"))
    ('3.1', '0.34', '∞')
    """
    digits = 2 if ratio is not None and rounded(ratio, 2) < 1 else 1
    return decimal(ratio, digits, signs=signs)


def amount(value: float | None, signs: Signs = ENGLISH) -> str:
    """Write a mean or a difference of means: one decimal, none from a hundred on.

    Examples
    --------
    >>> amount(6.83), amount(-1234.5)
    ('6.8', '−1,235')
    """
    return decimal(value, 0 if value is not None and abs(value) >= 100 else 1, signs=signs)


def probability(p: float | None, signs: Signs = ENGLISH) -> str:
    """Write a p-value or q-value: two significant digits, never zero.

    Examples
    --------
    >>> probability(0.00004), probability(0.0312), probability(0.2)
    ('< 0.001', '0.031', '0.20')
    """
    if p is None or math.isnan(p):
        return DASH
    if p < 0.001:
        return f"< 0{signs.decimal}001"
    digits = 1 - math.floor(math.log10(p)) if p < 1 else 1
    text = f"{p:.{min(max(digits, 2), 4)}f}"
    return ("1.0" if float(text) >= 1 else text).replace(".", signs.decimal)


def percent_interval(estimate: Estimate, signs: Signs = ENGLISH) -> str:
    """Write the interval of a share, in percent.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> percent_interval(Estimate(0.5, 0.4, 0.6))
    '40 to 60'
    """
    return signs.between(percent(estimate.lower, signs), percent(estimate.upper, signs))


def points_interval(estimate: Estimate, signs: Signs = ENGLISH) -> str:
    """Write the interval of a gap, in points.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> points_interval(Estimate(0.37, 0.24, 0.51))
    '+24 to +51'
    """
    return signs.between(points(estimate.lower, signs), points(estimate.upper, signs))


def amount_interval(estimate: Estimate, signs: Signs = ENGLISH) -> str:
    """Write the interval of a mean.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> amount_interval(Estimate(6.8, 5.1, 8.5))
    '5.1 to 8.5'
    """
    return signs.between(amount(estimate.lower, signs), amount(estimate.upper, signs))


def rank_interval(estimate: Estimate, signs: Signs = ENGLISH) -> str:
    """Write the bounds of a rank.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> rank_interval(Estimate(2, 1, 4))
    '1 to 4'
    """
    return signs.between(decimal(estimate.lower, signs=signs), decimal(estimate.upper, signs=signs))


def times_interval(estimate: Estimate, signs: Signs = ENGLISH) -> str:
    """Write the interval of a ratio.

    Examples
    --------
    >>> from samkit.results import Estimate
    >>> times_interval(Estimate(3.06, 2.2, float("inf")))
    '2.2 to ∞'
    """
    return signs.between(times(estimate.lower, signs), times(estimate.upper, signs))
