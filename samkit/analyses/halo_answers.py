"""Who answered what, side by side: the questions that a common factor is taken from, and how respondents are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.stats.answered import Answered
from samkit.stats.beyond import Pairs
from samkit.stats.unit_draws import Drawn
from samkit.tally import Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns
    from samkit.results import Item
    from samkit.tally import Sample

    Bits = NDArray[np.bool_]
    Floats = NDArray[np.float64]

FEWEST: Final = 4
"""Questions that a common factor needs: with three, it would fit whatever they say."""


class Asked(NamedTuple):
    """What the factor is taken from, and the items that are held against it.

    Parameters
    ----------
    answers
        Of the questions and the items, the first group first, then the second, then the unclassified.
    pairs
        Which of them go together.
    weight
        Of each respondent, **shape** (respondents,).
    each
        The pattern of each respondent, **shape** (respondents,).
    common
        Respondents who answered both questions of a pair, **shape** (questions, questions).
    items
        In the order of the answers to them.
    own
        Whether a question reads what an item does, **shape** (items, questions).
    """

    answers: Answered
    pairs: Pairs
    weight: Floats
    each: NDArray[np.intp]
    common: NDArray[np.int64]
    items: tuple[Item, ...]
    own: Bits

    @property
    def enough(self) -> bool:
        """Whether there are questions enough for a factor."""
        return len(self.pairs.questions) >= FEWEST


def together(plan: Plan) -> Together:
    """Ask for the answers to everything that is compared by gap, side by side."""
    return Together(tuple(dict.fromkeys(item.question for item in every(plan))), plan.grouping.id)


def every(plan: Plan) -> tuple[Item, ...]:
    """Give all items that are compared, so that what is said of one does not hang on which sections are asked for."""
    return tuple(dict.fromkeys((*plan.compared, *plan.items)))


def asked(plan: Plan, patterns: Patterns) -> Asked:
    """Put the answers of respondents side by side.

    Parameters
    ----------
    plan
        Says which questions are criteria, how levels are scored, and how small a base may be.
    patterns
        Answers to everything that is compared, with those of the unclassified.
    """
    each = np.repeat(np.arange(len(patterns.n)), patterns.n)
    each = each[np.argsort(patterns.group[each], kind="stable")]
    group = patterns.group[each]
    sizes = (int((group == 0).sum()), int((group == 1).sum()))
    weight = patterns.w[each]
    names = _entering(plan, patterns, each, sizes)
    scores, common = _scores(plan, patterns, names, each), np.zeros((0, 0), dtype=np.int64)
    while len(names) >= FEWEST:
        common = _common(scores[: sum(sizes)], scores[: sum(sizes)])
        kept = ((common >= plan.settings.hide_below).sum(axis=1) >= FEWEST).tolist()
        if all(kept):
            break
        names, scores = [name for name, keep in zip(names, kept, strict=True) if keep], scores[:, kept]
    items = every(plan)
    favourable = np.column_stack([_favourable(patterns, item, each) for item in items])
    answers, own = _answers(plan, scores, favourable, names, sizes), _own(plan, items, names)
    return Asked(answers, _pairs(plan, answers, own), weight, each, common, items, own)


def _entering(plan: Plan, patterns: Patterns, each: NDArray[np.intp], sizes: tuple[int, int]) -> list[str]:
    """Name the questions of a factor: ordered, in no criterion, with a base, and not all of one answer."""
    found: list[str] = []
    for name in dict.fromkeys(item.question for item in plan.compared):
        question = plan.questions[name]
        if not question.ordered or name in plan.criteria or name in plan.almost:
            continue
        if any(question.reads_with(plan.questions[other]) for other in found):
            continue
        codes = patterns.codes[:, patterns.questions.index(name)][each]
        sides = (codes[: sizes[0]], codes[sizes[0] : sum(sizes)])
        weights = (patterns.w[each][: sizes[0]], patterns.w[each][sizes[0] : sum(sizes)])
        bases = [_effective(w[side >= 0]) for w, side in zip(weights, sides, strict=True)]
        if min(bases) >= plan.settings.hide_below and _overlap(*sides):
            found.append(name)
    return found


def _effective(weight: Floats) -> float:
    """Give the effective number of answers."""
    return float(weight.sum() ** 2 / (weight**2).sum()) if weight.any() else 0.0


def _overlap(first: NDArray[np.int32], second: NDArray[np.int32]) -> bool:
    """Say whether there is a level that some, and not all, of both groups reach."""
    lowest, highest = (max(side[side >= 0].min() for side in (first, second)), min(first.max(), second.max()))
    return bool(lowest < highest)


def _scores(plan: Plan, patterns: Patterns, names: Sequence[str], each: NDArray[np.intp]) -> Floats:
    """Give the answers as scores, **shape** (respondents, questions), NaN where there is none."""
    columns = []
    for name in names:
        codes = patterns.codes[:, patterns.questions.index(name)][each]
        columns.append(np.where(codes >= 0, _levels(plan, name)[np.maximum(codes, 0)], np.nan))
    return np.column_stack(columns) if columns else np.zeros((each.size, 0))


def _levels(plan: Plan, name: str) -> Floats:
    """Give where the levels of a question stand."""
    return np.array(plan.scores(name) or range(len(plan.questions[name].levels)), dtype=np.float64)


def _favourable(patterns: Patterns, item: Item, each: NDArray[np.intp]) -> Floats:
    """Say whether answers to an item are favourable, NaN where there is none."""
    column = patterns.questions.index(item.question)
    codes = patterns.codes[:, column][each]
    places = [patterns.levels[column].index(level) for level in item.favourable]
    return np.where(codes >= 0, np.isin(codes, places), np.nan)


def _answers(plan: Plan, scores: Floats, favourable: Floats, names: Sequence[str], sizes: tuple[int, int]) -> Answered:
    """Name the thresholds: every level of a question that both sides of it were given."""
    inside = scores[: sum(sizes)]
    reached = [
        [level for level in _levels(plan, name) if np.nanmin(column) < level <= np.nanmax(column)]
        for name, column in zip(names, inside.T, strict=True)
    ]
    owner = np.repeat(np.arange(len(names)), [len(levels) for levels in reached])
    return Answered(scores, favourable, np.array([level for levels in reached for level in levels]), owner, sizes)


def _common(left: Floats, right: Floats) -> NDArray[np.int64]:
    """Count the respondents who answered both of each pair."""
    return np.asarray((~np.isnan(left)).astype(np.int64).T @ (~np.isnan(right)).astype(np.int64))


def _own(plan: Plan, items: Sequence[Item], names: Sequence[str]) -> Bits:
    """Say whether a question reads what an item does, **shape** (items, questions)."""
    asked_ = [plan.questions[item.question] for item in items]
    own = [[question.reads_with(plan.questions[name]) for name in names] for question in asked_]
    return np.array(own, dtype=np.bool_).reshape(len(items), len(names))


def _pairs(plan: Plan, answers: Answered, own: Bits) -> Pairs:
    """Say which pairs enough respondents answered; the factor of an item is never taken from its own question."""
    least, both = plan.settings.hide_below, slice(0, sum(answers.sizes))
    questions = _common(answers.scores[both], answers.scores[both]) >= least
    return Pairs(questions, (_common(answers.favourable[both], answers.scores[both]) >= least) & ~own)


def drawn(patterns: Patterns, found: Asked, sample: Sample | None) -> Drawn:
    """Say who is drawn: respondents within groups, or as a design has it.

    Parameters
    ----------
    patterns
        Where respondents come from.
    found
        The respondents.
    sample
        How they were drawn; None where all were drawn alone.
    """
    size = found.each.size
    if sample is None or sample.simple:
        first, second = found.answers.sizes
        sizes = np.array([part for part in (first, second, size - first - second) if part])
        return Drawn(np.arange(size), sizes, found.weight, fewer=False)
    if patterns.cluster is not None:
        sizes = np.bincount(sample.stratum, minlength=sample.drawn.size)
        return Drawn(np.asarray(patterns.cluster[found.each]), sizes[sizes > 0], found.weight, fewer=True)
    stratum = patterns.stratum[found.each]
    unit = np.empty(size, dtype=np.intp)
    unit[np.argsort(stratum, kind="stable")] = np.arange(size)
    sizes = np.bincount(stratum)
    return Drawn(unit, sizes[sizes > 0], found.weight, fewer=True)
