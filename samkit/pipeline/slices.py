"""The pipeline as a whole, and taken apart by a column: how many are open, won and lost, and the chance of winning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.pipeline.chance import NOTHING, Ends, ends, share
from samkit.pipeline.events import LOST, WON
from samkit.pipeline.history import OPEN
from samkit.pipelined import Pipeline, Slice
from samkit.results import Estimate, Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.pipeline.log import Log
    from samkit.pipeline.stages import Pipe
    from samkit.pipelined import Amount
    from samkit.readers.export import Column

    Mask = NDArray[np.bool_]

WAYS: Final = 2


class _Part(NamedTuple):
    """What is told of some opportunities."""

    all: Amount
    open: Amount
    won: Amount
    lost: Amount
    win: Estimate
    closed: Estimate
    days: Estimate


def closing(pipe: Pipe, which: Mask | None = None) -> Ends:
    """Count how opportunities end, all of them or some."""
    at, within = pipe.history, pipe.clusters
    if which is None:
        return ends(at.days, at.outcome, WAYS, within)
    return ends(at.days[which], at.outcome[which], WAYS, within.only(which))


def _part(pipe: Pipe, which: Mask, horizon: int) -> _Part:
    """Tell of some opportunities; no chances of too few."""
    at, level = pipe.history, pipe.about.level
    every = pipe.amount(which)
    going, won, lost = (pipe.amount(which & at.ended(how)) for how in (OPEN, WON, LOST))
    if every.n < pipe.about.hide_below:
        return _Part(every, going, won, lost, NOTHING, NOTHING, NOTHING)
    found = closing(pipe, which)
    closed = share(at.ended(WON), which & (at.outcome >= 0), pipe.clusters, level)
    win, days = found.chance(WON, horizon, level), found.quantile(0.5, level)
    return _Part(every, going, won, lost, win, closed, days)


def whole(pipe: Pipe, log: Log, horizon: int, unit: str) -> Pipeline:
    """Give the row about the pipeline as a whole.

    Parameters
    ----------
    pipe
        The pipeline.
    log
        The log that it is of.
    horizon
        Days within which chances are told.
    unit
        Of the values.
    """
    at = pipe.history
    part = _part(pipe, np.ones(at.size, dtype=np.bool_), horizon)
    day, exported = (str(np.datetime64(each, "D")) for each in (log.at, log.exported))
    return Pipeline(
        at=day,
        exported=exported,
        unit=unit,
        all=part.all,
        open=part.open,
        won=part.won,
        lost=part.lost,
        aside=log.broken,
        sellers=pipe.clusters.sellers,
        horizon=horizon,
        win=part.win,
        closed=part.closed,
        days=part.days,
        notes=pipe.doubts(at.size, "opportunities"),
    )


def slices(pipe: Pipe, column: Column, horizon: int) -> Iterator[Slice]:
    """Give a row for each category of a column, the largest first; opportunities without one last.

    Parameters
    ----------
    pipe
        The pipeline.
    column
        Of the export; the last text of an opportunity counts.
    horizon
        Days within which chances are told.
    """
    codes = pipe.history.codes(column)
    counts = np.bincount(codes + 1, minlength=len(column.categories) + 1)
    order = np.argsort(-counts[1:], kind="stable")
    about = Item(column.name, column.name, "pipeline", "", ())
    for code in [*order[counts[1:][order] > 0].tolist(), *([OPEN] if counts[0] else [])]:
        text = column.categories[code] if code >= 0 else ""
        part = _part(pipe, codes == code, horizon)
        yield Slice(about, text, *part, pipe.doubts(part.all.n, "opportunities"))
