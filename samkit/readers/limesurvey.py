"""LimeSurvey: headings of codes, of codes and texts, or of texts, with the sub-question in square brackets."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.readers import tabular
from samkit.readers.evidence import filled, kind_of_rows
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import distinct, words
from samkit.readers.outline import by_question, in_brackets, outlined, unnamed, with_kinds
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.notes import Note
    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

_SYSTEM: Final[dict[str, tuple[str, Kind]]] = {
    "id": ("Response ID", "meta"),
    "submitdate": ("Date submitted", "moment"),
    "lastpage": ("Last page", "meta"),
    "startlanguage": ("Start language", "meta"),
    "seed": ("Seed", "meta"),
    "startdate": ("Date started", "moment"),
    "datestamp": ("Date last action", "moment"),
    "ipaddr": ("IP address", "personal"),
    "refurl": ("Referrer URL", "meta"),
    "token": ("Access code", "personal"),
    "firstname": ("First name", "personal"),
    "lastname": ("Last name", "personal"),
    "email": ("Email address", "personal"),
    "interviewtime": ("Total time", "duration"),
}
"""The columns that the platform adds, the headings that they have in an export of texts, and what they hold."""

_SURE: Final = ("submitdate", "lastpage", "startlanguage", "datestamp")
_IN_LANGUAGES: Final = {
    "Token": "token",
    "Antwort ID": "id", "Datum Abgeschickt": "submitdate", "Letzte Seite": "lastpage", "Start-Sprache": "startlanguage",
    "Zufallsstartwert": "seed", "Zufallsgeneratorstartwert": "seed", "Datum gestartet": "startdate",
    "Datum letzte Aktivität": "datestamp", "IP-Adresse": "ipaddr", "Weiterleitungs-URL": "refurl",
    "Zugangscode": "token", "Zugangsschlüssel": "token", "Gesamtzeit": "interviewtime",
    "ID de la réponse": "id", "Date de soumission": "submitdate", "Dernière page": "lastpage",
    "Langue de départ": "startlanguage", "Tête de série": "seed", "Date de lancement": "startdate",
    "Date de la dernière action": "datestamp", "Adresse IP": "ipaddr",
}  # fmt: skip
"""Headings of these columns as other languages and versions have them."""

_BY_TEXT: Final = {text: (code, kind) for code, (text, kind) in _SYSTEM.items()} | {
    text: (code, _SYSTEM[code][1]) for text, code in _IN_LANGUAGES.items()
}
_BESIDE: Final = frozenset({"Other", "Comment", "comment", "Sonstiges", "Kommentar", "Autre", "Commentaire"})
_PAGE_TIME: Final = re.compile(r"(?:Group|Question) time: |(?:Gruppenzeit|Fragenzeit): ")
_HEADING: Final = re.compile(r"([A-Za-z]\w*)((?:\[[^\[\]]*\])*)(?:\. ?(.*))?", re.DOTALL | re.ASCII)
_SUB: Final = re.compile(r"\[([^\[\]]*)\]")
_YES: Final = frozenset(
    {
        *("y", "yes", "ja", "oui", "sí", "si", "sim", "da", "tak", "ano", "igen", "kyllä", "evet"),
        *("да", "так", "はい", "是", "예", "ใช่", "نعم", "כן"),
    }
)
_NO: Final = frozenset(
    {
        *("n", "no", "nein", "non", "não", "nee", "nej", "nei", "ne", "nie", "nem", "ei"),
        *("нет", "ні", "いいえ", "否", "아니요", "ไม่ใช่", "لا", "לא"),
    }
)
_RANK: Final = re.compile(
    r"(?:rank|rang|rango|ranking|rangering|rangordning|posição|posto|ранг)\s?(\d+)", re.IGNORECASE
)
"""How the places of a ranking are called, where texts are exported."""

_RANKED: Final = 10
"""How many respondents must name several things, none twice, where only the codes are numbered from 1."""

_OTHER: Final = "-oth-"
"""What stands for "Other" where answers are exported as codes."""

_UNSEEN: Final = "N/A"
"""What stands for an option of a question that was not shown, where answers are exported in full."""


class Heading(NamedTuple):
    """A heading taken apart: the code of the question, those of its part, the words of both."""

    code: str
    subs: tuple[str, ...] = ()
    text: str = ""
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The code as the platform writes it."""
        return self.code + "".join(f"[{sub}]" for sub in self.subs)


def heading(cell: str) -> Heading | None:
    """Take a heading apart that begins with a code; none if it does not.

    Examples
    --------
    >>> heading("time[SQ1]. Time in a month: [Research]")
    Heading(code='time', subs=('SQ1',), text='Time in a month:', parts=('Research',))
    """
    found = _HEADING.fullmatch(tidy(cell))
    if not found:
        return None
    subs = tuple(_SUB.findall(found[2]))
    if found[3] is None:
        return Heading(found[1], subs)
    deep = 2 if len(subs) > 1 or (subs and "_" in subs[0]) else 1
    text, parts = in_brackets(words(found[3]), deep if subs else 0)
    return Heading(found[1], subs, text, parts)


