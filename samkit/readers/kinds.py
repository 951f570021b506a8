"""What a file really is, whatever its name says: told by its first bytes, never by opening it as that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samkit.readers.source import Source

_AS_CSV: Final = "export the responses as CSV, or open it in the program it belongs to and save it as CSV (UTF-8)"
_UNPACK: Final = "unpack it first and give the file inside"
_BY_NAME: Final = "leave out --reader, and name the file as what it is ({}): it is read as that then"
_AGAIN: Final = "download the export again: what was saved is not the data"

_MAGIC: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh91AY&SY", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"(\xb5/\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"ARROW1\x00", "an Arrow (Feather) file", _AS_CSV),
    (b"Obj\x01", "an Avro file", _AS_CSV),
    (b"$FL2", "an SPSS file (SAV)", _BY_NAME.format(".sav")),
    (b"$FL3", "a compressed SPSS file (ZSAV)", _BY_NAME.format(".zsav")),
    (b"<stata_dta>", "a Stata file (DTA)", _BY_NAME.format(".dta")),
    (b"HEADER RECORD*******", "a SAS transport file (XPT)", _AS_CSV),
    (b"\x00" * 12 + b"\xc2\xea\x81`", "a SAS file (SAS7BDAT)", _AS_CSV),
    (b"RDX2\n", "an R data file", _AS_CSV),
    (b"RDX3\n", "an R data file", _AS_CSV),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (XLS) or a password-protected one (OLE2)",
        "open it in the program it belongs to and save it as XLSX, without a password",
    ),
    (b"\x09\x08\x10\x00", "an old Excel workbook (XLS)", _AS_CSV),
    (b"%PDF", "a PDF document", _AS_CSV),
    (b"{\\rtf", "an RTF document", _AS_CSV),
    (b"SQLite format 3\x00", "an SQLite database", _AS_CSV),
    (b"\x89HDF\r\n", "an HDF5 file", _AS_CSV),
    (b"\x93NUMPY", "a numpy array", _AS_CSV),
    (b"\x89PNG\r\n", "a PNG picture", _AGAIN),
    (b"\xff\xd8\xff", "a JPEG picture", _AGAIN),
    (b"GIF89a", "a GIF picture", _AGAIN),
    (
        b"version https://git-lfs.github.com/spec/",
        "a Git LFS pointer: the data behind it was not fetched",
        "git lfs pull",
    ),
)

_FRAMED: Final = (
    (b"PAR1", "a Parquet file", _BY_NAME.format(".parquet")),
    (b"FEA1", "a Feather file", _AS_CSV),
)
"""Signs that could be the name of a column: believed when control bytes follow, or the sign again at the end."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_PARTS: Final = (
    (b"xl/", "an XLSX workbook", _BY_NAME.format(".xlsx")),
    (b"word/", "a Word document (DOCX)", _AS_CSV),
    (b"ppt/", "a PowerPoint file (PPTX)", _AS_CSV),
    (b"opendocument", "an OpenDocument file", _AS_CSV),
)

_PICKLE: Final = re.compile(
    rb"\x80[\x00-\x08]|\((?:dp|lp)\d+\n|c(?:copy_reg|copyreg|builtins|__builtin__|pandas)\b[\w.]*\n"
)
_MARKUP: Final = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:(!doctype\s+html|html|head|body|table|script|meta|title|div|style)\b|(\?xml|!doctype|svg))",
    re.IGNORECASE | re.DOTALL,
)
_JSON_START: Final = re.compile(
    r"\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\}\s*$)|\[\s*(?:[\[{]|\]\s*$|\"(?:[^\"\\]|\\.)*\"\s*[,\]])"
)
_CONFLICT: Final = re.compile(rb"^(?:<{7}|\|{7}|>{7}) ", re.MULTILINE)
_CONTROL_OR_NONE: Final = frozenset({b"", *(bytes([code]) for code in (*range(9), *range(14, 32), *range(127, 256)))})
_CONTROL: Final = bytes(set(range(1, 32)) - {9, 10, 12, 13, 26, 27}) + b"\x7f"

_LOOKED_AT: Final = 1 << 16


def refuse_other_kinds(source: Source) -> None:
    """Refuse a file that is not delimited text, naming what it is.

    Parameters
    ----------
    source
        The file's bytes.

    Raises
    ------
    DataError
        If the bytes are a workbook, an archive, a data file of another program, markup, JSON, a pickle, a pointer, an
        unresolved merge or noise.
    """
    kind, hint = kind_of(source.data)
    if kind:
        raise source.refuse("wrong_type", f"this is {kind}, not a CSV file", hint=hint)
    marker = _CONFLICT.search(source.data) if b"=======" in source.data else None
    if marker:
        line = source.data.count(b"\n", 0, marker.start()) + 1
        message = "conflict markers of an unresolved merge stand in the file"
        raise source.refuse("conflict_markers", message, line=line, hint="resolve the merge, then try again")


