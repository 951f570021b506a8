"""The objections that can be raised against a finding, each with what the data answer.

Each is a function of the evidence on one item: it gives a doubt, or None where the objection does not arise.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from samkit.analyses import guards
from samkit.results import Adjusted, Doubt, Estimate, Halo, Outcome, Rank, Robust, Verdict
from samkit.robust import JUDGED
from samkit.trust import left

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from samkit.analyses.plan import Plan
    from samkit.results import Contrast, Row


FEW: Final = 0.5
"""A verdict that fewer than this part of the readings of a rule keep is one of the rule, not of the item."""

MOST: Final = 0.9
"""A verdict that at least this part of the readings of a rule keep does not hang on how the rule is read."""


Found = TypeVar("Found")


class Evidence(NamedTuple):
    """All that is known of one item: its comparison, and what other analyses say of it, by the kind of their rows.

    `whole` is its p-value adjusted over all `tests` comparisons of the plan.
    """

    plan: Plan
    contrast: Contrast
    whole: float | None
    tests: int
    rows: Mapping[type[object], Row]

    def of(self, kind: type[Found]) -> Found | None:
        """Give the row of one kind, None where there is none."""
        row = self.rows.get(kind)
        return row if isinstance(row, kind) else None


def circular(known: Evidence) -> Doubt | None:
    """The groups were defined by what was then found; a finding is about something else."""
    codes = {note.code for note in known.contrast.notes}
    ratio = known.contrast.baseline.ratio if known.contrast.baseline else None
    alone = Estimate(None if ratio is None or math.isinf(ratio) else ratio, None, None)
    if "circular" in codes:
        return Doubt("circular", Outcome.FAILS, estimate=alone)
    return Doubt("circular", Outcome.CAUTION if "almost_criterion" in codes else Outcome.HOLDS, estimate=alone)


def chance(known: Evidence) -> Doubt | None:
    """Among so many comparisons some differ by chance; a finding is left when all of them are corrected together."""
    if known.contrast.verdict is not Verdict.DIFFERS or known.whole is None:
        return None
    kept = known.whole <= known.plan.alpha
    return Doubt("chance", Outcome.HOLDS if kept else Outcome.CAUTION, every=known.tests, p=known.whole)


def rule(known: Evidence) -> Doubt | None:
    """Another cut would give other winners; a finding stays under most readings of the rule.

    Notes
    -----
    A difference fails where it turns its sign under more than one reading in ten; sameness fails where under more than
    one in ten a difference is shown that may lie beyond the margin. Either fails where fewer than half of the readings
    keep it.
    """
    row = known.of(Robust)
    if row is None or row.same_verdict is None or row.same_sign is None or row.judged < _LEAST_READINGS:
        return Doubt("rule", Outcome.OPEN)
    if row.verdict is Verdict.EQUIVALENT:
        some, against = _same_and_not(known, row)
    else:
        some, against = row.same_verdict, row.judged - row.same_sign
    fails = some < FEW * row.judged or against > row.judged - MOST * row.judged
    outcome = Outcome.FAILS if fails else Outcome.HOLDS if some >= MOST * row.judged else Outcome.CAUTION
    return Doubt("rule", outcome, some, row.judged, row.gaps)


_LEAST_READINGS: Final = 2
"""With the declared reading alone there is nothing to hold a finding against."""


def _same_and_not(known: Evidence, row: Robust) -> tuple[int, int]:
    """Count the readings that keep sameness, and those that show a difference which may lie beyond the margin.

    A difference that surely lies within the margin contradicts nobody who said that the groups are the same within it.
    """
    bounds = zip(row.curve.verdicts, row.curve.gap.lower, row.curve.gap.upper, strict=True)
    inside = [(verdict, guards.within(Estimate(None, *gap), known.plan.margin)) for verdict, *gap in bounds]
    differs = [within for verdict, within in inside if verdict is Verdict.DIFFERS]
    return (row.same_verdict or 0) + sum(differs), len(differs) - sum(differs)


def curve(known: Evidence) -> Doubt | None:
    """One reading of many differs by chance; a difference is left when all readings are tested together.

    Notes
    -----
    Each item is asked alone, for the number of items has its own objection.
    """
    row = known.of(Robust)
    if row is None or row.p is None or known.contrast.verdict is not Verdict.DIFFERS:
        return None
    return Doubt("curve", Outcome.HOLDS if row.p <= known.plan.alpha else Outcome.CAUTION, p=row.p)


def rating(known: Evidence) -> Doubt | None:
    """Respondents who call themselves successful praise everything; a finding stays without their self-ratings."""
    row = known.of(Halo)
    if row is None:
        return None
    if row.without is None:
        return Doubt("rating", Outcome.OPEN)
    return _again(known, "rating", row.without.gap, row.without.verdict)


def factor(known: Evidence) -> Doubt | None:
    """What one common factor of all answers explains is no finding about this one; a difference goes beyond it."""
    row = known.of(Halo)
    if row is None or known.contrast.verdict is not Verdict.DIFFERS:
        return None
    if row.beyond.gap.value is None:
        return Doubt("factor", Outcome.OPEN)
    kept = row.beyond.verdict is Verdict.DIFFERS and _same_sign(row.beyond.gap, known.contrast.gap)
    return Doubt("factor", Outcome.HOLDS if kept else Outcome.CAUTION, estimate=row.beyond.gap, p=row.beyond.q)


def others(known: Evidence) -> Doubt | None:
    """Other respondents are found in one group than in the other; a finding stays among those who are alike."""
    row = known.of(Adjusted)
    if row is None:
        return Doubt("others", Outcome.OPEN)
    found = _again(known, "others", row.adjusted_gap, row.verdict)
    return found._replace(e_value=row.e_bound) if known.contrast.verdict is Verdict.DIFFERS else found


def _again(known: Evidence, about: str, gap: Estimate, verdict: Verdict) -> Doubt:
    """Hold a finding against the same comparison made otherwise: kept, no longer shown, or contradicted."""
    if gap.value is None or verdict not in JUDGED:
        return Doubt(about, Outcome.OPEN)
    kept = _same_again if known.contrast.verdict is Verdict.EQUIVALENT else _different_again
    return Doubt(about, kept(known, gap, verdict), estimate=gap)


def _same_again(known: Evidence, gap: Estimate, verdict: Verdict) -> Outcome:
    """Sameness is contradicted by a difference, unless that surely lies within the margin."""
    if verdict is Verdict.EQUIVALENT or guards.within(gap, known.plan.margin):
        return Outcome.HOLDS
    return Outcome.FAILS if verdict is Verdict.DIFFERS else Outcome.CAUTION


def _different_again(known: Evidence, gap: Estimate, verdict: Verdict) -> Outcome:
    """A difference is contradicted by one of the other sign, by sameness, and by a gap that has gone.

    A gap has gone if it may be none and cannot be as wide as before; one that is not shown any more, but might be as
    wide, is a caution alone, and so is sameness where the gap lay within the margin before.
    """
    before = known.contrast.gap
    if verdict is Verdict.DIFFERS:
        return Outcome.HOLDS if _same_sign(gap, before) else Outcome.FAILS
    gone = _holds(gap, 0.0) and not _holds(gap, before.value or 0.0)
    alike = verdict is Verdict.EQUIVALENT and not guards.within(before, known.plan.margin)
    return Outcome.FAILS if gone or alike else Outcome.CAUTION


def _holds(gap: Estimate, value: float) -> bool:
    """Say whether an interval holds a value."""
    return gap.lower is None or gap.upper is None or gap.lower <= value <= gap.upper


def _same_sign(one: Estimate, other: Estimate) -> bool:
    """Say whether two gaps have the same sign."""
    return (one.value or 0.0) * (other.value or 0.0) > 0


def missing(known: Evidence) -> Doubt | None:
    """Those who did not answer could have said otherwise; a finding is there at worst, too."""
    worst = known.contrast.at_worst
    if worst.lower is None or worst.upper is None:
        return None
    undone = any(note.code in {"missing_matters", "missing_undoes"} for note in known.contrast.notes)
    return Doubt("missing", Outcome.CAUTION if undone else Outcome.HOLDS, estimate=worst)


def base(known: Evidence) -> Doubt | None:
    """Few were asked; neither is a base small nor the interval of the gap wide."""
    codes = {note.code for note in known.contrast.notes}
    few = bool(codes & {"small_base", "wide_interval"})
    smaller = min(known.contrast.first.n, known.contrast.second.n)
    return Doubt("base", Outcome.CAUTION if few else Outcome.HOLDS, some=smaller, estimate=known.contrast.gap)


def place(known: Evidence) -> Doubt | None:
    """A ranking of many items from few respondents is mostly noise; the widest gap of a section is surely it."""
    row = known.of(Rank)
    if row is None or row.separating.rank.value != 1 or known.contrast.verdict is not Verdict.DIFFERS:
        return None
    spread = row.separating.range
    sure = spread.upper == 1
    return Doubt("place", Outcome.HOLDS if sure else Outcome.CAUTION, estimate=spread)


OBJECTIONS: Final[tuple[Callable[[Evidence], Doubt | None], ...]] = (
    circular, chance, rule, curve, rating, factor, others, missing, base, place,
)  # fmt: skip
"""In the order in which they are told."""

CLAIMS: Final = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.CIRCULAR})
"""The verdicts that a reader takes for a finding; what defines the groups is shown, and so is examined."""


def raised(known: Evidence) -> tuple[Outcome, tuple[Doubt, ...]]:
    """Raise every objection, and give what is left of the finding.

    Parameters
    ----------
    known
        All that is known of one item.
    """
    if known.contrast.verdict not in CLAIMS:
        return Outcome.NO_FINDING, ()
    first = circular(known)
    if first is not None and first.outcome is Outcome.FAILS:
        return Outcome.FAILS, (first,)
    doubts = tuple(doubt for objection in OBJECTIONS if (doubt := objection(known)) is not None)
    return left(doubts), doubts
