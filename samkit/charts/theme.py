"""Every colour, size and distance of the figures, in one frozen record.

Lengths are points (1/72 inch), colours are hexadecimal sRGB. Text colours keep a contrast of 4.5 : 1 on their paper.
"""

from __future__ import annotations

from typing import Final, NamedTuple

MILLIMETRE: Final = 72 / 25.4
"""Points in a millimetre."""


class Style(NamedTuple):
    """How a piece of text is set: size in points, colour, and which of the two weights."""

    size: float
    ink: str
    strong: bool = False


class Theme(NamedTuple):
    """The look of all figures.

    `first` and `second` are the fills of the two groups, `first_ink` and `second_ink` the colours of text that speaks
    of them; `first_tint` and `second_tint` fill the distance between them, `first_faint` and `second_faint` draw
    intervals and what is not shown. `ramp` colours the levels of an ordered answer from worst to best, `split` those of
    an answer with a neutral middle.
    """

    paper: str = "#FFFFFF"
    ink: str = "#1B2126"
    soft: str = "#4C565F"
    light: str = "#69737D"
    hairline: str = "#D5DADE"
    quiet: str = "#9AA3AB"
    first: str = "#0B5A8C"
    first_ink: str = "#0B5A8C"
    first_tint: str = "#D9E7F1"
    first_faint: str = "#6A9CBE"
    second: str = "#8A939C"
    second_ink: str = "#5E6871"
    second_tint: str = "#E4E7EA"
    second_faint: str = "#A7AFB6"
    ramp: tuple[str, str] = ("#DDE8F0", "#084A75")
    split: tuple[str, str, str] = ("#B0561B", "#E4E7EA", "#084A75")

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
        return Style(self.title_size, self.ink, strong=True)

    @property
    def subtitle(self) -> Style:
        """The question and what was counted."""
        return Style(self.subtitle_size, self.soft)

    @property
    def footer(self) -> Style:
        """Bases, method, source."""
        return Style(self.small_size, self.light)

    @property
    def label(self) -> Style:
        """The name of a row."""
        return Style(self.label_size, self.ink)

    @property
    def value(self) -> Style:
        """A number that is read first."""
        return Style(self.label_size, self.ink, strong=True)

    @property
    def small(self) -> Style:
        """An interval, a remark, the mark of a scale."""
        return Style(self.small_size, self.light)


LIGHT: Final = Theme()

DARK: Final = Theme(
    paper="#14191D",
    ink="#F1F4F6",
    soft="#C3CBD2",
    light="#97A1AA",
    hairline="#343C43",
    quiet="#6B757E",
    first="#5DB2E8",
    first_ink="#5DB2E8",
    first_tint="#1D3A4D",
    first_faint="#3F86B3",
    second="#77818A",
    second_ink="#A4AEB7",
    second_tint="#2A3137",
    second_faint="#5F6972",
    ramp=("#20394A", "#8CCBF2"),
    split=("#E08D4F", "#3A424A", "#5DB2E8"),
)
