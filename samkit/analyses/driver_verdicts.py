"""The verdicts of a model: the p-values of its items as one family, and the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses import adjustment
from samkit.analyses.digits import rounded
from samkit.analyses.measures import optional
from samkit.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.prepared import Prepared
    from samkit.results import Driver


def family(made: Sequence[Driver]) -> NDArray[np.float64]:
    """Give the p-values of the terms that explain; NaN for those that have none, and for what is adjusted for."""
    return np.array([np.nan if row.p is None or row.verdict is Verdict.ADJUSTED_FOR else row.p for row in made])


def judged(plan: Plan, made: Sequence[Driver], prepared: Prepared) -> list[Driver]:
    """Adjust the p-values of the items as one family, and give verdicts."""
    adjusting = {place for place, term in enumerate(prepared.found.terms) if term.adjusting}
    marked = [row._replace(verdict=Verdict.ADJUSTED_FOR) if row.position in adjusting else row for row in made]
    q = rounded(adjustment.adjusted(plan, family(marked)), nothing=0.0)
    judged = [_with_verdict(plan, row, optional(value)) for row, value in zip(marked, q, strict=True)]
    of_term = {row.position: row.verdict for row in judged if not row.level}
    return [row._replace(verdict=of_term[row.position]) for row in judged]


def _with_verdict(plan: Plan, row: Driver, q: float | None) -> Driver:
    """Give the verdict of a term: the margin of the study is one of gaps, so none can be called equivalent by it."""
    if q is None:
        return row
    return row._replace(q=q, verdict=Verdict.DIFFERS if q <= plan.alpha else Verdict.NOT_SHOWN)


def most_important_first(made: Sequence[Driver]) -> list[Driver]:
    """Sort terms by falling importance, what is adjusted for last; categories stay with their question."""
    part = {row.position: row.shapley.part.value for row in made if not row.level}
    last = {row.position: row.verdict is Verdict.ADJUSTED_FOR for row in made}
    return sorted(made, key=lambda row: (last[row.position], -(part[row.position] or 0.0), row.position))
