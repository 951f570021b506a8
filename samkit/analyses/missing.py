"""What answers that are missing could do to a finding: the gap at worst, and whether they are missing alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.measures import Estimates, estimates
from samkit.notes import Note
from samkit.numbers import percent, points
from samkit.results import Estimate, Factor, Location, Method, Rank, Robust, Trend, Verdict
from samkit.stats import missing
from samkit.stats.interval import Interval
from samkit.tally import REASONS, UNTOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.counts import Counts
    from samkit.analyses.plan import Plan
    from samkit.counted import Block, Sums
    from samkit.results import Contrast
    from samkit.tally import Sample

Noted = TypeVar("Noted", Factor, Location, Rank, Robust, Trend)

_UNTOLD: Final = [REASONS.index(reason) for reason in UNTOLD]

BOUNDS: Final = Method(
    "at worst", "Manski bounds: not answered, not known and unreadable answers all one way in each group"
)
TEST: Final = Method("missing", "score test of respondents, adjusted over the items of the section")


def at_worst(counts: Counts, blocks: Sequence[Block]) -> Estimates:
    """Bound the gap of each item by what the missing answers could have been, weighted where the gap is.

    Parameters
    ----------
    counts
        Favourable and valid answers.
    blocks
        The same items, with the reasons for which answers are missing; where there could be no answer, none is lost.
    """
    if counts.totals is None:
        (x1, x0), (n1, n0), (m1, m0) = counts.x, counts.n, _silent(blocks, "missing")
    else:
        x1, y1, x0, y0 = counts.totals.w.T
        n1, n0, (m1, m0) = x1 + y1, x0 + y0, _silent(blocks, "w_missing")
    return estimates(np.full(m1.shape, np.nan), missing.worst(x1, n1, m1, x0, n0, m0))


def differing(
    plan: Plan, tallies: Sequence[Block | Sums], sample: Sample | None, notes: Sequence[tuple[Note, ...]]
) -> list[tuple[Note, ...]]:
    """Mark the items of one section of which one group is silent more often than chance explains.

    Parameters
    ----------
    plan
        Names of the groups, the adjustment and the error probability.
    tallies
        Of the items of the section.
    sample
        How respondents were drawn.
    notes
        What is known of each item; one that is hidden is not tested.

    Notes
    -----
    Under a design nothing is tested: respondents of one stratum or cluster are more alike than the test supposes.
    """
    if not tallies:
        return []
    n, m = np.array([tally.n[:2].reshape(2, -1).sum(axis=1) for tally in tallies]).T, _silent(tallies, "missing")
    hidden, drawn_alone = [guards.is_hidden(known) for known in notes], sample is None or sample.simple
    tested = (m.sum(axis=0) > 0) & ~np.array(hidden) & drawn_alone
    q = adjustment.adjusted(plan, np.where(tested, missing.differs(n[0], m[0], n[1], m[1]), np.nan))
    names, shares = (plan.grouping.first, plan.grouping.second), (m / np.maximum(n + m, 1)).T
    return [_differing(names, share) if value <= plan.alpha else () for value, share in zip(q, shares, strict=True)]


def marked(plan: Plan, tallies: Sequence[Block | Sums], sample: Sample | None, rows: Sequence[Noted]) -> list[Noted]:
    """Add to the rows of one section what `differing` says of them."""
    remarks = differing(plan, tallies, sample, [row.notes for row in rows])
    return [_with(row, some) for row, some in zip(rows, remarks, strict=True)]


def _with(row: Noted, remarks: tuple[Note, ...]) -> Noted:
    return row._replace(notes=(*row.notes, *remarks))


def _silent(tallies: Sequence[Block | Sums], name: str) -> NDArray[np.float64]:
    """Add up who gave no answer to each item though there could be one, **shape** (2, items)."""
    found = [getattr(tally, name)[:2, _UNTOLD].sum(axis=1) for tally in tallies]
    return np.array(found, dtype=np.float64).reshape(-1, 2).T


def _differing(names: tuple[str, str], share: NDArray[np.float64]) -> tuple[Note, ...]:
    told = " and ".join(f"{percent(part)} % of {name}" for part, name in zip(share, names, strict=True))
    return (Note("missing_differs", f"no answer from {told}: a difference that chance does not explain"),)


def matters(plan: Plan, verdict: Verdict, gap: Estimate, narrow: Estimate, bounds: Estimate) -> tuple[Note, ...]:
    """Say whether the missing answers of an item could turn its gap round, or undo what its verdict claims.

    Parameters
    ----------
    plan
        Holds the margin.
    verdict
        Only a claim can be undone: a difference, or sameness.
    gap, narrow
        The gap with its two intervals.
    bounds
        Of the gap at worst.

    Notes
    -----
    The intervals are moved as far as the missing answers can move the gap. A difference is undone when its interval
    then holds 0, sameness when its interval then leaves the margin.
    """
    if verdict not in {Verdict.DIFFERS, Verdict.EQUIVALENT} or bounds.lower == bounds.upper:
        return ()
    wide, close, furthest = (_interval(each) for each in (gap, narrow, bounds))
    told = f"at worst {points(bounds.lower)} to {points(bounds.upper)} points"
    if verdict is Verdict.DIFFERS:
        if not furthest.excludes(0):
            return (Note("missing_matters", f"missing answers could turn the gap round: {told}"),)
        undone = not missing.shifted(gap.value or 0.0, wide, furthest).excludes(0)
    else:
        moved = missing.shifted(gap.value or 0.0, close, furthest)
        undone = not (-plan.margin < moved.lower and moved.upper < plan.margin)
    return (Note("missing_undoes", f"missing answers could undo the verdict: {told}"),) if undone else ()


def _interval(estimate: Estimate) -> Interval:
    """Give the bounds of an estimate as numbers."""
    return Interval(*(np.asarray(np.nan if part is None else part) for part in estimate[1:]))


def named(rows: Sequence[Contrast]) -> tuple[Method, ...]:
    """Name the test of missing answers where a row tells what it found."""
    return (TEST,) if any(note.code == "missing_differs" for row in rows for note in row.notes) else ()
