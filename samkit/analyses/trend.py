"""An ordered factor against being in the first group: its share level by level, the trend, and its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import adjustment, guards, missing, ordered
from samkit.analyses.counts import single_levels
from samkit.analyses.levels import LEVELS
from samkit.analyses.measures import estimates, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.results import Base, Estimate, Level, Method, Result, Test, Trend, Verdict
from samkit.results import levels as level_rows
from samkit.stats import binary, logistic, profile
from samkit.stats.interval import Interval
from samkit.stats.separation import SeparatedError

if TYPE_CHECKING:
    from samkit.analyses.counts import Counts
    from samkit.analyses.ordered import Scores
    from samkit.counted import Block
    from samkit.results import Item
    from samkit.tally import Cells

UNWEIGHTED: Final = (
    Method("permuted", "linear-by-linear (variance of permuted respondents)"),
    Method("odds ratio", "logistic regression on the scores, profile likelihood interval"),
)
KEPT: Final = frozenset({"share", "likelihood ratio", "trend", "levels", "weights", "design"})
"""What the methods of a description by level say that holds here, too."""


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Judge the trend of each item of each section, and describe it level by level.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The counts that `Plan.request` asked for.

    Returns
    -------
    tuple of Result
        One per section: for each item its trend, then its levels.
    """
    return tuple(_section(plan, result, cells) for result in LEVELS.answer(plan, cells))


TREND = Analysis(Plan.request, answer)


def _section(plan: Plan, described: Result, cells: Cells) -> Result:
    """Answer for one section, whose trends are one family, from its description by level."""
    items = next(section.items for section in plan.sections if section.id == described.section)
    blocks = [cells.blocks[plan.ask(item.question)] for item in items]
    counts = [single_levels([block], cells.sample) for block in blocks]
    by_item: dict[str, list[Level]] = {item.id: [] for item in items}
    for level in level_rows(described):
        by_item[level.item.id].append(level)
    found = [_row(plan, *given) for given in zip(by_item.values(), blocks, counts, strict=True)]
    marked = missing.marked(plan, blocks, cells.sample, [row for row, _ in found])
    p = adjustment.in_family(marked)
    q = adjustment.adjusted(plan, p)
    rows: list[Trend | Level] = []
    for place, row in enumerate(marked):
        rows += [_judged(plan, row._replace(position=place), optional(q[place])), *by_item[row.item.id]]
    weighted = any(each.weighted for each in counts)
    return described._replace(
        kind="trend",
        rows=tuple(rows),
        methods=(*(each for each in described.methods if each.of in KEPT), *(() if weighted else UNWEIGHTED)),
        family=adjustment.family(plan, described.title, p),
        tests=tuple(test for _, tests in found for test in tests),
        notes=(*described.notes, *((_LEFT_OUT,) if weighted else ())),
    )


_LEFT_OUT: Final = Note("weighted", "The odds ratio a step has no weighted form here, and is left out")


def _row(plan: Plan, rows: list[Level], block: Block, counts: Counts) -> tuple[Trend, tuple[Test, ...]]:
    """Put the numbers of one item together, with its tests; a base that is too small keeps them back."""
    item, first, second = rows[0].item, rows[0].first, rows[0].second
    scores = ordered.positions(plan.scores(item.question), block)
    notes = (*guards.base_notes(plan, *counts.effective()[:, 0]), *guards.circular(plan, item))
    row = Trend(
        item=item,
        first=Base(first.n, first.missing),
        second=Base(second.n, second.missing),
        scores=scores,
        odds_ratio=guards.NOTHING,
        shape="",
        p=None,
        q=None,
        verdict=guards.verdict_without_numbers(notes),
        position=0,
        notes=notes,
    )
    if guards.is_hidden(notes):
        return row, ()
    tests = _tests(item, block, counts, scores)
    odds = guards.NOTHING if counts.weighted else odds_ratio(block, scores, plan.settings.level)
    found = row._replace(odds_ratio=odds or guards.NOTHING, shape=tests[0].finding, p=tests[0].p)
    return found._replace(notes=(*notes, *_remarks(plan, found, separated=odds is None))), tests


def _tests(item: Item, block: Block, counts: Counts, scores: Scores) -> tuple[Test, ...]:
    """Test one item: the trend, the same by permutation, any difference over the levels."""
    both = (ordered.rise(item, block, counts, scores), ordered.apart(item, block, counts))
    return both if counts.weighted else (both[0], ordered.permuted(item, block, scores), both[1])


def _remarks(plan: Plan, row: Trend, *, separated: bool) -> tuple[Note, ...]:
    """Say what a reader of the trend must know: no finite odds ratio."""
    if row.p is None or not separated:
        return ()
    ends = f"{plan.grouping.first} and {plan.grouping.second}"
    return (Note("zero_cell", f"the levels tell {ends} apart: there is no finite odds ratio"),)


def _judged(plan: Plan, row: Trend, q: float | None) -> Trend:
    """Give the verdict; a trend that is shown though the shares do not run one way all along says so."""
    if guards.is_hidden(row.notes):
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    if q is None:
        return row._replace(verdict=Verdict.NOT_COMPUTABLE)
    if q > plan.alpha:
        return row._replace(q=q, verdict=Verdict.NOT_SHOWN)
    bent = row.shape.startswith("neither")
    notes = (Note("not_monotone", f"there is a trend, but the share {row.shape}"),) if bent else ()
    return row._replace(q=q, verdict=Verdict.DIFFERS, notes=(*row.notes, *notes))


def odds_ratio(block: Block, scores: Scores, level: float) -> Estimate | None:
    """Estimate by how much the odds of being in the first group are multiplied with each step of one.

    Parameters
    ----------
    block
        Answers by group and level.
    scores
        Where the levels stand.
    level
        Confidence level, a fraction.

    Returns
    -------
    Estimate or None
        From a logistic regression on the scores, with the profile likelihood interval; None where the levels tell the
        groups apart, so that there is no finite one.
    """
    n = block.n[:2]
    if np.count_nonzero(n.sum(axis=0)) < 2 or not n.sum(axis=1).all():
        return None
    column = np.tile(np.asarray(scores, dtype=np.float64), 2)[:, None]
    data = binary.model(column, np.repeat([1.0, 0.0], n.shape[1]), n.ravel())
    try:
        slope = logistic.fit(data).coefficients[1:]
        bounds = profile.interval(data, level)
    except SeparatedError:
        return None
    with np.errstate(over="ignore"):
        return estimates(np.exp(slope), Interval(np.exp(bounds.lower[1:]), np.exp(bounds.upper[1:])))[0]
