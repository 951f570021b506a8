"""Placing texts beside points so that none touches another, a point, or an edge."""

from __future__ import annotations

from math import ceil, hypot
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REACHES: Final = (0.0, 8.0, 16.0, 26.0, 38.0)
"""How far beyond its usual distance a text may stand from its point, in points, the nearest first."""

NEAR: Final = 4.0
"""A text that stands no further than this beyond its usual distance needs no line to its point."""

SIDES: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
DIAGONAL: Final = 0.75
"""The part of its distance by which a text stands off both ways where it stands askew."""


class Box(NamedTuple):
    """Left, top, right and bottom, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Say whether two boxes have an inner point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Say whether the box lies wholly in another."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def around(point: tuple[float, float], radius: float) -> Box:
    """Give the box of a disc."""
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def nearest(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """Give the point of a box that is nearest to another."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def leader(point: tuple[float, float], box: Box, distance: float) -> list[Box]:
    """Give the small boxes along a line from a point to its text; none where the text stands right beside it."""
    end = nearest(point, box)
    long = hypot(end[0] - point[0], end[1] - point[1])
    if long <= distance + NEAR:
        return []
    steps = range(ceil(distance), int(long) + 1, 2)
    at = (
        (point[0] + (end[0] - point[0]) * step / long, point[1] + (end[1] - point[1]) * step / long) for step in steps
    )
    return [around(each, 1.0) for each in at]


def beside(
    point: tuple[float, float], size: tuple[float, float], distance: float, area: Box, taken: Sequence[Box]
) -> Box | None:
    """Find a place for a text near its point that touches nothing.

    Parameters
    ----------
    point
        What the text names, in points.
    size
        Width and height of the text, in points.
    distance
        Air between the point and a text beside it, in points.
    area
        What the text may not leave.
    taken
        What it may not touch.

    Returns
    -------
    Box or None
        The nearest place of those that are tried; None if all of them are taken.

    Examples
    --------
    >>> beside((10, 10), (20, 8), 5, Box(0, 0, 100, 100), [])
    Box(left=15.0, top=6.0, right=35.0, bottom=14.0)
    >>> beside((10, 10), (20, 8), 5, Box(0, 0, 12, 12), []) is None
    True
    """
    tried = _tried(point, size, distance)
    return next((box for box in tried if box.within(area) and _is_free(box, leader(point, box, distance), taken)), None)


def _is_free(box: Box, way: Sequence[Box], taken: Sequence[Box]) -> bool:
    """Say whether neither a text nor the line to it touches what is taken."""
    return not any(each.touches(other) for each in (box, *way) for other in taken)


def _tried(point: tuple[float, float], size: tuple[float, float], distance: float) -> Iterator[Box]:
    """Give the places around a point, the nearest first."""
    for reach in REACHES:
        for across, down in SIDES:
            away = (distance + reach) * (DIAGONAL if across and down else 1.0)
            x, y = point[0] + across * (away + size[0] / 2), point[1] + down * (away + size[1] / 2)
            yield Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
