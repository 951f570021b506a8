"""The parts of a workbook beside its cells: which sheets there are, the texts that they share, the number formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.readers.sheet.formats import Shape, shape_of
from samkit.readers.sheet.package import damaged

if TYPE_CHECKING:
    from samkit.readers.sheet.package import Package

LONGEST_CELL: Final = 100_000
"""How many characters a cell may have."""

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"


class SheetEntry(NamedTuple):
    """A sheet by its name, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Book(NamedTuple):
    """What a workbook says of all its sheets.

    Parameters
    ----------
    sheets
        Its sheets of cells, in the order of the workbook.
    from_1904
        Whether days are counted from 1904.
    shapes
        For each style of a cell what it shows a number as.
    texts
        The texts that cells share.
    """

    sheets: tuple[SheetEntry, ...]
    from_1904: bool
    shapes: tuple[Shape, ...]
    texts: tuple[str, ...]


def open_book(package: Package) -> Book:
    """Read what a workbook says of its sheets.

    Raises
    ------
    DataError
        If it is none, or has no sheet of cells.
    """
    if _BOOK not in package:
        raise damaged(package.source, f"it has no part {_BOOK}")
    links = _links(package)
    sheets, from_1904 = _sheets(package, links)
    if not sheets:
        raise damaged(package.source, "it has no sheet of cells")
    styles = _part(package, links, "styles")
    shared = _part(package, links, "sharedStrings")
    return Book(
        sheets,
        from_1904,
        _shapes(package, styles) if styles else (),
        _texts(package, shared) if shared else (),
    )


def decoded(text: str) -> str:
    r"""Give the text of a cell, in which signs that XML cannot hold stand as `_x000D_`; each is read once.

    Examples
    --------
    >>> decoded("_x0041__x005F_x0042_")
    'A_x0042_'
    """
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    """Give the sign of a code point; half of one that takes two is left as it is written."""
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


class _Link(NamedTuple):
    """What a workbook points at: what it is, and the part."""

    kind: str
    part: str


def _links(package: Package) -> dict[str, _Link]:
    """Read what the workbook points at, by the key that it uses; what lies outside is never followed."""
    found: dict[str, _Link] = {}

    def begin(tag: str, said: dict[str, str]) -> None:
        if tag == "Relationship" and said.get("TargetMode") != "External":
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = _Link(kind, package.resolve("xl", said.get("Target", "")))

    if _LINKS in package:
        package.walk(_LINKS, begin, _nothing, _nothing)
    return found


def _part(package: Package, links: dict[str, _Link], kind: str) -> str:
    """Find the part of a kind; empty if the workbook has none."""
    return next((link.part for link in links.values() if link.kind == kind and link.part in package), "")


def _sheets(package: Package, links: dict[str, _Link]) -> tuple[tuple[SheetEntry, ...], bool]:
    """Read the list of sheets, and in which year their calendar begins."""
    sheets: list[SheetEntry] = []
    first_years: list[str] = []

    def begin(tag: str, said: dict[str, str]) -> None:
        if tag == "workbookPr":
            first_years.append(said.get("date1904", "0"))
        elif tag == "sheet":
            key = next((value for name, value in said.items() if name.rpartition(" ")[2] == "id"), "")
            link = links.get(key, _Link("", ""))
            if link.kind == "worksheet":
                hidden = said.get("state", "visible") != "visible"
                sheets.append(SheetEntry(said.get("name", ""), link.part, hidden))

    package.walk(_BOOK, begin, _nothing, _nothing)
    return tuple(sheets), any(year in {"1", "true"} for year in first_years)


def _shapes(package: Package, part: str) -> tuple[Shape, ...]:
    """Read what each style of a cell shows a number as."""
    codes: dict[int, str] = {}
    used: list[int] = []
    within: list[str] = []

    def begin(tag: str, said: dict[str, str]) -> None:
        if tag == "numFmt":
            codes[_number(said.get("numFmtId"))] = said.get("formatCode", "")
        elif tag == "cellXfs":
            within.append(tag)
        elif tag == "xf" and within:
            used.append(_number(said.get("numFmtId")))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            within.clear()

    package.walk(part, begin, end, _nothing)
    return tuple(shape_of(number, codes.get(number)) for number in used)


def _number(text: str | None) -> int:
    """Read the number of a format; that of plain numbers where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class Words:
    """Gathers the text of one cell from its runs; how they sound and how they look is left out."""

    __slots__ = ("_pieces", "_silent", "_taking", "length")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.clear()

    def clear(self) -> None:
        """Begin a new text."""
        self._pieces: list[str] = []
        self._silent = self._taking = False
        self.length = 0

    def begin(self, tag: str) -> None:
        """Enter an element."""
        if tag == "rPh":
            self._silent = True
        elif tag == "t":
            self._taking = not self._silent

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag == "rPh":
            self._silent = False
        elif tag == "t":
            self._taking = False

    def add(self, text: str) -> None:
        """Take up text, at most a little more than a cell may have."""
        if self._taking:
            self.length += len(text)
            if self.length <= LONGEST_CELL:
                self._pieces.append(text)

    def text(self) -> str:
        """Give the text; only its length where a cell may not be so long."""
        return decoded("".join(self._pieces))


def _texts(package: Package, part: str) -> tuple[str, ...]:
    """Read the texts that cells share."""
    found: list[str] = []
    words = Words()

    def begin(tag: str, _said: dict[str, str]) -> None:
        if tag == "si":
            words.clear()
        words.begin(tag)

    def end(tag: str) -> None:
        words.end(tag)
        if tag == "si":
            found.append(words.text() if words.length <= LONGEST_CELL else too_long(words.length))

    package.walk(part, begin, end, words.add)
    return tuple(found)


class TooLong(str):
    """Stands for a text that no cell may have; says how long it was."""

    __slots__ = ()


def too_long(length: int) -> TooLong:
    """Stand for a text of so many characters."""
    return TooLong(length)


def _nothing(*_: object) -> None:
    """Pass over what is not needed."""
