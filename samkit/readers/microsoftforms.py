"""Microsoft Forms: number, start and completion first, one header row, ticked options in one cell that ends with ;."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers import tabular
from samkit.readers.evidence import filled
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import distinct, words
from samkit.readers.moments import moments
from samkit.readers.outline import outlined, unnamed, with_kinds, with_packed
from samkit.readers.packed import parts
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

_STARTS: Final = frozenset(
    {
        *(
            "start time",
            "startzeit",
            "heure de début",
            "hora de inicio",
            "begintijd",
            "ora di inizio",
            "hora de início",
        ),
        *(
            "starttidspunkt",
            "starttid",
            "godzina rozpoczęcia",
            "aloitusaika",
            "開始時刻",
            "开始时间",
            "開始時間",
            "시작 시간",
        ),
    }
)
_ENDS: Final = frozenset(
    {
        *("completion time", "fertigstellungszeit", "heure de fin", "hora de finalización", "tijd van voltooien"),
        *("ora di completamento", "hora de conclusão", "fuldførelsestidspunkt", "slutförandetid", "godzina ukończenia"),
        *("valmistumisaika", "完了時刻", "完成时间", "完成時間", "완료 시간"),
    }
)
"""How the platform calls the times at which an answer was begun and sent, in its languages, in small letters."""

_MAILS: Final = frozenset(
    {
        *("email", "e-mail", "adresse de messagerie", "correo electrónico", "posta elettronica", "e-mailadres"),
        *("メール", "电子邮件", "電子郵件", "이메일", "e-post", "adres e-mail", "sähköposti"),
    }
)
_NAMES: Final = frozenset(
    ["name", "nom", "nombre", "naam", "nome", "navn", "namn", "nazwa", "nimi", "名前", "名称", "姓名", "名稱", "이름"]
)
_WHOLE_ORDER: Final = "each cell is a whole ranking, which is left as it stands: give each place a column to use it"

_FIRST: Final = 8
"""Among how many columns at the beginning those of the platform stand."""

_OWN: Final = frozenset({"last modified time", "total points", "quiz feedback", "grade posted time", "language"})
_OF_ANOTHER: Final = re.compile(r"(.{2,40}?) [-–:] (.+)", re.DOTALL)
_SUFFIX: Final = re.compile(r"(.*\D)([2-9]|[1-9]\d)", re.DOTALL)


def recognised(peek: Peek) -> Sign | None:
    """Recognise ID, start time and completion time as the first columns; likely in a language that is not known."""
    names = [tidy(cell).casefold() for cell in peek.top[0][:3]] if peek.top else []
    if len(names) < 3 or names[0] != "id":
        return None
    if names[1] in _STARTS and names[2] in _ENDS:
        return Sign("its first columns are ID, start time and completion time")
    both = [moments([row[place] for row in peek.top[1:] if len(row) > 2]) for place in (1, 2)]
    if all(not one.unreadable and not np.isnat(one.values).all() for one in both):
        return Sign("its first columns are ID and two points in time", certain=False)
    return None


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take questions from the headings, and tell what a quiz notes of each from them."""
    cells = [tidy(cell) for cell in top[0]]
    if len(cells) < 3 or cells[0].casefold() != "id":
        raise other_form("microsoftforms", "its first columns are not ID, start time and completion time")
    names, notes = distinct(cell or unnamed(top, place) for place, cell in enumerate(cells))
    begun = Counter(found[1] for found in map(_OF_ANOTHER.fullmatch, cells) if found and found[2] in cells)
    asked = [_asked(cell, place, set(cells), begun) for place, cell in enumerate(cells)]
    return Head(names, tuple(asked), 1, notes)


def _asked(cell: str, place: int, cells: set[str], begun: Counter[str]) -> Asked:
    """Say what a column holds by its heading and its place."""
    kind = _platform(cell.casefold(), place)
    another = _OF_ANOTHER.fullmatch(cell)
    if another and another[2] in cells and (begun[another[1]] > 1 or another[1] in {"Points", "Feedback"}):
        kind = "meta"
    if kind or not cell:
        return Asked(words(cell), kind=kind or "meta")
    again = _SUFFIX.fullmatch(cell)
    text = words(again[1] if again and again[1] in cells else cell)
    return Asked(text, group=words(cell))


def _platform(name: str, place: int) -> Kind:
    """Say what the platform notes in a column; empty if it is a question's."""
    if place in {1, 2}:
        return "moment"
    if place == 0 or (name in _OWN and place < _FIRST):
        return "moment" if name == "last modified time" else "meta"
    return "personal" if place < _FIRST - 2 and name in _MAILS | _NAMES else ""


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Find the questions whose ticked options stand in one cell, and those in which all options stand, in an order."""
    orders: dict[str, Kind] = {
        name: "text" for name, column in columns.items() if not column.asked.kind and _is_order(filled(column))
    }
    told = (Note("structure", f"column {shown(name)}: {_WHOLE_ORDER}") for name in orders)
    done, notes = with_packed(with_kinds(columns, orders))
    return done, (*outlined(done), *told, *notes)


def _is_order(texts: Sequence[str]) -> bool:
    """Say whether all texts hold the same options, in several orders."""
    if len(texts) < 2 or not all(text.endswith(";") for text in texts):
        return False
    options = {tuple(sorted(parts(text, ";"))) for text in texts}
    return len(options) == 1 and len(next(iter(options))) > 1


FORM: Final = Form("microsoftforms", head, understood)
READER: Final = tabular.reader(FORM, recognised)
