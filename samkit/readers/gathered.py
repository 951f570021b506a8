"""The columns of a large file as its blocks come, each distinct text once.

A few usual texts, those that repeat in a sample of the file, fill most cells. Where a column of a block holds nothing
else, and nothing that is new to the column, its codes are translated byte by byte; any other is numbered text by text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.readers.coding import OTHER
from samkit.readers.columns import Coded, narrow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from samkit.readers.coding import Part
    from samkit.readers.parsing import Parsed

_OF_A_BYTE: Final = 256
_MOST: Final = 0.9


def usual_texts(cells: Sequence[str]) -> Mapping[str, int]:
    """Number the texts that stand in more than one of some cells, the most frequent first, as many as a byte holds.

    Parameters
    ----------
    cells
        The cells of a sample.

    Returns
    -------
    Mapping
        The number of each; nothing where they fill so few cells that looking for them does not pay.
    """
    often = [(text, count) for text, count in Counter(cells).most_common(OTHER) if count > 1]
    filled = sum(count for _, count in often)
    return {text: number for number, (text, _) in enumerate(often)} if filled >= _MOST * len(cells) else {}


class Gathered:
    """The columns of a table as they are parsed.

    Parameters
    ----------
    kept
        The indices of the columns that are kept.
    usual
        The numbers of the usual texts.
    """

    def __init__(self, kept: Sequence[int], usual: Mapping[str, int]) -> None:
        """Begin with no row."""
        self._columns: dict[int, _Column] = {index: _Column(usual) for index in kept}
        self.rows: int = 0

    def add(self, part: Part | Parsed) -> None:
        """Add the columns of a block, in the order in which they are kept."""
        self.rows += part.rows
        for place, column in enumerate(self._columns.values()):
            column.add(part, place)

    def texts(self, index: int) -> Collection[str]:
        """Give the distinct texts of a column."""
        return self._columns[index].texts

    def coded(self, index: int) -> Coded:
        """Give a column, and forget its blocks."""
        return self._columns[index].whole()

    def names_again(self, names: frozenset[str]) -> bool:
        """Say whether a row holds names of columns in half of what it answers, of what is kept."""
        named, filled = np.zeros(self.rows, dtype=np.int16), np.zeros(self.rows, dtype=np.int16)
        for column in self._columns.values():
            if not names.isdisjoint(column.texts):
                named += column.among(names)
        if not named.any():
            return False
        for column in self._columns.values():
            filled += ~column.among(frozenset({""}))
        return bool((named * 2 >= filled)[named > 0].any())


class _Column:
    """One column: its texts in order of first appearance, and the codes of its blocks."""

    def __init__(self, usual: Mapping[str, int]) -> None:
        """Begin with no text."""
        self.texts: defaultdict[str, int] = defaultdict()
        self.texts.default_factory = self.texts.__len__  # a text that is new gets the next number
        self._usual = usual
        self._table = bytes([OTHER]) * _OF_A_BYTE
        self._parts: list[NDArray[np.integer[Any]]] = []

    def add(self, part: Part | Parsed, place: int) -> None:
        """Add the rows of a block."""
        moved = part.usual(place).translate(self._table)
        if OTHER not in moved:
            self._parts.append(np.frombuffer(moved, dtype=np.uint8))
            return
        codes, texts = part.column(place)
        places = np.array([self.texts[text] for text in texts], dtype=np.intp)
        self._parts.append(_recoded(codes, places, len(self.texts)))
        known = [min(self.texts.get(text, OTHER), OTHER) for text in self._usual]
        self._table = bytes(known).ljust(_OF_A_BYTE, bytes([OTHER]))

    def whole(self) -> Coded:
        """Join the blocks, and forget them."""
        kind = narrow(np.empty(0, dtype=np.int32), len(self.texts)).dtype
        codes = np.concatenate(self._parts, dtype=kind, casting="same_kind") if self._parts else np.empty(0, dtype=kind)
        self._parts.clear()
        return Coded(codes, tuple(self.texts))

    def among(self, these: frozenset[str]) -> NDArray[np.bool_]:
        """Say for each row whether its text is one of these."""
        found = np.array([text in these for text in self.texts])
        return np.concatenate([found[part] for part in self._parts])


def _recoded(codes: NDArray[np.int32], places: NDArray[np.intp], distinct: int) -> NDArray[np.integer[Any]]:
    """Put other codes in place of those of a block, in the smallest numbers that hold them."""
    moved: NDArray[np.integer[Any]] = narrow(places, distinct)[codes]
    return moved
