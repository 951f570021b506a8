"""Where things stand on a slide of 16 : 9; all lengths are in EMU, 914,400 to the inch."""

from __future__ import annotations

from typing import Final, NamedTuple

INCH: Final = 914_400
POINT: Final = 12_700


class Box(NamedTuple):
    """A rectangle on a slide."""

    left: int
    top: int
    width: int
    height: int


class Places(NamedTuple):
    """The rectangles of every layout."""

    title: Box
    subtitle: Box
    content: Box
    text: Box
    foot: Box
    line: Box
    note: Box
    number: Box
    band: Box
    cover: Box
    lead: Box
    origin: Box
    logo: Box


def _box(left: float, top: float, width: float, height: float) -> Box:
    """Give a rectangle from inches."""
    return Box(*(round(length * INCH) for length in (left, top, width, height)))


PLACES: Final = Places(
    title=_box(0.6, 0.3, 12.13, 0.85),
    subtitle=_box(0.6, 1.21, 12.13, 0.66),
    content=_box(0.6, 1.95, 12.13, 4.2),
    text=_box(0.6, 1.5, 12.13, 4.6),
    foot=_box(0.6, 6.3, 12.13, 0.72),
    line=_box(0.6, 6.23, 12.13, 0.012),
    note=_box(0.6, 7.06, 11.0, 0.2),
    number=_box(11.73, 7.06, 1.0, 0.2),
    band=_box(0.0, 0.0, 0.28, 7.5),
    cover=_box(1.0, 1.6, 11.3, 1.9),
    lead=_box(1.0, 3.75, 11.3, 0.9),
    origin=_box(1.0, 4.85, 11.3, 1.7),
    logo=_box(1.0, 0.6, 2.6, 0.8),
)
