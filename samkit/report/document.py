"""A report before it has a format: what stands in it, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from samkit.notes import Note
    from samkit.results import Provenance, Result
    from samkit.tables.table import Table


class Picture(NamedTuple):
    """One page of a figure: the name of its files without ending, and its alternative text."""

    name: str
    alt: str
    rows: Result


class Figure(NamedTuple):
    """One figure: the words around it, its pictures, the table of what it shows, and what its chart takes beside."""

    id: str
    chart: str
    title: str
    subtitle: str
    footer: tuple[str, ...]
    pictures: tuple[Picture, ...]
    table: Table
    notes: tuple[Note, ...]
    options: tuple[tuple[str, str | float | None], ...] = ()


class Document(NamedTuple):
    """A whole report."""

    title: str
    lead: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    provenance: Provenance
