"""The rows of a pipeline: its whole, its stages, how fast and in what shape they are left, what is wrong in its log.

Shares and chances are fractions of one, lengths of time days; values are in the unit of the log. A chance counts what
is still open as out of sight after its days, and drops none of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from samkit.measured import Estimate, Item, Verdict
from samkit.notes import Note


class Amount(NamedTuple):
    """How many opportunities, and their values together; None where the log has no values."""

    n: int
    value: float | None


class Pipeline(NamedTuple):
    """The pipeline as a whole on the day `at`, from a log that ends on `exported`; both as 2026-06-30.

    `win` is the chance of being won within `horizon` days, `closed` the share won of those that are closed, which
    leaves out all that is open. `aside` are opportunities with a broken history, `sellers` those who own one.
    """

    at: str
    exported: str
    unit: str
    all: Amount
    open: Amount
    won: Amount
    lost: Amount
    aside: int
    sellers: int
    horizon: int
    win: Estimate
    closed: Estimate
    days: Estimate
    notes: tuple[Note, ...] = ()


class Stage(NamedTuple):
    """One stage: who has entered it, who is there, how it was left, and what becomes of whom enters it.

    `moved`, `lost` and `back` are the ends of first stays, `passed` went past it without entering. `on` and `out` are
    the chances of moving on and of being lost from there, after as many days as can be told; `days` is the median
    time until it is left, in whatever way, with `quarter` and `three_quarters` beside it.
    """

    item: Item
    position: int
    entered: int
    here: Amount
    moved: int
    lost: int
    back: int
    passed: int
    on: Estimate
    out: Estimate
    days: Estimate
    quarter: float | None
    three_quarters: float | None
    notes: tuple[Note, ...] = ()


class Velocity(NamedTuple):
    """One stage over time: which share of those who entered it has moved on, and which was lost, after some days."""

    item: Item
    position: int
    entered: int
    days: tuple[int, ...]
    on: tuple[Estimate, ...]
    out: tuple[Estimate, ...]
    median: float | None
    notes: tuple[Note, ...] = ()


class Ageing(NamedTuple):
    """The open opportunities of one stage by how long they have been there.

    `usual` is the median time until the stage is left, `slow` the time by which nine of ten have left it; `bands` are
    those up to the one, from there to the other, and beyond. `age` is the median of their days so far.
    """

    item: Item
    position: int
    here: Amount
    age: float | None
    usual: float | None
    slow: float | None
    bands: tuple[Amount, ...]
    notes: tuple[Note, ...] = ()


class FunnelShape(NamedTuple):
    """Where opportunities are lost, within `horizon` days: `lost` by stage, as parts of all that begin.

    `depth` is the mean place of a loss, 0 if all are lost in the first stage and 1 if in the last. `shape` is
    "bottom-heavy" where its interval lies above one half, "slims early" where below, "not shown" otherwise.
    """

    stages: tuple[str, ...]
    n: int
    won: Estimate
    lost: tuple[Estimate, ...]
    depth: Estimate
    shape: str
    horizon: int
    notes: tuple[Note, ...] = ()


class Pace(NamedTuple):
    """The fast or the slow of a landmark: how many, how many of them were won since, and the chance of that."""

    n: int
    won: int
    win: Estimate


class Landmark(NamedTuple):
    """How many times as likely opportunities that are fast are to be won, judged on day `day` of their own.

    Compared are those still open on that day, by whether they had reached `item` by then; chances are of being won
    until day `horizon`. `ended` were closed before that day. `naive` is the ratio that comes of calling an opportunity
    fast by its whole time, among closed ones alone.
    """

    item: Item
    day: int
    horizon: int
    fast: Pace
    slow: Pace
    ended: int
    ratio: Estimate
    naive: float | None
    verdict: Verdict
    notes: tuple[Note, ...] = ()


class Slice(NamedTuple):
    """The opportunities of one category of a column; fields as of the whole."""

    item: Item
    category: str
    all: Amount
    open: Amount
    won: Amount
    lost: Amount
    win: Estimate
    closed: Estimate
    days: Estimate
    notes: tuple[Note, ...] = ()


class Forecast(NamedTuple):
    """Opportunities that were forecast to be won by the day: which were in time, late, lost, and are still open."""

    due: Amount
    met: Amount
    late: Amount
    lost: Amount
    open: Amount
    share: Estimate
    notes: tuple[Note, ...] = ()


class Quota(NamedTuple):
    """Sellers who have a quota, and how many of them have won at least that."""

    sellers: int
    met: int
    share: Estimate
    notes: tuple[Note, ...] = ()


class LogFault(NamedTuple):
    """One kind of fault in the log: rows and opportunities that have it, the first of its lines, and what was done."""

    code: str
    rows: int
    opportunities: int
    lines: tuple[int, ...]
    done: str


class FaultyRow(NamedTuple):
    """One row of the log with a fault: its line, the opportunity, what stands as its stage, and what was done."""

    code: str
    line: int
    opportunity: str
    stage: str
    done: str


PipelineRow = (
    Pipeline | Stage | Velocity | Ageing | FunnelShape | Landmark | Slice | Forecast | Quota | LogFault | FaultyRow
)


@dataclass(frozen=True, slots=True)
class PipelineRows:
    """The rows of a pipeline by their kinds."""

    whole: tuple[Pipeline, ...]
    stages: tuple[Stage, ...]
    velocities: tuple[Velocity, ...]
    ageings: tuple[Ageing, ...]
    shapes: tuple[FunnelShape, ...]
    landmarks: tuple[Landmark, ...]
    slices: tuple[Slice, ...]
    forecasts: tuple[Forecast, ...]
    quotas: tuple[Quota, ...]
    faults: tuple[LogFault, ...]


def by_kind(rows: Iterable[object]) -> PipelineRows:
    """Tell the rows of a pipeline apart."""
    found = tuple(rows)
    return PipelineRows(
        tuple(row for row in found if isinstance(row, Pipeline)),
        tuple(row for row in found if isinstance(row, Stage)),
        tuple(row for row in found if isinstance(row, Velocity)),
        tuple(row for row in found if isinstance(row, Ageing)),
        tuple(row for row in found if isinstance(row, FunnelShape)),
        tuple(row for row in found if isinstance(row, Landmark)),
        tuple(row for row in found if isinstance(row, Slice)),
        tuple(row for row in found if isinstance(row, Forecast)),
        tuple(row for row in found if isinstance(row, Quota)),
        tuple(row for row in found if isinstance(row, LogFault)),
    )
