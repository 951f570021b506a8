"""A report before it has a format: what stands in it, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samkit.notes import Note
    from samkit.results import Provenance, Result
    from samkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of a figure: the name of its files without ending, and its alternative text."""

    name: str
    alt: str
    rows: Result


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the words around it, its pictures, and the table of what it shows."""

    id: str
    chart: str
    title: str
    subtitle: str
    footer: tuple[str, ...]
    pictures: tuple[Picture, ...]
    table: Table
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    lead: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    provenance: Provenance
