"""Qualtrics CSV as it was until 2017: two rows above the respondents, V1 to V10, and no import codes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.notes import Note
from samkit.readers.export import Asked
from samkit.readers.form import Head
from samkit.readers.headings import beyond, distinct, shared, stem, words
from samkit.readers.importid import platform
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.readers.export import Kind

_OWN: Final = re.compile(r"V\d{1,2}")
_PLACE: Final = re.compile(r"(.+_)-?\d+")
_SIGN: Final = "-"
_TEXT: Final = "_TEXT"
_TOLD_TEXT: Final = "-TEXT"
_LEAST: Final = 3
_NONE: Final = ("", "")


class _Cell(NamedTuple):
    """One column of the head: its name as it stands and as it is told apart, its text, and its question."""

    given: str
    name: str
    told: str
    group: int


def is_legacy(top: Sequence[Sequence[str]]) -> bool:
    """Say whether the first columns are V1, V2 … above names of Qualtrics' own."""
    if len(top) < 2:
        return False
    own = [told for name, told in zip(top[0], top[1], strict=False) if _OWN.fullmatch(tidy(name))]
    return sum(bool(platform(told)) for told in own) >= _LEAST


def legacy_head(top: Sequence[Sequence[str]]) -> Head:
    """Take names and question texts from the first two records."""
    given = [tidy(name) for name in top[0]]
    names, notes = distinct(given)
    texts = [words(text) for text in top[1]]
    groups = _groups(given, texts)
    cells = [_Cell(*cell) for cell in zip(given, names, texts, groups, strict=True)]
    rows = Note("structure", "rows 1 and 2 are names and question texts, not respondents")
    return Head(names, _asked(cells), 2, (rows, *notes))


def _groups(names: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Number the questions: neighbours belong together that share a name up to its place, or a text up to its part."""
    groups, number, before = list[int](), 0, _NONE
    for name, text in zip(names, texts, strict=True):
        key = _key(name, text, before)
        number += key == _NONE or not _same(key, before)
        groups.append(0 if key == _NONE else number)
        before = key
    return groups


def _key(name: str, text: str, before: tuple[str, str]) -> tuple[str, str]:
    """Give the name of a column up to its place, and its text up to its part; the name where there is no part."""
    if not name or _OWN.fullmatch(name) or platform(text) == platform(name) != "":
        return _NONE
    bare, told = name.removesuffix(_TEXT), text.removesuffix(_TOLD_TEXT)
    place = _PLACE.fullmatch(bare)
    question, sign, _ = told.rpartition(_SIGN)
    if bare != name and before[1] in {told, question}:
        return before
    return (place[1] if place else bare, question if sign else bare)


def _same(key: tuple[str, str], before: tuple[str, str]) -> bool:
    """Say whether two neighbours belong to one question."""
    placed = key[0].endswith("_") and before[0].endswith("_")
    return key[0] == before[0] or (not placed and key[1] == before[1] != key[0])


def _asked(cells: Sequence[_Cell]) -> tuple[Asked, ...]:
    """Say of each column what was asked."""
    members: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        members[cell.group].append(cell)
    titles = _titles([found for group, found in members.items() if group])
    asked = {found[0].group: _of_question(found, titles[found[0].group]) for found in members.values()}
    turn = {group: iter(found) for group, found in asked.items()}
    return tuple(next(turn[cell.group]) if cell.group else _of_platform(cell) for cell in cells)


def _titles(questions: Sequence[Sequence[_Cell]]) -> dict[int, str]:
    """Call each question as the names of its columns begin; by its first column where others are called so."""
    found = {cells[0].group: stem([cell.given for cell in cells]) for cells in questions}
    called = list(found.values())
    first = {cells[0].group: cells[0].name for cells in questions}
    titles = {group: title if title and called.count(title) == 1 else first[group] for group, title in found.items()}
    return {**titles, 0: ""}


def _of_question(cells: Sequence[_Cell], title: str) -> list[Asked]:
    """Say of each column of one question what was asked."""
    texts = [cell.told.removesuffix(_TOLD_TEXT) if cell.given.endswith(_TEXT) else cell.told for cell in cells]
    text = shared(texts, _SIGN) if len(texts) > 1 else texts[0]
    answered = any(not cell.given.endswith(_TEXT) for cell in cells)
    return [
        Asked(text or told, beyond(told, text, _SIGN) if told != text else "", title, _kind(cell, answered=answered))
        for cell, told in zip(cells, texts, strict=True)
    ]


def _kind(cell: _Cell, *, answered: bool) -> Kind:
    """Say whether a column holds free words; all else is seen from the answers."""
    if not cell.given.endswith(_TEXT):
        return ""
    return "other" if answered else "text"


def _of_platform(cell: _Cell) -> Asked:
    """Say what a column of the platform's own is."""
    return Asked(cell.told, kind=platform(cell.told) or platform(cell.given))
