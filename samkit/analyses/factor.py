"""One question with categories against the groups: independence, strength, largest gap, and category by category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import disclosure, guards, independence
from samkit.analyses.counts import Counts, nets, single_levels
from samkit.analyses.levels import hidden_row, shown_row
from samkit.analyses.measures import estimates, gaps, spread
from samkit.results import Base, Estimate, Factor, Level, Method, Test, Verdict
from samkit.stats import cramer, cramer_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.measures import Spread
    from samkit.analyses.plan import Plan
    from samkit.counted import Block
    from samkit.notes import Note
    from samkit.results import Item
    from samkit.tally import Sample

POOLED: Final = "the hidden categories together"
"""What is said in place of the name of a category where it stands for all hidden ones."""

Shown = tuple[Factor, tuple[Level, ...], tuple[Test, ...], tuple[Method, ...]]
"""The row of a question, one row a category, its tests, and the methods behind the shares."""


class _Asked(NamedTuple):
    """A question and what was counted of it: its categories one by one, and as measures take them."""

    item: Item
    block: Block
    each: Counts
    nets: Counts
    names: tuple[str, ...]
    notes: tuple[Note, ...]


def describe(plan: Plan, item: Item, block: Block, sample: Sample | None) -> Shown:
    """Compare the groups on one question with categories; not yet judged.

    Parameters
    ----------
    plan
        Grouping and settings.
    item
        The question.
    block
        Its answers by group and category.
    sample
        How respondents were drawn.
    """
    n = block.n[:2]
    places = disclosure.hidden(n, plan.settings.hide_below)
    columns = disclosure.together(places, n)
    each = single_levels([block], sample)
    base = (*guards.base_notes(plan, *each.effective()[:, 0]), *guards.circular(plan, item))
    notes = (*base, *disclosure.told(plan, places, int(np.count_nonzero(n.sum(axis=0)))))
    names = tuple(block.levels[column[0]] if len(column) == 1 else POOLED for column in columns)
    asked = _Asked(item, block, each, nets(columns, [block] * len(columns), sample), names, notes)
    measures = spread(each, plan.settings.level)
    if guards.is_hidden(base):
        rows = [hidden_row(item, level, place, each, base) for place, level in enumerate(block.levels)]
        return _blank(asked, guards.verdict_without_numbers(base)), tuple(rows), (), measures.methods
    rows = [_category(plan, asked, measures, place, hidden=place in places) for place in range(len(block.levels))]
    if len(columns) < 2:
        verdict = Verdict.HIDDEN if places else Verdict.NOT_COMPUTABLE
        return _blank(asked, verdict), tuple(rows), (), measures.methods
    tests = independence.tests(item, asked.nets, plan.settings.seed)
    return _measured(plan, asked, tests[0]), tuple(rows), tests, measures.methods


def judged(plan: Plan, row: Factor, q: float | None) -> Factor:
    """Give the verdict: a difference, sameness in every measure that there is, or neither.

    Parameters
    ----------
    plan
        Holds error probability, margin and the effect that is small.
    row
        Not yet judged.
    q
        The adjusted p-value; None where there is none.

    Notes
    -----
    *equivalent* when the narrow intervals of the gaps at all categories lie within the margin and, where there is one,
    that of Cramér's V below the small effect.
    """
    if guards.is_circular(row.notes) and not guards.is_hidden(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    if row.verdict is Verdict.HIDDEN or q is None:
        return row
    verdict = guards.verdict(plan, q, row.gap_narrow)
    strong = row.v_narrow.upper is not None and row.v_narrow.upper >= plan.settings.small_effect
    if verdict is Verdict.EQUIVALENT and strong:
        verdict = Verdict.NOT_SHOWN
    return row._replace(q=q, verdict=verdict)


def _blank(asked: _Asked, verdict: Verdict) -> Factor:
    """Give the row of a question of which only the bases are told."""
    n, missing = asked.each.n[:, 0].tolist(), asked.each.missing[:, 0].tolist()
    return Factor(
        item=asked.item,
        first=Base(n[0], missing[0]),
        second=Base(n[1], missing[1]),
        v=guards.NOTHING,
        v_narrow=guards.NOTHING,
        widest="",
        gap=guards.NOTHING,
        gap_narrow=guards.NOTHING,
        test="",
        p=None,
        q=None,
        verdict=verdict,
        position=0,
        notes=asked.notes,
    )


def _measured(plan: Plan, asked: _Asked, test: Test) -> Factor:
    """Put the numbers of one question together."""
    level = plan.settings.level
    widest, gap = _widest(asked.names, gaps(asked.nets, simultaneous(level, len(asked.names))))
    narrow = gaps(asked.nets, 2 * level - 1)
    lower, upper = ([bound for bound in bounds if bound is not None] for bounds in _bounds(narrow))
    row = _blank(asked, Verdict.NOT_COMPUTABLE)._replace(
        widest=widest,
        gap=gap,
        gap_narrow=Estimate(gap.value, min(lower, default=None), max(upper, default=None)),
        test=test.name,
        p=test.p,
    )
    if asked.nets.weighted:
        return row
    table = asked.nets.x.T[None]
    value = cramer.cramers_v_corrected(table)
    # Cautious: answers that happen to fit independence better than chance would are no proof of it.
    wide, close = (cramer_interval.v_interval(table, each, cautious=True) for each in (level, 2 * level - 1))
    return row._replace(v=estimates(value, wide)[0], v_narrow=estimates(value, close)[0])


def _bounds(found: Sequence[Estimate]) -> tuple[list[float | None], list[float | None]]:
    return [each.lower for each in found], [each.upper for each in found]


def simultaneous(level: float, categories: int) -> float:
    """Give the level of each interval at which all of them hold together: the largest gap was picked after looking.

    Parameters
    ----------
    level
        Confidence level, a fraction.
    categories
        How many intervals there are; of two categories, one gap is the other turned round.

    References
    ----------
    Bonferroni's inequality: Miller (1981), Simultaneous Statistical Inference, 1.2.

    Examples
    --------
    >>> round(simultaneous(0.95, 5), 12), simultaneous(0.95, 2)
    (0.99, 0.95)
    """
    return level if categories <= 2 else 1 - (1 - level) / categories


def _widest(names: Sequence[str], found: Sequence[Estimate]) -> tuple[str, Estimate]:
    """Find the category with the largest gap; of equal ones, whatever rounding does to them, the first."""
    known = [(name, gap) for name, gap in zip(names, found, strict=True) if gap.value is not None]
    if not known:
        return "", guards.NOTHING
    return max(known, key=lambda pair: round(abs(pair[1].value or 0.0), 12))


def _category(plan: Plan, asked: _Asked, measures: Spread, place: int, *, hidden: bool) -> Level:
    """Give the row of one category."""
    level, own = asked.block.levels[place], guards.circular(plan, asked.item)
    if hidden:
        return hidden_row(asked.item, level, place, asked.each, (*disclosure.in_place_of(plan), *own))
    row = shown_row(asked.item, level, place, asked.each, measures)
    if not row.n:
        return row._replace(ratio=guards.NOTHING, first_share=guards.NOTHING, notes=own)
    first = int(asked.each.x[0, place])
    return row._replace(notes=(*own, *disclosure.small(plan, row.n), *disclosure.one_sided(plan, first, row.n)))
