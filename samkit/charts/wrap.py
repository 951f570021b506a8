"""Breaking a text into lines that fit, measured with the face it is drawn in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from samkit.charts.literal import literal
from samkit.charts.typeface import width

if TYPE_CHECKING:
    from samkit.charts.theme import Style

ELLIPSIS: Final = "…"

_DASHES: Final = (" -", " \N{EN DASH}", " \N{EM DASH}")

PAUSE: Final = 0.5
"""Two lines part at a colon or semicolon if the shorter is then at least this part of the longer."""


@lru_cache(maxsize=2048)
def wrap(text: str, room: float, style: Style, most: int = 3) -> tuple[str, ...]:
    """Break a text on its spaces, and inside a word only where the word alone is too long.

    Parameters
    ----------
    text
        Any text.
    room
        Width that a line may take, in points.
    style
        How the text is set.
    most
        Lines at most; what does not fit ends in an ellipsis.

    Returns
    -------
    tuple of str
        At least one line.

    Examples
    --------
    >>> from samkit.charts.theme import LIGHT
    >>> wrap("Understanding the client's business", 120, LIGHT.label)
    ('Understanding the', "client's business")
    """
    lines = _broken(literal(text[: _ample(room, style, most)]), room, style)
    if len(lines) <= most:
        return tuple(lines)
    kept = lines[:most]
    kept[-1] = shortened(kept[-1] + " " + lines[most], room, style)
    return tuple(kept)


def balanced(text: str, room: float, style: Style, most: int = 3) -> tuple[str, ...]:
    """Break a text into as many lines as `wrap` does, about equally long, so that no word is left alone.

    Examples
    --------
    >>> from samkit.charts.theme import LIGHT
    >>> balanced("Top Performers are far more often innovators", 190, LIGHT.label)
    ('Top Performers are far', 'more often innovators')
    """
    lines = wrap(text, room, style, most)
    narrower = room
    while len(lines) > 1 and narrower > room / 2:
        narrower -= room / 40
        tried = wrap(text, narrower, style, most + 1)
        if len(tried) > len(lines) or tried[-1].endswith(ELLIPSIS) or not _as_good(tried, lines):
            break
        lines = tried
    return _parted(lines, room, style) if len(lines) == 2 else lines


def _as_good(tried: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Say whether other lines break no word that these keep whole and leave no dash at an end."""
    return " ".join(tried) == " ".join(lines) and not any(line.endswith(_DASHES) for line in tried)


def _parted(lines: tuple[str, ...], room: float, style: Style) -> tuple[str, ...]:
    """Part two lines where the sentence pauses, if it does so near its middle."""
    text = " ".join(lines)
    for at in (index + 1 for index, sign in enumerate(text[:-1]) if sign in ":;" and text[index + 1] == " "):
        parts = (text[:at], text[at + 1 :])
        wide = [width(part, style.size, strong=style.strong) for part in parts]
        if max(wide) <= room and min(wide) >= PAUSE * max(wide):
            return parts
    return lines


def _ample(room: float, style: Style, most: int) -> int:
    """Say how many characters are more than enough: what no line can hold need not be measured."""
    return int((most + 1) * max(room, style.size) / style.size / 0.1)


def shortened(text: str, room: float, style: Style) -> str:
    """Cut a line until it fits with an ellipsis at its end."""
    fitting = _prefix(text, room - width(ELLIPSIS, style.size, strong=style.strong), style)
    return text[:fitting].rstrip() + ELLIPSIS


def _broken(text: str, room: float, style: Style) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _fits(joined, room, style):
            lines[-1] = joined
            continue
        rest = word
        if lines[-1]:
            lines.append("")
        while not _fits(rest, room, style):
            cut = max(1, _prefix(rest, room, style))
            lines[-1] = rest[:cut]
            rest = rest[cut:]
            lines.append("")
        lines[-1] = rest
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def _fits(text: str, room: float, style: Style) -> bool:
    return width(text, style.size, strong=style.strong) <= room


def _prefix(text: str, room: float, style: Style) -> int:
    """Find how many characters fit, by halving."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _fits(text[:middle], room, style) else (low, middle - 1)
    return low
