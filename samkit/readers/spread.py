"""Questions spread over columns, understood by their answers: options, grids cut into options, ranks, other words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from samkit.readers.evidence import filled, kind_of_rows
from samkit.readers.headings import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.notes import Note
    from samkit.readers.export import Column, Kind

_SIGN: Final = " - "
_MOST: Final = 0.8
"""The **share** of the ticked columns of a question whose sub-header must end in the answer to be a row and a level."""


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Tell options, grids, ranks, numbers and the words beside "Other" apart by their answers.

    Parameters
    ----------
    columns
        All columns of a table; those of one question share `asked.group`, and `asked.part` is what stands below it.
    """
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in columns.values():
        if column.asked.group and column.asked.kind in {"", "other"}:
            groups[column.asked.group].append(column)
    sure = {column.name: column for found in groups.values() for column in _question(found)}
    return {name: sure.get(name, column) for name, column in columns.items()}, ()


def _question(columns: Sequence[Column]) -> list[Column]:
    """Give the columns of one question their kinds."""
    free = {column.name for column in columns if column.asked.kind == "other" and not _is_own_label(column)}
    rest = [column for column in columns if column.name not in free]
    if len(rest) == 1 and not rest[0].asked.part:
        return [_alone(rest[0], beside=bool(free)), *(column for column in columns if column.name in free)]
    loose = _loose(rest)
    rows = [column for column in rest if column is not loose]
    others = [_of_kind(column, "other") for column in columns if column is loose or column.name in free]
    ticks = all(len(filled(column)) <= 1 for column in rows) and any(filled(column) for column in rows)
    if not ticks:
        kind = kind_of_rows(rows)
        return [*(_of_kind(column, kind) for column in rows), *others]
    return [*(_levels(rows) or map(_option, rows)), *others]


def _is_own_label(column: Column) -> bool:
    """Say whether a column holds its own label and nothing else: then it is an option, whatever its words."""
    return [words(text) for text in filled(column)] == [column.asked.part]


def _alone(column: Column, *, beside: bool) -> Column:
    """Understand a question of one column: its only option, one answer where words stand beside it, else not known."""
    answers = filled(column)
    if len(answers) == 1 and _ends(column.asked.text, answers[0]):
        text = column.asked.text[: -len(f"{_SIGN}{words(answers[0])}")]
        return column._replace(asked=column.asked._replace(text=text, group=text, part=answers[0], kind="option"))
    return _of_kind(column, "single") if beside else column


def _loose(columns: Sequence[Column]) -> Column | None:
    """Find the one column with words of one's own: answers of several kinds beside ticks, or none of the scale."""
    several = [column for column in columns if len(filled(column)) > 1]
    if len(several) == 1 and len(columns) > 2 and several[0] is columns[-1]:
        return several[0]
    scale = {text for column in columns[:-1] for text in filled(column)}
    last = filled(columns[-1]) if len(columns) > 2 else ()
    apart = len(several) > 2 and len(last) > 1 and scale.isdisjoint(last)
    return columns[-1] if apart and len(scale) < len(last) + len(columns) else None


def _of_kind(column: Column, kind: Kind) -> Column:
    """Give a column its kind."""
    return column._replace(asked=column.asked._replace(kind=kind))


def _option(column: Column) -> Column:
    """Make a column an option; where a number stands for its label, say so."""
    answers, part = filled(column), column.asked.part
    coded = bool(answers) and answers[0].isdecimal() and not part.isdecimal()
    labels = {answers[0]: part} if coded else column.asked.labels
    return column._replace(asked=column.asked._replace(kind="option", labels=labels))


def _levels(columns: Sequence[Column]) -> list[Column]:
    """Take `Row - Level` apart where the answer is the level: each row is a question, its levels are options."""
    ticked = [(column.asked.part, answer) for column in columns for answer in filled(column)]
    ends = [answer for part, answer in ticked if _ends(part, answer)]
    if len(ends) < 2 or len(ends) < _MOST * len(ticked):
        return []
    return [_level(column, sorted(set(ends), key=len, reverse=True)) for column in columns]


def _ends(part: str, answer: str) -> bool:
    """Say whether a sub-header is a row and this answer."""
    return part.casefold().endswith(f"{_SIGN}{words(answer)}".casefold())


def _level(column: Column, levels: Sequence[str]) -> Column:
    """Make a column one level of a row: what ends its sub-header among the levels, else what follows the last dash."""
    asked = column.asked
    own = next((level for level in (*filled(column), *levels) if _ends(asked.part, level)), "")
    row = asked.part[: -len(f"{_SIGN}{words(own)}")] if own else asked.part.rpartition(_SIGN)[0]
    level = asked.part[len(row) + len(_SIGN) :] if row else asked.part
    if row:
        asked = asked._replace(text=f"{asked.text}{_SIGN}{row}", group=f"{asked.group} [{row}]")
    return column._replace(asked=asked._replace(kind="option", part=level))
