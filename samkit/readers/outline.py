"""The questions of a table whose columns say to which question they belong: brought together, given a kind, told."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.packed import packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Column, Kind
    from samkit.readers.packed import Packed

_FEW: Final = 0.02
"""Up to which **share** of the answers two in a cell are told, and do not make the question a multi-select one."""

_ASIDE: Final = frozenset({"other", "personal", "meta", "moment", "duration"})
_SPREAD: Final = (("option", "multi-select question", "option"), ("grid", "grid", "row"), ("rank", "ranking", "place"))


def by_question(columns: Mapping[str, Column]) -> dict[str, list[Column]]:
    """Bring the columns of each question together, but for the words beside "Other" and what the platform notes."""
    members: dict[str, list[Column]] = defaultdict(list)
    for column in columns.values():
        if column.asked.group and column.asked.kind not in _ASIDE:
            members[column.asked.group].append(column)
    return members


def with_kinds(columns: Mapping[str, Column], kinds: Mapping[str, Kind]) -> dict[str, Column]:
    """Give columns the kinds that were decided, by their names."""
    return {
        name: column._replace(asked=column.asked._replace(kind=kinds[name])) if name in kinds else column
        for name, column in columns.items()
    }


def often(column: Column) -> list[int]:
    """Count how many rows hold each category of a column."""
    return [int(count) for count in np.bincount(column.codes, minlength=len(column.categories))]


def packed_in(column: Column) -> Packed | None:
    """Find the options that are packed into the cells of a column; none if it holds one answer a cell."""
    return packed(column.categories, often(column), numbers=column.asked.kind == "packed")


def is_meant(found: Packed, column: Column) -> bool:
    """Say whether a question is one of several answers: more than a few cells hold them, or each ends with the sign."""
    filled = [text for text in column.categories if text.strip()]
    return found.several > _FEW * _answers(column) or all(
        text.endswith(found.delimiter.strip() or "\n") for text in filled
    )


def with_packed(columns: Mapping[str, Column]) -> tuple[dict[str, Column], tuple[Note, ...]]:
    """Find the multi-select questions whose ticked options stand in one cell, and say where a cell holds two answers.

    Parameters
    ----------
    columns
        Columns by name; those without a kind and the rows of grids are looked at.
    """
    looked = {name: column for name, column in columns.items() if column.asked.kind in {"", "single", "grid"}}
    every = {name: found for name, column in looked.items() if (found := packed_in(column))}
    kinds: dict[str, Kind] = {name: "packed" for name in every if _is_one_of_several(name, every, looked)}
    notes = [_told_twice(name, found) for name, found in every.items() if name not in kinds and found.several]
    return with_kinds(columns, kinds), tuple(notes)


def _is_one_of_several(name: str, every: Mapping[str, Packed], columns: Mapping[str, Column]) -> bool:
    """Say whether a question is one of several answers: in a grid more than a few cells of all its rows hold them."""
    asked = columns[name].asked
    rows = [
        other
        for other, column in columns.items()
        if asked.kind == column.asked.kind and asked.group == column.asked.group
    ]
    if asked.kind != "grid" or not is_meant(every[name], columns[name]):
        return is_meant(every[name], columns[name])
    several = sum(every[row].several for row in rows if row in every)
    return several > _FEW * sum(_answers(columns[row]) for row in rows)


def _answers(column: Column) -> int:
    """Count the cells that hold anything."""
    return sum(count for text, count in zip(column.categories, often(column), strict=True) if text.strip())


def _told_twice(name: str, found: Packed) -> Note:
    """Say that a few cells hold several answers."""
    cells = counted(found.several, "cell")
    return Note(
        "structure", f"{cells} of column {shown(name)} with several answers, {shown(found.delimiter)} between them"
    )


def in_brackets(text: str, deep: int = 1) -> tuple[str, tuple[str, ...]]:
    """Take what stands in square brackets off the end of a text, however brackets stand in it.

    Parameters
    ----------
    text
        The words of a heading.
    deep
        How many pairs of brackets are taken off, if they follow each other.

    Examples
    --------
    >>> in_brackets("How often? [Mail [own]]"), in_brackets("How often?")
    (('How often?', ('Mail [own]',)), ('How often?', ()))
    """
    parts: list[str] = []
    while len(parts) < deep and text.endswith("]"):
        start = _opening(text)
        if start < 0:
            break
        parts.insert(0, text[start + 1 : -1].strip())
        text = text[:start] if text[:start].endswith("]") else text[:start].rstrip()
    return text, tuple(parts)


def _opening(text: str) -> int:
    """Find the bracket that the last one closes; -1 if there is none."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == "]") - (text[place] == "[")
        if depth == 0:
            return place
    return -1


def unnamed(top: Sequence[Sequence[str]], place: int) -> str:
    """Name a column without a heading after its place if anything stands in it, such as the number of the row."""
    return f"column {place + 1}" if any(row[place].strip() for row in top[1:] if place < len(row)) else ""


def outlined(columns: Mapping[str, Column]) -> tuple[Note, ...]:
    """Say how many questions of each kind the columns make."""
    kinds: dict[str, Counter[str]] = {kind: Counter() for kind, _, _ in _SPREAD}
    for column in columns.values():
        if column.asked.kind in kinds:
            kinds[column.asked.kind][column.asked.group] += 1
    told = [_told(kinds[kind], question, part) for kind, question, part in _SPREAD if kinds[kind]]
    count = sum(column.asked.kind == "packed" for column in columns.values())
    if count:
        told.append(f"{counted(count, 'multi-select question')} with all ticked options in one cell")
    return (Note("structure", "; ".join(told)),) if told else ()


def _told(groups: Counter[str], question: str, part: str) -> str:
    """Say how many questions of one kind there are, and how many parts they have."""
    return f"{counted(len(groups), question)} with {counted(groups.total(), part)}"
