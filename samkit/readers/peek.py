"""A look at a file: what its bytes say it is, and the first records of a table of text."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Final

from samkit.readers.form import Peek
from samkit.readers.text.delimiter import CANDIDATES

if TYPE_CHECKING:
    from samkit.readers.source import Source

RECORDS: Final = 100
"""How many records are looked at."""

_LOOKED_AT: Final = 1 << 20
_MAGIC: Final = (
    (b"$FL2", "sav"),
    (b"$FL3", "sav"),
    (b"<stata_dta>", "dta"),
    (b"PAR1", "parquet"),
)
_OLD_STATA: Final = frozenset(range(104, 116))
"""The first byte of a Stata file of a version before 13; the second says in which order bytes stand."""


def peek(source: Source) -> Peek:
    """Look at the first bytes of a file."""
    head = source.data[:_LOOKED_AT]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return Peek(kind)
    if head[:1] and head[0] in _OLD_STATA and head[1:2] in (b"\x01", b"\x02") and head[2:3] == b"\x01":
        return Peek("dta")
    return Peek("text", _records(_text(head)))


def _text(head: bytes) -> str:
    """Decode the beginning of a file, whatever it holds."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8-sig", errors="replace")


def _records(text: str) -> tuple[tuple[str, ...], ...]:
    """Take the first records apart by the sign that gives the most cells; none if they cannot be."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        found = [tuple(record) for record in itertools.islice((record for record in reader if record), RECORDS + 1)]
    except csv.Error:
        return ()
    whole = found[:RECORDS] if len(found) > RECORDS or len(text) < _LOOKED_AT // 4 else found[:-1]
    return tuple(whole)


def _delimiter(text: str) -> str:
    """Give the candidate that stands most often outside quotes in the first line with anything in it."""
    outside = "".join(text.lstrip("\ufeff\r\n").partition("\n")[0].split('"')[::2])
    return max(CANDIDATES, key=outside.count)
