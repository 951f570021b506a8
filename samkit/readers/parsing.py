"""A block of delimited text to codes where answers hardly repeat: Arrow parses it, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from samkit.readers.bits import values
from samkit.readers.coding import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class Parsed(NamedTuple):
    """The columns that are kept of a block, as Arrow encodes them."""

    table: Any

    @property
    def rows(self) -> int:
        """How many lines the block has."""
        return int(self.table.num_rows)

    def usual(self, _: int) -> bytes:
        """Say that no text is usual."""
        return bytes([OTHER])

    def column(self, place: int) -> tuple[NDArray[np.int32], list[str]]:
        """Give the codes and the texts of one column."""
        coded = self.table.column(place).combine_chunks()
        return values(coded.indices), coded.dictionary.to_pylist()


def parsed(data: bytes | memoryview, delimiter: str, width: int, kept: Sequence[int]) -> Parsed | None:
    """Parse whole lines that were proved to be plain.

    Parameters
    ----------
    data
        The lines, each with its end.
    delimiter
        The sign between two cells.
    width
        How many cells a line has.
    kept
        The indices of the columns.

    Returns
    -------
    Parsed or None
        The columns in this order; None where a line has another width.
    """
    import pyarrow as pa  # start-up: only a large file needs the parser
    from pyarrow import csv

    names = [str(index) for index in kept]
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        table = csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(
                column_names=[str(index) for index in range(width)], block_size=len(data) + 1, use_threads=False
            ),
            csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            csv.ConvertOptions(include_columns=names, column_types=dict.fromkeys(names, text), check_utf8=False),
        )
    except pa.ArrowInvalid:
        return None
    return Parsed(table)
