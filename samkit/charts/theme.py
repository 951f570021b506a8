"""Every size and distance of the figures, in one frozen record with the colours of their paper.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from samkit import look
from samkit.words.language import ENGLISH, Words

MILLIMETRE: Final = 72 / 25.4
"""Points in a millimetre."""


class Style(NamedTuple):
    """How a piece of text is set: size in points, colour, and which of the two weights."""

    size: float
    ink: str
    strong: bool = False


class Theme(NamedTuple):
    """The look of all figures, and the language of their words."""

    palette: look.Palette = look.LIGHT
    words: Words = ENGLISH

    width: float = 180 * MILLIMETRE
    margin: float = 12.0
    gutter: float = 14.0
    leading: float = 1.3

    title_size: float = 15.0
    subtitle_size: float = 10.5
    label_size: float = 10.0
    small_size: float = 8.0

    @property
    def title(self) -> Style:
        """The finding."""
        return Style(self.title_size, self.palette.ink, strong=True)

    @property
    def subtitle(self) -> Style:
        """The question and what was counted."""
        return Style(self.subtitle_size, self.palette.soft)

    @property
    def footer(self) -> Style:
        """Bases, method, source."""
        return Style(self.small_size, self.palette.light)

    @property
    def label(self) -> Style:
        """The name of a row."""
        return Style(self.label_size, self.palette.ink)

    @property
    def value(self) -> Style:
        """A number that is read first."""
        return Style(self.label_size, self.palette.ink, strong=True)

    @property
    def small(self) -> Style:
        """An interval, a remark, the mark of a scale."""
        return Style(self.small_size, self.palette.light)


LIGHT: Final = Theme()

DARK: Final = Theme(look.DARK)
