"""What a reader must know of a model as a whole: whom it leaves out, and where its numbers are weak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.notes import Note

if TYPE_CHECKING:
    from samkit.analyses.model_limits import Bases
    from samkit.analyses.predictors import Predictors

MANY: Final = 0.10
"""A question is named if it costs a model more than this share of the respondents."""

LOST: Final = 0.05
"""More replicates than this share without a number are told."""

CAUTION: Final = Note(
    "association",
    "Associations given the other terms, not effects: a practice that goes with success need not lead to it",
)


def left_out(found: Predictors, counted: Bases) -> tuple[Note, ...]:
    """Tell how many are left out for a missing answer, and which questions cost most."""
    out = found.eligible - int(counted.n.sum())
    if not out:
        return ()
    text = f"{out} of {found.eligible} left out: no answer to one question or more"
    many = [
        f"{found.terms[place].item.id} {missing}"
        for place, missing in enumerate(found.missing.tolist())
        if missing > MANY * found.eligible
    ]
    named = (Note("many_missing", f"many gave no answer: {', '.join(dict.fromkeys(many))}"),) if many else ()
    return (Note("incomplete", text), *named)


def lost(replicates: int, of: int) -> tuple[Note, ...]:
    """Tell bootstrap samples in which there was no importance to measure."""
    if not replicates or replicates <= LOST * of:
        return ()
    text = f"{replicates} of {of} bootstrap samples have no importance, as the groups separate: intervals are short"
    return (Note("lost_replicates", text),)


def without_estimate(replicates: int) -> tuple[Note, ...]:
    """Tell replicate weights under which the groups are separated."""
    if not replicates:
        return ()
    text = f"{replicates} replicate weights give no finite odds ratio and count for nothing: intervals are short"
    return (Note("lost_replicates", text),)
