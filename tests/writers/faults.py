"""Every call that a writer makes of the operating system, made to fail one after the other."""

from __future__ import annotations

import errno
import io
import os
import pathlib
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

CALLS: tuple[tuple[Any, str], ...] = (
    (os, "open"),
    (os, "fdopen"),
    (os, "fsync"),
    (os, "mkdir"),
    (os, "rename"),
    (os, "replace"),
    (os, "chmod"),
    (pathlib.Path, "open"),
    (pathlib.Path, "mkdir"),
    (pathlib.Path, "chmod"),
    (pathlib.Path, "rename"),
    (pathlib.Path, "replace"),
)


class Faulty:
    """Counts the calls of a writer, and lets the one with a given number fail."""

    def __init__(self, patch: pytest.MonkeyPatch, fail_at: int, reason: int) -> None:
        self.seen = 0
        self.fail_at, self.reason = fail_at, reason
        for owner, name in CALLS:
            patch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.step()
            made = call(*arguments, **options)
            return Pen(made, self) if isinstance(made, io.BufferedWriter) else made

        return counted

    def step(self) -> None:
        """Count one call, and fail if it is the one."""
        self.seen += 1
        if self.seen == self.fail_at:
            raise OSError(self.reason, os.strerror(self.reason))


class Pen:
    """A file whose writing may fail as well."""

    def __init__(self, file: io.BufferedWriter, faulty: Faulty) -> None:
        self._file, self._faulty = file, faulty

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        """Write half of the data before failing, as a full disk does."""
        try:
            self._faulty.step()
        except OSError:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def every_fault(
    patch: pytest.MonkeyPatch, prepare: Callable[[], None], run: Callable[[], None]
) -> Iterator[tuple[int, BaseException | None]]:
    """Let the first, the second, … call fail, until a run makes fewer calls; give what came of each run."""
    for reason in (errno.EIO, errno.ENOSPC):
        number = 0
        while True:
            number += 1
            prepare()
            with patch.context() as inner:
                faulty = Faulty(inner, number, reason)
                ended: BaseException | None = None
                try:
                    run()
                except Exception as error:  # noqa: BLE001 - the test judges it
                    ended = error
            if faulty.seen < number:
                break
            yield number, ended
