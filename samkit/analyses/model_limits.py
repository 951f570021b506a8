"""What a model is refused for: terms that make the groups, too few respondents, too many terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import guards
from samkit.errors import Problem, RefusedError
from samkit.notes import Note
from samkit.stats.events import ENOUGH, LEAST, Events, events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.columns import Term
    from samkit.analyses.plan import Plan
    from samkit.analyses.predictors import Predictors
    from samkit.counted import Patterns


class Bases(NamedTuple):
    """Respondents of each group in a model, count, and effective numbers where weights differ, **shape** (2,)."""

    n: NDArray[np.int64]
    effective: NDArray[np.float64]


def no_criterion(plan: Plan, terms: Sequence[Term]) -> None:
    """Refuse terms that made the groups.

    Raises
    ------
    RefusedError
        With every such term named.
    """
    named = [term.item.id for term in terms if term.item.question in plan.criteria]
    if named:
        message = f"circular: {plan.grouping.first} are defined by what stands behind {', '.join(named)}"
        hint = "leave it out; of a section, name the other questions one by one"
        raise RefusedError(Problem("circular", message, hint=hint))


def bases(plan: Plan, found: Predictors, patterns: Patterns) -> tuple[Bases, tuple[Note, ...]]:
    """Count the respondents of a model, and judge whether they are enough to be shown.

    Raises
    ------
    RefusedError
        If a group has nobody left, or fewer than may be shown.
    """
    for group, name in enumerate((plan.grouping.first, plan.grouping.second)):
        if not patterns.w[patterns.group == group].any():
            raise RefusedError(
                Problem("empty_group", f"nobody of any weight is in {name}: there is nothing to explain")
            )
    groups = [found.inside & (patterns.group == group) for group in (0, 1)]
    n = np.array([patterns.n[group].sum() for group in groups])
    w, w2 = (np.array([(patterns.n * patterns.w**power)[group].sum() for group in groups]) for power in (1, 2))
    even = np.unique(patterns.w[found.inside]).size < 2
    effective = n.astype(np.float64) if even else np.divide(w**2, w2, out=np.zeros(2), where=w2 > 0)
    notes = guards.base_notes(plan, *effective.tolist())
    if guards.is_hidden(notes):
        place = int(np.argmax(found.missing))
        most = found.terms[place].item.id
        hint = f"leave out the question that most did not answer: {most}" if found.missing[place] else ""
        message = f"too few respondents answered everything: {notes[0].text.removeprefix('hidden: ')}"
        raise RefusedError(Problem(notes[0].code, message, hint=hint))
    return Bases(n, effective), notes


def limit(plan: Plan, counted: Bases, coefficients: int, *, force: bool) -> tuple[Events, tuple[Note, ...]]:
    """Judge whether the smaller group bears so many coefficients.

    Raises
    ------
    RefusedError
        If there are fewer than five respondents for each, unless that is forced.
    """
    first, second = counted.effective.tolist()
    found = events(first, second, coefficients)
    if found.verdict == "enough":
        return found, ()
    smaller = plan.grouping.first if first <= second else plan.grouping.second
    of = "" if np.array_equal(counted.effective, counted.n) else "effective "
    have = (
        f"{counted.effective.min():.0f} {of}{smaller} for {coefficients} coefficients, {found.per_coefficient:.1f} each"
    )
    if found.verdict == "too few" and not force:
        message = f"too many terms: {have}, and at least {LEAST:.0f} are needed"
        raise RefusedError(Problem("few_events", message, hint=_fewer(found, counted)))
    text = f"few respondents: {have}; fewer than {ENOUGH:.0f} make odds ratios too extreme and intervals too short"
    return found, (Note("few_events", text),)


def _fewer(found: Events, counted: Bases) -> str:
    """Say how many terms there may be, and how to choose them."""
    well = int(counted.effective.min() // ENOUGH)
    return (
        f"name terms with at most {found.most} coefficients ({well} for {ENOUGH:.0f} each), chosen by what the study "
        "asks and not by the widest gaps, which would make every p-value too small; --force computes it all the same"
    )
