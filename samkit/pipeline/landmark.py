"""How many times as likely fast opportunities are to be won than slow ones, by the landmark method.

To call an opportunity fast by how long it took in the end looks into its future: it is known of closed ones alone, and
what is lost at once counts as fast. On a day that is fixed beforehand, all that are still open are told apart by what
they have reached by then, and only what comes later is compared.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from samkit.notes import Note
from samkit.pipeline.chance import NOTHING, Clusters, ends, quantile_of
from samkit.pipeline.events import WON
from samkit.pipelined import Landmark, Pace
from samkit.results import Estimate, Verdict
from samkit.stats.competing import incidence, ratio_error
from samkit.stats.left_out import spread
from samkit.stats.life_table import life_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.pipeline.history import History
    from samkit.pipeline.stages import Pipe

    Mask = NDArray[np.bool_]

WAYS = 2


def usual_days(at: History, stage: int) -> int:
    """Give the day by which half of those that reach a stage have reached it; 1 where nobody does."""
    first = _reached(at, stage)
    known = first[first >= 0]
    return max(int(np.median(known)), 1) if known.size else 1


def _reached(at: History, stage: int) -> NDArray[np.int64]:
    """Give the day of its own on which each opportunity first entered the stage or a later one; -1 where none did."""
    entered = at.entered[:, stage:]
    never = np.iinfo(np.int64).max
    first = np.where(entered < 0, never, entered).min(axis=1)
    return np.where(first == never, -1, first)


def landmarks(pipe: Pipe, stage: int, days: Sequence[int], horizon: int) -> Iterator[Landmark]:
    """Give a comparison for each day.

    Parameters
    ----------
    pipe
        The pipeline.
    stage
        The stage that a fast opportunity has reached, from 0.
    days
        The days on which opportunities are told apart.
    horizon
        Days since its beginning within which an opportunity is to be won.
    """
    first = _reached(pipe.history, stage)
    for day in days:
        yield _landmark(pipe, stage, first, day, horizon)


def _landmark(pipe: Pipe, stage: int, first: NDArray[np.int64], day: int, horizon: int) -> Landmark:
    """Compare those still open on a day."""
    at = pipe.history
    open_then = at.days > day
    quick = open_then & (first >= 0) & (first <= day)
    slow = open_then & ~quick
    ended = int((~open_then & (at.outcome >= 0)).sum())
    n = min(int(quick.sum()), int(slow.sum()))
    notes = (*pipe.doubts(n, "opportunities in the smaller group"), *_crossing(horizon, day))
    naive = _naive(at)
    about = (pipe.item(stage), day, horizon)
    if n < pipe.about.hide_below or horizon <= day:
        fast, late = (Pace(int(each.sum()), int((each & at.ended(WON)).sum()), NOTHING) for each in (quick, slow))
        return Landmark(*about, fast, late, ended, NOTHING, naive, Verdict.HIDDEN, notes)
    fast, late = (_pace(pipe, each, day, horizon) for each in (quick, slow))
    ratio = _ratio(pipe, quick, slow, day, horizon)
    return Landmark(*about, fast, late, ended, ratio, naive, _verdict(ratio), notes)


def _crossing(horizon: int, day: int) -> tuple[Note, ...]:
    """Say that nothing is left to be compared where the landmark lies at the end of what is told."""
    if horizon > day:
        return ()
    return (Note("hidden_base", f"hidden: chances are told until day {horizon}, and the comparison begins on {day}"),)


def _pace(pipe: Pipe, which: Mask, day: int, horizon: int) -> Pace:
    """Give the chance of being won since the landmark."""
    at = pipe.history
    found = ends(at.days[which] - day, at.outcome[which], WAYS, pipe.clusters.only(which))
    won = int((which & at.ended(WON)).sum())
    return Pace(int(which.sum()), won, found.chance(WON, horizon - day, pipe.about.level))


def _ratio(pipe: Pipe, quick: Mask, slow: Mask, day: int, horizon: int) -> Estimate:
    """Give the ratio of both chances; its interval on the logarithm, clusters with opportunities of both kinds."""
    at, within = pipe.history, pipe.clusters
    either = quick | slow
    kept = within.only(either)
    days, how, side = at.days[either] - day, at.outcome[either], slow[either].astype(np.int64)
    if kept.sellers:
        double = kept._replace(of=side * kept.number + kept.of)
        each = life_tables(days, how, WAYS, double.of, 2 * kept.number)
        place = min(horizon - day, each.at_risk.shape[-1] - 1)
        sides = [each._replace(at_risk=each.at_risk[part], ended=each.ended[part]) for part in _halves(kept)]
        whole = [float(incidence(part.together)[WON, place]) for part in sides]
        parts = [incidence(part.without_each)[:, WON, place] for part in sides]
        with np.errstate(divide="ignore", invalid="ignore"):
            found = spread(np.log(parts[0] / parts[1]))
        error, df = float(found.error), found.df
    else:
        alone = [ends(days[side == part], how[side == part], WAYS, kept) for part in (0, 1)]
        places = [each.at(horizon - day) for each in alone]
        whole = [float(each.by.value[WON, place]) for each, place in zip(alone, places, strict=True)]
        errors = [float(each.by.error[WON, place]) for each, place in zip(alone, places, strict=True)]
        error, df = float(ratio_error(whole[0], errors[0], whole[1], errors[1])), math.inf
    return _bounded(whole[0], whole[1], quantile_of(df, pipe.about.level) * error)


def _halves(kept: Clusters) -> tuple[slice, slice]:
    return slice(0, kept.number), slice(kept.number, 2 * kept.number)


def _bounded(fast: float, slow: float, wide: float) -> Estimate:
    """Give a ratio with bounds so many units of its logarithm away; none is finite where a share is 0."""
    if not fast and not slow:
        return NOTHING
    if not slow or not fast or not math.isfinite(wide):
        return Estimate(fast / slow if slow else math.inf, 0.0, math.inf)
    ratio = fast / slow
    return Estimate(ratio, ratio * math.exp(-wide), ratio * math.exp(wide))


def _verdict(ratio: Estimate) -> Verdict:
    """Say what may be said of a ratio."""
    if ratio.lower is None or ratio.upper is None:
        return Verdict.NOT_COMPUTABLE
    return Verdict.DIFFERS if ratio.lower > 1 or ratio.upper < 1 else Verdict.NOT_SHOWN


def _naive(at: History) -> float | None:
    """Give the ratio of the shares won of closed opportunities whose whole time is up to the median, and above it."""
    closed = at.outcome >= 0
    if not closed.any():
        return None
    quick = closed & (at.days <= np.median(at.days[closed]))
    slow = closed & ~quick
    won = [at.ended(WON)[each].mean() if each.any() else 0.0 for each in (quick, slow)]
    return float(won[0] / won[1]) if won[1] else None
