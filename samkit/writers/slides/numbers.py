"""The workbook behind a chart on a slide, which opens when a reader edits the chart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.writers.cells import put, workbook
from samkit.writers.literal import on_one_line
from samkit.writers.slides.fit import MORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.report.document import Native, Series
    from samkit.writers.cells import Untyped

PERCENT: Final = "0%"

_LONGEST: Final = 250
"""Characters of a category at most; the rest stands in the notes."""


def behind(native: Native) -> bytes:
    """Write a row for each category, a column for each series, then how far the intervals reach to both sides."""
    columns: list[tuple[str, Sequence[float | None]]] = [(one.name, one.values) for one in native.series]
    for one in native.series:
        columns += [(f"{one.name} {sign}", distances(one, sign)) for sign in "−+" if one.bounds]
    return sheet([("", [category(name) for name in native.categories]), *columns], PERCENT)


def sheet(columns: Sequence[tuple[str, Sequence[str | float | None]]], form: str) -> bytes:
    """Write columns below their heads into a workbook of one sheet."""

    def fill(book: Untyped) -> None:
        made, style = book.add_worksheet("Sheet1"), book.add_format({"num_format": form})
        made.set_column(0, 0, 50)
        for place, (head, values) in enumerate(columns):
            put(made, (0, place), on_one_line(head))
            for row, value in enumerate(values, 1):
                put(made, (row, place), value, None if isinstance(value, str) else style)

    return workbook(fill)


def category(name: str) -> str:
    """Write the name of a category on one line, and not too long for a chart."""
    text = on_one_line(name)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{MORE}"


def distances(series: Series, sign: str) -> tuple[float | None, ...]:
    """Give how far the lower or upper bounds lie from their numbers; nothing where there is no bound.

    Examples
    --------
    >>> from samkit.report.document import Series
    >>> distances(Series("A", "first", (0.5, None), ((0.25, 0.6), None)), "−")
    (0.25, None)
    """
    end = 0 if sign == "−" else 1
    found = zip(series.values, series.bounds, strict=True)
    far = [None if value is None or bounds is None else abs(bounds[end] - value) for value, bounds in found]
    return tuple(None if one is None or math.isinf(one) else one for one in far)
