"""Which columns belong to one question: as the export says, or by what their headings share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.spelling import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.intake.seen import Seen

_SIGNS: Final = (" - ", " – ", ": ", " > ", " | ", ":", " / ")
"""Signs between a question and its part in a heading."""

_BRACKETS: Final = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\s*", re.DOTALL)
_CODE: Final = re.compile(r"(.*[^\W_])[_.#-]([A-Za-z]{0,3}\d{1,4}[a-z]?)", re.DOTALL)


class Group(NamedTuple):
    """Columns of one question.

    Parameters
    ----------
    key
        What they share.
    text
        The words of the question.
    columns
        In the order of the file.
    parts
        The words of each row or option.
    why
        By what they were brought together; empty where the export says so.
    """

    key: str
    text: str
    columns: tuple[Seen, ...]
    parts: tuple[str, ...]
    why: str = ""


def groups(columns: Sequence[Seen]) -> Iterator[Group]:
    """Bring together the columns of each question, in the order in which their questions begin.

    Parameters
    ----------
    columns
        In the order of the file.
    """
    declared: dict[str, list[Seen]] = {}
    for seen in columns:
        if _group_of(seen):
            declared.setdefault(_group_of(seen), []).append(seen)
    run: list[Seen] = []
    for seen in columns:
        key = _group_of(seen)
        if not key:
            run.append(seen)
            continue
        if key in declared:
            yield from _runs(run)
            run = []
            yield _declared(key, declared.pop(key))
    yield from _runs(run)


def _group_of(seen: Seen) -> str:
    """Give the group that the export says, but for words beside "Other"."""
    return "" if seen.column.asked.kind == "other" else seen.column.asked.group


def _declared(key: str, columns: Sequence[Seen]) -> Group:
    """Describe a group of the export."""
    text = next((squeezed(seen.column.asked.text) for seen in columns if seen.column.asked.text), squeezed(key))
    return Group(key, text, tuple(columns), tuple(_part(seen) for seen in columns))


def _part(seen: Seen) -> str:
    """Give the words of a part, or the name of its column where it has none."""
    return squeezed(seen.column.asked.part) or squeezed(seen.name)


def _runs(columns: Sequence[Seen]) -> Iterator[Group]:
    """Bring together neighbours whose headings share the words before a part."""
    place = 0
    while place < len(columns):
        head = _shared(columns[place : place + 2])
        end = place + 1
        while head and end < len(columns) and head in _heads(columns[end]):
            if len(_shared(columns[end : end + 2])) > len(head):
                break
            end += 1
        members = tuple(columns[place:end])
        yield _inferred(head, members) if len(members) > 1 else _alone(members[0])
        place = end


def _shared(pair: Sequence[Seen]) -> str:
    """Give the longest words that two headings may share before a part; nothing if they share none."""
    shared = _heads(pair[0]).keys() & _heads(pair[1]).keys() if len(pair) > 1 else set[str]()
    return max(shared, key=lambda head: (len(head), head), default="")


def _alone(seen: Seen) -> Group:
    """Describe a column that stands alone."""
    return Group(seen.name, seen.text, (seen,), (seen.text,))


def _inferred(head: str, columns: tuple[Seen, ...]) -> Group:
    """Describe columns by what their headings share."""
    parts = tuple(_heads(seen)[head] or seen.text for seen in columns)
    first = columns[0]
    text = head if head != _code_of(first) or squeezed(first.text) == squeezed(first.name) else first.text
    return Group(head, text, columns, parts, f'their headings begin with "{head}"')


def _heads(seen: Seen) -> Mapping[str, str]:
    """Give what may be the question in a heading, each with what is then the part; empty where that is only a code."""
    if seen.column.asked.kind not in {"", "single", "number"} or not seen.given:
        return {}
    found: dict[str, str] = {}
    title = squeezed(seen.name)
    bracketed = _BRACKETS.fullmatch(title)
    if bracketed:
        found[bracketed[1]] = bracketed[2]
    for sign in _SIGNS:
        for head, sep, part in (title.partition(sign), title.rpartition(sign)):
            if sep and head.strip() and part.strip():
                found[head.strip()] = part.strip()
    coded = _CODE.fullmatch(title)
    if coded:
        found.setdefault(coded[1], "")
    elif " " not in title:
        found |= {title[:place]: title[place + 1 :] for place, sign in enumerate(title[:-1]) if place and sign == "."}
    return found


def _code_of(seen: Seen) -> str:
    """Give the code before the number of a part, if the heading has one."""
    coded = _CODE.fullmatch(squeezed(seen.name))
    return coded[1] if coded else ""
