"""Pictures on slides, as large as their room allows, and never drawn out of shape."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from samkit.writers.literal import on_one_line

if TYPE_CHECKING:
    from samkit.writers.cells import Untyped
    from samkit.writers.slides.place import Box


def add_picture(slide: Untyped, data: bytes, box: Box, alt: str, *, centred: bool = True) -> Untyped:
    """Put a picture on a slide.

    Parameters
    ----------
    slide
        Where it stands.
    data
        The picture.
    box
        Its room.
    alt
        What it shows, in words.
    centred
        Whether it stands in the middle of a room that is wider; else at its left.
    """
    picture = slide.shapes.add_picture(io.BytesIO(data), box.left, box.top)
    part = min(box.width / picture.width, box.height / picture.height)
    picture.width, picture.height = round(picture.width * part), round(picture.height * part)
    if centred:
        picture.left = box.left + (box.width - picture.width) // 2
    describe(picture, alt)
    return picture


def describe(shape: Untyped, alt: str) -> None:
    """Say in words what a shape shows."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", on_one_line(alt))
