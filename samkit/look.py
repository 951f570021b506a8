"""How a report looks: the colours, the typeface, the logo and the page that a study or its house declares.

Colours are hexadecimal sRGB. Text colours keep a contrast of 4.5 : 1 on their paper.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple


class Palette(NamedTuple):
    """The colours on one paper.

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


LIGHT: Final = Palette()

DARK: Final = Palette(
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


class Logo(NamedTuple):
    """A picture that stands above a report: its bytes, what kind they are, and what it shows, in words."""

    data: bytes
    kind: Literal["png", "svg"]
    alt: str


class Look(NamedTuple):
    """The look of a report: `font` is the typeface of pages and office documents, figures keep their own."""

    light: Palette = LIGHT
    dark: Palette = DARK
    font: str = ""
    logo: Logo | None = None
    page: Literal["A4", "Letter"] = "A4"
