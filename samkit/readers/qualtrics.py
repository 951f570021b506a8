"""Qualtrics CSV: names, question texts and import codes above the respondents, or the older two rows with V1 to V10."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers import tabular
from samkit.readers.counting import counted
from samkit.readers.evidence import are_ticks, filled, kind_of_rows
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import beyond, distinct, shared, stem, words
from samkit.readers.importid import TEXT, ImportId, embedded, parsed, platform
from samkit.readers.packed import packed
from samkit.readers.qualtrics_bare import bare_head, is_bare
from samkit.readers.qualtrics_legacy import is_legacy, legacy_head
from samkit.readers.text.header import tidy
from samkit.readers.text.subheader import rows_to_import_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

UNANSWERED: Final = "-99"
"""What Qualtrics writes, where it is asked to, for a question that was seen and not answered."""

_CHOICE: Final = " - Selected Choice"
_META: Final = "meta"
_DASHED: Final = re.compile(r"QID\d+(?:#\d+)?-")
_NUMBERS: Final = re.compile(r"-?\d+(?:,-?\d+)*", re.ASCII)


class _Cell(NamedTuple):
    """One column of the head: its name, what is written below it, its import code and the question it belongs to."""

    name: str
    told: str
    code: ImportId
    group: str


def recognised(peek: Peek) -> Sign | None:
    """Recognise import codes below the names, or the older V1 above ResponseID; certain with the platform's columns."""
    codes = rows_to_import_codes(peek.top[1:])
    if codes:
        own = any(platform(parsed(cell).field) for cell in peek.top[codes])
        return Sign(f"its row {codes + 1} holds Qualtrics' import codes", certain=own)
    if is_legacy(peek.top):
        return Sign(
            "its first columns are V1, V2 … above ResponseID, ResponseSet …, as Qualtrics wrote them until 2017"
        )
    if is_bare(peek.top):
        return Sign("columns have the names of Qualtrics' own", certain=False)
    return None


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take names, question texts and import codes from the first records."""
    codes = rows_to_import_codes(top[1:])
    if not codes:
        if is_legacy(top):
            return legacy_head(top)
        if is_bare(top):
            return bare_head(top)
        raise other_form("qualtrics", "its second or third row holds no import codes")
    names, notes = distinct(map(tidy, top[0]))
    texts = top[1] if codes > 1 else names
    found = [parsed(cell) for cell in top[codes]]
    cells = [
        _Cell(name, words(text), code, group)
        for name, text, code, group in zip(names, texts, found, _groups(found), strict=True)
    ]
    rows = Note("structure", f"rows 1 to {codes + 1} are names, question texts and import codes, not respondents")
    sign = "-" if any(map(_DASHED.search, top[codes])) else " - "
    return Head(names, _asked(cells, sign), codes + 1, (rows, *notes, *_zones(found)))


def _groups(codes: Sequence[ImportId]) -> list[str]:
    """Say for each column to which question it belongs; a row in which several may be ticked is one itself."""
    rows = {code.row for code in codes if code.ticked}
    return [_group(code, rows) for code in codes]


def _group(code: ImportId, rows: set[str]) -> str:
    """Say to which question a column belongs: free words beside a row or an option to that of the row or option."""
    if code.ticked or (code.word and code.row in rows):
        return code.row
    return code.base


def _asked(cells: Sequence[_Cell], sign: str) -> tuple[Asked, ...]:
    """Say of each column what was asked, which part of it, and of what kind it is."""
    members: dict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        members[cell.group].append(cell)
    titles = _titles({group: found for group, found in members.items() if group})
    asked = {group: _of_question(found, titles[group], sign) for group, found in members.items() if group}
    turn = {group: iter(found) for group, found in asked.items()}
    return tuple(next(turn[cell.group]) if cell.group else _of_field(cell) for cell in cells)


def _titles(members: Mapping[str, Sequence[_Cell]]) -> dict[str, str]:
    """Call each question as its columns' names begin, if no other question is called so; else by its import code."""
    found = {group: _title(cells) for group, cells in members.items()}
    called = list(found.values())
    return {group: title if title and called.count(title) == 1 else group for group, title in found.items()}


def _title(cells: Sequence[_Cell]) -> str:
    """Give what the names of a question's columns begin with."""
    if len(cells) == 1 and not cells[0].code.places:
        return cells[0].name
    return stem([cell.name for cell in cells]) if len(cells) > 1 else cells[0].name.rpartition("_")[0]


def _of_question(cells: Sequence[_Cell], title: str, sign: str) -> list[Asked]:
    """Say of each column of one question what was asked."""
    texts = [cell.told for cell in cells]
    text = shared(texts, sign) if len(texts) > 1 else _alone(cells[0], sign)
    rests = [beyond(told, text, sign) if told != text else "" for told in texts]
    options = [rest for rest, cell in zip(rests, cells, strict=True) if cell.code.ticked]
    common = shared(options, sign) if len(options) > 1 and len(options) < len(cells) else ""
    answered = any(not cell.code.word for cell in cells)
    parts = (_part(rest, cell.code, common, sign) for rest, cell in zip(rests, cells, strict=True))
    return [
        Asked(text or told, part, title, _kind(cell.code, answered=answered))
        for part, cell, told in zip(parts, cells, texts, strict=True)
    ]


