"""The place beside an output in which it is finished: one run holds it, and clears what a killed one has left there."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from typing import TYPE_CHECKING, Final

from samkit.errors import OutputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BUSY: Final = frozenset({errno.EWOULDBLOCK, errno.EACCES})
_TRIES: Final = 50
_HELD: Final[set[int]] = set()


def beside(path: Path) -> Path:
    """Name the place in which an output is finished; whatever has such a name is taken for samkit's own."""
    return path.with_name(f".{path.name}.samkit")


@contextlib.contextmanager
def held(place: Path, make: Callable[[], None], clear: Callable[[], None]) -> Iterator[None]:
    """Make a file or folder and hold it alone, until it is done with or has got another name.

    Parameters
    ----------
    place
        The file or folder.
    make
        Makes it, and fails if it is there.
    clear
        Removes it: what a run that was killed has left, or what this one has not finished.

    Raises
    ------
    OutputError
        If another run holds it, or it holds what samkit did not write.
    """
    lock = _claimed(place, make, clear)
    _HELD.add(lock)
    try:
        yield
    finally:
        try:
            if _is_at(lock, place):
                with contextlib.suppress(OSError):
                    clear()
        finally:
            _HELD.discard(lock)
            os.close(lock)


def _let_go() -> None:
    """Leave what is held to the process that holds it: a copy that outlives it must not keep others out."""
    for lock in _HELD:
        os.close(lock)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)


@contextlib.contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold what stands at a place, as far as the system can do so, and whatever name it gets meanwhile."""
    descriptor = _opened(place)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _claimed(place: Path, make: Callable[[], None], clear: Callable[[], None]) -> int:
    """Make the place, clearing it first if nobody holds it any more; give the descriptor that locks it."""
    for _ in range(_TRIES):
        made = _made(make)
        try:
            descriptor = _opened(place)
        except FileNotFoundError:
            continue
        except OSError:
            if made:
                clear()
            raise
        if _taken(descriptor, place, made=made, clear=clear):
            return descriptor
    raise _busy(place)


def _made(make: Callable[[], None]) -> bool:
    try:
        make()
    except FileExistsError:
        return False
    return True


def _opened(place: Path) -> int:
    """Open what stands at a place, no link and without waiting for a pipe."""
    return os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _taken(descriptor: int, place: Path, *, made: bool, clear: Callable[[], None]) -> bool:
    """Lock what was opened: what this run has made is its own then, and what was there before is cleared away."""
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, descriptor)
        _lock(descriptor, place, made=made)
        if _is_at(descriptor, place):
            if made:
                stack.pop_all()
                return True
            clear()
            if os.path.lexists(place):
                raise _foreign(place)
    return False


def _lock(descriptor: int, place: Path, *, made: bool) -> None:
    """Lock the place; where the system cannot lock, having made it is enough, and what was there may be in use."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            raise _busy(place) from None
        if not made:
            raise _foreign(place) from None


def _is_at(descriptor: int, place: Path) -> bool:
    """Say whether the name still means what was opened."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(place))
    except OSError:
        return False


def _busy(place: Path) -> OutputError:
    hint = "wait until it is done, or name another place with -o"
    return OutputError(Problem("busy", "another run of samkit is writing this", Place(_output(place)), hint=hint))


def _foreign(place: Path) -> OutputError:
    message = f"what is finished there first, {place.name}, is in use or was not written by samkit"
    hint = "remove it if no other samkit is at work, or name another place with -o"
    return OutputError(Problem("foreign_files", message, Place(_output(place)), hint=hint))


def _output(place: Path) -> str:
    """Name the output that is finished at a place."""
    return str(place.with_name(place.name.removeprefix(".").removesuffix(".samkit")))
