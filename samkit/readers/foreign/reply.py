"""What is asked of the process that reads, and what it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from samkit.readers.columns import narrow
from samkit.readers.export import Asked
from samkit.readers.text.header import Header, missing_problems, name_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from samkit.errors import Problem


class Wish(NamedTuple):
    """What is asked for: as for a reader, with the name of the file for messages."""

    file: str
    needed: tuple[str, ...]
    patterns: tuple[str, ...]
    encoding: str
    keep_all: bool


class Given(NamedTuple):
    """A column as it goes out: as `Column` holds it."""

    name: str
    position: int
    codes: NDArray[np.integer[Any]]
    categories: Sequence[str]
    asked: Asked = Asked()


class Reply(NamedTuple):
    """What was read, or the problems for which it was not."""

    header: Sequence[str] = ()
    rows: int = 0
    columns: Sequence[Given] = ()
    notes: Sequence[tuple[str, str]] = ()
    problems: Sequence[Problem] = ()


class Picked(NamedTuple):
    """Which columns are kept.

    Parameters
    ----------
    names
        For the name of each column in the file the name under which it is kept.
    needed
        The names in the file of those that the study needs.
    problems
        What stands against reading them.
    """

    names: Mapping[str, str]
    needed: frozenset[str]
    problems: Sequence[Problem]


def pick(names: Sequence[str], wish: Wish) -> Picked:
    """Choose the columns that are kept from the names that the file has."""
    header = Header(tuple(names), None)
    needed = [*wish.needed, *header.matching(wish.patterns)]
    problems = [*name_problems(header, wish.file), *missing_problems(header, needed, wish.file)]
    found = {names[places[0]]: name for name, places in header.where(needed).items() if places}
    kept = {name: found.get(name, name) for name in names} if wish.keep_all else found
    return Picked(kept, frozenset(found), problems)


def coded(
    values: Sequence[Hashable], text_of: Callable[[Any], str]
) -> tuple[NDArray[np.integer[Any]], tuple[str, ...]]:
    """Number the texts of values in order of first appearance; each distinct value is written once.

    Parameters
    ----------
    values
        One a row, **length** rows.
    text_of
        Writes a value as text.
    """
    distinct = dict.fromkeys(values)
    texts = {value: text_of(value) for value in distinct}
    places = {text: place for place, text in enumerate(dict.fromkeys(texts.values()))}
    numbers = {value: places[text] for value, text in texts.items()}
    return np.fromiter(map(numbers.__getitem__, values), dtype=np.int32, count=len(values)), tuple(places)


def written(reply: Reply) -> Iterator[bytes]:
    """Write a reply: its length, its words, and the codes of its columns one after the other."""
    columns = [column._replace(codes=narrow(column.codes, len(column.categories))) for column in reply.columns]
    told = {
        "header": list(reply.header),
        "rows": reply.rows,
        "columns": [_described(column) for column in columns],
        "notes": list(reply.notes),
        "problems": list(reply.problems),
    }
    words = json.dumps(told, ensure_ascii=True).encode()
    yield len(words).to_bytes(8, "big")
    yield words
    for column in columns:
        yield column.codes.tobytes()


def _described(column: Given) -> dict[str, Any]:
    """Say of a column all but its codes."""
    asked = column.asked._asdict()
    asked |= {"labels": dict(column.asked.labels), "missing": dict(column.asked.missing)}
    return {
        "name": column.name,
        "position": column.position,
        "codes": column.codes.dtype.str,
        "categories": list(column.categories),
        "asked": asked,
    }
