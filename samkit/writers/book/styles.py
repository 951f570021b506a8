"""How cells of a workbook look: letters, colours of the look, and the form of a number by its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.writers.literal import on_one_line
from samkit.writers.slides.fit import lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.look import Look
    from samkit.writers.cells import Untyped

FONT: Final = "Arial"
"""What sheets are set in where a look names no typeface."""

FORMS: Final = {
    "share": "0.0%",
    "gap": "+0.0;\u22120.0;0.0",
    "ratio": "0.00",
    "mean": "0.00",
    "p-value": '[<0.001]"< 0.001";0.000',
    "count": "#,##0",
    "rank": "0",
    "range": "0",
    "number": "0.00",
}
"""How a number of a role is shown; the cell holds it in full, a gap in points."""

WIDTHS: Final = {"label": 42.0, "text": 16.0}
"""Of the columns of words, in characters."""

NUMBER: Final = 9.0
LONG: Final = 60.0
"""Width of a column of sentences."""

_CHARACTER, _SIZE, _LINE = 5.2, 10.0, 13.0
"""Width of a character, size of the letters and height of a line, in points."""


def height(cells: Iterable[tuple[str | float | None, float]]) -> float:
    """Give the height of a row that shows all its texts: cells with the width of their column, in characters."""
    most = max((lines(text, width * _CHARACTER, _SIZE) for text, width in cells if isinstance(text, str)), default=1)
    return min(max(most, 1) * _LINE + 2.0, _TALLEST)


_TALLEST: Final = 400.0
"""Height of a row at most."""


class Styles(NamedTuple):
    """The styles of a workbook."""

    title: Untyped
    soft: Untyped
    alarm: Untyped
    strong: Untyped
    words: Untyped
    link: Untyped
    head: Untyped
    cells: dict[str, Untyped]


def styles(book: Untyped, look: Look) -> Styles:
    """Make the styles of a workbook from a look."""
    light = look.light
    font = {"font_name": on_one_line(look.font) or FONT, "font_size": 10, "font_color": light.ink, "valign": "top"}
    line = {"bottom": 1, "bottom_color": light.hairline}
    words = {**font, **line, "text_wrap": True}
    return Styles(
        title=book.add_format({**font, "font_size": 15, "bold": True}),
        soft=book.add_format({**font, "font_color": light.soft}),
        alarm=book.add_format({**font, "font_color": light.split[0], "bold": True}),
        strong=book.add_format({**font, "bold": True, "text_wrap": True}),
        words=book.add_format({**font, "text_wrap": True}),
        link=book.add_format({**font, "font_color": light.first_ink, "underline": 1}),
        head=book.add_format({
            **font, "bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": light.first,
        }),
        cells={
            "label": book.add_format({**words, "bold": True}),
            "text": book.add_format({**words, "indent": 1}),
            **{role: book.add_format({**font, **line, "num_format": form}) for role, form in FORMS.items()},
        },
    )  # fmt: skip
