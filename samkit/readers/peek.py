"""A look at a file: what its bytes say it is, and the first records of a table of text."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Final

from samkit.readers import workbook
from samkit.readers.form import RECORDS, Peek
from samkit.readers.kinds import kind_of
from samkit.readers.text.delimiter import CANDIDATES

if TYPE_CHECKING:
    from samkit.readers.source import Source

LOOKED_AT: Final = 1 << 20
"""How many bytes are looked at."""

_KINDS: Final = {
    "an XLSX workbook": "xlsx",
    "an SPSS file (SAV)": "sav",
    "a compressed SPSS file (ZSAV)": "sav",
    "an SPSS portable file (POR)": "sav",
    "a Stata file (DTA)": "dta",
    "a Parquet file": "parquet",
}
"""The formats that are read beside text, by what their files are found to be."""


def peek(source: Source, sheet: str = "") -> Peek:
    """Look at the first bytes of a file, and at the first records of a table of text or of a sheet."""
    kind = _KINDS.get(kind_of(source.data)[0], "text")
    if kind == "text":
        return Peek(kind, _records(_text(source.data[:LOOKED_AT])))
    return Peek(kind, workbook.first_records(source, RECORDS, sheet) if kind == "xlsx" else ())


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
    whole = found[:RECORDS] if len(found) > RECORDS or len(text) < LOOKED_AT // 4 else found[:-1]
    return tuple(whole)


def _delimiter(text: str) -> str:
    """Give the candidate that stands most often outside quotes in the first line with anything in it."""
    outside = "".join(text.lstrip("\ufeff\r\n").partition("\n")[0].split('"')[::2])
    return max(CANDIDATES, key=outside.count)
