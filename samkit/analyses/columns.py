"""From the answers to one question to the columns of a model: favourable or not, categories, numbers in deviations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import disclosure
from samkit.numbers import amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns
    from samkit.results import Item

POOLED: Final = "categories of few respondents together"
"""What is said in place of the names of small categories, which enter a model as one."""


class Term(NamedTuple):
    """One question of a model, as it is asked for: what it explains, or what the others are adjusted for.

    One that is `scored` enters by the places of its levels, from 0 to 1 over the whole scale.
    """

    item: Item
    adjusting: bool
    scored: bool = False


class Column(NamedTuple):
    """One column of a model.

    Parameters
    ----------
    term
        Place of its term.
    level
        The category that it stands for; nothing for an item or a number.
    step
        What a difference of one means, in words.
    values
        Its values in each pattern, **shape** (patterns,); whatever where there is no answer.
    binary
        Whether it is 1 or 0.
    """

    term: int
    level: str
    step: str
    values: NDArray[np.float64]
    binary: bool = True


def columns(plan: Plan, place: int, term: Term, patterns: Patterns, inside: NDArray[np.bool_]) -> Iterator[Column]:
    """Make the columns of a term; of categories the one comes first against which the others are held.

    Parameters
    ----------
    plan
        Holds the base below which a category is not told.
    place
        The place of the term in its model.
    term
        What is asked for.
    patterns
        Answers.
    inside
        Which of them the model uses, **shape** (patterns,).
    """
    at = patterns.questions.index(term.item.question)
    levels, codes = patterns.levels[at], patterns.codes[:, at]
    if not levels:
        yield from _number(plan, place, term, patterns, inside)
    elif term.scored:
        yield Column(place, "", "the whole scale", placed(levels, plan.scores(term.item.question))[codes], binary=False)
    elif term.item.favourable:
        favourable = [levels.index(level) for level in term.item.favourable]
        yield Column(place, "", "favourable against other answers", np.isin(codes, favourable).astype(np.float64))
    else:
        yield from _categories(plan, place, levels, codes, patterns, inside)


def placed(levels: Sequence[str], scores: Sequence[float]) -> NDArray[np.float64]:
    """Give the places of the levels on their scale, from 0 to 1; evenly where no scores are declared.

    Examples
    --------
    >>> placed(["low", "middle", "high"], ()).tolist()
    [0.0, 0.5, 1.0]
    """
    at = np.asarray(scores or range(len(levels)), dtype=np.float64)
    return np.asarray((at - at[0]) / ((at[-1] - at[0]) or 1.0))


def _number(plan: Plan, place: int, term: Term, patterns: Patterns, inside: NDArray[np.bool_]) -> Iterator[Column]:
    """Measure a number from its mean, in standard deviations of the respondents of the model."""
    values = patterns.values[:, patterns.questions.index(term.item.question)]
    weight, n = (patterns.n * patterns.w)[inside], float(patterns.n[inside].sum())
    if n < 2:
        return
    used = values[inside]
    largest = float(np.abs(used).max()) or 1.0
    scaled = used / largest
    mean = float(weight @ scaled / weight.sum())
    spread = float(np.sqrt(weight @ (scaled - mean) ** 2 / weight.sum() * n / (n - 1)))
    if not spread > 0:
        spread = 1.0
    numeric = plan.numeric(term.item.question)
    unit = f" {numeric.unit}" if numeric and numeric.unit else ""
    step = f"one standard deviation ({amount(spread * largest)}{unit})"
    apart = np.where(inside, (values / largest - mean) / spread, 0.0)
    yield Column(place, "", step, apart, binary=False)


def _categories(
    plan: Plan,
    place: int,
    levels: Sequence[str],
    codes: NDArray[np.int32],
    patterns: Patterns,
    inside: NDArray[np.bool_],
) -> Iterator[Column]:
    """Make a column of each category, the largest first; small categories are one, so that none can be worked out."""
    cell = patterns.group[inside] * len(levels) + codes[inside]
    n = np.bincount(cell, patterns.n[inside], 2 * len(levels)).reshape(2, -1).astype(np.int64)
    small = disclosure.hidden(n, plan.settings.hide_below)
    nets = disclosure.together(small, n)
    size = [int(n[:, net].sum()) for net in nets]
    names = [POOLED if set(net) == set(small) else levels[net[0]] for net in nets]
    if not nets:
        return
    reference = max(range(len(nets)), key=lambda net: (size[net], -net))
    for net in (reference, *(net for net in range(len(nets)) if net != reference)):
        step = f"against {names[reference]}"
        yield Column(place, names[net], step, np.isin(codes, nets[net]).astype(np.float64))
