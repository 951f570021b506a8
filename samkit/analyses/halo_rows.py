"""The rows of an analysis of halo: each item under both readings of the rule and beyond the factor, then the factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.gap import widest_first
from samkit.analyses.measures import optional
from samkit.results import Apart, Beyond, CommonFactor, Estimate, Halo, Verdict
from samkit.study.self_rated import self_rated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.halo_answers import Asked
    from samkit.analyses.halo_factor import Factored
    from samkit.analyses.plan import Plan
    from samkit.analyses.robust_rows import Judged
    from samkit.counted import Rereading
    from samkit.results import Item
    from samkit.study.readings import Readings
    from samkit.tally import Sample

    Floats = NDArray[np.float64]


class Whole(NamedTuple):
    """All items of all sections: the readings, who is in the groups of each, the answers, and the factor if any."""

    found: Readings
    rows: Rereading
    asked: Asked
    factor: Factored | None
    sample: Sample | None
    replicates: int

    @property
    def least(self) -> int:
        """How many respondents answered both questions of a pair, at least."""
        return int(self.asked.common[self.asked.pairs.questions].min()) if self.asked.enough else 0


def items(plan: Plan, section: Sequence[Item], judged: Judged, whole: Whole) -> list[Halo]:
    """Describe the items of a section, not yet judged as one family beyond the factor.

    Parameters
    ----------
    plan
        Grouping and settings.
    section
        Items, in the order of the questionnaire.
    judged
        The same items as declared and, where there is such a reading, without self-ratings.
    whole
        With the factor.
    """
    at = whole.asked.items.index
    return [_row(plan, item, place, judged, whole.factor, at(item)) for place, item in enumerate(section)]


def _row(plan: Plan, item: Item, place: int, judged: Judged, factor: Factored | None, at: int) -> Halo:
    """Describe one item."""
    declared = _under(judged, 0, place)
    notes = (*guards.base_notes(plan, *judged.numbers.base[:, 0, place]), *guards.circular(plan, item))
    some = None if guards.is_hidden(notes) or guards.is_circular(notes) else factor
    return Halo(
        item=item,
        n_first=declared.n_first,
        n_second=declared.n_second,
        gap=declared.gap,
        ratio=declared.ratio,
        verdict=declared.verdict,
        without=_under(judged, 1, place) if len(judged.ok) > 1 else None,
        loading=None if some is None else optional(some.loadings[at]),
        beyond=_beyond(some, at, declared.verdict),
        position=place,
        notes=notes,
    )


def _under(judged: Judged, reading: int, place: int) -> Apart:
    """Give the numbers of one item under one reading; those of too small a group are not shown."""
    numbers, small = judged.numbers, judged.small[reading, place]
    gap, ratio = (np.where(small, np.nan, each[:, reading, place]) for each in (numbers.gap, numbers.ratio))
    first, second = (int(n) for n in numbers.n[:, reading, place])
    return Apart(first, second, _estimate(gap), _estimate(ratio), judged.verdicts[reading, place])


def _estimate(numbers: Floats) -> Estimate:
    return Estimate(*(optional(number) for number in numbers))


def _beyond(factor: Factored | None, at: int, verdict: Verdict) -> Beyond:
    """Give what is left of a gap; of an item that is circular or hidden that alone is said."""
    kept = verdict if verdict in {Verdict.CIRCULAR, Verdict.HIDDEN} else Verdict.NOT_COMPUTABLE
    if factor is None or np.isnan(factor.p[at]):
        return Beyond(None, guards.NOTHING, None, None, kept)
    return Beyond(optional(factor.expected[at]), _estimate(factor.gap[:, at]), optional(factor.p[at]), None, kept)


def judged(plan: Plan, rows: Sequence[Halo]) -> tuple[tuple[Halo, ...], Floats]:
    """Adjust the p-values beyond the factor as one family, and say which items separate there.

    Returns
    -------
    tuple
        The rows, those with the widest gap first, and the p-values of the family, NaN where there is none.
    """
    p = np.array([np.nan if row.beyond.p is None else row.beyond.p for row in rows])
    q = adjustment.adjusted(plan, p)
    told = [_told(plan, row, optional(value)) for row, value in zip(rows, q, strict=True)]
    return widest_first(told), p


def _told(plan: Plan, row: Halo, q: float | None) -> Halo:
    if q is None:
        return row
    verdict = Verdict.DIFFERS if q <= plan.alpha else Verdict.NOT_SHOWN
    return row._replace(beyond=row.beyond._replace(q=q, verdict=verdict))


def common(plan: Plan, whole: Whole) -> CommonFactor:
    """Describe the factor and the groups without self-ratings."""
    factor, asked, groups = whole.factor, whole.asked, whole.found.groups
    remade = len(whole.found.readings) > 1
    first, second, left = (int((whole.rows.truth[-1] == truth).sum()) if remade else None for truth in (1, 0, -1))
    return CommonFactor(
        questions=len(asked.pairs.questions),
        n=sum(asked.answers.sizes),
        least=whole.least,
        variance=guards.NOTHING if factor is None else _estimate(factor.variance),
        gaps=guards.NOTHING if factor is None or not known(factor, plan.alpha) else _share(factor),
        p=None if factor is None else factor.gaps.p,
        replicates=whole.replicates,
        criteria=tuple(part.label for part in groups.rule.parts),
        self_rated=self_rated(groups),
        n_first=first,
        n_second=second,
        n_left_out=left,
    )


def known(factor: Factored, alpha: float) -> bool:
    """Say whether it can be told how much of the gaps a factor explains: there are gaps, and there is a factor."""
    return factor.shown and factor.gaps.p <= alpha


def _share(factor: Factored) -> Estimate:
    return Estimate(*(round(number, 10) for number in (factor.gaps.share, *map(float, factor.gaps.interval))))
