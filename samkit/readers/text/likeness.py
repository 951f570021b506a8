"""How much a line looks like the respondents around it: the evidence for headers, swallowed rows and footers."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS_LOOKED_AT: Final = 2000
"""From how many records the look of a column is learnt."""

_NUMBER: Final = re.compile(r"\s*[+-]?(?:\d+(?:[.,]\d*)*|[.,]\d+)(?:[eE][+-]?\d+)?\s*%?\s*")


def is_number_like(text: str) -> bool:
    """Say whether a text reads as a number in any of the usual spellings.

    Examples
    --------
    >>> is_number_like("1,5"), is_number_like("12 %"), is_number_like("q12")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


class Likeness:
    """What the columns of a file look like.

    Parameters
    ----------
    rows
        Records of one width, **shape** (rows, columns).
    """

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._rows = rows

    @cached_property
    def _columns(self) -> list[Counter[str]]:
        """Count the texts of each column, empty cells left out."""
        return [
            Counter(text for cell in column if (text := cell.strip()))
            for column in zip(*islice(self._rows, ROWS_LOOKED_AT), strict=True)
        ]

    @cached_property
    def _numeric(self) -> list[bool]:
        """Say of each column whether nearly all its texts are numbers."""
        return [_mostly_numbers(column) for column in self._columns]

    def like(self, column: int, text: str) -> bool:
        """Say whether a text could be an answer of a column: it stands there elsewhere, or both are numbers."""
        if column >= len(self._columns):
            return False
        return self._columns[column][text.strip()] > 0 or (self._numeric[column] and is_number_like(text))

    def cannot_be(self, column: int, text: str) -> bool:
        """Say whether a text is no answer of a column: a word among numbers, or new where answers recur."""
        if column >= len(self._columns) or not text.strip() or self.like(column, text):
            return False
        seen = self._columns[column]
        return self._numeric[column] or (bool(seen) and seen.total() >= 2 * len(seen))

    def share(self, cells: Sequence[str]) -> float:
        """Give the **share** of the filled cells of a line that could be answers of their columns.

        Parameters
        ----------
        cells
            A line cut into cells.

        Returns
        -------
        float
            Between 0 and 1; 0 if the line has another width or nothing in it.
        """
        if len(cells) != len(self._columns):
            return 0.0
        filled = [(column, text) for column, text in enumerate(cells) if text.strip()]
        return sum(self.like(column, text) for column, text in filled) / len(filled) if filled else 0.0


def _mostly_numbers(column: Counter[str]) -> bool:
    """Say whether at least four in five filled cells of a column are numbers."""
    numbers = sum(count for text, count in column.items() if is_number_like(text))
    return numbers > 0 and numbers >= 0.8 * column.total()
