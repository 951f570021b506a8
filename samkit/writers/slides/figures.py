"""The slides of one figure: its finding, its chart with the numbers beside it, and in the notes all that is said."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from samkit.writers.slides import words
from samkit.writers.slides.deck import FINDING, add_notes, add_slide
from samkit.writers.slides.pictures import add_picture
from samkit.writers.slides.place import PLACES
from samkit.writers.slides.rows import breaks, show_bars, show_dots, show_plane, show_ratios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samkit.numbers import Signs
    from samkit.report.document import Drawn, Figure
    from samkit.writers.cells import Untyped
    from samkit.writers.grid import Cell
    from samkit.writers.slides.deck import Deck

    Show = Callable[[Deck, Untyped], None]


def add_figure(deck: Deck, figure: Figure, drawn: Drawn) -> None:
    """Add the slides of a figure.

    Parameters
    ----------
    deck
        The presentation.
    figure
        Shown as a chart that can be edited, or as its pictures where office programs have no such chart.
    drawn
        The pictures of the report.
    """
    shown = list(_charts(figure)) if figure.native else list(_pictures(figure, drawn))
    for page, show in enumerate(shown, 1):
        slide = add_slide(deck, FINDING, figure.title, figure.pictures[0].rows.provenance.synthetic)
        of = deck.document.words("page.page_of", number=str(page), pages=str(len(shown))) if len(shown) > 1 else ""
        named = deck.document.words("page.figure", id=figure.id)
        head = "  |  ".join(part for part in (named, of, on_one_line(figure.subtitle)) if part)
        words.write(slide, 13, f"{on_one_line(figure.takeaway)}\n{head}", PLACES.subtitle, words.SUBTITLE)
        quiet = [deck.document.words("chart.open")] if figure.native and figure.native.quiet else []
        words.write(slide, 14, "\n".join((*quiet, *figure.footer)), PLACES.foot, words.FOOT)
        show(deck, slide)
        add_notes(slide, notes(figure, deck.document.words.signs))


def notes(figure: Figure, signs: Signs) -> tuple[str, ...]:
    """Give all that is said of a figure: what it shows, every row in numbers, bases and methods, what to know."""
    told = grid(figure.table, signs)
    heads = [column.heading for column in told.columns]
    rows = (
        "; ".join(_said(head, cell) for head, cell in zip(heads, row, strict=True) if cell.text) for row in told.rows
    )
    alt = figure.pictures[0].alt
    return (alt, figure.takeaway, figure.subtitle, *rows, *figure.footer, *(note.text for note in figure.notes))


def _said(head: str, cell: Cell) -> str:
    return f"{head} {cell.text} ({cell.interval})" if cell.interval else f"{head} {cell.text}"


def _pictures(figure: Figure, drawn: Drawn) -> Iterator[Show]:
    """Show each page of a figure as its picture."""
    for picture in figure.pictures:
        yield partial(_show_picture, drawn[f"bare/{picture.name}.png"], picture.alt)


def _charts(figure: Figure) -> Iterator[Show]:
    """Show a figure as charts, each with as many rows as can be read."""
    native = figure.native
    if native is None:
        return
    show = {"dots": show_dots, "ratios": show_ratios, "plane": show_plane}.get(native.kind, show_bars)
    for start, stop in pairwise(breaks(native)):
        yield partial(show, figure, native, start, stop)


def _show_picture(data: bytes, alt: str, _: Deck, slide: Untyped) -> None:
    add_picture(slide, data, PLACES.content, alt)
