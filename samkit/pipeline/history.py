"""The opportunities of a log as they stand on a day: what they have gone through until then, and nothing later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.pipeline.events import DAY, LOST, NOTHING, Events

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.pipeline.log import Log
    from samkit.readers.export import Column

    Whole = NDArray[np.int64]

OPEN: Final = -1
"""The outcome of an opportunity that goes on; others are `WON` and `LOST`."""

MOVED, DROPPED, BACK = 0, 1, 2
"""How a stage was left: for a later one or for being won, by being lost, for an earlier one."""


class Spells(NamedTuple):
    """The first stay of each opportunity in each stage that it entered, one a row of each array, **shape** (spells,).

    Parameters
    ----------
    opportunity
        Its place among those of the history.
    stage
        From 0.
    days
        How long it was seen there.
    left
        How it was left; -1 where it is still there.
    """

    opportunity: Whole
    stage: Whole
    days: Whole
    left: Whole


class History(NamedTuple):
    """Opportunities on a day, one a row of each array, **shape** (opportunities,).

    Parameters
    ----------
    stages
        How many stages there are.
    which
        The place of each among the texts of its column.
    begun
        The day of its first event, in days since 1970.
    days
        How long it was seen: until it was closed, or until the day.
    outcome
        Won, lost, or open.
    stage
        The last stage that it entered, from 0.
    furthest
        The furthest stage that it entered, from 0.
    entered
        On which day of its own it entered each stage first, **shape** (opportunities, stages); -1 where it did not.
    spells
        Its stays.
    events
        The events up to the day, of those that are counted.
    """

    stages: int
    which: Whole
    begun: Whole
    days: Whole
    outcome: Whole
    stage: Whole
    furthest: Whole
    entered: Whole
    spells: Spells
    events: Events

    @property
    def size(self) -> int:
        """How many opportunities there are."""
        return self.which.size

    def ended(self, how: int) -> NDArray[np.bool_]:
        """Say which have an outcome."""
        return np.asarray(self.outcome == how)

    def told(self, column: Column, *, first: bool = False) -> Whole:
        """Give of each opportunity the last row, or the first, on which a column is not blank; -1 where none is.

        Parameters
        ----------
        column
            Of the export.
        first
            Whether the first such row is meant.
        """
        filled = np.array([bool(text.strip()) for text in column.categories], dtype=np.bool_)
        rows, who = self.events.row, self.events.opportunity
        if not filled.all():
            known = filled[column.codes[rows]]
            rows, who = rows[known], who[known]
        found = np.full(self.size, NOTHING)
        found[who[::-1] if first else who] = rows[::-1] if first else rows
        return found

    def codes(self, column: Column) -> Whole:
        """Give of each opportunity the code of the last text of a column that is not blank; -1 where there is none."""
        rows = self.told(column)
        return np.where(rows >= 0, column.codes[np.maximum(rows, 0)], NOTHING)


def history(log: Log, stages: int) -> History:
    """Give the opportunities as they stand on the day of a log.

    Parameters
    ----------
    log
        The log.
    stages
        How many stages there are, count.
    """
    events = log.events
    kept = ~log.aside[events.opportunity] & (events.second < (log.at + 1) * DAY)
    events = events if kept.all() else events.only(kept)
    size = events.row.size
    new = np.ones(size, dtype=np.bool_)
    new[1:] = events.opportunity[1:] != events.opportunity[:-1]
    number = np.cumsum(new) - 1
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], size)[: firsts.size] - 1
    day = events.second // DAY
    begun = day[firsts]
    closed = events.place[lasts] >= stages
    end = np.where(closed, day[lasts], log.at)
    inside = events.place < stages
    step = np.where(inside, events.place, NOTHING)
    stage, furthest = np.full(firsts.size, NOTHING), np.full(firsts.size, NOTHING)
    stage[number[inside]] = events.place[inside]
    if size:
        furthest = np.maximum.reduceat(step, firsts)
    entered = np.full((firsts.size, stages), NOTHING)
    back = np.flatnonzero(inside)[::-1]
    entered[number[back], events.place[back]] = (day - begun[number])[back]
    return History(
        stages,
        events.opportunity[firsts],
        begun,
        end - begun,
        np.where(closed, events.place[lasts] - stages, OPEN),
        stage,
        furthest,
        entered,
        _spells(events, number, day, stages, log.at),
        events._replace(opportunity=number),
    )


def _spells(events: Events, number: Whole, day: Whole, stages: int, at: int) -> Spells:
    """Give the first stays in stages: until the next event of the opportunity, or until the day."""
    follows = np.zeros(number.size, dtype=np.bool_)
    follows[:-1] = number[1:] == number[:-1]
    after = np.append(events.place[1:], NOTHING) if number.size else events.place
    until = np.where(follows, np.append(day[1:], at)[: number.size], at)
    how = np.where(
        ~follows, OPEN, np.where(after == stages + LOST, DROPPED, np.where(after > events.place, MOVED, BACK))
    )
    inside = np.flatnonzero(events.place < stages)
    where = number[inside] * stages + events.place[inside]
    seen = np.full((int(number[-1]) + 1) * stages if number.size else 0, NOTHING)
    seen[where[::-1]] = inside[::-1]
    first = seen[seen != NOTHING]
    return Spells(number[first], events.place[first], until[first] - day[first], how[first])
