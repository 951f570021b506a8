"""A report before it has a format: what stands in it, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from samkit.look import Look
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.notes import Note
    from samkit.results import Provenance, Result
    from samkit.tables.table import Table


class Picture(NamedTuple):
    """One page of a figure: the name of its files without ending, and its alternative text."""

    name: str
    alt: str
    rows: Result


class Series(NamedTuple):
    """One series of a chart that a reader may edit: its name, what it stands for, and a number for each category.

    `bounds` are the intervals of the numbers where the chart draws them, none where it does not.
    """

    name: str
    role: Literal["first", "second", "level", "other"]
    values: tuple[float | None, ...]
    bounds: tuple[tuple[float, float] | None, ...] = ()


class Native(NamedTuple):
    """The numbers of a figure as office programs chart them: shares as fractions, None where there is none to show.

    `beside` has a row for each category: what the chart says of it in numbers. `middle` is the place of the neutral one
    among series of levels, None where they have none. `quiet` are the places of categories with no difference shown.
    """

    kind: Literal["bars", "stacked", "dots", "ratios", "plane"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    beside: Table | None = None
    middle: int | None = None
    quiet: tuple[int, ...] = ()


class Sentence(NamedTuple):
    """One sentence of a passage, and the figures that it rests on."""

    text: str
    figures: tuple[str, ...]


class Passage(NamedTuple):
    """Sentences below a heading of their own, which `name` chooses among those of the language; tables to look up."""

    name: str
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()


class Figure(NamedTuple):
    """One figure: the words around it, its pictures, the table of what it shows, and what its chart takes beside.

    `native` is None where no chart of an office program shows the same; the picture stands there, too. `takeaway` is a
    sentence that says more than the title; empty where there is no more to say.
    """

    id: str
    chart: str
    title: str
    subtitle: str
    footer: tuple[str, ...]
    pictures: tuple[Picture, ...]
    table: Table
    notes: tuple[Note, ...]
    options: tuple[tuple[str, str | float | None], ...] = ()
    native: Native | None = None
    takeaway: str = ""


class Document(NamedTuple):
    """A whole report.

    `words` are those of its language: titles of its parts, headings, signs of numbers. `sources` say what figures of
    other studies were made from, `trust` how far what its titles say can be believed, `described` what its tables
    describe, which chooses their heading among those of the language. One that `is_sheet` is short and stands alone:
    it has neither cover nor contents, and no file beside it.
    """

    title: str
    lead: str
    about: tuple[tuple[str, str], ...]
    summary: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    provenance: Provenance
    look: Look = Look()
    words: Words = ENGLISH
    sources: tuple[Provenance, ...] = ()
    trust: Passage = Passage("trust", ())
    described: str = "groups"
    is_sheet: bool = False

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What is said in sentences before the figures: the summary, and how far it can be believed."""
        return tuple(each for each in (Passage("summary", self.summary), self.trust) if each.sentences)


Drawn: TypeAlias = Mapping[str, bytes]
"""The pictures of a document by the name of their file, "figure-2.svg"."""
