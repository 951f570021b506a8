"""What the charts of an ordered answer share: rows by item, and the colours of the levels."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from samkit.colours import mixed

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
        return [mixed(*theme.palette.ramp, float(at)) for at in np.linspace(0.0, 1.0, max(count, 2))[:count]]
    worst, neither, best = theme.palette.split
    below = (
        [mixed(worst, neither, float(at)) for at in np.linspace(0.0, 0.6, middle)] if middle > 1 else [worst] * middle
    )
    above = [mixed(best, neither, float(at)) for at in np.linspace(0.6, 0.0, count - middle - 1)]
    return [*below, neither, *above] if middle > 0 else colours(theme, count, None)
