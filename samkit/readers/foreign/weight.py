"""The variable by which an SPSS file says that its cases are weighted, which the library does not tell."""

from __future__ import annotations

import struct
from typing import Final

_HEADER: Final = 176
_LAYOUT: Final = slice(64, 68)
_WEIGHT: Final = 76
_VARIABLE, _VALUE_LABELS, _LABELLED, _DOCUMENT, _EXTENSION = 2, 3, 4, 6, 7
_LONG_NAMES: Final = 13


def weight_of(data: bytes) -> str:
    """Give the name of the weight variable; empty where the file declares none, or does not say it in order."""
    order = "<" if data[_LAYOUT] in {b"\2\0\0\0", b"\3\0\0\0"} else ">"
    try:
        (index,) = struct.unpack_from(f"{order}i", data, _WEIGHT)
        return _named(data, order, index) if index > 0 else ""
    except (struct.error, UnicodeDecodeError):
        return ""


def _named(data: bytes, order: str, index: int) -> str:
    """Find the name of the variable of a place; each eight bytes of a text take one."""
    place, at, short = 0, _HEADER, ""
    while _whole(data, order, at) == _VARIABLE:
        labelled, missing = struct.unpack_from(f"{order}2i", data, at + 8)
        place += 1
        if place == index:
            short = data[at + 24 : at + 32].decode("ascii").rstrip()
        at += 32
        if labelled:
            at += 4 + (_whole(data, order, at) + 3) // 4 * 4
        at += 8 * abs(missing)
    return _long_name(data, order, at, short)


def _long_name(data: bytes, order: str, at: int, short: str) -> str:
    """Find the long name that stands for a short one, behind the variables."""
    while 0 < at < len(data):
        kind = _whole(data, order, at)
        if kind == _EXTENSION:
            subtype, size, count = struct.unpack_from(f"{order}3i", data, at + 4)
            body = data[at + 16 : at + 16 + max(size, 0) * max(count, 0)]
            if subtype == _LONG_NAMES:
                pairs = (pair.partition("=") for pair in body.decode("utf-8", errors="replace").split("\t"))
                return next((long for name, _, long in pairs if name == short), short)
            at += 16 + len(body)
        elif kind == _VALUE_LABELS:
            at = _behind_labels(data, order, at)
        elif kind == _DOCUMENT:
            at += 8 + 80 * max(_whole(data, order, at + 4), 0)
        else:
            break
    return short


def _behind_labels(data: bytes, order: str, at: int) -> int:
    """Pass over labels of values and the variables that have them."""
    count, at = _whole(data, order, at + 4), at + 8
    for _ in range(max(count, 0)):
        at += 8 + (data[at + 8] + 8) // 8 * 8 if at + 8 < len(data) else len(data)
    if _whole(data, order, at) == _LABELLED:
        at += 8 + 4 * max(_whole(data, order, at + 4), 0)
    return at


def _whole(data: bytes, order: str, at: int) -> int:
    """Read a whole number of four bytes."""
    return int(struct.unpack_from(f"{order}i", data, at)[0])
