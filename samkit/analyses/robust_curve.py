"""Whether the curve of an item over all readings differs from chance, and that of all items of a section together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses.measures import optional
from samkit.notes import Note
from samkit.numbers import decimal, probability
from samkit.results import Method, Test, Verdict
from samkit.stats.permuted import curve_test

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.robust_rows import Judged
    from samkit.counted import Rereading
    from samkit.stats.permuted import CurveTest
    from samkit.tally import Sample


class Told(NamedTuple):
    """What the permutations say: p-values by item, **shape** (items,), NaN where there is none, and all in words."""

    p: NDArray[np.float64]
    p_share: NDArray[np.float64]
    tests: tuple[Test, ...] = ()
    notes: tuple[Note, ...] = ()
    methods: tuple[Method, ...] = ()


def tested(plan: Plan, rows: Rereading, judged: Judged, sample: Sample | None, permutations: int) -> Told:
    """Exchange the respondents.

    Parameters
    ----------
    plan
        Limits, level and seed.
    rows
        Labels under each reading, beside the answers to the items of a section.
    judged
        The same items under all readings.
    sample
        The design, where it matters.
    permutations
        How often, count.

    Notes
    -----
    Under strata respondents are exchanged within theirs. Those of a cluster are not alike to those of another, and
    replicate weights do not say who was drawn with whom: there the test is left out, and that is told.
    """
    nothing = np.full(rows.valid.shape[1], np.nan)
    if not permutations or judged.ok.shape[0] < 2:
        return Told(nothing, nothing)
    if sample is not None and sample.kind != "respondents":
        text = f"No permutation test of the readings together: under {sample.kind} respondents cannot be exchanged"
        return Told(nothing, nothing, notes=(Note("curve", text),))
    own = np.array([verdict is not Verdict.CIRCULAR for verdict in judged.verdicts[0]])
    found = curve_test(
        rows,
        ~judged.circular & own,
        plan.settings.seed,
        sample,
        least=plan.settings.hide_below,
        level=plan.settings.level,
        permutations=permutations,
    )
    return _told(plan, found, sample, permutations)


def _told(plan: Plan, found: CurveTest, sample: Sample | None, permutations: int) -> Told:
    """Say in words what the test of all items together says, and how it was made."""
    within = " within strata" if sample is not None and sample.drawn.size > 1 else ""
    count = decimal(permutations)
    method = Method("curve", f"{count} permutations of respondents{within}, seed {plan.settings.seed}")
    if np.isnan(found.p_whole):
        return Told(found.p_median, found.p_share)
    p = probability(found.p_whole)
    numbers = f"{decimal(100 * found.whole)} points on average, p {p if p.startswith('<') else f'= {p}'}"
    differs = found.p_whole <= plan.alpha
    said = "differ from chance" if differs else "are not shown to differ from chance"
    text = f"All readings together: the median gaps of the items {said} ({numbers})"
    test = Test("", "permutation", "", optional(found.whole), None, optional(found.p_whole), text)
    return Told(found.p_median, found.p_share, (test,), (Note("curve", text),), (method,))
