"""The archive that a workbook is: what is in it, and each part unpacked in memory, never more than it may hold.

Nothing is written to disk, so the names inside can lead nowhere. An archive says beforehand how large its parts are,
which is judged first; what it says is held against what comes out, because the directory of an archive can lie.
"""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile, ZipInfo

    from samkit.errors import DataError
    from samkit.readers.source import Source

LARGEST: Final = 1_000_000_000
"""How many bytes a workbook may unpack to."""

HIGHEST_RATIO: Final = 200
"""How many times as large as in the archive a part may be, from `RATIO_FROM` bytes on."""

RATIO_FROM: Final = 1_000_000
MOST_PARTS: Final = 10_000

_BLOCK: Final = 1 << 16
_STORED, _DEFLATED = 0, 8
_ENCRYPTED: Final = 0x1
_OTHERWISE: Final = "open it in a spreadsheet program and save it again as XLSX"


class Package:
    """The parts of a workbook, by the names that they have in it.

    Parameters
    ----------
    source
        The bytes of the file.

    Raises
    ------
    DataError
        If the file is no archive, or would unpack to more than a workbook may hold.
    """

    def __init__(self, source: Source) -> None:
        import zipfile  # start-up: only a workbook is unpacked

        self.source = source
        try:
            self._archive: ZipFile = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, ValueError, OSError, OverflowError, RuntimeError) as fault:
            raise damaged(source, str(fault)) from None
        parts = self._archive.infolist()
        self._parts = {part.filename: part for part in parts}
        if len(parts) > MOST_PARTS or len(self._parts) < len(parts):
            raise damaged(source, f"{len(parts)} parts, of which {len(self._parts)} have a name of their own")
        self._refuse_bombs(parts)

    def __contains__(self, name: str) -> bool:
        """Say whether there is a part of a name."""
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Unpack a part block by block.

        Raises
        ------
        DataError
            If there is no such part, or it is not what the archive says.
        """
        import zipfile  # start-up: only a workbook is unpacked
        import zlib

        part = self._parts.get(name)
        if part is None:
            raise damaged(self.source, f"the part {name} is not there")
        try:
            with self._archive.open(part) as opened:
                while block := opened.read(_BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as fault:
            raise damaged(self.source, f"the part {name} cannot be unpacked: {fault}") from None

    def walk(self, name: str, begin: Begin, end: End, text: Callable[[str], None]) -> None:
        """Read a part as XML.

        Parameters
        ----------
        name
            The part.
        begin, end
            Called for each element with its name, that of a spreadsheet bare and any other with its namespace; `begin`
            also with its attributes.
        text
            Called for what stands between them.

        Raises
        ------
        DataError
            If it is no XML, or declares entities, which no workbook needs.
        """
        from xml.parsers import expat  # start-up: only a workbook is XML

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: begin(_bare(tag), attributes)
        parser.EndElementHandler = lambda tag: end(_bare(tag))
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            for block in self.blocks(name):
                parser.Parse(block)
            parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no name for it
        except expat.ExpatError as fault:
            raise damaged(self.source, f"the part {name} is no XML: {fault}") from None

    def resolve(self, folder: str, target: str) -> str:
        """Give the name of the part that a part in a folder points at; no part lies outside of the archive."""
        return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))

    def _refuse_bombs(self, parts: list[ZipInfo]) -> None:
        """See that the parts are not larger than a workbook may be, and packed and open as those of one are."""
        total = sum(part.file_size for part in parts)
        dense = any(
            part.file_size > RATIO_FROM and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1)
            for part in parts
        )
        if total > LARGEST or dense:
            message = (
                f"the workbook would unpack to {total} bytes, more than {HIGHEST_RATIO} times its size or "
                f"{LARGEST} bytes: it is not unpacked"
            )
            raise self.source.refuse("archive_bomb", message, hint="export the responses again, or as CSV")
        if any(part.flag_bits & _ENCRYPTED or part.compress_type not in {_STORED, _DEFLATED} for part in parts):
            message = "parts of the workbook are encrypted, or packed as no spreadsheet program does it"
            raise self.source.refuse("damaged", message, hint=_OTHERWISE)

    def _refuse_doctype(self, *_: Any) -> None:  # noqa: ANN401 - whatever the declaration says
        """Refuse declarations, which can make a small part endless or reach for other files."""
        message = "the workbook declares XML entities, which none needs: they are not expanded"
        raise self.source.refuse("xml_entities", message, hint="export the responses again, or as CSV")


if TYPE_CHECKING:
    Begin = Callable[[str, dict[str, str]], None]
    End = Callable[[str], None]

_SPREADSHEET: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    }
)


def _bare(tag: str) -> str:
    """Take the namespace off the name of an element where it is that of a spreadsheet."""
    space, _, name = tag.rpartition(" ")
    return name if space in _SPREADSHEET else tag


def damaged(source: Source, why: str) -> DataError:
    """Say that a workbook cannot be read as one."""
    message = f"the workbook is damaged, or no XLSX workbook at all ({why[:200]})"
    return source.refuse("damaged", message, hint=_OTHERWISE)
