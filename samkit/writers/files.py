"""Writing so that a result is there as a whole or not at all: beside, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from samkit.errors import OutputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file whole: what stood there before stays until the new one is complete on disk.

    Parameters
    ----------
    path
        The file; its folder must exist. A link is replaced, not followed.
    data
        All of its bytes.

    Raises
    ------
    OutputError
        If it cannot be written; nothing has changed then.
    """
    with told(path):
        beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
        try:
            _refuse_special(path)
            _write(beside, data)
            beside.replace(path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    # The new file stands: from here on nothing may say that it does not.
    with contextlib.suppress(OSError):
        sync_folder(path.parent)


def _refuse_special(path: Path) -> None:
    """Refuse a folder, device or pipe, which a rename would take away from everybody."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a failure of the file system into an error that names the file and the next step."""
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a NUL in it is no name, and is told as a wrong value
        hint = "name another place with -o, or make room and permission there"
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise OutputError(Problem("cannot_write", message, Place(str(path)), hint=hint)) from None


def _write(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
