"""Text on slides: into the places of a layout, as large as it fits, each paragraph safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.writers.literal import on_one_line
from samkit.writers.slides.fit import LEADING, fitted, lines
from samkit.writers.slides.place import POINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.writers.cells import Untyped
    from samkit.writers.slides.place import Box

TITLE: Final = (24, 22, 20, 18, 16, 14)
SUBTITLE: Final = (14, 13, 12, 11, 10)
TEXT: Final = (18, 16, 15, 14)
FOOT: Final = (10, 9, 8.5, 8, 7.5, 7)

BETWEEN: Final = 7.0
"""Air above a paragraph, in points."""


def write(slide: Untyped, index: int, text: str, box: Box, sizes: Sequence[float]) -> None:
    """Write into a place of the layout, in the largest size that fits.

    Parameters
    ----------
    slide
        The slide.
    index
        Of the place; 0 is the title. A place without a text is taken away.
    text
        Paragraphs are separated by a newline.
    box
        Its room.
    sizes
        In points, the largest first; what does not even fit in the last is cut.
    """
    place = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == index)
    told = "\n".join(filter(None, (on_one_line(line) for line in text.split("\n"))))
    if not told:
        place.element.getparent().remove(place.element)
        return
    found = fitted(told, box.width / POINT, box.height / POINT, sizes)
    paragraphs(place.text_frame, found.text.split("\n"), found.size)


def add_text(slide: Untyped, text: str, box: Box, *, right: bool = False) -> None:
    """Add a small text, at the bottom of a box of its own."""
    from pptx.enum.dml import MSO_THEME_COLOR  # start-up: only reports need it
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    told = "\n".join(on_one_line(line) for line in text.split("\n"))
    found = fitted(told, box.width / POINT, box.height / POINT, FOOT)
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraphs(frame, found.text.split("\n"), found.size)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def paragraphs(frame: Untyped, texts: Sequence[str], size: float, *, between: float = 0.0) -> None:
    """Write paragraphs of one size into a frame."""
    from pptx.util import Pt  # start-up: only reports need it

    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(between if number else 0)
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)


def shared(texts: Sequence[str], box: Box, size: float) -> Iterator[tuple[str, ...]]:
    """Share paragraphs among as few slides as hold them, in their order."""
    room, width = box.height / POINT, box.width / POINT
    page: list[str] = []
    used = 0.0
    for text in texts:
        high = lines(text, width, size) * size * LEADING + BETWEEN
        if page and used + high > room:
            yield tuple(page)
            page, used = [], 0.0
        page.append(text)
        used += high
    if page:
        yield tuple(page)
