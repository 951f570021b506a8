"""Readers and forms: what recognises a file, and what the first records of a table mean on a survey platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from samkit.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from samkit.notes import Note
    from samkit.readers.export import Asked, Column, Export, Settings
    from samkit.readers.source import Source


RECORDS: Final = 100
"""How many records are looked at, before a file is read or its form is known."""


class Peek(NamedTuple):
    """What can be seen of a file without reading it.

    Parameters
    ----------
    kind
        What its bytes say it is: "text", "xlsx", "sav", "dta" or "parquet"; empty where it is none of these.
    top
        The first records of a table of text or of a sheet; none where it is not certain which sheet is meant.
    """

    kind: str
    top: Sequence[Sequence[str]] = ()


class Sign(NamedTuple):
    """That a reader recognises a file.

    Parameters
    ----------
    words
        By what it does, in words that end "… was read as X: ".
    certain
        Whether no other file looks so; a likely one is read so by `init`, or where the study says so.
    """

    words: str
    certain: bool = True


class Read(Protocol):
    """Bytes to an `Export`, or a `DataError` that says where they are none."""

    def __call__(
        self, source: Source, settings: Settings, needed: Collection[str], *, keep_all: bool = False
    ) -> Export:
        """Read a file; `needed` are the columns that must be there, all others are kept only if `keep_all`."""


class Reader(NamedTuple):
    """One export format: how it is recognised, how it is read, and its form if it is a table of a platform's."""

    recognised: Callable[[Peek], Sign | None]
    read: Read
    form: Form | None = None


class Head(NamedTuple):
    """What the first records of a table say of its columns.

    Parameters
    ----------
    names
        One a column, all different; empty for one that must be empty and is left out.
    asked
        What is said of each.
    rows
        How many records stand above the respondents.
    notes
        What was decided.
    """

    names: tuple[str, ...]
    asked: tuple[Asked, ...]
    rows: int
    notes: tuple[Note, ...] = ()


class Form(NamedTuple):
    """How a platform lays out a table, whether in delimited text or in a workbook.

    Parameters
    ----------
    name
        The name of its reader.
    head
        The first hundred records that hold anything, to what they say of the columns.
    understood
        The columns with their answers, to the same columns with all that the answers tell of them.
    """

    name: str
    head: Callable[[Sequence[Sequence[str]]], Head]
    understood: Callable[[Mapping[str, Column]], tuple[Mapping[str, Column], tuple[Note, ...]]]


def as_they_stand(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Leave the columns as the head describes them."""
    return columns, ()


def described(columns: Mapping[str, Column], head: Head) -> dict[str, Column]:
    """Give each column what the head says of it, by its place in the file."""
    return {name: column._replace(asked=head.asked[column.position - 1]) for name, column in columns.items()}


def other_form(name: str, why: str) -> DataError:
    """Say that a table is not of the form of the reader that was asked for."""
    message = f"the file is not laid out as the reader {name} reads it: {why}"
    return DataError(Problem("other_form", message, hint='reader = "csv"'))


def plain(kind: str, words: str) -> Callable[[Peek], Sign | None]:
    """Recognise every file of a kind, where no platform's reader does."""
    return lambda peek: Sign(f"it is {words}") if peek.kind == kind else None
