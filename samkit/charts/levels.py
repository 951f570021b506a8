"""What the charts of an ordered answer share: rows by item, and the colours of the levels."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_hex, to_rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.theme import Theme
    from samkit.results import Level

_NEUTRAL_WORDS = ("neither", "neutral", "undecided", "unsure")


def by_item(rows: Sequence[Level]) -> list[tuple[Level, ...]]:
    """Gather the levels of each item, in the order in which they come."""
    return [tuple(group) for _, group in groupby(rows, key=lambda row: row.item.id)]


def neutral(levels: Sequence[str]) -> int | None:
    """Find the neutral middle of a scale of agreement, or nothing where a scale has none.

    Examples
    --------
    >>> neutral(["Disagree", "Neither agree nor disagree", "Agree"])
    1
    >>> neutral(["No process", "Defined", "Improved"])
    """
    middle, odd = divmod(len(levels), 2)
    found = odd and any(word in levels[middle].lower() for word in _NEUTRAL_WORDS)
    return middle if found else None


def colours(theme: Theme, count: int, middle: int | None) -> list[str]:
    """Give each level its colour, from worst to best.

    Parameters
    ----------
    theme
        The look.
    count
        How many levels there are.
    middle
        Which of them is neutral, if any.

    Returns
    -------
    list of str
        Hexadecimal colours.
    """
    if middle is None:
        return [_mixed(*theme.palette.ramp, at) for at in np.linspace(0.0, 1.0, max(count, 2))[:count]]
    worst, neither, best = theme.palette.split
    below = [_mixed(worst, neither, at) for at in np.linspace(0.0, 0.6, middle)] if middle > 1 else [worst] * middle
    above = [_mixed(best, neither, at) for at in np.linspace(0.6, 0.0, count - middle - 1)]
    return [*below, neither, *above] if middle > 0 else colours(theme, count, None)


def ink_on(colour: str) -> str:
    """Choose black or white, whichever stands out more from a fill: one of them always has a contrast of 4.5."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(colour, ink))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21.

    Notes
    -----
    (L1 + 0.05) / (L2 + 0.05) with the lighter colour's relative luminance on top.

    References
    ----------
    Web Content Accessibility Guidelines 2.2, section 1.4.3.

    Examples
    --------
    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of an sRGB colour, from 0 to 1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _mixed(start: str, end: str, part: float) -> str:
    """Mix two colours; `part` 0 is the first."""
    one, other = np.array(to_rgb(start)), np.array(to_rgb(end))
    red, green, blue = one + (other - one) * part
    return to_hex((float(red), float(green), float(blue)))
