"""Alchemer (once SurveyGizmo): its own columns first, then "Option:Question" and "Row:Question" in one header row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.readers import tabular
from samkit.readers.evidence import are_ticks, filled, kind_of_rows
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import distinct, words
from samkit.readers.outline import by_question, outlined, unnamed, with_kinds
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.notes import Note
    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

_OWN: Final[dict[str, Kind]] = {
    "Response ID": "meta",
    "Time Started": "moment",
    "Date Submitted": "moment",
    "Status": "meta",
    "Contact ID": "personal",
    "Legacy Comments": "meta",
    "Comments": "meta",
    "Language": "meta",
    "Referer": "meta",
    "Extended Referer": "meta",
    "SessionID": "meta",
    "User Agent": "meta",
    "Extended User Agent": "meta",
    "Tags": "meta",
    "IP Address": "personal",
    "Longitude": "personal",
    "Latitude": "personal",
    "Country": "personal",
    "City": "personal",
    "State/Region": "personal",
    "Postal": "personal",
}
"""What the platform notes for itself, in front of the questions."""

_SURE: Final = frozenset({"Response ID", "Time Started", "Date Submitted", "Status"})
_WRITE_IN: Final = "write in"


def recognised(peek: Peek) -> Sign | None:
    """Recognise the columns that the platform puts in front; certain with those that no other has."""
    names = {tidy(cell) for cell in peek.top[0]} if peek.top else set()
    if not names >= _SURE:
        return None
    certain = bool(names & {"SessionID", "Legacy Comments", "Contact ID"})
    return Sign("it has the columns Response ID, Time Started, Date Submitted and Status", certain=certain)


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take the platform's columns, then questions with their options and rows, from the headings."""
    cells = [tidy(cell) for cell in top[0]]
    if not set(cells) >= _SURE:
        raise other_form("alchemer", "it has no columns Response ID, Time Started, Date Submitted and Status")
    own = next((place for place, cell in enumerate(cells) if cell not in _OWN), len(cells))
    named = [_named(cell, question) for cell, question in zip(cells, _questions(cells, own), strict=True)]
    names, notes = distinct(name or unnamed(top, place) for place, name in enumerate(named))
    asked = [Asked(cell, kind=_OWN[cell]) for cell in cells[:own]]
    asked += [_asked(cell, question) for cell, question in zip(cells[own:], _questions(cells, own)[own:], strict=True)]
    return Head(names, tuple(asked), 1, notes)


def _questions(cells: Sequence[str], own: int) -> list[str]:
    """Find for each column the question that it shares with a neighbour, behind a colon; empty where it shares none."""
    found = [""] * len(cells)
    for place in range(own, len(cells)):
        ends = _ends(cells[place])
        before = found[place - 1] if place else ""
        if before and before in ends:
            found[place] = before
        elif place + 1 < len(cells):
            after = set(_ends(cells[place + 1]))
            found[place] = next((end for end in ends if end in after), "")
    return found


def _ends(cell: str) -> list[str]:
    """List what stands behind each colon of a heading, the longest first."""
    pieces = cell.split(":")
    return [end for place in range(1, len(pieces)) if (end := ":".join(pieces[place:]).strip(": "))]


def _named(cell: str, question: str) -> str:
    """Name a column: the part of a question in square brackets behind it."""
    return f"{question} [{_part(cell, question)}]" if question else cell


def _part(cell: str, question: str) -> str:
    """Give what stands before the question in a heading."""
    return cell.removesuffix(question).rstrip(": ")


def _asked(cell: str, question: str) -> Asked:
    """Say what a column holds by its heading."""
    if not cell:
        return Asked(kind="meta")
    if question:
        part = _part(cell, question)
        kind: Kind = "other" if _WRITE_IN in part.casefold() else ""
        return Asked(words(question), words(part), words(question), kind)
    first, _, rest = cell.partition(":")
    if _WRITE_IN in first.casefold() and rest:
        return Asked(words(rest), words(first), words(rest), "other")
    return Asked(words(cell), group=words(cell))


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Tell multi-select questions from grids by whether the cells repeat the option."""
    ticked = {name: _ticked(column) for name, column in columns.items()}
    columns = with_kinds(columns, {name: "" for name, is_tick in ticked.items() if is_tick})
    kinds: dict[str, Kind] = {}
    for members in by_question(columns).values():
        if len(members) > 1:
            ticks = are_ticks(members, [column.asked.part for column in members])
            kinds |= dict.fromkeys([column.name for column in members], "option" if ticks else kind_of_rows(members))
    done = with_kinds(columns, kinds)
    return done, outlined(done)


def _ticked(column: Column) -> bool:
    """Say whether a column called as the words beside "Other" is the tick at it: its own name and nothing else."""
    return column.asked.kind == "other" and filled(column) == (column.asked.part,)


FORM: Final = Form("alchemer", head, understood)
READER: Final = tabular.reader(FORM, recognised)
