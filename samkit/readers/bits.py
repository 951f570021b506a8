"""Where signs stand in a block, as bits: one for each byte, 64 to a word, so that one step tells of 64 bytes.

A quoted cell begins at each odd quote and ends at each even one. So a byte stands inside quotes where the number of
quotes up to it is odd, which a few shifts of whole words tell, however many quotes there are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WORD: Final = 64
"""How many bytes a word tells of."""

_PIECE: Final = 1 << 18
"""How many bytes are looked at in one step, so that what comes of them stays near the processor."""


def standing(signs: NDArray[np.uint8], these: Sequence[int]) -> NDArray[np.uint64]:
    """Set a bit wherever one of some signs stands.

    Parameters
    ----------
    signs
        The bytes, **shape** (bytes,).
    these
        The signs.

    Returns
    -------
    NDArray
        The bits, **shape** (signs, words); those behind the last byte are not set.
    """
    bits = np.zeros((len(these), -(-signs.size // WORD)), dtype="<u8")
    packed = bits.view(np.uint8)
    for start in range(0, signs.size, _PIECE):
        piece = signs[start : start + _PIECE]
        for row, sign in zip(packed[:, start // 8 :], these, strict=True):
            here = np.packbits(piece == sign, bitorder="little")
            row[: here.size] = here
    return bits


def odd(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Set a bit wherever the number of bits that are set up to it, with itself, is odd."""
    found = bits.copy()
    for step in (1, 2, 4, 8, 16, 32):
        found ^= found << step
    before = np.bitwise_xor.accumulate(found >> (WORD - 1))[:-1]  # 1 where all words up to one hold an odd number
    found[1:] ^= -before
    return found


def places(bits: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Give the places of all bits that are set."""
    import pyarrow as pa  # start-up: only a large file needs it

    found = []
    for start in range(0, bits.size, _PIECE // WORD):
        piece = bits[start : start + _PIECE // WORD]
        buffers = [None, pa.py_buffer(piece.astype("<u8", copy=False))]
        chosen = pa.Array.from_buffers(pa.bool_(), piece.size * WORD, buffers)
        found.append(values(_first().slice(0, len(chosen)).filter(chosen)) + np.int32(start * WORD))
    return np.concatenate(found)


def ranks(bits: NDArray[np.uint64], places: NDArray[np.int32]) -> NDArray[np.intp]:
    """Give for places how many bits are set up to each, with its own."""
    words = places // WORD
    behind = bits[words] >> (places % WORD).astype(np.uint64) >> np.uint64(1)
    found: NDArray[np.intp] = np.bitwise_count(bits).cumsum(dtype=np.intp)[words] - np.bitwise_count(behind)
    return found


def values(numbers: Any) -> NDArray[np.int32]:  # noqa: ANN401 - an array of Arrow's, which has no types
    """Give the numbers of an array (Arrow's own way to numpy would load pandas)."""
    values: NDArray[np.int32] = np.frombuffer(numbers.buffers()[1], dtype=np.int32, count=len(numbers))
    return values


@cache
def _first() -> Any:  # noqa: ANN401 - an array of Arrow's, which has no types
    """Give the first whole numbers, as many as a piece has bytes."""
    import pyarrow as pa  # start-up: only a large file needs it

    return pa.Array.from_buffers(pa.int32(), _PIECE, [None, pa.py_buffer(np.arange(_PIECE, dtype=np.int32))])
