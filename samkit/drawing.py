"""The figures of a document as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from samkit import catalogue
from samkit.errors import shown
from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.report.document import Document, Drawn, Figure, Picture

Format = Literal["png", "svg", "pdf"]

FORMATS: Final[tuple[Format, ...]] = ("svg", "png", "pdf")


def draw(
    document: Document, formats: Sequence[Format], progress: Callable[[int, int, str], None] | None = None
) -> tuple[Drawn, tuple[Note, ...]]:
    """Draw every figure once, and render it in each format.

    Parameters
    ----------
    document
        The report.
    formats
        Of the pictures.
    progress
        Called before each figure with its number, how many there are, and its title.

    Returns
    -------
    tuple
        The pictures by name, and a note of every sign that our typefaces do not have.
    """
    from samkit.charts.save import missing_glyphs, render  # start-up: matplotlib

    files: dict[str, bytes] = {}
    notes: list[Note] = []
    for number, figure in enumerate(document.figures, 1):
        if progress:
            progress(number, len(document.figures), figure.title)
        for picture in figure.pictures:
            drawn = _draw(figure, picture)
            files.update({f"{picture.name}.{form}": render(drawn, form) for form in formats})
            if missing := missing_glyphs(drawn):
                signs = " ".join(shown(sign, quote=False) for sign in missing)
                notes.append(Note("missing_glyph", f"figure {figure.id}: drawn as \ufffd for want of a glyph: {signs}"))
    return files, tuple(notes)


def alternatives(document: Document) -> dict[str, bytes]:
    """Give the files with the alternative texts of all pictures."""
    pictures = [picture for figure in document.figures for picture in figure.pictures]
    return {f"figures/{picture.name}.txt": f"{picture.alt}\n".encode() for picture in pictures}


def _draw(figure: Figure, picture: Picture) -> Any:  # noqa: ANN401 - a matplotlib figure, not imported for its name
    """Draw one picture of a figure."""
    from samkit.charts.frame import Caption  # start-up: matplotlib

    draw = catalogue.load(catalogue.CHARTS[figure.chart])
    caption = Caption(figure.title, figure.subtitle, "\n".join(figure.footer))
    return draw(picture.rows.rows, picture.rows.grouping, caption, **dict(figure.options))
