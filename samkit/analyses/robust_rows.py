"""From numbers under all readings to one row an item: what the declared reading says, and how often others keep it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.measures import optional
from samkit.notes import Note
from samkit.results import Bounds, Curve, Estimate, Robust, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.reread import Reread
    from samkit.results import Item

    Bits = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_DIGITS: Final = 12
"""Decimals of a gap that are more than rounding."""


class Judged(NamedTuple):
    """The items of a section under all readings; every array has **shape** (readings, items).

    `circular` are the readings that rest on an item's question, `small` those with too small a group, `verdicts` what
    may be said under each, and `ok` where that is a judgement.
    """

    numbers: Reread
    circular: Bits
    small: Bits
    verdicts: NDArray[np.object_]
    ok: Bits


def judge(plan: Plan, numbers: Reread, circular: Bits) -> Judged:
    """Give the verdict of each item under each reading, as a comparison by that reading alone gives it.

    Parameters
    ----------
    plan
        Limits, margin and adjustment.
    numbers
        Of the items of one section: under each reading they are one family.
    circular
        Which readings rest on which items, **shape** (readings, items).
    """
    small = np.asarray((numbers.base < plan.settings.hide_below).any(axis=0))
    q = adjustment.adjusted(plan, np.where(small | circular, np.nan, numbers.p))
    with np.errstate(invalid="ignore"):
        alike = (-plan.margin < numbers.narrow[0]) & (numbers.narrow[1] < plan.margin)
        cases = {
            Verdict.NOT_COMPUTABLE: (numbers.base <= 0).any(axis=0),
            Verdict.HIDDEN: small,
            Verdict.CIRCULAR: circular,
            Verdict.DIFFERS: q <= plan.alpha,
            Verdict.EQUIVALENT: alike & ~np.isnan(q),
            Verdict.NOT_SHOWN: ~np.isnan(q),
        }
    verdicts = np.full(q.shape, Verdict.NOT_COMPUTABLE, dtype=object)
    for verdict, where in reversed(cases.items()):
        verdicts[where] = verdict
    return Judged(numbers, circular, small, verdicts, ~np.isnan(q))


def rows(plan: Plan, items: tuple[Item, ...], judged: Judged) -> list[Robust]:
    """Summarise the readings of each item, not yet tested as a curve.

    Parameters
    ----------
    plan
        Grouping and settings.
    items
        Of one section, in the order of the questionnaire.
    judged
        The same items under all readings.
    """
    ranks = _ranks(np.where(judged.small, np.nan, judged.numbers.gap[0]))
    return [_row(plan, item, place, judged, ranks[:, place]) for place, item in enumerate(items)]


def _row(plan: Plan, item: Item, place: int, judged: Judged, ranks: Floats) -> Robust:
    """Summarise the readings of one item."""
    numbers, ok, small = judged.numbers, judged.ok[:, place], judged.small[:, place]
    gap, ratio = (np.where(small, np.nan, each[:, :, place]) for each in (numbers.gap, numbers.ratio))
    curve = Curve(
        _bounds(gap),
        _bounds(ratio),
        tuple(judged.verdicts[:, place].tolist()),
        *(tuple(side.tolist()) for side in numbers.n[:, :, place]),
    )
    verdict, kept = curve.verdicts[0], bool(ok.any())
    told = kept and bool(ok[0])
    sign = np.sign(gap[0]) == np.sign(gap[0, 0])
    same = np.array([other is verdict for other in curve.verdicts]) & (sign | (verdict is not Verdict.DIFFERS))
    return Robust(
        item=item,
        n_first=curve.n_first[0],
        n_second=curve.n_second[0],
        gap=_declared(curve.gap),
        ratio=_declared(curve.ratio),
        verdict=verdict,
        gaps=_over(gap[0], ok),
        ratios=_over(ratio[0], ok),
        same_sign=int((sign & ok).sum()) if told else None,
        same_verdict=int((same & ok).sum()) if told else None,
        rank=_over(ranks, ~small)._replace(value=optional(ranks[0])),
        readings=ok.size,
        judged=int(ok.sum()),
        circular=int((judged.circular[:, place] & ~small).sum()),
        small=int(small.sum()),
        least=int(numbers.n[0, ok, place].min()) if kept else None,
        p=None,
        p_share=None,
        q=None,
        position=place,
        curve=curve,
        notes=_notes(plan, item, place, judged),
    )


def _notes(plan: Plan, item: Item, place: int, judged: Judged) -> tuple[Note, ...]:
    """Tell what is doubtful about the declared reading, and under which others the item is not judged."""
    readings = judged.ok.shape[0]
    few = judged.small[:, place]
    circular, small = int((judged.circular[:, place] & ~few).sum()), int(few.sum())
    notes = [*guards.base_notes(plan, *judged.numbers.base[:, 0, place]), *guards.circular(plan, item)]
    if 0 < circular < readings:
        text = f"circular under {circular} of {readings} readings, which rest on this question: judged under the others"
        notes.append(Note("circular_reading", text))
    if small:
        least = plan.settings.hide_below
        text = f"not judged under {small} of {readings} readings: base below {least} in a group"
        notes.append(Note("small_reading", text))
    return tuple(notes)


def _bounds(numbers: Floats) -> Bounds:
    """Give value, lower and upper bound under each reading, None where there is none."""
    return Bounds(*(tuple(None if number != number else number for number in part.tolist()) for part in numbers))  # noqa: PLR0124 - only NaN is not itself


def _declared(bounds: Bounds) -> Estimate:
    return Estimate(bounds.value[0], bounds.lower[0], bounds.upper[0])


def _over(numbers: Floats, ok: Bits) -> Estimate:
    """Give the median over some readings, with the least and the greatest; nothing where there is none."""
    there = numbers[ok & ~np.isnan(numbers)]
    if not there.size:
        return guards.NOTHING
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the middle of two infinite ratios
        return Estimate(optional(np.median(there)), float(there.min()), float(there.max()))


def _ranks(gaps: Floats) -> Floats:
    """Rank the items of each reading by gap, from the end on which they mostly lie as declared; NaN without a gap."""
    toward = -1 if np.nansum(gaps[0]).round(_DIGITS) < 0 else 1
    values = toward * gaps.round(_DIGITS)
    ahead = [(values > values[:, place, None]).sum(axis=1) for place in range(values.shape[1])]
    return np.where(np.isnan(values), np.nan, 1.0 + np.column_stack(ahead))
