"""What guards the reader: small and missing bases, wide intervals, circular items, and the verdict itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.notes import Note
from samkit.numbers import percent, points, times
from samkit.results import Estimate, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.analyses.plan import Plan
    from samkit.results import Baseline, Item

WIDEST: Final = 0.30
"""An interval of the gap wider than this, as a fraction, is marked."""

NOTHING: Final = Estimate(None, None, None)
"""What stands in place of a number that is not shown."""

_DIGITS: Final = 12
"""Decimals of a share that are more than rounding."""


OF_THE_RULE: Final = frozenset({"circular", "almost_criterion"})
"""The codes of notes that say that an item rests on what made the groups."""


def base_notes(plan: Plan, n_first: float, n_second: float) -> tuple[Note, ...]:
    """Judge the bases of a row: none, too small to show, or small.

    Parameters
    ----------
    plan
        Holds the limits.
    n_first, n_second
        Valid answers of each group, effective ones where there are weights.
    """
    names = (plan.grouping.first, plan.grouping.second)
    bases = list(zip(names, (n_first, n_second), strict=True))
    for name, n in bases:
        if n <= 0:
            return (Note("no_base", f"no answer of any weight in {name}"),)
    hide, mark = plan.settings.hide_below, plan.settings.mark_below
    small = [f"{name} {n:.0f}" for name, n in bases if n < hide]
    if small:
        return (Note("hidden_base", f"hidden: base below {hide} ({', '.join(small)})"),)
    small = [f"{name} {n:.0f}" for name, n in bases if n < mark]
    return (Note("small_base", f"small base: below {mark} ({', '.join(small)})"),) if small else ()


def shown(plan: Plan, n: int, estimate: Estimate) -> Estimate:
    """Give a number if its base is large enough to show it, else nothing."""
    return estimate if n >= plan.settings.hide_below else NOTHING


def level_notes(plan: Plan, n: int) -> tuple[Note, ...]:
    """Judge the base of one level, from which the share of the first group at that level is taken."""
    if n < plan.settings.hide_below:
        return (
            Note("small_level", f"Fewer than {plan.settings.hide_below} at this level: the share there is not given"),
        )
    few = n < plan.settings.mark_below
    return (Note("small_level", f"Fewer than {plan.settings.mark_below} at this level"),) if few else ()


def circular(plan: Plan, item: Item, baseline: Baseline | None = None) -> tuple[Note, ...]:
    """Mark an item that is a criterion of the grouping, or almost determines one.

    Parameters
    ----------
    plan
        With the questions that the criteria read, and those that almost determine one.
    item
        Of any section.
    baseline
        What would follow from the rule alone; None where it is not told.

    Notes
    -----
    An item that almost determines a criterion keeps its verdict and its place in the family: which tests are corrected
    together must not hang on the data, and these cannot tell another wording of the criterion from its cause.
    """
    alone, first = _rule_alone(baseline), plan.grouping.first
    labels = _quoted(plan.criteria.get(item.question, ()))
    if labels:
        text = f"circular: {first} are defined by {labels}, which reads this question, so a difference is no finding"
        return (Note("circular", text + alone),)
    almost = plan.almost.get(item.question)
    if not almost:
        return ()
    text = f"almost a criterion: its answers tell of {percent(min(almost.values()))} % who meets {_quoted(almost)}"
    return (Note("almost_criterion", text + alone),)


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)


def _rule_alone(baseline: Baseline | None) -> str:
    """Say what would follow from the rule alone, as the end of a sentence."""
    if baseline is None:
        return ""
    gap = f"a gap of {points(baseline.gap)} points"
    if baseline.ratio is None or math.isinf(baseline.ratio):
        return f"; {gap} would follow from the rule alone"
    return f"; {gap} and a ratio of {times(baseline.ratio)} would follow from the rule alone"


def width(gap: Estimate) -> tuple[Note, ...]:
    """Mark a gap whose interval is wide."""
    if gap.lower is None or gap.upper is None or gap.upper - gap.lower <= WIDEST:
        return ()
    return (Note("wide_interval", f"wide interval: more than {WIDEST * 100:.0f} points"),)


def ceiling(plan: Plan, gap: Estimate, second: Estimate) -> tuple[Note, ...]:
    """Mark an item that so many, or so few, of the second group have that no gap beyond the margin is possible.

    Parameters
    ----------
    plan
        Holds the margin: a gap that can only lie within it cannot be told from none, whoever is asked.
    gap
        Of the item; it says on which side the limit matters. Without one, or at 0, the nearer limit does.
    second
        The share of the second group.
    """
    if gap.value is None or second.value is None:
        return ()
    above, below = 1 - second.value, second.value
    room = min(above, below) if gap.value == 0 else above if gap.value > 0 else below
    if round(room, _DIGITS) >= plan.margin:
        return ()
    side, most = ("above", above) if room == above else ("below", -below)
    text = (
        f"{percent(second.value)} % of {plan.grouping.second} have it: no gap {side} {points(most)} points is possible"
    )
    return (Note("ceiling", text),)


def variation(plan: Plan, first: Estimate, second: Estimate) -> tuple[Note, ...]:
    """Say that a mean has no bounds, because all answers of a group are alike or there is only one."""
    names = (plan.grouping.first, plan.grouping.second)
    alike = [name for name, mean in zip(names, (first, second), strict=True) if mean.lower in {None, -math.inf}]
    text = f"nothing varies in {' and in '.join(alike)}: the mean has no interval"
    return (Note("no_variation", text),) if alike else ()


def zero_cell(ratio: Estimate, ratio_absent: Estimate, odds_ratio: Estimate) -> tuple[Note, ...]:
    """Say which of the ratios have no finite value, and why."""
    if ratio.value is None:
        return (Note("zero_cell", "nobody in either group: the ratio cannot be estimated"),)
    if ratio.value == float("inf"):
        bound = f"is at least {ratio.lower:.2g}" if ratio.lower else "cannot be bounded from below"
        return (Note("zero_cell", f"nobody in the second group: the ratio {bound}"),)
    if ratio_absent.value is None:
        return (Note("zero_cell", "everybody in both groups: LR− and the odds ratio cannot be estimated"),)
    if ratio_absent.value == float("inf"):
        return (Note("zero_cell", "everybody in the second group: LR− has no upper bound, the odds ratio is 0"),)
    return (
        (Note("zero_cell", "everybody in the first group: the odds ratio has no upper bound"),)
        if _endless(odds_ratio)
        else ()
    )


def _endless(estimate: Estimate) -> bool:
    return estimate.value is None or estimate.value == float("inf")


def few_behind(plan: Plan, present: int, absent: int) -> tuple[Note, ...]:
    """Say that a share of the first group among those with an item, or without it, is not given: its base is too small.

    A share of so few says little. That protects nobody, for the counts stand beside it.
    """
    few = [words for words, n in (("with it", present), ("without it", absent)) if n < plan.settings.hide_below]
    if not few:
        return ()
    behind = f"fewer than {plan.settings.hide_below} {' and '.join(few)}"
    return (Note("small_level", f"{behind}: the share of {plan.grouping.first} there is not given"),)


def verdict(plan: Plan, q: float | None, gap_narrow: Estimate) -> Verdict:
    """Say what may be said of a row.

    Notes
    -----
    *differs* when q is at most alpha; else *equivalent* when the interval of the gap at confidence 1 − 2α lies
    within the margin on both sides; else *not shown*.

    References
    ----------
    Schuirmann, D. J. (1987). Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680 (two one-sided tests).
    """
    if q is None or gap_narrow.lower is None or gap_narrow.upper is None:
        return Verdict.NOT_COMPUTABLE
    if q <= plan.alpha:
        return Verdict.DIFFERS
    return Verdict.EQUIVALENT if within(gap_narrow, plan.margin) else Verdict.NOT_SHOWN


def within(narrow: Estimate, margin: float) -> bool:
    """Say whether an interval lies inside a margin on both sides."""
    if narrow.lower is None or narrow.upper is None:
        return False
    return -margin < narrow.lower and narrow.upper < margin


def is_circular(notes: tuple[Note, ...]) -> bool:
    """Say whether a row rests on what made the groups."""
    return any(note.code == "circular" for note in notes)


def is_hidden(notes: tuple[Note, ...]) -> bool:
    """Say whether the notes stand in place of the numbers."""
    return any(note.code in {"hidden_base", "no_base"} for note in notes)


def verdict_without_numbers(notes: tuple[Note, ...]) -> Verdict:
    """Give the verdict of a row whose numbers are not shown."""
    return Verdict.HIDDEN if any(note.code == "hidden_base" for note in notes) else Verdict.NOT_COMPUTABLE
