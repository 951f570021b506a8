"""A block is cut where the csv module cuts it, and each column comes back as it stood."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.coding import OTHER, cut, part_of

TEXTS = st.sampled_from(["Agree", "Disagree", "", "Yes, always", 'so "called"', "schön", "5;6", "x" * 70])
USUAL = {"Agree": 0, "": 1, "Yes, always": 2}


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Make rows of one width, of which no line is empty."""
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[TEXTS] * width), min_size=1, max_size=40))
    return [(row[0] or "first", *row[1:]) for row in rows]


def written(rows: list[tuple[str, ...]], delimiter: str, end: str) -> bytes:
    """Write rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode()


@given(tables(), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_every_column_comes_back_as_it_stood(rows: list[tuple[str, ...]], delimiter: str, end: str) -> None:
    block = cut(written(rows, delimiter, end), delimiter, len(rows[0]))
    assert block is not None
    kept = [*range(len(rows[0]))][::-1]
    part = part_of(block, kept, USUAL)
    assert part.rows == len(rows)
    for place, index in enumerate(kept):
        cells = [row[index] for row in rows]
        codes, texts = part.column(place)
        assert [texts[code] for code in codes] == cells
        assert list(part.usual(place)) == [USUAL.get(cell, OTHER) for cell in cells]


@given(tables(), st.integers(1, 7))
def test_only_lines_of_the_width_are_cut(rows: list[tuple[str, ...]], width: int) -> None:
    assert (cut(written(rows, ",", "\n"), ",", width) is not None) == (width == len(rows[0]))


@pytest.mark.parametrize(
    "lines",
    [
        b"a,b,c\na,b\na,b,c,d\n",
        b"a,b\na,b,c,d\na,b,c\n",
        b'a,"b\n1",c\n',
        b'a,b,"c\n1",d,e,f\n',
        b'a,b,c\na,b,"c\n',
        b'a,b,"c,d\ne,f\n',
    ],
    ids=ascii,
)
def test_lines_that_only_together_have_the_right_width_are_not_cut(lines: bytes) -> None:
    assert cut(lines, ",", 3) is None


def test_pairs_that_repeat_stand_once_among_the_distinct() -> None:
    block = cut(b"a,b\na,b\nb,a\na,b\n", ",", 2)
    assert block is not None
    assert (block.distinct, block.codes.tolist()) == (b"a,b\nb,a\n", [0, 0, 1, 0])


def test_the_last_cell_of_an_odd_number_is_alone() -> None:
    block = cut(b"a,b,a\nb,a,b\na,b,a\n", ",", 3)
    assert block is not None
    assert (block.distinct, block.codes.tolist()) == (b"a,b,a\nb,a,b\na\n", [0, 1, 2, 0, 3])
    part = part_of(block, [2, 0], {"a": 0})
    assert (part.usual(0), part.usual(1)) == (bytes([0, OTHER, 0]), bytes([0, OTHER, 0]))
