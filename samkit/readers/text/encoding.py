"""Bytes to text, only where the encoding is certain or declared; everything else is refused with the readings."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError, Place, Problem, StudyError, nearest, shown
from samkit.notes import Note

if TYPE_CHECKING:
    from samkit.readers.source import Source

_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CANDIDATES: Final = ("cp1252", "mac_roman", "cp1250", "cp1251", "gb18030", "shift_jis", "euc_kr", "big5")
_OTHERWISE: Final = "export the file again as UTF-8, or declare the encoding that it has"


@cache
def known() -> frozenset[str]:
    """List the encodings that may be declared; codecs that are no character encodings are not among them."""
    names = (
        *("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *(f"cp{number}" for number in (437, 850, 852, 858, 866, 874, 932, 936, 949, 950, *range(1250, 1259))),
        *(f"iso8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)),
        *("mac_roman", "mac_cyrillic", "mac_greek", "mac_latin2", "mac_turkish", "koi8_r", "koi8_u", "tis_620"),
        *("gb18030", "gb2312", "gbk", "big5", "shift_jis", "euc_jp", "euc_kr"),
    )
    return frozenset(codecs.lookup(name).name for name in names)


def decode(source: Source, declared: str = "") -> tuple[str, tuple[Note, ...]]:
    """Turn the bytes of a file into text.

    Parameters
    ----------
    source
        The file's bytes.
    declared
        The encoding that the study file names, if it does.

    Returns
    -------
    text, notes
        The text without byte order mark, and what was decided.

    Raises
    ------
    DataError
        If the bytes are not in the encoding, with byte, offset, line and how other encodings would read them.
    StudyError
        If the declared encoding is not known.
    """
    mark, marked = next(((mark, name) for mark, name in _MARKS if source.data.startswith(mark)), (b"", ""))
    encoding = _settled(source, declared, marked)
    body = source.data[len(mark) :]
    if not encoding.startswith(("utf-16", "utf-32")):
        _refuse_nul(source, source.data.find(0))
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _undecodable(source, encoding, fault.start + len(mark), declared or marked) from None
    if "\0" in text:
        raise _nul(source, text.count("\n", 0, text.index("\0")) + 1, "a NUL character stands in the text")
    return text, _notes(body, encoding, declared)


def _settled(source: Source, declared: str, marked: str) -> str:
    """Decide on the encoding: the mark, the declaration, or UTF-8; a mark and a declaration must not contradict."""
    if not declared:
        return marked or "utf-8"
    name = _known(declared)
    if not marked:
        return "utf-8" if name == "utf-8-sig" else name
    if name.removesuffix("-sig") in (marked, marked[:6]):
        return marked
    message = f"the file begins with the mark of {marked}, but the study file declares encoding = {_toml(declared)}"
    raise source.refuse("encoding_contradicted", message, line=1, hint=f"encoding = {_toml(marked)}")


def _known(declared: str) -> str:
    """Give the normal name of a declared encoding."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        name = ""
    if name in known():
        return name
    close = nearest(declared, sorted(known())) or "utf-8"
    message = f"{shown(declared)} is not an encoding that can be read"
    raise StudyError(
        Problem("unknown_encoding", message, Place(key="export.encoding"), hint=f"encoding = {_toml(close)}")
    )


def _notes(body: bytes, encoding: str, declared: str) -> tuple[Note, ...]:
    """Say which encoding was found, when it is not the usual one; and when a declared one looks wrong."""
    if encoding == "utf-8":
        return ()
    if not declared:
        return (Note("encoding_detected", f"the file was read as {encoding}, as its byte order mark says"),)
    if encoding.startswith(("utf-", "ascii")) or body.isascii() or not _reads(body, "utf-8"):
        return ()
    told = f'the file was read as {encoding}, as declared, but all its characters are good UTF-8: encoding = "utf-8"?'
    return (Note("encoding_detected", told),)


