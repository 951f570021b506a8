"""Points and lengths of time as statistics programs hold them, in ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from samkit.readers.foreign.numbers import text_of_number

if TYPE_CHECKING:
    from collections.abc import Callable

_SPSS_START: Final = dt.datetime(1582, 10, 14)  # noqa: DTZ001 - a clock on a wall, as it stood
_STATA_START: Final = dt.datetime(1960, 1, 1)  # noqa: DTZ001 - a clock on a wall, as it stood
_DAY: Final = 86_400
_SPSS_DAYS: Final = frozenset({"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR"})
_SPSS_MOMENTS: Final = frozenset({"DATETIME", "YMDHMS"})
_SPSS_LENGTHS: Final = frozenset({"TIME", "DTIME", "MTIME"})
_STATA: Final = re.compile(r"%-?([dt])([cCdwmqhy]?)(.*)")
_STATA_PARTS: Final = {"w": ("w", 52), "m": ("m", 12), "q": ("q", 4), "h": ("h", 2)}


def spss_writer(form: str) -> Callable[[float], str] | None:
    """Give what writes a value of a date or time format of SPSS; None for another format.

    Examples
    --------
    >>> spss_writer("EDATE10")(13744944000.0), spss_writer("TIME8")(36610.0), spss_writer("F8.2")
    ('2018-05-06', '10:10:10', None)
    """
    name = form.rstrip("0123456789.")
    if name in _SPSS_DAYS:
        return lambda value: _moment(_SPSS_START, value, value, always=False)
    if name in _SPSS_MOMENTS:
        return lambda value: _moment(_SPSS_START, value, value, always=True)
    return clock if name in _SPSS_LENGTHS else None


def stata_writer(form: str) -> Callable[[float], str] | None:
    """Give what writes a value of a date or time format of Stata; None for another format.

    Examples
    --------
    >>> stata_writer("%td")(21310.0), stata_writer("%tc")(1841220610000.0), stata_writer("%tq")(1.0)
    ('2018-05-06', '2018-05-06 10:10:10', '1960q2')
    """
    found = _STATA.fullmatch(form)
    if not found:
        return None
    unit, shown = ("d", found[3]) if found[1] == "d" else (found[2], found[3])
    if unit in {"c", "C"}:
        clock_only = bool(shown) and not set(shown) & set("DdNnYCcWwJj")
        return clock_of_milliseconds if clock_only else _stata_moment
    if unit == "d":
        return lambda value: _moment(_STATA_START, value * _DAY, value, always=False)
    if unit in _STATA_PARTS:
        return lambda value: _part_of_year(value, *_STATA_PARTS[unit])
    return None


def _stata_moment(value: float) -> str:
    """Write milliseconds since 1960."""
    return _moment(_STATA_START, value / 1000, value, always=True)


def _moment(start: dt.datetime, seconds: float, value: float, *, always: bool) -> str:
    """Write seconds since a start as a day, with the time where there is one or always; a number beyond all years."""
    try:
        found = start + dt.timedelta(milliseconds=round(seconds * 1000))
    except (OverflowError, ValueError):
        return text_of_number(value)
    bare = not always and (found.hour, found.minute, found.second, found.microsecond) == (0, 0, 0, 0)
    if bare:
        return found.date().isoformat()
    return found.isoformat(sep=" ", timespec="milliseconds" if found.microsecond else "seconds")


def clock_of_milliseconds(value: float) -> str:
    """Write a length of time in milliseconds as hours, minutes and seconds."""
    return clock(value / 1000)


def clock(seconds: float) -> str:
    """Write a length of time as hours, minutes and seconds."""
    sign, whole = ("-" if seconds < 0 else ""), round(abs(seconds) * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minute = divmod(minutes, 60)
    second, rest = divmod(milliseconds, 1000)
    return f"{sign}{hours:02}:{minute:02}:{second:02}" + (f".{rest:03}" if rest else "")


def _part_of_year(value: float, letter: str, parts: int) -> str:
    """Write weeks, months, quarters or halves since 1960 as the year and which of them."""
    years, part = divmod(int(value), parts)
    return f"{1960 + years}-{part + 1:02}" if letter == "m" else f"{1960 + years}{letter}{part + 1}"