_OWN: Final = {
    "xlsx": ("an XLSX workbook", ("an XLSX workbook",)),
    "spss": (
        "an SPSS file",
        ("an SPSS file (SAV)", "a compressed SPSS file (ZSAV)", "an SPSS portable file (POR)"),
    ),
    "stata": ("a Stata file", ("a Stata file (DTA)",)),
    "parquet": ("a Parquet file", ("a Parquet file",)),
}
"""What the reader of a file format calls its own, and what its files are found to be."""


def refuse_all_but(source: Source, reader: str) -> None:
    """Refuse a file that is not of the format of a reader, naming what it is.

    Parameters
    ----------
    source
        The file's bytes.
    reader
        The name of the reader.

    Raises
    ------
    DataError
        If the file is empty, text, or of another format.
    """
    wanted, own = _OWN[reader]
    found, hint = kind_of(source.data)
    if found in own:
        return
    if not source.data:
        raise source.refuse("empty", f"the file is empty, not {wanted}", hint=_AGAIN)
    message = f"this is {found or 'text, or nothing that can be told'}, not {wanted}"
    hint = hint or "leave out --reader, and name the file as what it is, such as .csv: it is read as that then"
    raise source.refuse("wrong_type", message, hint=hint)


def kind_of(data: bytes) -> tuple[str, str]:
    r"""Name the kind of a file that is not plain text, and the way out.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7 ...")[0]
    'a PDF document'
    >>> kind_of(b"id,weight\n1,2\n")[0]
    ''
    """
    head = data[:_LOOKED_AT]
    for magic, kind, hint in _MAGIC:
        if head.startswith(magic):
            return kind, hint
    for magic, kind, hint in _FRAMED:
        if head.startswith(magic) and (head[4:5] in _CONTROL_OR_NONE or data.endswith(magic)):
            return kind, hint
    if head.startswith(_ZIP):
        return _kind_of_zip(data)
    return _kind_of_binary(head) or _kind_of_text(data, head)


def _kind_of_binary(head: bytes) -> tuple[str, str] | None:
    """Name what has no sign of its own at its beginning; None for what may be text."""
    if _is_old_stata(head):
        return "a Stata file (DTA)", _BY_NAME.format(".dta")
    if _PICKLE.match(head):
        return "a Python pickle, which is never opened because it can run code", _AS_CSV
    return ("a tar archive", _UNPACK) if head[257:262] == b"ustar" else None


def _kind_of_zip(data: bytes) -> tuple[str, str]:
    """Tell a workbook from another archive by the names inside, without unpacking."""
    for part, kind, hint in _ZIP_PARTS:
        if part in data:
            return kind, hint
    if b"[Content_Types].xml" in data:
        return "an XLSX workbook or another Office file", _AS_CSV
    return "a ZIP archive", _UNPACK


def _kind_of_text(data: bytes, head: bytes) -> tuple[str, str]:
    """Name text that is no table: markup, JSON, an SPSS portable file, noise."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    markup = _MARKUP.match(bare)
    if markup:
        return ("an HTML page" if markup[1] else "an XML file"), (_AGAIN if markup[1] else _AS_CSV)
    if b"ASCII SPSS PORT FILE" in head[:600]:
        return "an SPSS portable file (POR)", _BY_NAME.format(".por")
    if bare[:1] in (b"{", b"[") and _is_json(data):
        return "JSON", _AS_CSV
    if _is_noise(head):
        return "binary data (noise, no text)", _AGAIN
    return "", ""


def _is_json(data: bytes) -> bool:
    """Say whether text that begins with a bracket is JSON, whole or cut off."""
    import json  # start-up: only a file that begins like JSON is tried

    text = data.decode("utf-8-sig", errors="replace").strip()
    if _JSON_START.match(text[:10_000]):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_noise(head: bytes) -> bool:
    """Say whether control characters are so many that this cannot be text of any encoding but UTF-16 or UTF-32."""
    without_nul = head.replace(b"\x00", b"")
    controls = len(without_nul) - len(without_nul.translate(None, _CONTROL))
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not without_nul:
        return False
    return controls > 3 and controls > len(without_nul) * 0.05


_OLD_STATA: Final = frozenset(range(104, 116))


def _is_old_stata(data: bytes) -> bool:
    """Say whether a file is one of Stata before its version 13: a release, the order of bytes, and a one."""
    return data[:1] != b"" and data[0] in _OLD_STATA and data[1:2] in (b"\x01", b"\x02") and data[2:3] == b"\x01"
