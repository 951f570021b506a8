"""Questions that are answered with a number: how the numbers are written, and which texts among them are none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.readers import numeral
from samkit.readers.numeral import MISSING_TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.intake.seen import Seen

_SHARE: Final = 0.8
"""Which **share** of the answers must be numbers."""

_LONGEST: Final = 40
"""Signs of a number at most."""

_MOST_WORDS: Final = 10
"""How many distinct texts among them may be none."""

_SPELLINGS: Final = ((".", ""), (".", ","), (",", ""), (",", "."), (".", "'"), (".", " "), (",", " "))
"""Decimal sign and sign between thousands, the usual ones first."""

_SIGNS: Final = ("", "%", "$", "€", "£", "¥")
_SMALLEST, _LARGEST = 1e-100, 1e100
_GROUPED: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")
_ID_LENGTH: Final = 6


class Quantity(NamedTuple):
    """How the numbers of a column are written.

    Parameters
    ----------
    decimal, thousands, strip
        As for `samkit.readers.numeral.parse`.
    missing
        Texts that are no number.
    why
        How that was found.
    """

    decimal: str = "."
    thousands: str = ""
    strip: str = ""
    missing: tuple[str, ...] = ()
    why: str = ""

    @property
    def unit(self) -> str:
        """The unit that the signs beside the numbers say."""
        return "percent" if self.strip == "%" else self.strip


def quantity(seen: Seen) -> Quantity | None:
    """Find out whether a column holds numbers, and how they are written.

    Parameters
    ----------
    seen
        The column.

    Returns
    -------
    Quantity or None
        None where fewer than four in five answers are numbers, or words of many kinds stand among them.
    """
    answers = [text for text in seen.answers if text not in MISSING_TOKENS]
    total = sum(seen.counts[text] for text in answers)
    short = sum(seen.counts[text] for text in answers if len(text) <= _LONGEST)
    if not total or short < _SHARE * total or not any(sign.isdecimal() for text in answers for sign in text):
        return None
    best: tuple[int, Quantity] = (0, Quantity())
    for strip in _SIGNS:
        for decimal, thousands in _SPELLINGS if _signs(answers, strip) else ():
            way = Quantity(decimal, thousands, strip)
            read = sum(seen.counts[text] for text in answers if value(text, way) is not None)
            best = (read, way) if read > best[0] else best
    read, way = best
    words = [text for text in seen.counts if value(text, way) is None or text in seen.missing]
    if read < _SHARE * total or len([text for text in words if text in answers]) > _MOST_WORDS:
        return None
    return _grouped(way, answers)._replace(missing=tuple(words), why=_reason(read, total))


def value(text: str, way: Quantity) -> float | None:
    """Read one text as a number that can be reckoned with."""
    number = numeral.parse(text, way.decimal, way.thousands, way.strip)
    held = number == 0 or (number is not None and _SMALLEST < abs(number) < _LARGEST)
    return number if held else None


def values(seen: Seen, way: Quantity) -> list[float]:
    """Give the distinct numbers of a column, rising."""
    return sorted({number for text in seen.answers if (number := value(text, way)) is not None})


def is_running(seen: Seen, way: Quantity) -> bool:
    """Say whether a column numbers its rows: whole numbers, each once, one after the other or all long and alike."""
    numbers = values(seen, way)
    if len(numbers) < seen.given or seen.given < 3 or any(number != int(number) for number in numbers):
        return False
    steps = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    lengths = {len(text) for text in seen.answers}
    return steps or (len(lengths) == 1 and min(lengths) >= _ID_LENGTH and seen.given > 5)


def _signs(answers: Sequence[str], strip: str) -> bool:
    """Say whether a sign stands beside numbers at all, so that it is worth a try."""
    return not strip or any(strip in text for text in answers)


def _grouped(way: Quantity, answers: Sequence[str]) -> Quantity:
    """Take a comma before three digits everywhere for one between thousands."""
    commas = [text for text in answers if "," in text]
    if way.decimal == "," and not way.thousands and commas and all(_GROUPED.fullmatch(text) for text in commas):
        return way._replace(decimal=".", thousands=",")
    return way


def _reason(read: int, total: int) -> str:
    """Say how many of the answers are numbers."""
    return "every answer is a number" if read == total else f"{read} of {total} answers are numbers"
