from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from samkit.cli import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    import pytest


class Screen(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: TextIO, short: float) -> str:
    """Do something in two steps, and give what the stream has heard of it."""
    monkeypatch.setattr(progress, "SHORT", short)
    monkeypatch.setattr("typer.get_text_stream", lambda _: stream)
    with progress.progress("ranks") as told:
        told(40)
        told(60)
    stream.seek(0)
    return stream.read()


def test_what_takes_its_time_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Screen(), 0.0)
    assert "ranks" in text
    assert "40%" in text
    assert "100%" in text


def test_what_is_soon_done_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Screen(), 3600.0) == ""


def test_where_nobody_looks_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 0.0) == ""


def test_two_seconds_are_waited() -> None:
    assert progress.SHORT == 2.0


def test_pieces_are_counted_as_done_when_the_next_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []

    @contextlib.contextmanager
    def hear(_: str) -> Iterator[Callable[[int], None]]:
        yield steps.append

    monkeypatch.setattr(progress, "progress", hear)
    with progress.counted("figures") as told:
        for number in range(1, 8):
            told(number, 7, "a title")
    assert steps[0] == 0
    assert sum(steps) == 100 * 6 // 7
    assert min(steps[1:]) >= 14


def test_without_a_stderr_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    with progress.progress("ranks") as told:
        told(100)
