from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from samkit import drawing, reporting, shared_work
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share work wherever the tests run."""
    monkeypatch.setattr(shared_work, "_processors", lambda: 2)


def squares(number: int) -> tuple[int, int]:
    """Do some work, and say where it was done."""
    time.sleep(0.005)
    return number * number, os.getpid()


def only_in_the_other(harm: Callable[[], object]) -> Callable[[int], int]:
    """Give work that does harm in the other process alone."""

    def work(number: int) -> int:
        time.sleep(0.005)
        if os.getpid() != HERE:
            harm()
        return number

    return work


def left() -> list[int | None]:
    """List the processes that are not done."""
    return [process.pid for process in multiprocessing.active_children()]


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_what_is_shared_comes_back_in_order_and_nobody_stays(count: int) -> None:
    found = shared_work.each(squares, count, lambda _: None)
    assert [square for square, _ in found] == [number * number for number in range(count)]
    assert HERE in {where for _, where in found} or not count
    assert (len({where for _, where in found}) > 1) is (count >= shared_work.PAYS_FROM)
    assert not left()


def test_everything_that_is_begun_here_is_told() -> None:
    told: list[int] = []
    found = shared_work.each(squares, 30, told.append)
    assert told == [number + 1 for number, (_, where) in enumerate(found) if where == HERE]
    told.clear()
    shared_work.each(squares, 30, told.append, alone=True)
    assert told == list(range(1, 31))


@pytest.mark.parametrize(
    "harm",
    [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0],
    ids=["ends", "is killed", "fails"],
)
def test_what_the_other_process_does_not_bring_back_is_done_here(
    harm: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    assert shared_work.each(only_in_the_other(harm), 20, lambda _: None) == list(range(20))
    assert capfd.readouterr() == ("", "")
    assert not left()


def test_a_system_without_another_process_does_all_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "no more processes")

    monkeypatch.setattr(os, "fork", refused)
    assert {where for _, where in shared_work.each(squares, 20, lambda _: None)} == {HERE}


def test_an_error_or_an_interrupt_here_ends_both() -> None:
    def work(number: int) -> int:
        time.sleep(0.005)
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        return number

    with pytest.raises(KeyboardInterrupt):
        shared_work.each(work, 2000 // 4, lambda _: None)
    assert not left()


def test_pictures_are_the_same_bytes_in_one_process_and_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    document = reporting.made(surveyed(answers()))[2]
    document = document._replace(figures=document.figures * 2)
    shared = drawing.draw(document, ["svg", "png"])
    monkeypatch.setattr(shared_work, "_processors", lambda: 1)
    assert drawing.draw(document, ["svg", "png"]) == shared
