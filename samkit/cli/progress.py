"""A bar on stderr for what takes its time: none before two seconds have passed, and none where nobody looks."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT: Final = 2.0
"""Seconds that are waited without a word."""


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int], None]]:
    """Give a function that hears how much more of the work is done, in percent of the whole, and shows it.

    Parameters
    ----------
    label
        What takes its time.
    """
    err = typer.get_text_stream("stderr")
    looks = sys.stderr is not None and err.isatty()  # None where a program starts with stderr closed
    start = time.monotonic()
    with typer.progressbar(length=100, label=label, file=err, hidden=True) as bar:

        def told(step: int) -> None:
            bar.hidden = not looks or time.monotonic() - start < SHORT
            bar.update(step)

        yield told


@contextlib.contextmanager
def counted(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """Give a function that hears how many of how many pieces are begun, and the name of one, and shows how far it is.

    Parameters
    ----------
    label
        What takes its time.
    """
    with progress(label) as told:
        done = 0

        def heard(begun: int, count: int, _: str) -> None:
            nonlocal done
            before, done = done, 100 * (begun - 1) // count
            told(done - before)

        yield heard
