"""Bits tell of signs what looking at each byte in turn tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.bits import WORD, odd, places, ranks, standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIGNS = st.lists(st.sampled_from(b'a"'), min_size=1, max_size=4 * WORD).map(bytes)


def bits_of(signs: bytes) -> NDArray[np.uint64]:
    """Set a bit at each quote."""
    bits: NDArray[np.uint64] = standing(np.frombuffer(signs, dtype=np.uint8), b'"')[0]
    return bits


def quotes_in(signs: bytes) -> list[int]:
    """Find the quotes one by one."""
    return [place for place, sign in enumerate(signs) if sign == ord('"')]


@given(SIGNS)
def test_a_bit_is_set_wherever_the_sign_stands_and_nowhere_else(signs: bytes) -> None:
    assert places(bits_of(signs)).tolist() == quotes_in(signs)


@given(SIGNS)
def test_odd_is_every_byte_up_to_which_the_signs_are_odd_in_number(signs: bytes) -> None:
    found = np.unpackbits(odd(bits_of(signs)).astype("<u8").view(np.uint8), bitorder="little")
    assert found[: len(signs)].tolist() == [signs[: place + 1].count(b'"') % 2 for place in range(len(signs))]


@given(SIGNS, st.lists(st.integers(0, 4 * WORD - 1), max_size=5))
def test_a_rank_counts_the_bits_up_to_a_place(signs: bytes, asked: list[int]) -> None:
    within = [place for place in asked if place < len(signs)]
    found = ranks(bits_of(signs), np.array(within, dtype=np.int32))
    assert found.tolist() == [signs[: place + 1].count(b'"') for place in within]


@pytest.mark.parametrize("size", [(1 << 18) - 1, 1 << 18, (1 << 18) + 1, (1 << 19) + WORD])
def test_pieces_of_a_long_block_fit_together(size: int) -> None:
    signs = np.random.default_rng(7).choice(np.frombuffer(b'a,"', dtype=np.uint8), size)
    commas, quotes = standing(signs, b',"')
    assert np.array_equal(places(commas), np.flatnonzero(signs == ord(",")))
    assert np.array_equal(places(quotes), np.flatnonzero(signs == ord('"')))


def test_nothing_stands_where_no_sign_is() -> None:
    assert places(bits_of(b"aaaa")).tolist() == []
    assert odd(bits_of(b"aaaa")).tolist() == [0]
