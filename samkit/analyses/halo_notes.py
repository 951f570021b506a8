"""What an analysis of halo says beside its numbers: what it was taken from, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.analyses.halo_answers import FEWEST
from samkit.analyses.halo_rows import known
from samkit.notes import Note
from samkit.numbers import decimal, percent, probability
from samkit.results import Method
from samkit.study.self_rated import self_rated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.analyses.halo_factor import Factored
    from samkit.analyses.halo_rows import Whole
    from samkit.analyses.plan import Plan
    from samkit.tally import Sample


CAUTION: Final = Note(
    "common_factor",
    "A common factor may be praise, or quality that shows in everything: answers alone cannot tell which",
)


def methods(plan: Plan, whole: Whole) -> Iterator[Method]:
    """Name the methods of the factor, where there is one."""
    if whole.factor is None:
        return
    yield Method("common factor", "one factor behind ordered answers, least squares over pairs of questions, in groups")
    yield Method(
        "gap beyond", "the gap less what the factor makes of it by the other questions that keep within it, t interval"
    )
    yield Method("share of gaps", "of their squares in standard deviations, less chance, percentile interval")
    yield Method("draws", f"{decimal(whole.replicates)} {_drawn(whole.sample)}, seed {plan.settings.seed}")


def _drawn(sample: Sample | None) -> str:
    """Say what was drawn."""
    if sample is None or sample.simple:
        return "bootstrap draws of respondents within groups"
    if sample.kind == "replicates":
        return f"normal draws with the covariance that {sample.factor.size} replicate weights give"
    return f"bootstrap draws of {sample.kind} within strata"


def notes(plan: Plan, whole: Whole) -> tuple[Note, ...]:
    """Say what the whole rests on."""
    return (_rated(whole), *_factor(plan, whole))


def _rated(whole: Whole) -> Note:
    """Say which criteria are left out, or why none is."""
    groups = whole.found.groups
    rated, every = self_rated(groups), len(groups.rule.parts)
    if every == 1:
        return Note("self_rated", "The rule has one criterion alone: without it there are no groups")
    if not rated:
        where = f"[groups.{groups.id.partition('.')[0]}]"
        text = (
            f"No criterion is declared as a self-rating: list their labels as self_rated in {where} of the study file"
        )
        return Note("self_rated", text)
    if len(rated) == every:
        return Note("self_rated", "Every criterion is a self-rating: without them there are no groups")
    quoted, verb = ", ".join(f"“{label}”" for label in rated), "is" if len(rated) == 1 else "are"
    left = decimal(every - len(rated))
    text = f"Without self-ratings: {left} of {decimal(every)} criteria are left, {quoted} {verb} left out"
    return Note("self_rated", text)


def _factor(plan: Plan, whole: Whole) -> Iterator[Note]:
    """Say what the factor is taken from, and what it cannot tell."""
    factor, asked = whole.factor, whole.asked
    if factor is None:
        text = (
            f"No common factor: it needs {FEWEST} ordered questions that are no criteria and that both groups answered"
        )
        yield Note("no_factor", f"{text}, {plan.settings.hide_below} of each or more")
        return
    count, n, least = len(asked.common), sum(asked.answers.sizes), whole.least
    if least < n:
        text = (
            f"The common factor rests on pairs of {decimal(count)} questions, each answered by {decimal(least)} or more"
        )
        yield Note("pairwise", f"{text} of {decimal(n)} respondents")
    if not asked.pairs.questions.all():
        yield Note("pairwise", "Pairs of questions that too few answered are left out of the common factor")
    if not factor.shown:
        text = "The answers hang together no more closely than chance makes them: there is no common factor to take off"
        yield Note("no_common_factor", text)
        return
    yield _explains(factor, told=known(factor, plan.alpha))
    yield CAUTION
    if not known(factor, plan.alpha):
        text = "How much of the gaps the common factor explains cannot be told: together they are no larger than chance"
        yield Note("no_gaps", f"{text} makes them (p = {probability(factor.gaps.p)})")


def _explains(factor: Factored, *, told: bool) -> Note:
    """Say how much of the answers the factor explains and, where that can be told, of the gaps."""
    text = f"One common factor explains {percent(float(factor.variance[0]))} % of the variance of all answers"
    if not told:
        return Note("common_factor", text)
    share, lower, upper = (percent(float(part)) for part in (factor.gaps.share, *factor.gaps.interval))
    return Note("common_factor", f"{text} and {share} % of all squared gaps ({lower} to {upper})")
