"""A table before it is text: columns with a role, cells that are still numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from samkit.notes import Note
    from samkit.results import Estimate

Role = Literal["label", "text", "count", "rank", "range", "share", "gap", "ratio", "mean", "p-value", "number"]


class Column(NamedTuple):
    """One column.

    Parameters
    ----------
    key
        Its name in CSV.
    heading
        Its name for readers.
    role
        What its cells are, which decides how a writer spells them.
    brief
        Whether it belongs to the short form that fits a terminal.
    """

    key: str
    heading: str
    role: Role
    brief: bool = True


class Table(NamedTuple):
    """Rows of cells under columns, with what a reader must know below them.

    One that is not `brief` is for a file alone: it is too long to be read.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | float | Estimate | None, ...], ...]
    footer: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    brief: bool = True
