"""Small reports for the writers of documents: a usual one, and one whose every text is hostile."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samkit import drawing, reporting
from samkit.catalogue import WRITERS
from samkit.notes import Note
from samkit.report.document import Sentence
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from samkit.report.document import Document, Drawn, Figure
    from samkit.tables.table import Table

SYNTHETIC = "Made up: no respondent is real"

HOSTILE = (
    '#eval("1+1") #read("/etc/passwd") #import "@preview/x:0.1.0": *',
    "$x^2$ @ref <label> [a](b) ![a](b) *b* _c_ `d` // e /* f */",
    "</w:t></w:r><script>alert(1)</script>&amp;<!-- ]]> {{ 7 * 7 }} {% raw %}",
    "= heading\n\n- list\n+ list\n> quoted\r\n1. one\t| cell |",
    "a\x00b\x07c\x1b[2Jd\u202ee\u2066f\ud800g\ufffeh",
    "עברית العربية Ελληνικά Кириллица ≥ → † ∗ e\u0301",
    "W" * 3000,
    "=cmd|'/c calc'!A1 @SUM(A1) +1 -1",
    "https://example.org www.example.org #1 ~~a~~ \\n \\",
)


@cache
def report(*, synthetic: bool = False) -> Document:
    """Give a report with a summary."""
    made = reporting.made(surveyed(answers()))[2]
    said = (Sentence("Those who grew plan more often.", ("1", "2")), Sentence("That is all.", ()))
    origin = made.provenance._replace(synthetic=SYNTHETIC if synthetic else "")
    return made._replace(summary=said, provenance=origin)


@cache
def withheld() -> Document:
    """Give a report with an item that too few answered to show: "Trains managers", by three of the first group."""
    columns = answers()
    few = [place for place, growth in enumerate(columns["growth"]) if growth == "Grew"]
    columns["train"] = [
        text if place not in few else "Agree" * (place in few[:3]) for place, text in enumerate(columns["train"])
    ]
    return reporting.made(surveyed(columns))[2]


@cache
def drawn(writer: str) -> Drawn:
    """Draw what a writer puts in."""
    return drawing.draw(report(), WRITERS[writer].pictures)[0]


def hostile(text: str) -> Document:
    """Give the report with one text in every place where a text from outside stands."""
    usual = report()
    return usual._replace(
        title=text,
        lead=text,
        about=((text, text),),
        summary=(Sentence(text, ("1",)),),
        tables=tuple(_table(table, text) for table in usual.tables),
        figures=tuple(_figure(figure, text) for figure in usual.figures),
        notes=(Note("unclassified", text),),
        provenance=usual.provenance._replace(synthetic=text, data=text),
    )


def _figure(figure: Figure, text: str) -> Figure:
    pictures = tuple(picture._replace(alt=text) for picture in figure.pictures)
    return figure._replace(
        title=text, subtitle=text, footer=(text,), pictures=pictures, table=_table(figure.table, text)
    )


def _table(table: Table, text: str) -> Table:
    rows = tuple(tuple(text if isinstance(cell, str) else cell for cell in row) for row in table.rows)
    columns = tuple(column._replace(heading=text) for column in table.columns)
    return table._replace(title=text, columns=columns, rows=rows, footer=(text,), notes=(Note("circular", text),))