def _alone(cell: _Cell, sign: str) -> str:
    """Give the text of a question of one column, without its only row or option."""
    text = cell.told.removesuffix(_CHOICE)
    return text.rpartition(sign)[0] or text if cell.code.places else text


def _part(rest: str, code: ImportId, common: str, sign: str) -> str:
    """Give the row or option that a column is, without what all options share and without the word for free text."""
    if code.word:
        return rest.rpartition(sign)[0] or rest if sign == " - " else rest.removesuffix("-TEXT")
    if not code.places:
        return ""
    return beyond(rest, common, sign)


def _kind(code: ImportId, *, answered: bool) -> Kind:
    """Say what kind a column is, as far as its import code tells."""
    if code.word:
        return _META if code.word != TEXT else "other" if answered else "text"
    if code.ticked:
        return "option"
    return "" if code.places else "single"


def _of_field(cell: _Cell) -> Asked:
    """Say what a column is that holds no question."""
    return Asked(cell.told, kind=platform(cell.code.field) or embedded(cell.code.field or cell.name))


def _zones(codes: Sequence[ImportId]) -> tuple[Note, ...]:
    """Say in which time zone moments are."""
    zones = sorted({code.zone for code in codes if code.zone})
    return (Note("structure", f"dates and times are in the time zone {shown(', '.join(zones))}"),) if zones else ()


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Tell ticks, ranks, numbers and grids apart by their answers, and which code means that nobody answered."""
    groups: dict[tuple[str, Kind], list[Column]] = defaultdict(list)
    for column in columns.values():
        if column.asked.group and column.asked.kind in {"", "single", "option"}:
            groups[column.asked.group, column.asked.kind].append(column)
    sure = {column.name: column for (_, kind), found in groups.items() for column in _sure(found, kind)}
    skipped = [name for name, column in sure.items() if UNANSWERED in column.asked.missing]
    return {name: sure.get(name, column) for name, column in columns.items()}, (*_skipped(skipped), *_numbered(sure))


def _sure(columns: Sequence[Column], likely: Kind) -> list[Column]:
    """Give the columns of a question their kind, and say what their code for no answer means."""
    if likely == "single":
        return [_skippable(column, "packed" if _is_packed(filled(column)) else "single") for column in columns]
    kind = _kind_of_options(columns) if likely == "option" else _kind_of_places(columns)
    return [_skippable(column, kind) for column in columns]


def _skippable(column: Column, kind: Kind) -> Column:
    """Give a column its kind; where it is one answer, the code for none is declared missing."""
    numeric = UNANSWERED in column.categories and kind in {"single", "grid", "rank", "number"}
    missing = {UNANSWERED: "not answered"} if numeric else column.asked.missing
    return column._replace(asked=column.asked._replace(kind=kind, missing=missing))


def _kind_of_options(columns: Sequence[Column]) -> Kind:
    """Decide on columns that are options by their import codes, unless their answers are no ticks."""
    return "option" if all(len(filled(column)) <= 2 for column in columns) else kind_of_rows(columns)


def _kind_of_places(columns: Sequence[Column]) -> Kind:
    """Decide on columns whose import codes only count them: options, rows of a grid, places, numbers or fields."""
    if len(columns) == 1 and not columns[0].asked.part:
        return _of_one(columns[0])
    labels = [column.asked.part for column in columns]
    return "option" if are_ticks(columns, labels) else kind_of_rows(columns)


def _of_one(column: Column) -> Kind:
    """Decide on the kind of a question of one column in an export without import codes; numbers are choices there."""
    texts = filled(column)
    if not texts or not all(_NUMBERS.fullmatch(text) for text in texts):
        return ""
    return "packed" if _is_packed(texts) else "single"


def _is_packed(texts: Sequence[str]) -> bool:
    """Say whether cells hold several options: their numbers, or their labels, with commas between them."""
    if all(_NUMBERS.fullmatch(text) for text in texts):
        return any("," in text for text in texts)
    return packed(texts) is not None


def _skipped(names: Sequence[str]) -> tuple[Note, ...]:
    """Say that a code was taken for no answer."""
    if not names:
        return ()
    where = f"{counted(len(names), 'column')}, first {shown(names[0])}"
    told = f"{UNANSWERED} was taken for “seen and not answered”, as Qualtrics writes it, in {where}"
    return (Note("likely_missing_codes", told),)


def _numbered(columns: Mapping[str, Column]) -> tuple[Note, ...]:
    """Say that answers are the numbers of choices, if those of most questions with one column are numbers."""
    single = [column for column in columns.values() if column.asked.kind in {"single", "packed"} and filled(column)]
    found = [column.name for column in single if all(_NUMBERS.fullmatch(text) for text in filled(column))]
    if 2 * len(found) <= len(single):
        return ()
    where = f"{counted(len(found), 'column')}, first {shown(found[0])}"
    told = f"answers are the numbers of choices, not their words, in {where}: export choice text to have the words"
    return (Note("structure", told),)


FORM: Final = Form("qualtrics", head, understood)
READER: Final = tabular.reader(FORM, recognised)
