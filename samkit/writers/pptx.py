"""A report as a presentation for PowerPoint: one finding a slide, each with a chart that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from samkit.writers.packaging import packed
from samkit.writers.paper import method, methods
from samkit.writers.slides import words
from samkit.writers.slides.deck import COVER, FINDING, TEXT, add_notes, add_slide, closed, opened
from samkit.writers.slides.figures import add_figure
from samkit.writers.slides.pictures import add_picture, describe
from samkit.writers.slides.place import INCH, PLACES, Box
from samkit.writers.slides.tables import add_table, evenly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.report.document import Document, Drawn, Sentence
    from samkit.tables.table import Table
    from samkit.writers.slides.deck import Deck

ROW = round(0.55 * INCH)
"""The greatest height of a row of a table."""


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the slides: title, summary, who is compared, one or more a figure, methods.

    Parameters
    ----------
    document
        The report.
    drawn
        Its pictures, for figures that office programs have no chart for.

    Returns
    -------
    bytes
        The same for the same report; no text from outside is acted upon.
    """
    deck = opened(document)
    _cover(deck)
    for passage in document.passages:
        _texts(deck, document.words(f"page.{passage.name}"), [_said(deck, each) for each in passage.sentences], 16.0)
    for table in document.tables:
        _table(deck, table)
    for figure in document.figures:
        add_figure(deck, figure, drawn)
    notes = (note.text for note in document.notes)
    _texts(deck, document.words("page.method"), [*methods(document), *notes, *method(document)], 12.0)
    return packed(closed(deck))


def _cover(deck: Deck) -> None:
    """Add the title slide."""
    document = deck.document
    slide = add_slide(deck, COVER, document.title, "", PLACES.cover, (40, 36, 32, 28, 24))
    words.write(slide, 1, document.lead, PLACES.lead, (20, 18, 16, 14))
    about = "\n".join(f"{name}: {text}" for name, text in document.about)
    words.write(slide, 13, about, PLACES.origin, (14, 13, 12, 11, 10))
    logo = document.look.logo
    if logo:
        add_picture(slide, logo.data, PLACES.logo, logo.alt, centred=False)
    add_notes(slide, [document.lead, about, *(note.text for note in document.notes)])


def _said(deck: Deck, sentence: Sentence) -> str:
    """Give a sentence with the figures that it rests on."""
    named = ", ".join(deck.document.words("page.figure", id=name) for name in sentence.figures)
    return f"{sentence.text} ({named})" if named else sentence.text


def _texts(deck: Deck, title: str, texts: Sequence[str], size: float) -> None:
    """Add as many slides as some paragraphs need; none where there are none."""
    told = [on_one_line(text) for text in texts]
    for page in words.shared(told, PLACES.text, size):
        slide = add_slide(deck, TEXT, title, deck.document.provenance.synthetic)
        body = next(place for place in slide.placeholders if place.placeholder_format.idx == 1)
        words.paragraphs(body.text_frame, page, size, between=words.BETWEEN)


def _table(deck: Deck, table: Table) -> None:
    """Add a slide with a table over its whole width."""
    document = deck.document
    laid = grid(table, document.words.signs)
    slide = add_slide(deck, FINDING, table.title, document.provenance.synthetic)
    words.write(slide, 13, "", PLACES.subtitle, words.SUBTITLE)
    words.write(slide, 14, "\n".join(laid.below), PLACES.foot, words.FOOT)
    room = PLACES.content
    box = Box(*room[:3], min(room.height, ROW * (len(laid.rows) + 1)))
    frame = add_table(slide, laid, box, evenly(box, len(laid.rows), box.height // (len(laid.rows) + 1)), 13)
    describe(frame, table.title)
    add_notes(slide, laid.below)
