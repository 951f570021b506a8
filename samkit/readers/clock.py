"""One text to the numbers of a date and the seconds of its day, without deciding what the numbers mean."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_AM: Final = (
    "am",
    "a.m.",
    "a. m.",
    "vorm.",
    "ก่อนเที่ยง",
    "上午",
    "午前",
    "오전",
    "π.μ.",
    "de.",
    "π.µ.",
    "sa",
    "sáng",
    "ص",
)
_PM: Final = (
    "pm",
    "p.m.",
    "p. m.",
    "nachm.",
    "หลังเที่ยง",
    "下午",
    "午後",
    "오후",
    "μ.μ.",
    "du.",
    "µ.µ.",
    "ch",
    "chiều",
    "م",
)
"""The halves of the day, as the platforms write them: English, Spanish, German, Thai, Chinese, Japanese, Korean, …"""

_EAST: Final = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("west", "cet", "mez"), 1),
    **dict.fromkeys(("cest", "mesz", "eet", "oez"), 2),
    **dict.fromkeys(("eest", "oesz"), 3),
    **dict.fromkeys(("edt",), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst",), -8),
}
"""Hours east of UTC of the zones by name: those of RFC 5322 and of Europe."""

_MONTHS: Final = (
    *("jan ene gen", "feb fév fev", "mar mär mrz mrt", "apr avr abr", "mai may mag mei", "jun giu", "jul lug"),
    *("aug aoû ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic"),
)
"""How the names of the months begin, in the languages of western Europe; French juin and juillet stand apart."""

_MONTH: Final = {start: month for month, starts in enumerate(_MONTHS, start=1) for start in starts.split()}
_LONGEST: Final = 80
_SERIALS: Final = (20_000, 80_000)
"""Between which numbers a number can be the day of a spreadsheet: the years 1954 to 2119."""

_HALF: Final = "|".join(re.escape(word) for word in sorted((*_AM, *_PM), key=len, reverse=True))
_NUMBERS: Final = r"(?P<a>\d{1,4})\s?(?P<sign>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sign)\s?(?P<c>\d{1,4})\.?"
_WEEKDAY: Final = r"(?:[^\W\d_]+\.?,?\s+)?"
_NAMED: Final = (
    rf"{_WEEKDAY}(?P<d1>\d{{1,2}})\.?[-\s]*(?:de\s)?(?P<m1>[^\W\d_]{{3,}})\.?,?[-\s]*(?:de\s)?(?P<y1>\d{{4}})"
)
_NAMED_FIRST: Final = rf"{_WEEKDAY}(?P<m2>[^\W\d_]{{3,}})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
_CLOCK: Final = (
    rf"(?:T|,?\s+(?:at\s|um\s)?)(?:(?P<before>{_HALF})\s*)?(?P<h>\d{{1,2}})[:.h](?P<m>\d{{2}})"
    rf"(?:[:.](?P<s>\d{{2}})(?:[.,]\d+)?)?(?:\s*(?P<after>{_HALF}))?"
)
_OFFSET: Final = r"\s*(?:(?P<zone>[A-Z]{1,4})(?![A-Z]))?\s*(?P<offset>[+\-−]\d{1,2}(?::?\d{2})?)?"
_WHOLE: Final = re.compile(
    rf"(?:{_NUMBERS}|{_NAMED}|{_NAMED_FIRST})(?:{_CLOCK}(?:{_OFFSET})?)?\s*(?:\([^()]*\)|\[[^\[\]]*\])?", re.IGNORECASE
)
_USUAL: Final = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)
"""The usual spelling, which is read several times as fast as all others."""

_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_CHARACTERS: Final = str.maketrans(
    {"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " ", "時": ":", "\u00a0": " ", "\u202f": " "}
)


class Parts(NamedTuple):
    """A text taken apart.

    Parameters
    ----------
    numbers
        The three numbers of the date, as they stand.
    order
        What they are: "ymd", "?" where day and month are not told apart, "serial" where the text is one number.
    clock
        The **seconds** since the day began; of a number those since its day 0.
    offset
        The **seconds** by which the clock is ahead of UTC; none where the text does not say.
    twelve
        Whether it names the half of the day.
    sign
        What stands between the numbers.
    """

    numbers: tuple[int, int, int]
    order: str
    clock: int = 0
    offset: int | None = None
    twelve: bool = False
    sign: str = ""


def taken_apart(text: str) -> Parts | None:
    """Take the text of a date, with or without a time, apart; none if it is no such text.

    Examples
    --------
    >>> taken_apart("2562/07/26 10:06:06 หลังเที่ยง GMT+7")
    Parts(numbers=(2562, 7, 26), order='ymd', clock=79566, offset=25200, twelve=True, sign='/')
    """
    usual = _USUAL.fullmatch(text)
    if usual:
        return _usual(*usual.groups())
    plain = text.strip().translate(_CHARACTERS)
    if len(plain) > _LONGEST or not plain:
        return None
    if _SERIAL.fullmatch(plain):
        days = float(plain.replace(",", "."))
        return Parts((0, 0, 0), "serial", round(days * 86_400)) if _SERIALS[0] <= days <= _SERIALS[1] else None
    found = _WHOLE.fullmatch(plain)
    date = _date(found) if found else None
    if found is None or date is None:
        return None
    clock, offset = _clock(found), _offset(found)
    if clock is None or offset == _UNKNOWN:
        return None
    return date._replace(clock=clock, offset=offset, twelve=bool(found["before"] or found["after"]))


def _usual(first: str, sign: str, second: str, third: str, *clock: str | None) -> Parts | None:
    """Give the parts of a text in the usual spelling."""
    hour, minute, second_ = (int(part or 0) for part in clock)
    if (len(first) > 2 and len(third) > 2) or hour > 23 or minute > 59 or second_ > 60:
        return None
    seconds = hour * 3600 + minute * 60 + second_
    numbers = (int(first), int(second), int(third))
    return Parts(numbers, "ymd" if len(first) == 4 else "?", seconds, None, False, sign)  # noqa: FBT003 - by place, for speed


_UNKNOWN: Final = -1
"""What stands for a zone that is not known."""


def _date(found: re.Match[str]) -> Parts | None:
    """Give the numbers of the date, and whether their order is told."""
    name = found["m1"] or found["m2"]
    if name:
        month = _month(name)
        numbers = (int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
        return Parts(numbers, "ymd") if month else None
    if len(found["b"]) > 2 or (len(found["a"]) > 2) + (len(found["c"]) > 2) > 1:
        return None
    numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
    return Parts(numbers, "ymd" if len(found["a"]) == 4 else "?", sign=found["sign"])


def _month(name: str) -> int:
    """Give the number of a month by its name; 0 if it is none."""
    start = name.casefold()
    if start.startswith(("juin", "juil")):
        return 6 if start.startswith("juin") else 7
    return _MONTH.get(start[:3], 0)


def _clock(found: re.Match[str]) -> int | None:
    """Give the seconds since the day began; none if there is no such time."""
    if not found["h"]:
        return 0
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    half = (found["before"] or found["after"] or "").casefold()
    if half in _AM:
        hour = hour % 12 if hour <= 12 else 99
    elif half and hour <= 12:
        hour = hour % 12 + 12
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 61 else None


def _offset(found: re.Match[str]) -> int | None:
    """Give the seconds by which the clock is ahead of UTC; none if it is not told."""
    zone, signed = found["zone"], found["offset"]
    if not zone and not signed:
        return None
    if zone and zone.casefold() not in _EAST:
        return _UNKNOWN
    hours = _EAST[zone.casefold()] if zone else 0
    if not signed:
        return hours * 3600
    digits = signed[1:].replace(":", "")
    ahead = int(digits[:-2]) * 3600 + int(digits[-2:]) * 60 if len(digits) > 2 else int(digits) * 3600
    return hours * 3600 + (ahead if signed[0] == "+" else -ahead)