def recognised(peek: Peek) -> Sign | None:
    """Recognise the platform's own columns; without them, headings of a code with a sub-question in brackets."""
    names = [tidy(cell) for cell in peek.top[0]] if peek.top else []
    coded = [found for found in map(heading, names) if found]
    codes = {found.code for found in coded if not found.subs}
    if len(codes.intersection(_SURE)) > 1 and {"lastpage", "startlanguage"} & codes:
        return Sign("it has the columns submitdate, lastpage and startlanguage of that platform")
    own = {_BY_TEXT[name][0]: name for name in names if name in _BY_TEXT}
    sure = [own[code] for code in ("id", *_SURE[:3]) if code in own]
    if len(sure) > 2:
        return Sign(f"it has the columns {', '.join(sure[:-1])} and {sure[-1]} of that platform")
    whole = [found for found in coded if found.subs and found.parts]
    bare = [found for found in coded if found.subs and re.match(r"(?:SQ|sq)\d", found.subs[0])]
    if len(whole) > 1 or len(bare) > 1:
        return Sign("its headings hold sub-questions as in Q1[SQ001]", certain=False)
    return None


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take codes, texts and sub-questions from the headings."""
    cells = [tidy(cell) for cell in top[0]]
    found = [heading(cell) for cell in cells]
    coded = sum(one is not None for one in found) * 2 > sum(map(bool, cells)) and not _BY_TEXT.keys() & set(cells)
    if not coded and not any(cell.endswith("]") for cell in cells) and not _BY_TEXT.keys() & set(cells):
        raise other_form("limesurvey", "its headings hold neither codes nor sub-questions in square brackets")
    names = [one.name if coded and one else cell for cell, one in zip(cells, found, strict=True)]
    if coded and not any(one.subs for one in found if one):
        found = _underscored(found)
    codes = {one.code for one in found if one}
    asked = [_of_code(one, codes) if coded and one else _of_text(cell) for cell, one in zip(cells, found, strict=True)]
    told, notes = distinct(name or unnamed(top, place) for place, name in enumerate(names))
    return Head(told, tuple(asked), 1, notes)


def _underscored(found: Sequence[Heading | None]) -> list[Heading | None]:
    """Take codes of sub-questions behind an underscore for such where several columns share the code before it."""
    pairs = [one.code.partition("_") if one else ("", "", "") for one in found]
    shared = Counter(code for code, sub, _ in pairs if sub and code != "attribute")
    return [
        one._replace(code=code, subs=(sub,)) if one and shared[code] > 1 and sub else one
        for one, (code, _, sub) in zip(found, pairs, strict=True)
    ]


def _of_code(found: Heading, codes: set[str]) -> Asked:
    """Say what a column holds by its codes."""
    if not found.subs and found.code in _SYSTEM:
        text, kind = _SYSTEM[found.code]
        return Asked(found.text or text, kind=kind)
    timed = found.code.removesuffix("Time")
    if _PAGE_TIME.match(found.text) or re.fullmatch(r"groupTime\d+", found.code):
        return Asked(found.text, kind="meta")
    if timed in codes and timed != found.code and "interviewtime" in codes:
        return Asked(found.text, kind="meta")
    part = " - ".join(part for part in found.parts if part) or (", ".join(found.subs) if not found.text else "")
    return Asked(found.text, part, found.code, _beside(found))


def _beside(found: Heading) -> Kind:
    """Say whether a column holds the words beside an answer, or how many files were sent."""
    if not found.subs:
        return ""
    last = found.subs[-1]
    if last == "other" or last.endswith("comment"):
        return "other"
    return "meta" if last == "filecount" else ""


def _of_text(cell: str) -> Asked:
    """Say what a column holds by a heading without a code."""
    text, parts = in_brackets(words(cell), 1)
    if not cell:
        return Asked(kind="meta")
    if cell in _BY_TEXT:
        return Asked(cell, kind=_BY_TEXT[cell][1])
    if _PAGE_TIME.match(cell):
        return Asked(cell, kind="meta")
    part = parts[0] if parts else ""
    return Asked(text, part, text, "other" if part in _BESIDE else "")


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Tell multi-select questions, rankings and grids apart by their answers."""
    kinds: dict[str, Kind] = {}
    for members in by_question(columns).values():
        if len(members) > 1:
            kinds |= dict.fromkeys([column.name for column in members], _kind(members))
    done = {name: _with_codes(column) for name, column in with_kinds(columns, kinds).items()}
    return done, outlined(done)


def _with_codes(column: Column) -> Column:
    """Say what the platform's own codes among the answers stand for."""
    asked = column.asked
    if asked.kind == "option" and _UNSEEN in column.categories:
        asked = asked._replace(missing={_UNSEEN: "not asked"})
    if _OTHER in column.categories:
        asked = asked._replace(labels={_OTHER: "Other"})
    return column._replace(asked=asked)


def _kind(members: Sequence[Column]) -> Kind:
    """Say what the columns of one question hold."""
    answers = {text.casefold() for column in members for text in filled(column, ("", _UNSEEN))}
    if answers and answers <= _YES | _NO and len(answers) < 3:
        return "option"
    return "rank" if _is_ranking(members) else kind_of_rows(members)


def _is_ranking(members: Sequence[Column]) -> bool:
    """Say whether columns are numbered as places from 1, and nobody names the same thing in two of them."""
    places = [_RANK.fullmatch(column.asked.part) for column in members]
    called = all(places)
    numbers = [
        place[1] if place else column.name.rpartition("[")[2][:-1]
        for place, column in zip(places, members, strict=True)
    ]
    if numbers != [str(place) for place in range(1, len(members) + 1)]:
        return False
    things = {text: number for number, text in enumerate(dict.fromkeys(t for c in members for t in filled(c)), start=1)}
    codes = [np.array([things.get(text, 0) for text in column.categories])[column.codes] for column in members]
    named = np.sort(np.stack(codes), axis=0)
    several = int(np.sum(named[-2] > 0))
    return (called or several >= _RANKED) and not bool(np.any((named[1:] == named[:-1]) & (named[1:] > 0)))


FORM: Final = Form("limesurvey", head, understood)
READER: Final = tabular.reader(FORM, recognised)