def _refuse_nul(source: Source, offset: int) -> None:
    """Refuse NUL bytes, which no text has: UTF-16 without its mark, a crashed writer, or damage."""
    if offset < 0:
        return
    line, data = _line_of(source.data, offset), source.data
    wide = _wide(data)
    if wide:
        message = f"the file has a NUL in every second byte: it looks like {wide} without its byte order mark"
        raise source.refuse("nul_byte", message, line=1, hint=f"encoding = {_toml(wide)}")
    tail = len(data) - len(data.rstrip(b"\0"))
    if offset == len(data) - tail:
        raise _nul(
            source, line, f"the file ends in {tail} NUL bytes from offset {offset} on: its writer was interrupted"
        )
    raise _nul(source, line, f"a NUL byte (0x00) stands at offset {offset}: the file is damaged")


def _nul(source: Source, line: int, message: str) -> DataError:
    """Say where a NUL stands."""
    return source.refuse("nul_byte", message, line=line, hint="export the file again")


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by where its NUL bytes stand."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _undecodable(source: Source, encoding: str, offset: int, declared: str) -> DataError:
    """Say which byte is not of the encoding, where it stands, and how others would read it."""
    data = source.data
    what = f"byte 0x{data[offset]:02x} at offset {offset} is not {encoding}"
    line = (
        _line_of(data, offset) if not encoding.startswith(("utf-16", "utf-32")) else _wide_line(data, offset, encoding)
    )
    if offset >= len(data) - 3 and _is_cut(data[offset:], encoding):
        message = f"the file ends in the middle of a character: {what}"
        return source.refuse("bad_encoding", message, line=line, hint="the file was cut off: export it again")
    if declared:
        return source.refuse("bad_encoding", f"{what}, as which it is declared or marked", line=line, hint=_OTHERWISE)
    return source.refuse("bad_encoding", what, line=line, hint=_readings(data, offset))


def _is_cut(tail: bytes, encoding: str) -> bool:
    """Say whether the last bytes are the beginning of a character that the end of the file cut off."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(tail) == ""
    except UnicodeDecodeError:
        return False


def _readings(data: bytes, offset: int) -> str:
    """Write the next step: the encodings in which the whole file can be read, each with its reading of the place."""
    begin = max(data.rfind(b"\n", 0, offset) + 1, offset - 12)
    around = data[begin : offset + 12].split(b"\n")[0].rstrip(b"\r")
    able = [name for name in _ordered(data, offset) if _reads(data, name)]
    told = [f"encoding = {_toml(name)}  # reads {shown(around.decode(name, errors='replace'))}" for name in able[:6]]
    hint = ", or ".join(told) or "export the file again as UTF-8"
    if any(byte > 127 for byte in data[:offset].removeprefix(codecs.BOM_UTF8)):
        hint += (
            "; but earlier lines hold good UTF-8 characters: two encodings are mixed, export the file again as UTF-8"
        )
    return hint


def _ordered(data: bytes, offset: int) -> tuple[str, ...]:
    """Put first an encoding of two bytes a character where no high byte stands alone, else what makes no odd words."""
    high = bytes(byte if byte > 127 else 32 for byte in data[offset : offset + 4000]).split()
    if all(len(run) % 2 == 0 for run in high) and _reads(data, "gb2312"):
        return ("gb18030", *(name for name in _CANDIDATES if name != "gb18030"))
    near = data[max(0, offset - 1) : offset + 4000]
    return tuple(sorted(_CANDIDATES, key=lambda name: _odd(near.decode(name, errors="replace"))))


def _odd(text: str) -> int:
    """Count mathematical signs, and capitals or letters of another script behind a small letter within a word."""
    pairs = [(one, other) for one, other in pairwise(text) if not other.isascii()]
    humps = sum(
        "a" <= one <= "z" and other.isalpha() and (other.isupper() or not _is_latin(other)) for one, other in pairs
    )
    return humps + sum(unicodedata.category(other) == "Sm" for _, other in pairs)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _reads(data: bytes, name: str) -> bool:
    """Say whether all bytes have a meaning in an encoding."""
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _line_of(data: bytes, offset: int) -> int:
    """Count the lines up to a byte."""
    newline = b"\n" if b"\n" in data else b"\r"
    return data.count(newline, 0, offset) + 1


def _wide_line(data: bytes, offset: int, encoding: str) -> int:
    """Count the lines up to a byte of a text with more than one byte a character."""
    return data[:offset].decode(encoding, errors="ignore").count("\n") + 1


def _toml(name: str) -> str:
    """Quote a name as the study file would."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
