"""Workbooks in which a text stays a text: no formula, no link, nothing longer than a cell, no clock."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from samkit.writers.literal import visible
from samkit.writers.packaging import packed

if TYPE_CHECKING:
    from collections.abc import Callable

Untyped: TypeAlias = Any
"""An object of a library that ships no types."""

MOST: Final = 32_767
"""Characters that a cell holds."""

_CUT: Final = " …"
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(fill: Callable[[Untyped], None]) -> bytes:
    """Write a workbook.

    Parameters
    ----------
    fill
        Puts the sheets in.

    Returns
    -------
    bytes
        The same for the same sheets.
    """
    import xlsxwriter  # start-up: only reports need it

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        fill(book)
    return packed(made.getvalue())


def put(sheet: Untyped, place: tuple[int, int], value: str | float | None, style: Untyped = None) -> None:
    """Write one cell: a number as a number, a text as text, nothing where there is nothing; what is infinite in a sign.

    Raises
    ------
    ValueError
        If the sheet has no such cell.
    """
    if value is None or value == "":
        failed = sheet.write_blank(*place, None, style) if style else 0
    elif isinstance(value, str):
        failed = sheet.write_string(*place, shortened(visible(value)), style)
    elif math.isfinite(value):
        failed = sheet.write_number(*place, value, style)
    else:
        failed = sheet.write_string(*place, "∞" if value > 0 else "−∞", style)
    if failed:
        raise ValueError(place)


def shortened(text: str) -> str:
    """Cut a text to what a cell holds, and mark it.

    Examples
    --------
    >>> shortened("short"), len(shortened("x" * 40_000))
    ('short', 32767)
    """
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * MOST else units[: 2 * (MOST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
