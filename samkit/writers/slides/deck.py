"""A presentation that is being filled: each slide from a layout, with its title, its number and what is synthetic."""

from __future__ import annotations

import copy
import io
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.writers.literal import on_one_line
from samkit.writers.slides import words
from samkit.writers.slides.base import empty
from samkit.writers.slides.place import PLACES, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.report.document import Document
    from samkit.writers.cells import Untyped

COVER, FINDING, TEXT = range(3)
"""The layouts."""

_FOOTER, _NUMBER = 11, 12
"""The places of what stands below every slide."""

_SIGN_FREE: Final = "\n\n"


class Deck(NamedTuple):
    """A presentation and the report that it shows."""

    presentation: Untyped
    document: Document


def opened(document: Document) -> Deck:
    """Begin a presentation."""
    from pptx import Presentation  # start-up: only reports need it

    return Deck(Presentation(io.BytesIO(empty(document))), document)


def closed(deck: Deck) -> bytes:
    """End a presentation and give it as a file."""
    made = io.BytesIO()
    deck.presentation.save(made)
    return made.getvalue()


def add_slide(
    deck: Deck, layout: int, title: str, synthetic: str, box: Box = PLACES.title, sizes: Sequence[float] = words.TITLE
) -> Untyped:
    """Add a slide with its title, and what is synthetic of its data."""
    slide = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[layout])
    words.write(slide, 0, on_one_line(title), box, sizes)
    if layout != COVER:
        _end(slide, synthetic)
    return slide


def add_notes(slide: Untyped, texts: Sequence[str]) -> None:
    """Write the speaker's notes of a slide."""
    slide.notes_slide.notes_text_frame.text = _SIGN_FREE.join(filter(None, (on_one_line(text) for text in texts)))


def _end(slide: Untyped, synthetic: str) -> None:
    """Put the number below a slide, and what is synthetic."""
    for place in slide.slide_layout.placeholders:
        index = place.placeholder_format.idx
        if index in {_FOOTER, _NUMBER}:
            made = copy.deepcopy(place.element)
            slide.shapes._spTree.append(made)  # noqa: SLF001 - the library leaves these places out of a new slide
            made.nvSpPr.cNvPr.set("id", str(200 + index))
    words.write(slide, _FOOTER, synthetic, PLACES.note, words.FOOT)
