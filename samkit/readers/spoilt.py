"""Ranges that a spreadsheet turned into dates: 2-5 became 5-Feb, 10-49 became Oct-49."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from samkit.readers.export import Column

_MONTHS: Final = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "mrz", "mrt", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
"""How the names of the months begin in the languages of the usual spreadsheets, without accents."""

_DAY: Final = re.compile(r"(\d{1,2})[-. ]{1,2}([^\W\d_]{3,9})\.?")
_YEAR: Final = re.compile(r"([^\W\d_]{3,9})\.?[- ](\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
_NUMBER: Final = r"\d[\d,.']*"
_RANGE: Final = re.compile(
    rf"\D{{0,12}}{_NUMBER}\D{{0,12}}(?:-|–|—|\b(?:to|bis|à|a|up to)\b)\D{{0,4}}{_NUMBER}\D{{0,20}}"
    rf"|[<>≤≥]\s*\D?{_NUMBER}\D*|\D?{_NUMBER}\s*\+\D*",
    re.IGNORECASE,
)

_MOST_TEXTS: Final = 60
"""A question with more distinct answers has no list of ranges."""

_MOST_TOLD: Final = 5
_LAST_CENTURY: Final = 2000


def likely_range(text: str) -> str:
    """Give the range that a date was before a spreadsheet took it for one; empty if the text is no such date.

    Examples
    --------
    >>> [likely_range(text) for text in ("5-Feb", "10-Jun", "Oct-49", "20. Nov", "5-May", "2-5")]
    ['2-5', '6-10', '10-49', '11-20', '', '']
    """
    day, year, iso = (form.fullmatch(text.strip()) for form in (_DAY, _YEAR, _ISO))
    if day:
        ends = _month(day[2]), int(day[1])
    elif year:
        ends = _month(year[1]), int(year[2])
        ends = ends if ends[0] < ends[1] else (0, 0)
    elif iso:
        ends = int(iso[2]), int(iso[1][2:]) if int(iso[1]) < _LAST_CENTURY and iso[3] == "01" else int(iso[3])
    else:
        return ""
    low, high = sorted(ends)
    return f"{low}-{high}" if 0 < low < high else ""


def _month(name: str) -> int:
    """Give the number of a month by its name or the beginning of it, 0 if it is none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if letter.isalpha())
    starts = ((number, start) for number, names in enumerate(_MONTHS, start=1) for start in names)
    return next((number for number, start in starts if plain.startswith(start)), 0)


def spoilt(texts: Collection[str]) -> dict[str, str]:
    """Find the dates among the answers of a question that were ranges, each with its likely range.

    Parameters
    ----------
    texts
        The distinct answers of one question, and the labels of its options.

    Returns
    -------
    dict
        Empty where the ranges would overlap, or nothing else speaks for them: another answer that is one, or one range
        that begins where another ends.

    Examples
    --------
    >>> spoilt(["<10", "Oct-49", "50-99"])
    {'Oct-49': '10-49'}
    >>> spoilt(["5-Feb", "3-Mar"])
    {}
    """
    found = {text: likely for text in texts if (likely := likely_range(text))}
    if not found or len(texts) > _MOST_TEXTS:
        return {}
    ends = sorted({tuple(map(int, likely.split("-"))) for likely in found.values()})
    if any(one[1] >= other[0] for one, other in pairwise(ends)):
        return {}
    others = any(_RANGE.fullmatch(text.strip()) for text in texts if text not in found)
    touching = any(one[1] + 1 == other[0] for one, other in pairwise(ends)) and not any(map(_ISO.fullmatch, found))
    return found if others or touching else {}


def notes(columns: Iterable[Column]) -> tuple[Note, ...]:
    """Say which answers and labels of a table were ranges, and what they likely were.

    Parameters
    ----------
    columns
        All columns; those of one question share `asked.group`.
    """
    questions: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for column in columns:
        if len(column.categories) <= _MOST_TEXTS:
            questions[column.asked.group, "" if column.asked.group else column.name].append(column)
    told: dict[str, str] = {}
    cells, where = 0, ""
    for members in questions.values():
        found = spoilt(_texts(members))
        if found:
            cells += sum(_count(column, found) for column in members)
            where = where or members[0].asked.group or members[0].name
            told |= found
    return _note(told, cells, where) if told else ()


def _texts(columns: Sequence[Column]) -> list[str]:
    """Give the distinct answers of a question and the labels of its parts; blank ones left out."""
    texts = [text for column in columns for text in (column.asked.part, *column.categories)]
    return [text for text in dict.fromkeys(texts) if text]


def _count(column: Column, found: Collection[str]) -> int:
    """Count the cells of a column that hold such a date."""
    wanted = np.array([text in found for text in column.categories], dtype=bool)
    return int(wanted[column.codes].sum()) if len(wanted) else 0


def _note(told: dict[str, str], cells: int, where: str) -> tuple[Note, ...]:
    """Say what was found."""
    pairs = [f"{shown(text)} was likely {shown(likely)}" for text, likely in told.items()]
    listed = ", ".join(pairs[:_MOST_TOLD]) + (
        f", and {len(pairs) - _MOST_TOLD} more" if len(pairs) > _MOST_TOLD else ""
    )
    text = (
        f"a spreadsheet seems to have turned ranges into dates: {listed} ({counted(cells, 'cell')}, first in "
        f"{shown(where)}); they stand as they are"
    )
    return (Note("spoilt_ranges", text),)
