"""Lengths of time: a column of texts to seconds, and what was decided on the way."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_UNITS: Final = (
    (r"d|days?|tage?n?|jours?|días?|giorni|giorno|dias?|dagen|dag|วัน", 86_400.0),
    (r"h|hrs?|hours?|std\.?|stunden?|heures?|horas?|ore|ora|uur|ชั่วโมง", 3_600.0),
    (r"m|mins?\.?|minutes?|minuten?|minutos?|minuti|minuto|นาที", 60.0),
    (r"s|secs?\.?|sek\.?|seconds?|sekunden?|secondes?|segundos?|secondi|secondo|seconden|วินาที", 1.0),
)
"""The words for days, hours, minutes and seconds in several languages, and their length in seconds."""

_LONGEST: Final = 80
"""Texts longer than this are no length of time in any spelling."""

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_PLAIN: Final = re.compile(_NUMBER)
_COLONS: Final = re.compile(
    r"(?:(\d+)(?:\s*(?:d|days?|\.),?\s*|\s+)(?=\d+:\d+:))?(?:(\d+):)?(\d+):(\d{2}(?:[.,]\d+)?)", re.IGNORECASE
)
_WORDS: Final = re.compile(
    r",?\s*(?:and\s|und\s|et\s|y\s|e\s)?\s*".join(rf"(?:({_NUMBER})\s*(?:{words}))?" for words, _ in _UNITS),
    re.IGNORECASE,
)
_ISO: Final = re.compile(rf"P(?:({_NUMBER})D)?(?:T(?:({_NUMBER})H)?(?:({_NUMBER})M)?(?:({_NUMBER})S)?)?", re.IGNORECASE)


class Durations(NamedTuple):
    """What a column of texts means as lengths of time.

    Parameters
    ----------
    seconds
        The length of each text in **seconds**, **shape** (texts,); not a number where it is blank or unreadable.
    unreadable
        The texts that are no length of time; blank ones are not among them.
    decided
        What was decided, in sentences.
    numbers
        How many texts are plain numbers, that say no unit.
    """

    seconds: NDArray[np.float64]
    unreadable: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    numbers: int = 0


def durations(texts: Sequence[str], unit: float = 1.0) -> Durations:
    """Read lengths of time.

    Parameters
    ----------
    texts
        The distinct texts of one column: hours, minutes and seconds with colons, words for them in several languages,
        ISO 8601 ("PT12M31S"), or plain numbers.
    unit
        The length of 1 of a plain number, in **seconds**: 1 as in all exports that are known, 60 for minutes.

    Returns
    -------
    Durations
        One value a text; `durations(column.categories).seconds[column.codes]` has one a respondent.

    Examples
    --------
    >>> durations(["00:12:31", "12 min 31 s", "751", ""]).seconds.tolist()
    [751.0, 751.0, 751.0, nan]
    """
    seconds, numbers, short = np.full(len(texts), math.nan), 0, 0
    unreadable: list[str] = []
    for place, text in enumerate(texts):
        plain = text.strip()
        seconds[place] = _seconds(plain, unit)
        numbers += bool(_PLAIN.fullmatch(plain))
        short += plain.count(":") == 1
        if plain and math.isnan(seconds[place]):
            unreadable.append(text)
    decided = [f"{counted(short, 'length')} of time like 12:31 read as minutes and seconds"] if short else []
    return Durations(seconds, tuple(unreadable), tuple(decided), numbers)


def _seconds(text: str, unit: float) -> float:
    """Give the length of a text in seconds; not a number if it is none."""
    if len(text) > _LONGEST:
        return math.nan
    if _PLAIN.fullmatch(text):
        return _number(text) * unit
    colons = _COLONS.fullmatch(text)
    if colons:
        return sum(_number(part or "0") * length for part, (_, length) in zip(colons.groups(), _UNITS, strict=True))
    words = _ISO.fullmatch(text) or _WORDS.fullmatch(text)
    if not words or not any(words.groups()):
        return math.nan
    return sum(_number(part or "0") * length for part, (_, length) in zip(words.groups(), _UNITS, strict=True))


def _number(text: str) -> float:
    """Give a number with a point or a comma before its decimals."""
    return float(text.replace(",", "."))
