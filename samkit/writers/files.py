"""Writing so that a result is there as a whole or not at all: beside, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from samkit.errors import OutputError, Place, Problem
from samkit.writers.claim import beside, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files: all of them are complete on disk before the first takes the place of what stood there.

    Parameters
    ----------
    files
        All bytes of each by its path; their folders must exist. A link is replaced, not followed.

    Raises
    ------
    OutputError
        If one cannot be written; nothing has changed then.
    """
    if not files:
        return
    with told(next(iter(files))), contextlib.ExitStack() as claims:
        made = []
        for path, data in files.items():
            with told(path):
                made.append((_made(path, data, claims), path))
        for new, path in made:
            with told(path):
                new.replace(path)
    # The new files stand: from here on nothing may say that they do not.
    for folder in {path.parent for path in files}:
        with contextlib.suppress(OSError):
            sync_folder(folder)


def _made(path: Path, data: bytes, claims: contextlib.ExitStack) -> Path:
    """Make a file beside the place where it is to stand, and hold it until all are done with."""
    _refuse_special(path)
    new = beside(path)
    claims.enter_context(held(new, lambda: _make(new), new.unlink))
    _write(new, data)
    return new


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


def _make(path: Path) -> None:
    """Make a new file that nobody else may read yet."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _write(path: Path, data: bytes) -> None:
    """Write a file, wait until it is on disk, and give it the rights of any new file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o666 & ~mask())


def mask() -> int:
    """Give the rights that the user takes from every new file."""
    found = os.umask(0o077)
    os.umask(found)
    return found


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
