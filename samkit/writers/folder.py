"""A folder of results, written as a whole: made beside the old one, then exchanged with it in one step."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import glob
import hashlib
import json
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from samkit.errors import OutputError, Place, Problem
from samkit.writers.files import sync_folder, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST: Final = "manifest.json"
"""Lists every file of the folder with its SHA-256; by it samkit knows its own."""

_OURS: Final = ".samkit"
"""How the name of a folder ends that is not finished yet, or not removed yet."""

_EXCHANGE: Final = 2
_HERE: Final = -100


def write(target: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files into a folder, all of them or none.

    Parameters
    ----------
    target
        The folder; its old content is replaced if samkit wrote it.
    files
        Bytes by path inside the folder, with `/` between names.
    force
        Replace a folder that holds files of others, too.

    Raises
    ------
    OutputError
        If the folder holds files that samkit did not write, or cannot be written; nothing has changed then.
    """
    place = target.resolve()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    manifest = json.dumps({"schema": "samkit-manifest/1", "files": digests}, indent=1).encode() + b"\n"
    with told(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place.parent):
            _refuse(place, target, force=force)
            _sweep(place)
            beside = place.parent / f".{place.name}.{secrets.token_hex(4)}{_OURS}"
            try:
                _fill(beside, {**files, MANIFEST: manifest})
                _commit(beside, place)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
    # The new folder stands: from here on nothing may say that it does not.
    with contextlib.suppress(OSError):
        sync_folder(place.parent)


def check(target: Path, *, force: bool = False) -> None:
    """Refuse, before any work is done, a folder that may not be replaced.

    Parameters
    ----------
    target
        The folder.
    force
        Whether files of others may be replaced.

    Raises
    ------
    OutputError
        If it is no folder, or holds files that its manifest does not list.
    """
    place = target.resolve()
    if place.exists():
        with told(target), _alone(place.parent):
            _refuse(place, target, force=force)


def _refuse(place: Path, named: Path, *, force: bool) -> None:
    """Refuse what may not be replaced; nobody else may be exchanging the folder meanwhile."""
    if place.exists() and not place.is_dir():
        message = "there is a file of this name"
        raise OutputError(Problem("not_a_folder", message, Place(str(named)), hint="name a folder with -o"))
    if place.exists() and not force:
        _refuse_foreign(place, named)


@contextlib.contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """Wait until no other samkit writes into this folder; where the system cannot lock, go on."""
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(place: Path) -> None:
    """Remove what a run that was killed has left beside the folder: it holds answers of respondents."""
    for left in place.parent.glob(f".{glob.escape(place.name)}.*{_OURS}"):
        shutil.rmtree(left, ignore_errors=True)


def _refuse_foreign(place: Path, named: Path) -> None:
    """Refuse a folder that holds something that is not listed in its manifest."""
    known = _listed(place)
    foreign = sorted(
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and path.relative_to(place).as_posix() not in known
    )
    if foreign:
        hint = "name another folder with -o, or replace this one with --force"
        counted = "1 file" if len(foreign) == 1 else f"{len(foreign)} files"
        message = f"the folder holds {counted} that samkit did not write"
        raise OutputError(Problem("foreign_files", message, Place(str(named)), got=foreign[0], hint=hint))


def _listed(place: Path) -> set[str]:
    """Give the files that the manifest of a folder lists; none if there is no readable manifest."""
    try:
        plain = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *plain["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a new folder that nobody else may read yet, and wait until all is on disk."""
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(path)
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)


def _commit(new: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; after an exchange the old one has the new one's name."""
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        old = target.with_name(f"{new.name}.old{_OURS}")
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(new: Path, target: Path) -> bool:
    """Exchange two names in one step, where the system can do so."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return int(rename(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE)) == 0
