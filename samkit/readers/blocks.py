"""A large file block by block, each proved to be plain, so that a fast parser cannot misread it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from samkit.readers.source import BLOCK

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.readers.coding import Block
    from samkit.readers.source import Large

_NEWLINE, _QUOTE, _RETURN, _TAB, _BLANK = b'\n"\r\t '


class Proof:
    """What must hold from block to block for a file to be plain.

    Parameters
    ----------
    delimiter
        The sign between two cells.
    longest
        How many bytes a line may have.
    returns
        Whether lines end with CRLF.

    Notes
    -----
    Plain is a block in which every reader of delimited text must see the same cells: valid UTF-8, no control or
    direction characters, lines of one kind and none too long, no record without an answer, no marks of an unresolved
    merge, and quotes only round whole cells that stand on one line, doubled inside.
    """

    __slots__ = ("_begun", "_blank", "_delimiter", "_longest", "_returns")

    def __init__(self, delimiter: str, longest: int, *, returns: bool) -> None:
        """Take what all blocks have in common."""
        self._delimiter = ord(delimiter)
        self._begun = np.frombuffer(delimiter.encode() + b' "\r\n=', dtype=np.uint8)
        self._blank = re.compile(rb'[ \r"' + re.escape(delimiter.encode()) + rb"]*(?=\n)|={7}")
        self._longest = longest
        self._returns = returns

    def holds(self, block: Block) -> bool:
        """Say whether a block is plain."""
        return self._lines_hold(block.data, block.ends) and self._cells_hold(block.distinct)

    def holds_uncut(self, data: bytes | memoryview) -> bool:
        """Say whether whole lines are plain, looking at every cell."""
        ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _NEWLINE)
        return self._lines_hold(data, ends) and self._cells_hold(bytes(data))

    def _lines_hold(self, data: bytes | memoryview, ends: NDArray[np.integer[Any]]) -> bool:
        """Say whether no line is too long, without an answer, or begins with a mark of a merge."""
        starts = np.concatenate([[0], ends[:-1] + 1])
        doubtful = starts[np.isin(np.frombuffer(data, dtype=np.uint8)[starts], self._begun)]
        longest = (ends - starts).max(initial=0)
        return bool(longest <= self._longest) and not any(self._blank.match(data, at) for at in doubtful.tolist())

    def _cells_hold(self, distinct: bytes) -> bool:
        """Say whether cells, each with the sign that ends it, hold nothing but what everyone reads alike."""
        signs = np.frombuffer(distinct, dtype=np.uint8)
        places = np.flatnonzero((signs < _BLANK) | (signs == _QUOTE))
        found = signs[places]
        ends, quotes = places[found == _NEWLINE], places[found == _QUOTE]
        returns = int(np.count_nonzero(found == _RETURN))
        return (
            places.size == ends.size + quotes.size + returns + np.count_nonzero(found == _TAB)
            and self._one_kind_of_line(signs, ends, returns)
            and b"\x7f" not in distinct
            and (distinct.isascii() or _is_shown(distinct, signs))
            and self._quoted(signs, ends, quotes)
        )

    def _one_kind_of_line(self, signs: NDArray[np.uint8], ends: NDArray[np.intp], returns: int) -> bool:
        """Say whether all lines end as they must."""
        if not self._returns:
            return not returns
        return returns == ends.size and bool((signs[ends - 1] == _RETURN).all() and signs[0] != _NEWLINE)

    def _quoted(self, signs: NDArray[np.uint8], ends: NDArray[np.intp], quotes: NDArray[np.intp]) -> bool:
        """Say whether each quote opens a cell, closes it, or is half of a doubled one, all on one line."""
        if quotes.size % 2:
            return False
        opens, closes = quotes[::2], quotes[1::2]
        doubled = closes[:-1] + 1 == opens[1:]
        before = np.where(opens > 0, signs[opens - 1], _NEWLINE)
        after = signs[closes + 1]  # there is one: a block ends with a line end
        begun = (before == self._delimiter) | (before == _NEWLINE)
        ended = (after == self._delimiter) | (after == _NEWLINE) | (after == _RETURN)
        begun[1:] |= doubled
        ended[:-1] |= doubled
        inside = np.searchsorted(quotes, ends) % 2
        return bool(begun.all() and ended.all() and not inside.any())


def _is_shown(data: bytes, signs: NDArray[np.uint8]) -> bool:
    """Say whether bytes are valid UTF-8 without the control and direction characters that are told of."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    leads = np.flatnonzero((signs == 0xC2) | (signs == 0xE2) | (signs == 0xEF))
    lead, second = signs[leads], signs[leads + 1]  # there is one: a block ends with a line end
    third = signs[np.minimum(leads + 2, signs.size - 1)]
    marks = np.isin(third, (0x8B, 0x8E, 0x8F)) | ((third >= 0xA8) & (third <= 0xAE))
    unseen = (
        ((lead == 0xC2) & ((second < 0xA0) | (second == 0xAD)))
        | ((lead == 0xE2) & (second == 0x80) & marks)
        | ((lead == 0xE2) & (second == 0x81) & (third >= 0xA0) & (third <= 0xA9))
        | ((lead == 0xEF) & (second == 0xBB) & (third == 0xBF))
        | ((lead == 0xEF) & (second == 0xBF) & (third >= 0xB9))
    )
    return not unseen.any()


def whole_lines(file: Large, digest: hashlib._Hash) -> Iterator[bytes | memoryview]:
    """Read a file block by block, cut where lines end, and add what is read to a digest.

    A last line without an end gets one, and a blank one is left out. So does what fills a block without a line end,
    which is then too long to be plain.
    """
    place = 0
    while block := file.part(place, min(BLOCK, file.size - place)):
        length = block.rfind(b"\n") + 1
        lines = memoryview(block)[: length or len(block)]
        place += len(lines)
        digest.update(lines)
        if length:
            yield lines
        elif place < file.size or block.strip(b" \r"):
            yield block + b"\n"
