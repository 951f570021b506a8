"""A block of delimited text to codes: cut into pairs of cells, and each distinct pair looked at once.

Answers repeat: among the 150,000 cells of a block stand a few dozen different ones, and a few hundred different pairs
of neighbours. So the block is cut at every second delimiter or line end outside quotes, and the pairs, each with the
sign that ends it, are numbered by Arrow as they lie in memory: half as many pieces, for two thirds of the time. What
must hold of every cell is proved of the distinct pairs alone, and only these become text. A pair may lie on two lines.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.readers.bits import WORD, odd, places, ranks, standing, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

OTHER: Final = 255
"""What stands for every text that is not usual."""

_NEWLINE, _QUOTE = b'\n"'


class Block(NamedTuple):
    """Whole lines, cut into pairs of cells.

    Parameters
    ----------
    data
        The lines.
    delimiter
        The sign between two cells.
    width
        How many cells a line has.
    ends
        Where each line ends, **shape** (rows,).
    codes
        The number of the distinct pair that stands there, **shape** (pairs,); the last cell may be alone.
    distinct
        The distinct pairs in order of first appearance, each with the sign that ends it.
    """

    data: bytes | memoryview
    delimiter: str
    width: int
    ends: NDArray[np.int32]
    codes: NDArray[np.int32]
    distinct: bytes


class Part(NamedTuple):
    """The columns that are kept of a block.

    Parameters
    ----------
    kept
        The indices of the columns.
    numbers
        The number of the usual text that stands there, or `OTHER`, **shape** (rows, width).
    codes
        The number of the distinct pair that stands there, **shape** (pairs,).
    texts
        The texts of the distinct pairs, two of each.
    """

    kept: Sequence[int]
    numbers: NDArray[np.uint8]
    codes: NDArray[np.int32]
    texts: Sequence[str]

    @property
    def rows(self) -> int:
        """How many lines the block has."""
        return len(self.numbers)

    def usual(self, place: int) -> bytes:
        """Give the numbers of the usual texts of one column, a byte for each row."""
        return self.numbers[:, self.kept[place]].tobytes()

    def column(self, place: int) -> tuple[NDArray[np.int32], list[str]]:
        """Number the texts of one column among those of its block; two may be alike."""
        import pyarrow as pa  # start-up: only a large file needs it

        rows, width = self.numbers.shape
        cells = np.arange(self.kept[place], rows * width, width, dtype=np.int32)
        codes = pa.py_buffer(self.codes[cells >> 1] * 2 + (cells & 1))
        coded = pa.Array.from_buffers(pa.int32(), rows, [None, codes]).dictionary_encode()
        return values(coded.indices), [self.texts[code] for code in values(coded.dictionary).tolist()]


def cut(data: bytes | memoryview, delimiter: str, width: int) -> Block | None:
    """Cut whole lines into pairs of cells, and number the distinct ones.

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
    delimiters, newlines, quotes = standing(np.frombuffer(data, dtype=np.uint8), (ord(delimiter), _NEWLINE, _QUOTE))
    inside = odd(quotes)
    cuts, ends = newlines | (delimiters & ~inside), places(newlines)
    if (newlines & inside).any() or (ranks(cuts, ends) != np.arange(1, ends.size + 1) * width).any():
        return None
    seconds = cuts & ~odd(cuts)
    seconds[-1] |= np.uint64(1 << int(ends[-1]) % WORD)  # the last cell may be alone
    codes, distinct = _numbered(data, places(seconds))
    return Block(data, delimiter, width, ends, codes, distinct)


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
    texts, rows = _texts(block), block.ends.size
    numbers = np.frombuffer(bytes([usual.get(text, OTHER) for text in texts]), dtype=np.uint16)  # of two cells each
    cells = numbers.take(block.codes).view(np.uint8)[: rows * block.width]
    return Part(kept, cells.reshape(rows, block.width), block.codes, texts)


def _numbered(data: bytes | memoryview, cuts: NDArray[np.int32]) -> tuple[NDArray[np.int32], bytes]:
    """Number what stands between cuts, and give each distinct piece once, one after the other."""
    import pyarrow as pa  # start-up: only a large file needs it

    bounds = np.zeros(cuts.size + 1, dtype=np.int32)
    np.add(cuts, 1, out=bounds[1:])
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    coded = pa.Array.from_buffers(pa.binary(), cuts.size, buffers).dictionary_encode()
    _, own, cells = coded.dictionary.buffers()
    length = np.frombuffer(own, dtype=np.int32)[len(coded.dictionary)]
    return values(coded.indices), cells[: int(length)].to_pybytes()


def _texts(block: Block) -> list[str]:
    """Read the distinct cells: a line of delimited text themselves, once none of them is the last of its line."""
    line = block.distinct.decode().replace("\r\n", "\n").replace("\n", block.delimiter)[:-1]
    texts = next(csv.reader([line], delimiter=block.delimiter))
    return [*texts, ""] if len(texts) % 2 else texts
