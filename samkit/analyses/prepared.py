"""The complete cases of a model: checked, counted, and put into columns that each say something of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import model_limits, model_notes, own_columns
from samkit.analyses.cases import Cases
from samkit.analyses.predictors import Predictors, predictors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.columns import Term
    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns
    from samkit.notes import Note
    from samkit.tally import Sample


class Prepared(NamedTuple):
    """What a model is made of.

    Parameters
    ----------
    found
        Terms and all their columns.
    cases
        Respondents and the columns that are kept.
    kept
        Places of these among all columns.
    left
        Why each of the others is not kept, by its place.
    groups
        The kept columns of each term that has some, counted among the kept ones, by the place of the term.
    counted
        Respondents of each group.
    per_coefficient
        Respondents of the smaller group for each coefficient.
    notes
        What a reader must know of the model as a whole.
    """

    found: Predictors
    cases: Cases
    kept: list[int]
    left: dict[int, Note]
    groups: dict[int, list[int]]
    counted: model_limits.Bases
    per_coefficient: float
    notes: tuple[Note, ...]

    @property
    def explaining(self) -> dict[int, list[int]]:
        """The groups of columns of the terms that are not only adjusted for."""
        return {place: columns for place, columns in self.groups.items() if not self.found.terms[place].adjusting}


def prepare(
    plan: Plan,
    terms: Sequence[Term],
    patterns: Patterns,
    sample: Sample | None,
    *,
    force: bool,
) -> Prepared:
    """Prepare a model of several terms.

    Parameters
    ----------
    plan
        Grouping and settings.
    terms
        What explains, and what is adjusted for.
    patterns
        Answers to all their questions.
    sample
        How respondents were drawn.
    force
        Whether there may be fewer than five respondents of the smaller group for a coefficient.

    Raises
    ------
    RefusedError
        If a term makes the groups, or if too few respondents are left.
    """
    model_limits.no_criterion(plan, terms)
    found = predictors(plan, terms, patterns)
    counted, small = model_limits.bases(plan, found, patterns)
    kept, left = own_columns.own(found, patterns)
    judged, few = model_limits.limit(plan, counted, len(kept), force=force)
    groups: dict[int, list[int]] = {}
    for at, column in enumerate(kept):
        groups.setdefault(found.columns[column].term, []).append(at)
    entering = _entering(sample, patterns, found)
    x = np.stack([found.columns[place].values for place in kept], axis=1)
    return Prepared(
        found=found,
        cases=Cases(x, patterns, found.inside, entering),
        kept=kept,
        left=left,
        groups=groups,
        counted=counted,
        per_coefficient=judged.per_coefficient,
        notes=(*few, *small, *model_notes.left_out(found, counted)),
    )


def _entering(sample: Sample | None, patterns: Patterns, found: Predictors) -> Sample | None:
    """Give the design where it matters; None where all were drawn alone and weigh the same."""
    even = sample is not None and sample.simple and np.unique(patterns.w[found.inside]).size < 2
    return None if even else sample
