"""Tables of text: rows of cells to CSV or to a workbook, and what stands in a cell for an answer."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple

import openpyxl

from tests.data.small.respondents import OPTIONS, OTHER, SAID, Respondent, respondents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Cell = str | int | dt.datetime | None
ALL: Final = respondents()
_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class Part(NamedTuple):
    """A column of a table.

    Parameters
    ----------
    key
        What of the survey it holds, such as "role" or "tools.crm"; empty for what the platform notes for itself.
    heading
        What stands above it.
    cell
        What stands in it for a respondent.
    """

    key: str
    heading: tuple[str, ...]
    cell: Callable[[Respondent], Cell]


def table(parts: Sequence[Part]) -> list[list[Cell]]:
    """Lay a table out: its headings, row by row, then a row for each respondent."""
    heads: list[list[Cell]] = [list(row) for row in zip(*(part.heading for part in parts), strict=True)]
    return [*heads, *([part.cell(one) for part in parts] for one in ALL)]


def answer(key: str) -> Callable[[Respondent], str]:
    """Give the level of a question as text."""
    return lambda one: one.answers[key]


def coded(key: str, codes: Mapping[str, str]) -> Callable[[Respondent], str]:
    """Give the code of a level."""
    return lambda one: codes[one.answers[key]]


def option(key: str, ticked: str, unticked: str = "", unasked: str = "") -> Callable[[Respondent], str]:
    """Give what stands for an option: where it is ticked, where not, and where it was not asked."""

    def cell(one: Respondent) -> str:
        return unasked if one.tools is None else ticked if key in one.tools else unticked

    return cell


def options() -> Iterator[tuple[str, str]]:
    """Give every option with its words, "Other" last."""
    yield from OPTIONS.items()
    yield "other", OTHER


def packed(delimiter: str, end: str = "") -> Callable[[Respondent], str]:
    """Give all ticked options in one cell, in place of "Other" the respondent's own words."""

    def cell(one: Respondent) -> str:
        ticked = [text for key, text in OPTIONS.items() if one.tools and key in one.tools]
        texts = [*ticked, *([one.words] if one.words else [])]
        return delimiter.join(texts) + end * bool(texts)

    return cell


def number(one: Respondent) -> str:
    """Give the number of accounts as text."""
    return "" if one.accounts is None else str(one.accounts)


def text(rows: Sequence[Sequence[Cell]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    """Write a table as delimited text."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue().encode()


def workbook(rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """Write a table as a workbook of one sheet, the same bytes whenever it is written."""
    book = openpyxl.Workbook()
    book.properties.title, book.properties.description, book.properties.creator = title, SAID, "samkit"
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _timeless(content: bytes) -> bytes:
    """Pack a workbook again without the time at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            plain = _MODIFIED.sub(rb"\g<1>2026-03-04T12:00:00Z", given.read(name))
            made.writestr(zipfile.ZipInfo(name, _EPOCH), plain, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
