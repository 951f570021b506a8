"""How far apart two groups are on each item: gap, likelihood ratio, tests, verdict; sorted by gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from samkit.analyses import adjustment, against_total, circular, guards, missing, order
from samkit.analyses.counts import Counts, favourable
from samkit.analyses.measures import Measures, measure, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.results import Adjusted, Contrast, Estimate, Halo, Result, Robust, Side, Verdict
from samkit.stats import levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.counted import Block
    from samkit.notes import Note
    from samkit.results import Item, Method
    from samkit.study.model import Section
    from samkit.tally import Cells

    Silent = tuple[Estimate, tuple[Note, ...]]
    """What the missing answers to an item could do: the bounds of its gap, and whether they differ by group."""

Placed = TypeVar("Placed", Adjusted, Contrast, Robust, Halo)


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Compare the groups on every item of every section; all items are computed in one pass.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The counts that `Plan.request` asked for.

    Returns
    -------
    tuple of Result
        One per section, rows by falling gap.
    """
    items = [item for section in plan.sections for item in section.items]
    blocks = [cells.blocks[plan.ask(item.question)] for item in items]
    counts = favourable(items, blocks, cells.sample)
    measures = measure(counts, plan.settings.level)
    p_levels = [None] * len(items) if counts.weighted else _level_tests(blocks)
    found = [_row(plan, item, place, counts, measures, p_levels[place]) for place, item in enumerate(items)]
    rows = circular.against_rule(plan, found, cells)
    worst, results, start = missing.at_worst(counts, blocks), [], 0
    for section in plan.sections:
        own = slice(start, start + len(section.items))
        differing = missing.differing(plan, blocks[own], cells.sample, [row.notes for row in rows[own]])
        if section.against == "total":
            results.append(_of_total(plan, section, rows[own], counts.part(own), blocks[own], worst[own], differing))
        else:
            silent = list(zip(worst[own], differing, strict=True))
            results.append(_result(plan, section, rows[own], silent, measures.methods))
        start = own.stop
    return tuple(results)


GAP = Analysis(Plan.request, answer)


def _of_total(
    plan: Plan,
    section: Section,
    rows: Sequence[Contrast],
    counts: Counts,
    blocks: Sequence[Block],
    worst: Sequence[Estimate],
    differing: Sequence[tuple[Note, ...]],
) -> Result:
    """Hold the first group against the total that it is part of."""
    whole = against_total.whole(plan)
    silent = list(zip(against_total.worst(counts, blocks, worst), differing, strict=True))
    found = _result(whole, section, against_total.rows(whole, rows, counts), silent, against_total.methods(counts))
    return found._replace(notes=(against_total.note(whole), *found.notes))


def _level_tests(blocks: Sequence[Block]) -> list[float | None]:
    """Give the p-value of the G test over all levels of each item, computed together for equally long scales."""
    p: list[float | None] = [None] * len(blocks)
    for length in {len(block.levels) for block in blocks}:
        places = [place for place, block in enumerate(blocks) if len(block.levels) == length]
        tables = np.array([blocks[place].n[:2].T for place in places])
        for place, value in zip(places, levels.likelihood_ratio(tables), strict=True):
            p[place] = optional(value)
    return p


def _row(plan: Plan, item: Item, place: int, counts: Counts, measures: Measures, p_levels: float | None) -> Contrast:
    """Put the numbers of one item together; a base that is too small keeps them back."""
    notes = (*guards.base_notes(plan, *measures.effective[:, place]), *guards.circular(plan, item))
    if guards.is_hidden(notes):
        return _hidden(item, counts, place, notes)
    present, absent = int(counts.x[:, place].sum()), int((counts.n - counts.x)[:, place].sum())
    return Contrast(
        item=item,
        first=_side(counts, 0, place, measures.first[place], measures.design_effects[0][place]),
        second=_side(counts, 1, place, measures.second[place], measures.design_effects[1][place]),
        gap=measures.gap[place],
        gap_narrow=measures.gap_narrow[place],
        ratio=measures.ratio[place],
        ratio_absent=measures.ratio_absent[place],
        odds_ratio=measures.odds_ratio[place],
        first_if_present=guards.shown(plan, present, measures.if_present[place]),
        first_if_absent=guards.shown(plan, absent, measures.if_absent[place]),
        p=optional(measures.p[place]),
        p_g=optional(measures.p_g[place]),
        p_levels=p_levels,
        q=None,
        verdict=Verdict.NOT_COMPUTABLE,
        position=place,
        prevalence=counts.prevalence(place),
        notes=(
            *notes,
            *guards.width(measures.gap[place]),
            *guards.zero_cell(measures.ratio[place], measures.ratio_absent[place], measures.odds_ratio[place]),
            *guards.few_behind(plan, present, absent),
            *guards.ceiling(plan, measures.gap[place], measures.second[place]),
        ),
        both=counts.together(place, measures.both[place]),
    )


def _side(counts: Counts, k: int, place: int, share: Estimate, effect: float | None = None) -> Side:
    return Side(int(counts.x[k, place]), int(counts.n[k, place]), int(counts.missing[k, place]), share, effect)


def _hidden(item: Item, counts: Counts, place: int, notes: tuple[Note, ...]) -> Contrast:
    """Give the row of an item whose base is too small: its bases and the reason, no number that could be undone."""
    first, second = (_side(counts, k, place, guards.NOTHING)._replace(x=None) for k in (0, 1))
    verdict = guards.verdict_without_numbers(notes)
    return Contrast(item, first, second, *(guards.NOTHING,) * 7, None, None, None, None, verdict, place, None, notes)


def _result(
    plan: Plan, section: Section, rows: Sequence[Contrast], silent: Sequence[Silent], methods: tuple[Method, ...]
) -> Result:
    """Adjust the p-values of a section as one family, give verdicts, and sort; circular items are in no family."""
    p = adjustment.in_family(rows)
    q = adjustment.adjusted(plan, p)
    placed = [row._replace(position=position) for position, row in enumerate(rows)]
    judged = [_judged(plan, row, optional(value)) for row, value in zip(placed, q, strict=True)]
    sorted_ = widest_first([_with_missing(plan, *each) for each in zip(judged, silent, strict=True)])
    return Result(
        kind="gap",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=sorted_,
        methods=(*methods, missing.BOUNDS, *missing.named(sorted_)),
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
        notes=order.by_gap(sorted_),
    )


def _with_missing(plan: Plan, row: Contrast, silent: Silent) -> Contrast:
    """Give a row that is shown the bounds of its gap at worst, and say where missing answers matter."""
    if guards.is_hidden(row.notes):
        return row
    bounds, differing = silent
    undone = missing.matters(plan, row.verdict, row.gap, row.gap_narrow, bounds)
    return row._replace(at_worst=bounds, notes=(*row.notes, *undone, *differing))


def widest_first(rows: Sequence[Placed]) -> tuple[Placed, ...]:
    """Sort by gap, from the end on which most of a section lies: falling where the first group is mostly above.

    Rows without a gap stand last; equal gaps keep the order of the questionnaire.
    """
    gaps = [row.gap.value for row in rows if row.gap.value is not None]
    sign = -1 if sum(gaps) >= 0 else 1

    def place(row: Placed) -> float:
        return np.inf if row.gap.value is None else sign * row.gap.value

    return tuple(sorted(rows, key=place))


def _judged(plan: Plan, row: Contrast, q: float | None) -> Contrast:
    if guards.is_hidden(row.notes):
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    return row._replace(q=q, verdict=guards.verdict(plan, q, row.gap_narrow))
