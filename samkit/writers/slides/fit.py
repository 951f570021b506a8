"""How large a text may be set, reckoned without a typeface: widths are those of bold Arial, a little widened."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADING: Final = 1.2
"""Height of a line as a multiple of its size."""

MORE: Final = "…"

_BLANK: Final = 0.3
_NARROW: Final = frozenset("ijlt.,:;'’|!()[]fIr- /")
_WIDE: Final = frozenset("mwMW@%—…")


class Fitted(NamedTuple):
    """A text as it is set: cut where even its smallest size has no room for it."""

    text: str
    size: float


def fitted(text: str, width: float, height: float, sizes: Sequence[float]) -> Fitted:
    """Choose the largest size in which a text fits, and cut it where none does.

    Parameters
    ----------
    text
        Lines are separated by a newline.
    width, height
        Room in points.
    sizes
        In points, the largest first.

    Examples
    --------
    >>> fitted("Short", 200, 30, (24, 18)), fitted("Quite a long title", 100, 22, (24, 18))
    (Fitted(text='Short', size=24), Fitted(text='Quite a…', size=18))
    """
    found = [size for size in sizes if lines(text, width, size) * size * LEADING <= height]
    if found:
        return Fitted(text, next((size for size in found if keeps_words(text, width, size)), found[-1]))
    return Fitted(cut(text, width, sizes[-1], max(int(height // (sizes[-1] * LEADING)), 1)), sizes[-1])


def cut(text: str, width: float, size: float, most: int) -> str:
    """Keep as many words of a text as a number of lines holds."""
    if lines(text, width, size) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(text[:middle] + MORE, width, size) <= most:
            low = middle
        else:
            high = middle - 1
    kept = text[:low].rstrip()
    whole, _, _ = kept.rpartition(" ")
    return (whole if len(whole) > 0.6 * len(kept) else kept).rstrip(" ,;:.") + MORE


def lines(text: str, width: float, size: float) -> int:
    """Count the lines that a text takes."""
    return sum(_paragraph(line, width / size) for line in text.split("\n"))


def keeps_words(text: str, width: float, size: float) -> bool:
    """Say whether no word of a text is wider than a line."""
    return all(reach(word) * size <= width for word in text.split())


@lru_cache(maxsize=4096)
def reach(text: str) -> float:
    """Give the width of a text in multiples of its size."""
    return sum(map(_sign, text))


def _paragraph(text: str, room: float) -> int:
    """Count the lines of one paragraph; a word wider than a line is broken."""
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = reach(word)
        if used and used + _BLANK + wide > room:
            count, used = count + 1, 0.0
        elif used:
            used += _BLANK
        used += wide
        broken = int(used / room) if used > room else 0
        count, used = count + broken, used - broken * room
    return count


def _sign(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 1.0
    if ord(sign) >= 0x1100:
        return 1.1
    return 0.78 if sign.isupper() else 0.63
