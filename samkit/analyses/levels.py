"""An ordered factor: how each group spreads over its levels, how likely the first group is at each, and the trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses import guards, missing, ordered
from samkit.analyses.counts import single_levels
from samkit.analyses.measures import Spread, spread
from samkit.analyses.plan import Analysis, Plan
from samkit.results import Level, Result, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.counts import Counts
    from samkit.counted import Block
    from samkit.notes import Note
    from samkit.results import Item, Method, Test
    from samkit.study.model import Section
    from samkit.tally import Cells, Sample


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Describe each item of each section level by level, and test for a trend.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The counts that `Plan.request` asked for.

    Returns
    -------
    tuple of Result
        One per section; rows in the order of items and levels.
    """
    blocks = [cells.blocks[plan.ask(item.question)] for section in plan.sections for item in section.items]
    counts = single_levels(blocks, cells.sample)
    measures = spread(counts, plan.settings.level)
    ends = np.cumsum([len(block.levels) for block in blocks]).tolist()
    own = [slice(end - len(block.levels), end) for block, end in zip(blocks, ends, strict=True)]
    found = zip(blocks, (counts.part(places) for places in own), (measures.part(places) for places in own), strict=True)
    each = [(section, [next(found) for _ in section.items]) for section in plan.sections]
    return tuple(_section(plan, section, some, cells.sample) for section, some in each)


LEVELS = Analysis(Plan.request, answer)


def _section(
    plan: Plan, section: Section, found: Sequence[tuple[Block, Counts, Spread]], sample: Sample | None
) -> Result:
    """Answer for one section."""
    rows: list[Level] = []
    tests: list[Test] = []
    methods: tuple[Method, ...] = ()
    described = [_rows(plan, item, *each) for item, each in zip(section.items, found, strict=True)]
    blocks = [block for block, _, _ in found]
    differing = missing.differing(plan, blocks, sample, [levels[0].notes for levels in described])
    for item, (block, counts, measures), levels, remarks in zip(
        section.items, found, described, differing, strict=True
    ):
        rows += [row._replace(notes=(*row.notes, *remarks)) for row in levels]
        if not guards.is_hidden(levels[0].notes):
            scores = ordered.positions(plan.scores(item.question), block)
            tests += [ordered.rise(item, block, counts, scores), ordered.apart(item, block, counts)]
        methods = measures.methods
    return Result(
        kind="levels",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(rows),
        methods=(*methods, *(_tested(found) if tests else ())),
        level=plan.settings.level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        tests=tuple(tests),
    )


def _rows(plan: Plan, item: Item, block: Block, counts: Counts, measures: Spread) -> list[Level]:
    """Give the rows of one item; where a base is too small, only the bases."""
    notes = (*guards.base_notes(plan, *counts.effective()[:, 0]), *guards.circular(plan, item))
    if guards.is_hidden(notes):
        return [hidden_row(item, level, place, counts, notes) for place, level in enumerate(block.levels)]
    rows = []
    for place, level in enumerate(block.levels):
        row = shown_row(item, level, place, counts, measures)
        at_level = int(counts.x[:, place].sum())
        share = guards.shown(plan, at_level, row.first_share)
        rows.append(row._replace(first_share=share, notes=(*notes, *guards.level_notes(plan, at_level))))
    return rows


def shown_row(item: Item, level: str, place: int, counts: Counts, measures: Spread) -> Level:
    """Give the row of one level with all its numbers and no notes."""
    first, second = (
        Side(int(counts.x[k, place]), int(counts.n[k, place]), int(counts.missing[k, place]), share)
        for k, share in enumerate((measures.first[place], measures.second[place]))
    )
    at_level = int(counts.x[:, place].sum())
    both = counts.together(place, measures.both[place])
    of_level = (measures.ratio[place], measures.first_share[place])
    return Level(item, level, place, first, second, *of_level, at_level, both=both)


def hidden_row(item: Item, level: str, place: int, counts: Counts, notes: tuple[Note, ...]) -> Level:
    """Give the row of one level whose numbers are kept back: the bases of the item, and the reason."""
    first, second = (Side(None, int(counts.n[k, place]), int(counts.missing[k, place]), guards.NOTHING) for k in (0, 1))
    return Level(item, level, place, first, second, guards.NOTHING, guards.NOTHING, None, notes)


def _tested(found: Sequence[tuple[Block, Counts, Spread]]) -> tuple[Method, ...]:
    return ordered.WEIGHTED if any(counts.weighted for _, counts, _ in found) else ordered.UNWEIGHTED
