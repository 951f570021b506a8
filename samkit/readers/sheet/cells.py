"""The cells of one sheet as text, and what about them cannot be taken as it stands."""

from __future__ import annotations

import contextlib
import math
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from samkit.readers.sheet.book import LONGEST_CELL, TooLong, Words, decoded
from samkit.readers.sheet.formats import NUMBER, has_lost_digits, text_of_moment, text_of_number
from samkit.readers.sheet.package import damaged

if TYPE_CHECKING:
    from samkit.readers.sheet.book import Book
    from samkit.readers.sheet.package import Package

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384

Fault = Literal["formula", "error", "digits", "length"]
"""Why a cell is not what it seems: a formula without a result, a result that is an error, a whole number of more digits
than are kept, a text that is too long."""

_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")


class Flaw(NamedTuple):
    """A cell that is not what it seems: where it stands, counted from 1, why, and what is in it."""

    row: int
    column: int
    fault: Fault
    text: str


class Merged(NamedTuple):
    """Cells that were made one: the first and the last row and column."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """The cells of a sheet.

    Parameters
    ----------
    rows
        For each row that has any cell its number and its texts by column, counted from 1; empty cells left out.
    flaws
        The cells that are not what they seem.
    merged
        The ranges of cells that were made one.
    hidden_rows, hidden_columns
        How many rows are hidden, and which ranges of columns.
    """

    rows: list[tuple[int, dict[int, str]]]
    flaws: list[Flaw]
    merged: list[Merged]
    hidden_rows: list[int]
    hidden_columns: list[tuple[int, int]]


class _Enough(Exception):  # noqa: N818 - nothing is wrong: it ends the reading of a part whose first rows are enough
    """Enough rows were read."""


def read_sheet(package: Package, book: Book, part: str, most: int = 0) -> Sheet:
    """Read the cells of a sheet.

    Parameters
    ----------
    package
        The workbook.
    book
        What it says of all its sheets.
    part
        The part that holds the sheet.
    most
        How many rows with any text are enough; all of them if 0.

    Returns
    -------
    Sheet
        The texts, whatever size the sheet says it has.

    Raises
    ------
    DataError
        If the part is no sheet.
    """
    reading = _Reading(package, book, part, most)
    with contextlib.suppress(_Enough):
        package.walk(part, reading.begin, reading.end, reading.add)
    return reading.sheet


class _Reading:
    """Where the reading of a sheet stands."""

    def __init__(self, package: Package, book: Book, part: str, most: int) -> None:
        self.sheet = Sheet([], [], [], [], [])
        self._package, self._book, self._part, self._most = package, book, part, most
        self._row = self._column = self._filled = 0
        self._texts: dict[int, str] = {}
        self._kind = self._style = ""
        self._formula = self._in_cell = self._in_value = False
        self._value: list[str] = []
        self._length = 0
        self._words = Words()

    def begin(self, tag: str, said: dict[str, str]) -> None:
        """Enter an element."""
        if tag == "c":
            self._begin_cell(said)
        elif self._in_cell:
            self._within(tag)
        elif tag == "row":
            self._begin_row(said)
        elif tag == "mergeCell":
            self._merge(said.get("ref", ""))
        elif tag == "col" and said.get("hidden") in {"1", "true"}:
            first, last = said.get("min", ""), said.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(first + last) < 12:
                self.sheet.hidden_columns.append((int(first), int(last)))

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            self._end_cell()
            self._in_cell = False
        elif self._in_cell:
            self._words.end(tag)
        elif tag == "row" and self._most:
            self._filled += bool(self._texts)
            if self._filled >= self._most:
                raise _Enough

    def add(self, text: str) -> None:
        """Take up what stands in a cell."""
        if self._in_value:
            self._length += len(text)
            if self._length <= LONGEST_CELL:
                self._value.append(text)
        elif self._in_cell:
            self._words.add(text)

    def _within(self, tag: str) -> None:
        """Enter an element of a cell."""
        if tag == "v":
            self._in_value = True
        elif tag == "f":
            self._formula = True
        else:
            self._words.begin(tag)

    def _begin_row(self, said: dict[str, str]) -> None:
        """Enter a row, which stands where it says or below the last."""
        number = said.get("r", "")
        row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        if not self._row < row <= MOST_ROWS:
            raise damaged(self._package.source, f"in {self._part} row {row} follows row {self._row}")
        self._row, self._column, self._texts = row, 0, {}
        self.sheet.rows.append((row, self._texts))
        if said.get("hidden") in {"1", "true"}:
            self.sheet.hidden_rows.append(row)

    def _begin_cell(self, said: dict[str, str]) -> None:
        """Enter a cell, which stands where it says or right of the last."""
        place = _PLACE.fullmatch(said["r"]) if "r" in said else None
        column = _column(place[1]) if place else self._column + 1
        fits = place is None or int(place[2]) == self._row
        if not fits or (place is None and "r" in said) or not self._column < column <= MOST_COLUMNS:
            raise damaged(self._package.source, f"in {self._part} a cell {said.get('r')} stands in row {self._row}")
        self._column, self._in_cell = column, True
        self._kind, self._style = said.get("t", "n"), said.get("s", "")
        self._formula, self._value, self._length = False, [], 0
        self._words.clear()

    def _end_cell(self) -> None:
        """Leave a cell: note what it holds."""
        value = "".join(self._value)
        text = self._text(value)
        if isinstance(text, TooLong) or max(self._length, self._words.length) > LONGEST_CELL:
            self._flaw("length", str(max(self._length, self._words.length, int(text) if text.isdecimal() else 0)))
        elif self._formula and not value and self._kind not in {"str", "inlineStr"}:
            self._flaw("formula", "")
        elif self._kind == "e":
            self._flaw("error", value)
        if text:
            self._texts[self._column] = text

    def _text(self, value: str) -> str:
        """Give the text of a cell by the kind that it has."""
        if self._kind == "inlineStr":
            return self._words.text()
        if not value:
            return ""
        if self._kind == "s":
            return self._shared(value)
        if self._kind == "b":
            return {"0": "FALSE", "1": "TRUE"}.get(value.strip(), value)
        if self._kind == "d":
            return value.strip().removesuffix("T00:00:00").replace("T", " ")
        return self._number(value.strip()) if self._kind == "n" else decoded(value)

    def _shared(self, value: str) -> str:
        """Give a text that cells share."""
        place = value.strip()
        if not (place.isdecimal() and len(place) < 10 and int(place) < len(self._book.texts)):
            raise damaged(self._package.source, f"in {self._part}, row {self._row}, a text is missing ({place[:20]})")
        return self._book.texts[int(place)]

    def _number(self, raw: str) -> str:
        """Give a number as text, a day or a time where its format says so."""
        if not NUMBER.fullmatch(raw):
            raise damaged(self._package.source, f"in {self._part}, row {self._row}, {raw[:20]!r} is no number")
        if math.isinf(float(raw)):
            return raw
        style = int(self._style) if self._style.isdecimal() and len(self._style) < 8 else 0
        shape = self._book.shapes[style] if style < len(self._book.shapes) else ""
        if shape:
            return text_of_moment(raw, shape, from_1904=self._book.from_1904)
        if has_lost_digits(raw):
            self._flaw("digits", raw)
        return text_of_number(raw)

    def _flaw(self, fault: Fault, text: str) -> None:
        """Note that this cell is not what it seems."""
        self.sheet.flaws.append(Flaw(self._row, self._column, fault, text))

    def _merge(self, ref: str) -> None:
        """Note cells that were made one."""
        found = _RANGE.fullmatch(ref)
        if found:
            left, top, right, bottom = found.groups()
            self.sheet.merged.append(Merged(int(top), _column(left), int(bottom), _column(right)))


def _column(letters: str) -> int:
    """Read the letters of a column as its place, counted from 1."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place
