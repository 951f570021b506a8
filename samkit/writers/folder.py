"""A folder of results, written as a whole: made beside the old one, then exchanged with it in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import shutil
from functools import partial
from typing import TYPE_CHECKING, Final

from samkit.errors import OutputError, Place, Problem
from samkit.writers import manifest
from samkit.writers.claim import beside, held, locked
from samkit.writers.files import mask, sync_folder, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from samkit.writers.manifest import Made

_EXCHANGE: Final = 2
_HERE: Final = -100
_NO_EXCHANGE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


@contextlib.contextmanager
def reserved(target: Path, *, force: bool = False) -> Iterator[Callable[[Mapping[str, bytes], Made], None]]:
    """Hold a folder for one run, from before its work until it is written; give what writes it.

    Parameters
    ----------
    target
        The folder; its old content is replaced if samkit wrote it.
    force
        Replace a folder that holds files of others, too.

    Yields
    ------
    Callable
        Takes bytes by path inside the folder, with `/` between names, and what they were made from; writes all of the
        files and the manifest, or none.

    Raises
    ------
    OutputError
        If another run holds the folder, it holds files that samkit did not write, or it cannot be written; nothing has
        changed then.
    """
    place = target.resolve()
    new = beside(place)
    with contextlib.ExitStack() as stack:
        with told(target):
            stack.enter_context(_standing(place.parent))
            stack.enter_context(held(new, partial(new.mkdir, mode=0o700), partial(_clear, new)))
            _put_back(place)
            _refuse(place, target, force=force)
        yield partial(_write, place, target, force=force)


def _write(place: Path, named: Path, files: Mapping[str, bytes], made: Made, *, force: bool) -> None:
    """Write the new folder and put it into the place of the old one."""
    new = beside(place)
    with told(named):
        _fill(new, {manifest.NAME: manifest.write(files, made), **files})
        _refuse(place, named, force=force)  # the work may have taken long, and somebody put something there
        with locked(place) if place.exists() else contextlib.nullcontext():
            _commit(new, place)
            # The new folder stands: from here on nothing may say that it does not.
            with contextlib.suppress(OSError):
                sync_folder(place.parent)
            if force:
                shutil.rmtree(new, ignore_errors=True)
            with contextlib.suppress(OSError):
                _clear(new)


@contextlib.contextmanager
def _standing(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; take those away again that nothing was put into."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        with contextlib.suppress(OSError):
            for path in missing:
                path.rmdir()


def _refuse(place: Path, named: Path, *, force: bool) -> None:
    """Refuse what may not be replaced."""
    if place.exists() and not place.is_dir():
        message = "there is a file of this name"
        raise OutputError(Problem("not_a_folder", message, Place(str(named)), hint="name a folder with -o"))
    foreign = [] if force or not place.exists() else sorted(_foreign(place))
    if foreign:
        hint = "name another folder with -o, or replace this one with --force"
        counted = "1 file" if len(foreign) == 1 else f"{len(foreign)} files"
        message = f"the folder holds {counted} that samkit did not write, or that were changed since"
        raise OutputError(Problem("foreign_files", message, Place(str(named)), got=foreign[0], hint=hint))


def _foreign(folder: Path) -> Iterator[str]:
    """Give what stands in a folder and is not as its manifest lists it; a link holds nothing, so its name is enough."""
    listed = manifest.digests(folder)
    for path in _within(folder):
        name = path.relative_to(folder).as_posix()
        if name == manifest.NAME and listed:
            continue
        known = name in listed and (path.is_symlink() or (path.is_file() and _digest(path) == listed[name]))
        if not known:
            yield name


def _within(folder: Path) -> Iterator[Path]:
    """Walk through everything in a folder that is no folder itself, without following a link."""
    return (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear(folder: Path) -> None:
    """Remove what the manifest of a folder lists, at last the manifest, and all if nothing else is left.

    What a run that was killed has left goes by name alone: its files may be cut off.
    """
    listed = manifest.digests(folder)
    paths = [path for path in _within(folder) if path.relative_to(folder).as_posix() in listed]
    for path in paths:
        path.unlink()
    for path in sorted((path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()), reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir()
    if [path.name for path in folder.iterdir()] == [manifest.NAME]:
        (folder / manifest.NAME).unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a folder that nobody else may read yet, and wait until all is on disk."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(path)
    folder.chmod(0o777 & ~mask())


def _commit(new: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; after an exchange the old one has the new one's name."""
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        old = _old(target)
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        with contextlib.suppress(OSError):
            old.rename(new)


def _old(target: Path) -> Path:
    """Name the place of the old folder where two names cannot be exchanged in one step."""
    return target.with_name(f".{target.name}.samkit.old")


def _put_back(target: Path) -> None:
    """Put the old folder back that a run has left elsewhere, which was killed between two renames; or clear it away."""
    old = _old(target)
    if old.is_dir() and not old.is_symlink():
        if target.exists():
            _clear(old)
        else:
            old.rename(target)


def _exchanged(new: Path, target: Path) -> bool:
    """Exchange two names in one step, where the system can do so."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE) == 0:
        return True
    reason = ctypes.get_errno()
    if reason in _NO_EXCHANGE:
        return False
    raise OSError(reason, os.strerror(reason))
