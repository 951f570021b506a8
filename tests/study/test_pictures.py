from __future__ import annotations

import struct
import zlib

import pytest

from samkit.study.pictures import MOST, kind
from tests.pictures import picture

PNG, JPEG = picture(), picture(form="jpeg")


def test_a_whole_picture_is_told_by_what_it_is() -> None:
    assert kind(PNG) == "png"
    assert kind(JPEG) == "jpeg"
    assert kind(picture(size=(400, 300))) == "png"
    assert kind(picture(form="jpeg", size=(400, 300))) == "jpeg"


def test_a_picture_that_is_broken_off_anywhere_is_none() -> None:
    assert {kind(PNG[:end]) for end in range(len(PNG))} == {None}
    assert {kind(JPEG[:end]) for end in range(len(JPEG) - 1)} == {None}


def test_a_png_that_is_damaged_anywhere_is_none() -> None:
    for place in range(len(PNG)):
        damaged = bytearray(PNG)
        damaged[place] ^= 0x55
        assert kind(bytes(damaged)) is None


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff", JPEG.replace(b"JFIF", b"ABCD")])
def test_anything_else_is_none(data: bytes) -> None:
    assert kind(data) is None


@pytest.mark.parametrize("size", [(0, 1), (MOST, 2)])
def test_a_png_without_a_dot_or_far_too_large_is_none(size: tuple[int, int]) -> None:
    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b"")]
    assert kind(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)) is None


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
