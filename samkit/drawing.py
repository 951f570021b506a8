"""The figures of a document as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from samkit import catalogue, shared_work
from samkit.errors import shown
from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from samkit.report.document import Document, Drawn, Figure, Picture

Format = Literal["png", "svg", "pdf"]

FORMATS: Final[tuple[Format, ...]] = ("svg", "png", "pdf")

BARE: Final = "bare/"
"""Before a format: the chart without the words around it, for a writer that sets them itself; "bare/figure-2.svg"."""

DARK: Final = "dark/"
"""Before a format: the same in the colours for dark paper."""


def draw(
    document: Document, formats: Collection[str], progress: Callable[[int, int, str], None] | None = None
) -> tuple[Drawn, tuple[Note, ...]]:
    """Draw every figure once, and render it in each format.

    Parameters
    ----------
    document
        The report.
    formats
        Of the pictures: "svg", "png", "pdf", and each of them with `BARE` or `DARK` before it.
    progress
        Called before each picture with how many are begun, how many there are, and the title of its figure.

    Returns
    -------
    tuple
        The pictures by name, and a note of every sign that our typefaces do not have.
    """
    pictures = [(figure, picture) for figure in document.figures for picture in figure.pictures]
    if pictures:
        _load(document)
    tell = progress or (lambda *_: None)
    found = shared_work.each(
        lambda number: _drawn(*pictures[number], formats, document),
        len(pictures),
        lambda begun: tell(begun, len(pictures), pictures[begun - 1][0].title),
    )
    files = {name: data for drawn, _ in found for name, data in drawn.items()}
    notes = (
        Note("missing_glyph", f"figure {figure.id}: drawn as \ufffd for want of a glyph: {_signs(missing)}")
        for (figure, _), (_, missing) in zip(pictures, found, strict=True)
        if missing
    )
    return files, tuple(notes)


def _load(document: Document) -> None:
    """Load all that draws before the work is shared, so that it is loaded once."""
    for figure in document.figures:
        catalogue.load(catalogue.CHARTS[figure.chart])


def _signs(missing: Iterable[str]) -> str:
    """List signs that no font has."""
    return " ".join(shown(sign, quote=False) for sign in sorted(missing))


def alternatives(document: Document) -> dict[str, bytes]:
    """Give the files with the alternative texts of all pictures."""
    pictures = [picture for figure in document.figures for picture in figure.pictures]
    return {f"figures/{picture.name}.txt": f"{picture.alt}\n".encode() for picture in pictures}


def _drawn(
    figure: Figure, picture: Picture, formats: Collection[str], document: Document
) -> tuple[dict[str, bytes], set[str]]:
    """Draw one picture of a figure, with its words and without; give the files and the signs that no font has."""
    from samkit.charts.frame import Caption  # start-up: matplotlib
    from samkit.charts.save import missing_glyphs, render  # start-up: matplotlib
    from samkit.charts.theme import Theme  # start-up: matplotlib

    draw = catalogue.load(catalogue.CHARTS[figure.chart])
    full, none = Caption(figure.title, figure.subtitle, "\n".join(figure.footer)), Caption("", "", "")
    look = document.look
    ways = {"": (full, look.light), BARE: (none, look.light), DARK: (none, look.dark)}
    files: dict[str, bytes] = {}
    missing: set[str] = set()
    for before, (caption, palette) in ways.items():
        wanted = [form for form in FORMATS if f"{before}{form}" in formats]
        if wanted:
            theme, options = Theme(palette, document.words), dict(figure.options)
            drawn = draw(picture.rows.rows, picture.rows.grouping, caption, theme=theme, **options)
            files.update({f"{before}{picture.name}.{form}": render(drawn, form) for form in wanted})
            missing.update(missing_glyphs(drawn))
    return files, missing
