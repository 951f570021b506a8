"""Rows below the header that are no respondents: question texts, import codes, "Response"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem
from samkit.readers.numeral import MISSING_TOKENS
from samkit.readers.text.likeness import Likeness, is_number_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_IMPORT_CODE: Final = re.compile(r"""\s*\{\s*["']ImportId["']\s*:""")
_RESPONSE: Final = frozenset({"response", "open-ended response"})
_ROWS_SEARCHED: Final = 3
_ROWS_COMPARED: Final = 50


def subheader_problems(
    rows: Sequence[Sequence[str]], lines: Sequence[int], wanted: Mapping[str, int], skipped: int, file: str
) -> list[Problem]:
    """Say that the first rows are headers, where that is certain.

    Parameters
    ----------
    rows
        The records below the header, **shape** (rows, columns).
    lines
        The line of each record.
    wanted
        For each needed name the index of its column.
    skipped
        How many rows the study file already skips.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One, or none.
    """
    count = _count(rows, wanted)
    if not count:
        return []
    look = Likeness(rows[count:])
    in_order = sorted(wanted, key=lambda name: wanted[name])
    first = in_order[0] if in_order else ""
    column = next((name for name in in_order if look.cannot_be(wanted[name], rows[0][wanted[name]])), first)
    got = rows[0][wanted[column]] if column else None
    names = f"line {lines[0]}" if count == 1 else f"lines {lines[0]} to {lines[count - 1]}"
    message = f"{names} below the header hold question texts or codes, not respondents"
    hint = f"skip_rows_after_header = {skipped + count}"
    return [Problem("second_header", message, Place(file, lines[0], column), got=got, hint=hint)]


def _count(rows: Sequence[Sequence[str]], wanted: Mapping[str, int]) -> int:
    """Count the rows that are no respondents: to the import codes, or one that says "Response" or breaks numbers."""
    codes = rows_to_import_codes(rows)
    return codes or int(bool(rows) and (_says_response(rows) or _breaks_numbers(rows, wanted)))


def rows_to_import_codes(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows up to the one with import codes, if one of the first has them."""
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        filled = [cell for cell in row if cell.strip()]
        if filled and sum(_IMPORT_CODE.match(cell) is not None for cell in filled) * 2 > len(filled):
            return index + 1
    return 0


def _says_response(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row has "Response" in several columns in which nobody else answered so."""
    columns = [index for index, cell in enumerate(rows[0]) if cell.strip().casefold() in _RESPONSE]
    alone = [index for index in columns if all(row[index] != rows[0][index] for row in rows[1:])]
    return len(alone) > 1 or (len(alone) == 1 and not rows[0][0].strip())


def _breaks_numbers(rows: Sequence[Sequence[str]], wanted: Mapping[str, int]) -> bool:
    """Say whether the first row has words in every needed column of numbers, and there are several of them."""
    others = rows[1:_ROWS_COMPARED]
    numeric = [
        index for index in wanted.values() if len(others) > 2 and all(is_number_like(row[index]) for row in others)
    ]
    filled = [index for index in numeric if rows[0][index].strip()]
    return len(filled) > 1 and all(_is_wordy(rows[0][index]) for index in filled)


def _is_wordy(text: str) -> bool:
    """Say whether a text is a word or a question, not a number, a code or a sign for a missing one."""
    return re.match(r"\s*[^\W\d_]", text) is not None and text.strip() not in MISSING_TOKENS
