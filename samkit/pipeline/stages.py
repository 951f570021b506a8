"""The pipeline stage by stage: how many and how much, how long, and what becomes of whom enters a stage."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.notes import Note
from samkit.pipeline.chance import NOTHING, Clusters, Ends, ends
from samkit.pipeline.events import DAY
from samkit.pipeline.history import BACK, DROPPED, MOVED, OPEN
from samkit.pipelined import Ageing, Amount, Stage, Velocity
from samkit.results import Estimate, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.pipeline.history import History
    from samkit.study.file import StudyTable

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

WAYS: Final = 3
POINTS: Final = 40
"""Days at most that a curve is told at."""


class Pipe(NamedTuple):
    """What all rows of a pipeline are made from.

    Parameters
    ----------
    history
        The opportunities on the day.
    stages
        The names of the stages.
    value
        The value of each opportunity, NaN where it has none; None where the log has no values.
    clusters
        Their clusters.
    about
        The settings of the study.
    """

    history: History
    stages: Sequence[str]
    value: Floats | None
    clusters: Clusters
    about: StudyTable

    def amount(self, which: Mask) -> Amount:
        """Count opportunities and add their values."""
        value = None if self.value is None else float(np.nansum(self.value[which]))
        return Amount(int(which.sum()), value)

    def item(self, stage: int) -> Item:
        """Give what a row about a stage is about."""
        return Item(self.stages[stage], self.stages[stage], "pipeline", "", ())

    def ends_of(self, stage: int) -> Ends | None:
        """Count how first stays in a stage end; None where nobody has entered it."""
        spells = self.history.spells
        here = spells.stage == stage
        if not here.any():
            return None
        return ends(spells.days[here], spells.left[here], WAYS, self.clusters.only(spells.opportunity[here]))

    def doubts(self, n: int, what: str) -> tuple[Note, ...]:
        """Say what must be known of a base: that it hides its row, or that it is small."""
        if n < self.about.hide_below:
            return (Note("hidden_base", f"hidden: fewer than {self.about.hide_below} {what}"),)
        if n < self.about.mark_below:
            return (Note("small_base", f"small base: fewer than {self.about.mark_below} {what}"),)
        return ()


def stages(pipe: Pipe, found: Sequence[Ends | None]) -> Iterator[Stage]:
    """Give a row for each stage.

    Parameters
    ----------
    pipe
        The pipeline.
    found
        By stage, how stays in it end.
    """
    at = pipe.history
    going = at.ended(OPEN)
    for stage, stays in enumerate(found):
        here = pipe.amount(going & (at.stage == stage))
        passed = int(((at.furthest > stage) & (at.entered[:, stage] < 0)).sum())
        entered = stays.n if stays else 0
        notes = pipe.doubts(entered, "opportunities entered it")
        moved, lost, back = (int(stays.table.ended[way].sum()) if stays else 0 for way in (MOVED, DROPPED, BACK))
        told = stays if stays and entered >= pipe.about.hide_below else None
        yield Stage(
            pipe.item(stage), stage, entered, here, moved, lost, back, passed, *_chances(told, pipe.about.level), notes
        )


def _chances(stays: Ends | None, level: float) -> tuple[Estimate, Estimate, Estimate, float | None, float | None]:
    """Give the chances of moving on and of being lost, and how long it takes until a stage is left."""
    if stays is None:
        return NOTHING, NOTHING, NOTHING, None, None
    days = [stays.quantile(share, level) for share in (0.5, 0.75, 0.25)]
    on, out = (stays.chance(way, stays.told, level) for way in (MOVED, DROPPED))
    return on, out, days[0], days[1].value, days[2].value


def velocities(pipe: Pipe, found: Sequence[Ends | None]) -> Iterator[Velocity]:
    """Give a curve for each stage: how many have moved on, and how many were lost, after how long."""
    shown = [stays.told for stays in found if stays and stays.n >= pipe.about.hide_below]
    last = max(shown, default=0)
    step = max(-(-last // POINTS), 1)
    for stage, stays in enumerate(found):
        entered = stays.n if stays else 0
        notes = pipe.doubts(entered, "opportunities entered it")
        if stays is None or entered < pipe.about.hide_below:
            yield Velocity(pipe.item(stage), stage, entered, (), (), (), None, notes)
            continue
        days = tuple(sorted({*range(0, stays.told + 1, step), stays.told}))
        on, out = (tuple(stays.chance(way, day, pipe.about.level) for day in days) for way in (MOVED, DROPPED))
        yield Velocity(
            pipe.item(stage), stage, entered, days, on, out, stays.quantile(0.5, pipe.about.level).value, notes
        )


def ageings(pipe: Pipe, found: Sequence[Ends | None]) -> Iterator[Ageing]:
    """Give of each stage how long the open opportunities have been there, beside how long it usually takes."""
    at = pipe.history
    since = np.zeros(at.size, dtype=np.int64)
    inside = at.events.place < at.stages
    since[at.events.opportunity[inside]] = at.events.second[inside] // DAY
    age = at.begun + at.days - since
    for stage, stays in enumerate(found):
        here = at.ended(OPEN) & (at.stage == stage)
        count = pipe.amount(here)
        notes = pipe.doubts(stays.n if stays else 0, "opportunities entered it")
        usual, slow = _usual(stays, pipe.about)
        middle = float(np.median(age[here])) if count.n else None
        yield Ageing(
            pipe.item(stage), stage, count, middle, usual, slow, tuple(_bands(pipe, here, age, usual, slow)), notes
        )


def _usual(stays: Ends | None, about: StudyTable) -> tuple[float | None, float | None]:
    """Give the days by which half of the stays have ended, and nine of ten; nothing of too few."""
    if stays is None or stays.n < about.hide_below:
        return None, None
    return stays.quantile(0.5, about.level).value, stays.quantile(0.1, about.level).value


def _bands(pipe: Pipe, here: Mask, age: NDArray[np.int64], usual: float | None, slow: float | None) -> Iterator[Amount]:
    """Count those up to the usual time, from there to the slow one, and beyond; without these there are no bands."""
    if usual is None:
        return
    edges = [-np.inf, usual, np.inf if slow is None else slow, np.inf]
    for low, high in pairwise(edges):
        yield pipe.amount(here & (age > low) & (age <= high))
