"""Whether a logo is whole, from its bytes alone: what is not would be found by the last program that opens a report."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samkit.look import LogoKind

MOST: Final = 40_000_000
"""Dots of a picture at most: what a small file unpacks to fills no memory."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA


def kind(data: bytes) -> LogoKind | None:
    """Say what a picture is.

    Parameters
    ----------
    data
        The bytes of a file.

    Returns
    -------
    str or None
        "png" or "jpeg"; None if it is neither, broken off, damaged, without a dot, or far too large.

    Examples
    --------
    >>> kind(b"GIF89a"), kind(_PNG)
    (None, None)
    """
    try:
        if data.startswith(_PNG) and _is_whole_png(data):
            return "png"
        return "jpeg" if data.startswith(b"\xff\xd8\xff") and _is_whole_jpeg(data) else None
    except (struct.error, zlib.error, IndexError):
        return None


def _is_whole_png(data: bytes) -> bool:
    """Follow the chunks to the last one: each with its sum, the first with the size, the dots unpacked."""
    wide, high = struct.unpack_from(">II", data, 16)
    packed, place, name = b"", len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        content = data[place + 8 : place + 8 + length]
        (total,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(name + content) != total or (place == len(_PNG)) != (name == b"IHDR"):
            return False
        packed += content if name == b"IDAT" else b""
        place += 12 + length
    return 0 < wide * high <= MOST and _unpacks(packed)


def _unpacks(packed: bytes) -> bool:
    """Say whether compressed dots end where they should, without keeping them."""
    reading = zlib.decompressobj()
    while packed and not reading.eof:
        reading.decompress(packed, 1 << 20)
        packed = reading.unconsumed_tail
    reading.flush()
    return reading.eof


def _is_whole_jpeg(data: bytes) -> bool:
    """Follow the segments to the dots: the first says JFIF or Exif, one has the size, the last bytes end it."""
    dots, place = 0, 2
    while data[place] == 0xFF and data[place + 1] != _SCAN:
        (length,) = struct.unpack_from(">H", data, place + 2)
        if data[place + 1] in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, place + 5)
            dots = wide * high
        place += 2 + length
    return data[6:10] in {b"JFIF", b"Exif"} and 0 < dots <= MOST and b"\xff\xd9" in data[-32:]
