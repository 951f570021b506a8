"""Points in time: a column of texts to seconds since 1970, and what was decided on the way.

The day and the month are told apart over the whole column, never text by text: by a number above twelve, else by the
order in which the respondents stand in the file, else by what is usual, and then it is said that it is a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.readers.clock import taken_apart
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.readers.clock import Parts

_DAY: Final = 86_400
_SERIAL_ORIGIN: Final = np.datetime64("1899-12-30", "s")
"""Day 0 of the numbers by which spreadsheets count days, after the 29 February 1900 that they believe in."""

_BUDDHIST: Final = 543
"""By how many years the Buddhist era is ahead."""

_FIRST_BUDDHIST: Final = 2400
_TURNS: Final = 3
"""By how many turns of time one order of day and month must be the better one to be believed."""

_WORDS: Final = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}


class Moments(NamedTuple):
    """What a column of texts means in time.

    Parameters
    ----------
    values
        The moment of each text, to the second, **shape** (texts,); not a time where it is blank or unreadable.
    unreadable
        The texts that are no moment; blank ones are not among them.
    decided
        What was decided, in sentences: the order of day and month, the era, the offset, the day numbers.
    certain
        Whether the order of day and month is more than a guess.
    numbers
        How many texts are plain numbers that were read as the days of a spreadsheet.
    """

    values: NDArray[np.datetime64]
    unreadable: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    certain: bool = True
    numbers: int = 0

    @property
    def share(self) -> float:
        """The **share** of the texts that are not blank that are moments, between 0 and 1; 0 if all are blank."""
        read = int(np.sum(~np.isnat(self.values)))
        return read / (read + len(self.unreadable)) if read else 0.0


def moments(texts: Sequence[str]) -> Moments:
    """Read points in time.

    Parameters
    ----------
    texts
        The distinct texts of one column, in order of first appearance (`Column.categories`), in any usual spelling: ISO
        8601, numbers with any sign between, names of months, 12-hour clocks, offsets, Buddhist years, the day numbers
        of spreadsheets.

    Returns
    -------
    Moments
        One value a text; `moments(column.categories).values[column.codes]` has one a respondent.

    Notes
    -----
    Where a text names an offset from UTC, its value is in UTC; otherwise it is the clock as it stood.

    Examples
    --------
    >>> found = moments(["6/21/2018 23:29:42", "7/4/2018 0:06", ""])
    >>> found.values.astype(str).tolist(), found.decided
    (['2018-06-21T23:29:42', '2018-07-04T00:06:00', 'NaT'], ('dates were read as month/day/year',))
    """
    parts = [taken_apart(text) for text in texts]
    order, how = _order([part for part in parts if part and part.order == "?"])
    values, buddhist, short = _values(parts, order)
    fault = np.isnat(values)
    unreadable = tuple(text for text, nothing in zip(texts, fault.tolist(), strict=True) if nothing and text.strip())
    read = [part for part, nothing in zip(parts, fault.tolist(), strict=True) if part and not nothing]
    numbers = sum(part.order == "serial" for part in read)
    decided = (
        *([f"dates were read as {_WORDS[order]}{how}"] if order else []),
        *([f"{counted(buddhist, 'date')} of the Buddhist era: {_BUDDHIST} years were taken off"] if buddhist else []),
        *(["years of two digits were read as 1969 to 2068"] if short else []),
        *_of_offsets(read),
        *([f"{counted(numbers, 'number')} read as the day numbers of a spreadsheet"] if numbers else []),
    )
    return Moments(values, unreadable, decided, certain=not how.endswith("a guess"), numbers=numbers)


def _order(parts: Sequence[Parts]) -> tuple[str, str]:
    """Tell in which order day and month stand, and by what if not by a number above twelve."""
    if not parts:
        return "", ""
    possible = {order: int(np.sum(~np.isnat(_days(*_sorted(parts, order))[0]))) for order in ("dmy", "mdy", "ymd")}
    most = max(possible.values())
    best = [order for order in possible if possible[order] == most]
    if most == 0 or best[:2] != ["dmy", "mdy"]:
        return best[0], ""
    if all(part.sign == "." for part in parts):
        return "dmy", ", as is usual with points between"
    return _by_rows(parts)


def _by_rows(parts: Sequence[Parts]) -> tuple[str, str]:
    """Tell the order by which of the two the respondents stand in, else by what is usual."""
    turns = {order: _turns(parts, order) for order in ("dmy", "mdy")}
    likely = min(turns, key=lambda order: turns[order])
    if abs(turns["dmy"] - turns["mdy"]) >= _TURNS:
        return likely, ", in which the respondents stand in the order of time"
    usual = "mdy" if any(part.twelve for part in parts) else "dmy"
    return usual if turns["dmy"] == turns["mdy"] else likely, "; no day is above 12, so that this is a guess"


def _turns(parts: Sequence[Parts], order: str) -> int:
    """Count how often time runs the other way from one text to the next, whether it runs up or down in most."""
    days = _days(*_sorted(parts, order))[0].astype("datetime64[s]")
    times = days + np.array([part.clock for part in parts], dtype="timedelta64[s]")
    return min(int(np.sum(times[1:] < times[:-1])), int(np.sum(times[1:] > times[:-1])))


def _sorted(parts: Sequence[Parts], order: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give years, months and days of numbers that stand in one order."""
    numbers = np.array([part.numbers for part in parts], dtype=np.int64).reshape(-1, 3)
    year, month, day = (numbers[:, order.index(letter)] for letter in "ymd")
    return year, month, day


