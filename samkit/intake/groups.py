"""Which columns belong to one question: as the export says, or by what their headings share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.spelling import squeezed
from samkit.readers.headings import beyond, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.intake.seen import Seen

_SIGNS: Final = (" - ", " – ", ": ", " > ", " | ", ":", " / ")
"""Signs between a question and its part in a heading."""

_BETWEEN: Final = (" - ", " – ", ": ")
"""Signs between a question and its part in the words that a file has for a column."""

_BRACKETS: Final = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\s*", re.DOTALL)
_OTHER: Final = re.compile(
    r"\b(?:others?|autres?|sonstige\w?|andere\w?|otr[oa]s?|outr[oa]s?|altr[oi]|anders|overig\w*|อื่น\w*)\b", re.IGNORECASE
)
"""How the option is called beside which words of one's own stand."""

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
    declared = {key: found for key, found in declared.items() if len(found) > 1 or not _may_be_a_row(found[0])}
    ticked = {seen.name: key for key, found in declared.items() for seen in _only_by_words(key, found, columns)}
    for seen in columns:
        if seen.name in ticked:
            declared[ticked[seen.name]].append(seen)
    run: list[Seen] = []
    done: set[str] = set()
    for seen in columns:
        key = ticked.get(seen.name) or _group_of(seen)
        if not key or (key not in declared and _may_be_a_row(seen)):
            run.append(seen)
            continue
        if key in declared and seen.name not in done:
            yield from _runs(run)
            run = []
            done |= {each.name for each in declared[key]}
            yield _declared(key, declared[key])
    yield from _runs(run)


def _may_be_a_row(seen: Seen) -> bool:
    """Say whether a column that stands alone may be a row of a grid of which the file does not say so."""
    return seen.column.asked.kind in {"", "single", "number"}


def _group_of(seen: Seen) -> str:
    """Give the group that the export says, but for words beside "Other"."""
    return "" if seen.column.asked.kind == "other" else seen.column.asked.group


def _only_by_words(key: str, members: Sequence[Seen], columns: Sequence[Seen]) -> list[Seen]:
    """Give the column that alone says that "Other" is ticked, by the words in it, where a question has one."""
    if all(seen.column.asked.kind != "option" for seen in members):
        return []
    beside = [seen for seen in columns if seen.column.asked.kind == "other" and seen.column.asked.group == key]
    others = [seen for seen in (*members, *beside) if _OTHER.search(_part(seen))]
    return beside if len(beside) == 1 and others == beside and beside[0].given else []


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
    why = f'their headings begin with "{head}"'
    first = columns[0]
    if head != _code_of(first) or squeezed(first.text) == squeezed(first.name):
        return Group(head, head, columns, parts, why)
    sign = next((sign for sign in _BETWEEN if shared(parts, sign)), "")
    if not sign:
        return Group(head, first.text, columns, parts, why)
    text = shared(parts, sign)
    return Group(head, text, columns, tuple(beyond(part, text, sign) or part for part in parts), why)


def _heads(seen: Seen) -> Mapping[str, str]:
    """Give what may be the question in a heading, each with what is then the part; empty where that is only a code."""
    if not _may_be_a_row(seen) or not seen.given:
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
