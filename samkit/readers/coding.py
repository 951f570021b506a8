"""A block of delimited text to codes: cut into cells, and each distinct cell looked at once.

Answers repeat: among the 300,000 cells of a block stand a few hundred different ones. So the block is cut wherever a
delimiter or a line end stands outside quotes, and the cells, each with the sign that ends it, are numbered by Arrow
as they lie in memory. What must hold of every cell is proved of the distinct ones alone, and only these become text.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

OTHER: Final = 255
"""What stands for every text that is not usual."""

_NEWLINE, _QUOTE = b'\n"'
_PIECE: Final = 1 << 16


class Block(NamedTuple):
    """Whole lines, cut into cells.

    Parameters
    ----------
    data
        The lines.
    delimiter
        The sign between two cells.
    ends
        Where each line ends, **shape** (rows,).
    codes
        The number of the distinct cell that stands there, **shape** (rows, width).
    distinct
        The distinct cells in order of first appearance, each with the sign that ends it.
    """

    data: bytes | memoryview
    delimiter: str
    ends: NDArray[np.intp]
    codes: NDArray[np.int32]
    distinct: bytes


class Part(NamedTuple):
    """The columns that are kept of a block.

    Parameters
    ----------
    numbers
        The number of the usual text that stands there, or `OTHER`, **shape** (columns, rows).
    codes
        The number of the text of this block that stands there, **shape** (columns, rows).
    texts
        The texts of this block, of which two may be alike.
    """

    numbers: NDArray[np.uint8]
    codes: NDArray[np.int32]
    texts: Sequence[str]

    @property
    def rows(self) -> int:
        """How many lines the block has."""
        return int(self.codes.shape[1])

    def usual(self, place: int) -> bytes:
        """Give the numbers of the usual texts of one column, a byte for each row."""
        return bytes(self.numbers[place])

    def column(self, place: int) -> tuple[NDArray[np.int32], list[str]]:
        """Number the texts of one column among those of its block; two may be alike."""
        import pyarrow as pa  # start-up: only a large file needs it

        codes = pa.py_buffer(self.codes[place])
        coded = pa.Array.from_buffers(pa.int32(), self.codes.shape[1], [None, codes]).dictionary_encode()
        return values(coded.indices), [self.texts[code] for code in values(coded.dictionary).tolist()]


def cut(data: bytes | memoryview, delimiter: str, width: int) -> Block | None:
    """Cut whole lines into cells, and number the distinct ones.

    Parameters
    ----------
    data
        The lines, each with its end.
    delimiter
        The sign between two cells.
    width
        How many cells a line has.

    Returns
    -------
    Block or None
        The cells, as far as quotes can be trusted; None where a line has another width or a quoted cell several lines.
    """
    signs = np.frombuffer(data, dtype=np.uint8)
    cuts = _cuts(signs, ord(delimiter))
    ends = cuts[signs[cuts] == _NEWLINE]
    if ends.size * width != cuts.size or (ends != cuts[width - 1 :: width]).any():
        return None
    codes, distinct = _numbered(data, cuts)
    return Block(data, delimiter, ends, codes.reshape(-1, width), distinct)


def part_of(block: Block, kept: Sequence[int], usual: Mapping[str, int]) -> Part:
    """Take columns out of a plain block.

    Parameters
    ----------
    block
        The cells, proved to be plain.
    kept
        The indices of the columns.
    usual
        The numbers of texts that stand in many cells, each below `OTHER`.

    Returns
    -------
    Part
        The columns in this order.
    """
    texts = _texts(block)
    numbers = np.array([usual.get(text, OTHER) for text in texts], dtype=np.uint8)
    places = list(kept)
    return Part(numbers.take(block.codes).T[places], block.codes.T[places], texts)


def _cuts(signs: NDArray[np.uint8], delimiter: int) -> NDArray[np.intp]:
    """Find the places of delimiters and line ends outside quotes."""
    places = np.flatnonzero(_marks(signs, delimiter))
    quotes = signs[places] == _QUOTE
    inside = np.logical_xor.accumulate(quotes)
    cuts: NDArray[np.intp] = places[~(quotes | inside)]
    return cuts


def _marks(signs: NDArray[np.uint8], delimiter: int) -> NDArray[np.bool_]:
    """Say where a delimiter, a line end or a quote stands, piece by piece, so that each stays near the processor."""
    marks = np.empty(signs.size, dtype=np.bool_)
    for start in range(0, signs.size, _PIECE):
        piece = signs[start : start + _PIECE]
        here = np.equal(piece, delimiter, out=marks[start : start + _PIECE])
        here |= piece == _NEWLINE
        here |= piece == _QUOTE
    return marks


def _numbered(data: bytes | memoryview, cuts: NDArray[np.intp]) -> tuple[NDArray[np.int32], bytes]:
    """Number the distinct cells between cuts, and give them one after the other."""
    import pyarrow as pa  # start-up: only a large file needs it

    bounds = np.zeros(cuts.size + 1, dtype=np.int32)
    np.add(cuts, 1, out=bounds[1:], casting="same_kind")
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    coded = pa.Array.from_buffers(pa.binary(), cuts.size, buffers).dictionary_encode()
    _, own, cells = coded.dictionary.buffers()
    length = np.frombuffer(own, dtype=np.int32)[len(coded.dictionary)]
    return values(coded.indices), cells[: int(length)].to_pybytes()


def _texts(block: Block) -> list[str]:
    """Read the distinct cells: a line of delimited text themselves, once none of them is the last of its line."""
    line = block.distinct.decode().replace("\r\n", "\n").replace("\n", block.delimiter)[:-1]
    return next(csv.reader([line], delimiter=block.delimiter))


def values(numbers: Any) -> NDArray[np.int32]:  # noqa: ANN401 - an array of Arrow's, which has no types
    """Give the numbers of an array (Arrow's own way to numpy would load pandas)."""
    values: NDArray[np.int32] = np.frombuffer(numbers.buffers()[1], dtype=np.int32, count=len(numbers))
    return values
