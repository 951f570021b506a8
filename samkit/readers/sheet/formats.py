"""Numbers of a sheet as text: whole ones without a point, dates and times in ISO 8601 where the format says so."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal

Shape = Literal["", "date", "time", "moment", "elapsed"]
"""What a number is shown as: itself, a day, a time of day, both, or a length of time in hours."""

NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
MOST_DIGITS: Final = 15
"""How many digits of a number a spreadsheet keeps."""

_LONGEST_WHOLE: Final = 1e17
_LAST_DAY: Final = 2_958_465
_SECONDS: Final = 86_400
_NO_LEAP_DAY: Final = 60
_BUILT_IN: Final[dict[int, Shape]] = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time"),
    22: "moment",
    46: "elapsed",
}
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|am/pm|a/p|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shape_of(number: int, code: str | None) -> Shape:
    """Say what a number format shows.

    Parameters
    ----------
    number
        The number of the format.
    code
        Its own text, or None if it is one of those that every program knows.

    Examples
    --------
    >>> shape_of(14, None), shape_of(164, "0.00"), shape_of(164, "yyyy-mm-dd hh:mm"), shape_of(164, '0" days"')
    ('date', '', 'moment', '')
    """
    if code is None:
        return _BUILT_IN.get(number, "")
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if bare == "general":
        return ""
    if "[" in bare:
        return "elapsed"
    day, hour = bool(set(bare) & set("dy")), bool(set(bare) & set("hs"))
    if hour:
        return "moment" if day else "time"
    return "date" if day or "m" in bare else ""


def text_of_number(raw: str) -> str:
    """Write a number as plain text does: whole ones without a point, others with all digits that they have.

    Examples
    --------
    >>> text_of_number("3"), text_of_number("3.0"), text_of_number("1.1000000000000001"), text_of_number("1E3")
    ('3', '3', '1.1', '1000')
    """
    value = float(raw)
    return str(int(value)) if value.is_integer() and abs(value) < _LONGEST_WHOLE else repr(value)


def has_lost_digits(raw: str) -> bool:
    """Say whether a whole number has more digits than a spreadsheet keeps.

    Examples
    --------
    >>> has_lost_digits("1234567890123456"), has_lost_digits("123456789012345"), has_lost_digits("0.1234567890123456")
    (True, False, False)
    """
    value = float(raw)
    return value.is_integer() and abs(value) >= 10**MOST_DIGITS


def text_of_moment(raw: str, shape: Shape, *, from_1904: bool) -> str:
    """Write a serial number as the day or time that it stands for; as a number where it stands for none.

    Parameters
    ----------
    raw
        Days since the beginning of the calendar, as the sheet has them.
    shape
        What the format shows.
    from_1904
        Whether the calendar begins in 1904, as on old Macintosh computers.

    Examples
    --------
    >>> text_of_moment("45322", "date", from_1904=False), text_of_moment("43860", "date", from_1904=True)
    ('2024-01-31', '2024-01-31')
    >>> text_of_moment("45322.5", "moment", from_1904=False), text_of_moment("1.25", "elapsed", from_1904=False)
    ('2024-01-31 12:00:00', '30:00:00')
    """
    serial = float(raw)
    if not 0 <= serial < _LAST_DAY + 1:
        return text_of_number(raw)
    milliseconds = round(serial * _SECONDS * 1000)
    days, rest = divmod(milliseconds, _SECONDS * 1000)
    if shape == "elapsed":
        return _clock(milliseconds)
    if shape == "time" and not days:
        return _clock(rest)
    day = _day(days, from_1904=from_1904)
    return day if shape == "date" and not rest else f"{day} {_clock(rest)}"


def _day(days: int, *, from_1904: bool) -> str:
    """Write a day; the calendar of 1900 has a 29 February that never was."""
    if from_1904:
        return _shifted(dt.date(1904, 1, 1), days)
    if days == _NO_LEAP_DAY:
        return "1900-02-29"
    return _shifted(dt.date(1899, 12, 31 if days < _NO_LEAP_DAY else 30), days)


def _shifted(first: dt.date, days: int) -> str:
    """Write the day so many days later; the last one there is, where the calendar ends."""
    return (first + dt.timedelta(days=min(days, (dt.date.max - first).days))).isoformat()


def _clock(milliseconds: int) -> str:
    """Write a length of time since midnight."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f".{rest:03}" if rest else "")