def _days(
    year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]
) -> tuple[NDArray[np.datetime64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Give the days, not a time where there is no such day, which years are Buddhist, and which have two digits."""
    short = year < 100
    buddhist = (year >= _FIRST_BUDDHIST) & (year < _FIRST_BUDDHIST + 400)
    full = np.where(short, np.where(year < 69, 2000, 1900) + year, year - np.where(buddhist, _BUDDHIST, 0))
    there = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (full >= 1000) & (full <= 9999)
    months = np.where(there, (full - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(there, day - 1, 0).astype("timedelta64[D]")
    there &= days.astype("datetime64[M]") == months
    days[~there] = np.datetime64("NaT")
    return days, buddhist & there, short & there


def _values(parts: Sequence[Parts | None], order: str) -> tuple[NDArray[np.datetime64], int, int]:
    """Give the moment of each text, and how many years are of the Buddhist era, and of two digits."""
    values = np.full(len(parts), np.datetime64("NaT"), dtype="datetime64[s]")
    buddhist = short = 0
    for kind in ("ymd", "?"):
        places = [place for place, part in enumerate(parts) if part and part.order == kind]
        here = [part for part in parts if part and part.order == kind]
        if here:
            days, of_era, of_two = _days(*_sorted(here, order if kind == "?" else "ymd"))
            seconds = [part.clock - (part.offset or 0) for part in here]
            values[places] = days.astype("datetime64[s]") + np.array(seconds, dtype="timedelta64[s]")
            buddhist, short = buddhist + int(of_era.sum()), short + int(of_two.sum())
    for place, part in enumerate(parts):
        if part and part.order == "serial":
            values[place] = _SERIAL_ORIGIN + np.timedelta64(part.clock, "s")
    return values, buddhist, short


def _of_offsets(read: Sequence[Parts]) -> list[str]:
    """Say that texts name their offset from UTC, and how many do not."""
    offsets = {part.offset for part in read if part.offset is not None}
    if not offsets or offsets == {0}:
        return []
    without = sum(part.offset is None for part in read)
    rest = f", {counted(without, 'time')} without an offset taken for UTC" if without else ""
    return [f"times were brought to UTC by the offset that they name{rest}"]
