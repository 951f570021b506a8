"""Colours as eyes see them: mixing, contrast, and what is left of a difference where an eye lacks a kind of cone.

Colours are hexadecimal sRGB, "#0B5A8C".
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]

BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"

EYES: Final[dict[str, Matrix]] = {
    "every cone": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What an eye makes of linear red, green and blue: the common deficiencies at full severity (Machado, Oliveira and
Fernandes 2009, IEEE Transactions on Visualization and Computer Graphics 15, 1291-1298)."""

_TO_XYZ: Final[Matrix] = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_STEPS: Final = 50


def parts(colour: str) -> Triple:
    """Give red, green and blue of a colour, from 0 to 1.

    Examples
    --------
    >>> parts("#FF0033")
    (1.0, 0.0, 0.2)
    """
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def mixed(start: str, end: str, part: float) -> str:
    """Mix two colours.

    Parameters
    ----------
    start, end
        The colours.
    part
        How much of the second there is, from 0 to 1.

    Examples
    --------
    >>> mixed("#000000", "#FFFFFF", 0.2)
    '#333333'
    """
    both = zip(parts(start), parts(end), strict=True)
    return "#" + "".join(f"{round(255 * (one + (other - one) * part)):02X}" for one, other in both)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


def ink_on(colour: str) -> str:
    """Choose black or white, whichever stands out more from a fill: one of them always has a contrast of 4.5."""
    return max((BLACK, WHITE), key=lambda ink: contrast(colour, ink))


def seen(colour: str, eye: str = "every cone") -> Triple:
    """Give lightness, a* and b* (CIE 1976, white D65) of a colour as an eye sees it.

    Examples
    --------
    >>> [round(part) for part in seen("#FFFFFF")]
    [100, 0, 0]
    """
    light: Triple = tuple(min(max(part, 0.0), 1.0) for part in _times(EYES[eye], _linear(colour)))  # type: ignore[assignment]
    white = _times(_TO_XYZ, (1.0, 1.0, 1.0))
    x, y, z = (_root(part / whole) for part, whole in zip(_times(_TO_XYZ, light), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, eye: str = "every cone") -> float:
    """Give the distance of two colours for an eye; about 2 can just be seen side by side."""
    return math.dist(seen(one, eye), seen(other, eye))


def apart_in_grey(one: str, other: str) -> float:
    """Give the distance of two colours where only lightness is left, as in print without colour."""
    return abs(seen(one)[0] - seen(other)[0])


def towards(colour: str, end: str, enough: Callable[[str], bool]) -> str:
    """Mix as little as needed of another colour into one.

    Parameters
    ----------
    colour
        Where to begin.
    end
        What is mixed in, by fiftieths.
    enough
        Whether a mixture will do.

    Returns
    -------
    The first mixture that will do; `end` if none does before.

    Examples
    --------
    >>> towards("#FFFFFF", "#000000", lambda found: contrast(found, "#FFFFFF") >= 4.5)
    '#757575'
    """
    tried = (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((found for found in tried if enough(found)), end)


def _linear(colour: str) -> Triple:
    """Take the curve of sRGB off a colour."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(colour))
    return red, green, blue


def _times(matrix: Matrix, vector: Triple) -> Triple:
    """Multiply a matrix with a vector."""
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _root(part: float) -> float:
    """Give the cube root that lightness follows, a straight line near black."""
    return math.cbrt(part) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
