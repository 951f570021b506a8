"""The file itself: a regular file, opened once, read whole, known by its digest."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

from samkit.errors import DataError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 2_000_000_000
"""How many bytes a file may have."""

LARGE = 1 << 22
"""From how many bytes on a file is large: below, loading a fast parser takes longer than reading."""

BLOCK = 1 << 21
"""How many bytes are read at a time."""

STANDARD_INPUT = "-"

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)

_REASONS = {
    errno.ENOENT: ("missing_file", "there is no such file", "check the name and the folder"),
    errno.ENOTDIR: ("missing_file", "a part of its path is not a folder", "check the name and the folder"),
    errno.EACCES: ("unreadable_file", "it may not be read by this user", "ask for the right to read it"),
    errno.EPERM: ("unreadable_file", "it may not be read by this user", "ask for the right to read it"),
    errno.ELOOP: ("missing_file", "its symbolic links lead round in a circle", "give the file itself"),
    errno.ENAMETOOLONG: ("missing_file", "its name is too long for a file", "check the name"),
    errno.ENXIO: ("not_a_file", "it is a socket or a pipe, not a regular file", "save the export as a file"),
}


class Source(NamedTuple):
    """The bytes of one file as they were read.

    Parameters
    ----------
    name
        The file's name as the user gave it.
    data
        Its bytes.
    digest
        SHA-256 of these bytes.
    """

    name: str
    data: bytes
    digest: str

    def refuse(self, code: str, message: str, *, line: int | None = None, hint: str = "") -> DataError:
        """Say that this file cannot be read, and why."""
        return DataError(Problem(code, message, Place(self.name, line), hint=hint))


def read_once(path: Path, *, limit: int = LARGEST_FILE) -> Source:
    """Read a regular file whole from one descriptor.

    Parameters
    ----------
    path
        The file; `-` is standard input.
    limit
        How many bytes it may have.

    Returns
    -------
    Source
        What was read, with its digest.

    Raises
    ------
    DataError
        If it is missing, unreadable, no regular file, too large, or changes while it is read.
    """
    name = str(path)
    data = _from_input(limit) if name == STANDARD_INPUT else _from_file(path, name, limit)
    if len(data) > limit:
        raise _too_large(name, limit)
    return Source(name, data, hashlib.sha256(data).hexdigest())


class Large(NamedTuple):
    """A large regular file that is open for reading.

    Parameters
    ----------
    name
        The file's name as the user gave it.
    descriptor
        Where it is open.
    state
        Its size and when it was changed, as they were found.
    """

    name: str
    descriptor: int
    state: tuple[int, int]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.state[0]

    def part(self, start: int, length: int) -> bytes:
        """Read a part of it."""
        return os.pread(self.descriptor, length, start)

    def is_as_found(self) -> bool:
        """Say whether nobody has changed it since it was opened."""
        return _state(os.fstat(self.descriptor)) == self.state


@contextlib.contextmanager
def large(path: Path, least: int, most: int = LARGEST_FILE) -> Iterator[Large | None]:
    """Open a regular file of at least so many bytes, and at most so many; give None for any other."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError):
        yield None
        return
    try:
        found = os.fstat(descriptor)
        held = stat.S_ISREG(found.st_mode) and least <= found.st_size <= most
        yield Large(str(path), descriptor, _state(found)) if held else None
    finally:
        os.close(descriptor)


def _state(found: os.stat_result) -> tuple[int, int]:
    """Give what changes when a file is written to."""
    return found.st_size, found.st_mtime_ns


def _from_input(limit: int) -> bytes:
    """Read standard input, at most one byte beyond the limit; nothing where a program starts with it closed."""
    return sys.stdin.buffer.read(limit + 1) if sys.stdin is not None else b""


def _from_file(path: Path, name: str, limit: int) -> bytes:
    """Open a file, see that it is a regular one, and read it."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as fault:
        raise _unreadable(name, fault) from None
    try:
        return _whole(descriptor, name, limit)
    except OSError as fault:
        raise _unreadable(name, fault) from None
    finally:
        os.close(descriptor)


def _whole(descriptor: int, name: str, limit: int) -> bytes:
    """Read all that the descriptor holds, and notice when it changes meanwhile."""
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise _not_regular(name, before.st_mode)
    if before.st_size > limit:
        raise _too_large(name, limit)
    data = b"".join(_pieces(descriptor, before.st_size))
    if len(data) != before.st_size or _state(os.fstat(descriptor)) != _state(before):
        message = "the file changed while it was read"
        raise DataError(Problem("file_changed", message, Place(name), hint="wait until it is written, then try again"))
    return data


def _pieces(descriptor: int, size: int) -> Iterator[bytes]:
    """Read exactly `size` bytes, or fewer if the file ends; never more, so that no endless file can hang us."""
    left = size
    while left > 0:
        block = os.read(descriptor, min(left, BLOCK))
        if not block:
            break
        yield block
        left -= len(block)


def _unreadable(name: str, fault: OSError | ValueError) -> DataError:
    """Say why the system would not give us the file."""
    number = fault.errno if isinstance(fault, OSError) else errno.ENOENT
    otherwise = ("unreadable_file", f"it cannot be read: {getattr(fault, 'strerror', None) or fault}", "")
    code, message, hint = _REASONS.get(number or 0, otherwise)
    return DataError(Problem(code, message, Place(name), hint=hint))


def _not_regular(name: str, mode: int) -> DataError:
    """Say what stands there instead of a file."""
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")
    hint = "give the export file itself"
    return DataError(Problem("not_a_file", f"this is {kind}, not a regular file", Place(name), hint=hint))


def _too_large(name: str, limit: int) -> DataError:
    """Say that the file is over the limit."""
    message = f"the file has more than {limit} bytes, the limit of this reader"
    return DataError(Problem("file_too_large", message, Place(name), hint="export fewer columns"))
