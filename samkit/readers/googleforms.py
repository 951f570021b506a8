"""Google Forms: a time stamp first, one header row, grids as "Question [Row]", all ticked options in one cell."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.notes import Note
from samkit.readers import tabular
from samkit.readers.counting import counted
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import distinct, words
from samkit.readers.moments import moments
from samkit.readers.outline import in_brackets, outlined, unnamed, with_packed
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

STAMPS: Final = frozenset(
    {
        *("timestamp", "zeitstempel", "horodateur", "marca temporal", "informazioni cronologiche"),
        *("carimbo de data/hora", "carimbo data/hora", "tijdstempel", "sygnatura czasowa", "отметка времени"),
        *("タイムスタンプ", "타임스탬프", "时间戳记", "時間戳記", "ประทับเวลา", "tidsstempel", "tidstämpel"),
        *("časové razítko", "časová pečiatka", "időbélyeg", "aikaleima", "dấu thời gian", "طابع زمني", "cap waktu"),
        *("marca de temps", "позначка часу", "χρονική σήμανση", "חותמת זמן", "stempel waktu", "vremenska oznaka"),
    }
)
"""How the platform calls the time at which a form was sent, in its languages, in small letters."""

_MAIL_HEADS: Final = frozenset(
    {"email address", "username", "e-mail-adresse", "adresse e-mail", "dirección de correo electrónico", "ที่อยู่อีเมล"}
)
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST_MAIL: Final = 254
_MOSTLY: Final = 0.5
"""Which **share** of the first column must be points in time."""

_POINTS: Final = re.compile(r"\d+(?:\.\d+)? / \d+")
_QUIZ: Final = frozenset({"Score", "Feedback"})


def recognised(peek: Peek) -> Sign | None:
    """Recognise a first column of points in time, certain if it is called as the platform calls its time stamp."""
    if len(peek.top) < 2 or not peek.top[0]:
        return None
    stamps = [row[0] for row in peek.top[1:] if row]
    found = moments(stamps)
    clock = any(":" in stamp for stamp in stamps)
    if found.unreadable or found.numbers or not clock or np.isnat(found.values).all():
        return None
    name = tidy(peek.top[0][0])
    if name.casefold() in STAMPS:
        return Sign(f"its first column, {name}, holds the time at which each form was sent")
    rows = sum(bool(in_brackets(tidy(cell))[1]) for cell in peek.top[0])
    sign = "its first column holds points in time, and headings end with the row of a grid in square brackets"
    return Sign(sign, certain=False) if rows > 1 else None


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take questions and the rows of grids from the headings."""
    cells = [tidy(cell) for cell in top[0]]
    first = moments([row[0] for row in top[1:] if row])
    if first.share < _MOSTLY:
        raise other_form("googleforms", "its first column holds no points in time")
    names, notes = distinct(cell or unnamed(top, place) for place, cell in enumerate(cells))
    asked = [
        Asked(words(cells[0]), kind="moment"),
        *(_asked(cell, top, place) for place, cell in enumerate(cells) if place),
    ]
    asked = _in_grids(asked, names)
    return Head(names, tuple(asked), 1, (*notes, *_without_question(asked)))


def _asked(cell: str, top: Sequence[Sequence[str]], place: int) -> Asked:
    """Say what a column holds by its heading, and by its first cells whether it is an address."""
    if not cell:
        return Asked(kind="meta")
    filled = [row[place] for row in top[1:] if place < len(row) and row[place].strip()]
    if cell.casefold() in _MAIL_HEADS or (filled and all(map(_is_address, filled))):
        return Asked(words(cell), kind="personal")
    if filled and all(_POINTS.fullmatch(text.strip()) for text in filled):
        return Asked(words(cell), kind="meta")
    text, row = in_brackets(cell)
    return Asked(words(text), words(row[0])) if row else Asked(words(cell))


def _is_address(text: str) -> bool:
    """Say whether a text is an e-mail address, of the length that one may have."""
    return len(text) <= _LONGEST_MAIL and _MAIL.fullmatch(text.strip()) is not None


def _in_grids(asked: Sequence[Asked], names: Sequence[str]) -> list[Asked]:
    """Bring the rows of each grid together: neighbours of one question; a bracket that stands alone is part of it."""
    done: list[Asked] = []
    for (text, is_row), run in groupby(asked, key=lambda one: (one.text, bool(one.part))):
        members = list(run)
        heads = names[len(done) : len(done) + len(members)]
        if is_row and len(members) > 1:
            group = text or f"{heads[0]} to {heads[-1]}"
            done += [one._replace(group=group, kind=_of_row(one)) for one in members]
        else:
            done += [_alone(one, name) for one, name in zip(members, heads, strict=True)]
    return done


def _of_row(one: Asked) -> Kind:
    """Tell the row of a grid from what a quiz notes."""
    return "meta" if one.part in _QUIZ else "grid"


def _alone(one: Asked, name: str) -> Asked:
    """Say what a column holds that is no row of a grid."""
    if one.part in _QUIZ:
        return one._replace(kind="meta")
    if one.part:
        return Asked(words(name), group=words(name))
    return one if one.kind else one._replace(group=one.text)


def _without_question(asked: Sequence[Asked]) -> tuple[Note, ...]:
    """Say that the file does not tell the question of a grid."""
    rows = sum(bool(one.part and not one.text) for one in asked)
    told = f"{counted(rows, 'row')} of grids whose question the file does not tell; neighbours were taken for one grid"
    return (Note("structure", told),) if rows else ()


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Find the questions whose ticked options stand in one cell."""
    done, notes = with_packed(columns)
    return done, (*outlined(done), *notes)


FORM: Final = Form("googleforms", head, understood)
READER: Final = tabular.reader(FORM, recognised)
