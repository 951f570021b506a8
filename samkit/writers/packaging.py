"""Packages of office documents made the same each time: no clock, no machine, no library of compression in their bytes.

A package is a ZIP archive of XML files. Its members are stored, not compressed, for what compression gives depends on
the version of zlib, which no pin of ours reaches; the pictures inside are compressed already.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can tell."""

MOMENT: Final = "1980-01-01T00:00:00Z"

_CORE: Final = "docProps/core.xml"
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</dcterms:)")
_WORKBOOK: Final = ".xlsx"


def packed(data: bytes) -> bytes:
    """Pack an office document again, so that the same content gives the same bytes.

    Parameters
    ----------
    data
        A package as a library wrote it; workbooks inside are packed again, too.

    Returns
    -------
    bytes
        The same members in the same order, with one time for all of them and for the document.

    Examples
    --------
    >>> data = io.BytesIO()
    >>> with zipfile.ZipFile(data, "w") as archive:
    ...     archive.writestr("a.xml", b"<a/>")
    >>> packed(packed(data.getvalue())) == packed(data.getvalue())
    True
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archived({name: _settled(name, archive.read(name)) for name in archive.namelist()})


def archived(members: dict[str, bytes]) -> bytes:
    """Write files into an archive in their order, without a time and without the rights of a machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            archive.writestr(entry, content)
    return made.getvalue()


def _settled(name: str, content: bytes) -> bytes:
    """Take the clock out of one member."""
    if name == _CORE:
        return _STAMP.sub(rb"\g<1>" + MOMENT.encode() + rb"\g<2>", content)
    return packed(content) if name.endswith(_WORKBOOK) else content
