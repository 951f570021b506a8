"""Pictures made on the spot: logos for themes and reports."""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image


def picture(colour: str = "red", form: Literal["png", "jpeg"] = "png", size: tuple[int, int] = (3, 2)) -> bytes:
    """Give a small picture of one colour."""
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, form)
    return held.getvalue()
