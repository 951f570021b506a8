"""An ordered factor: how each group spreads over its levels, how likely the first group is at each, and the trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses import guards
from samkit.analyses.counts import single_levels
from samkit.analyses.measures import Spread, optional, side, spread
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.results import Level, Method, Result, Side, Test
from samkit.stats import levels, trend
from samkit.stats.weights import effective_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.counts import Counts
    from samkit.results import Item
    from samkit.study.model import Section
    from samkit.tally import Block, Cells


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
    blocks = [cells[plan.ask(item.question)] for section in plan.sections for item in section.items]
    counts = single_levels(blocks)
    measures = spread(counts, plan.settings.level)
    ends = np.cumsum([len(block.levels) for block in blocks]).tolist()
    own = [slice(end - len(block.levels), end) for block, end in zip(blocks, ends, strict=True)]
    found = zip(blocks, (counts.part(places) for places in own), (measures.part(places) for places in own), strict=True)
    return tuple(_section(plan, section, [next(found) for _ in section.items]) for section in plan.sections)


_TESTS = (Method("trend", "Cochran-Armitage"), Method("levels", "G test (likelihood ratio)"))
_UNTESTED = Note("weighted", "trend and levels are not tested: their tests here are for answers without weights")

LEVELS = Analysis(Plan.request, answer)


def _section(plan: Plan, section: Section, found: Sequence[tuple[Block, Counts, Spread]]) -> Result:
    """Answer for one section."""
    rows: list[Level] = []
    tests: list[Test] = []
    methods: tuple[Method, ...] = ()
    untested = False
    for item, (block, counts, measures) in zip(section.items, found, strict=True):
        described = _rows(plan, item, block, counts, measures)
        hidden = guards.is_hidden(described[0].notes)
        rows += described
        tests += () if counts.weighted or hidden else _tests(item, block)
        untested = untested or (counts.weighted and not hidden)
        methods = measures.methods
    return Result(
        kind="levels",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(rows),
        methods=(*methods, *(_TESTS if tests else ())),
        level=plan.settings.level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        tests=tuple(tests),
        notes=(_UNTESTED,) if untested else (),
    )


def _rows(plan: Plan, item: Item, block: Block, counts: Counts, measures: Spread) -> list[Level]:
    """Give the rows of one item; where a base is too small, only the bases."""
    notes = (*guards.base_notes(plan, *side_bases(counts)), *guards.circular(plan, item))
    hidden = guards.is_hidden(notes)
    shares = (measures.first, measures.second)
    rows = []
    for place, level in enumerate(block.levels):
        sides = [
            Side(
                None if hidden else int(counts.x[k, place]),
                int(counts.n[k, place]),
                int(counts.missing[k, place]),
                guards.NOTHING if hidden else shares[k][place],
            )
            for k in (0, 1)
        ]
        ratio = guards.NOTHING if hidden else measures.ratio[place]
        at_level = None if hidden else int(counts.x[:, place].sum())
        first_share = guards.shown(plan, at_level or 0, measures.first_share[place])
        few = () if at_level is None else guards.level_notes(plan, at_level)
        rows.append(Level(item, level, place, sides[0], sides[1], ratio, first_share, at_level, (*notes, *few)))
    return rows


def side_bases(counts: Counts) -> tuple[float, float]:
    """Give the effective base of each group over all levels of one question."""
    return float(effective_n(side(counts, 0))[0]), float(effective_n(side(counts, 1))[0])


def _tests(item: Item, block: Block) -> tuple[Test, ...]:
    """Test one item: trend of the first group's share over the levels, and any difference of the two spreads."""
    first, second = block.n[0], block.n[1]
    rise = trend.cochran_armitage(first, first + second)
    table = block.n[:2].T
    df = optional(levels.degrees_of_freedom(table))
    spread = optional(levels.likelihood_ratio_statistic(table)), None if df is None else int(df)
    return (
        Test(
            item.id,
            "Cochran-Armitage trend",
            "z",
            optional(rise.statistic),
            None,
            optional(rise.p),
            _shape(first, second),
        ),
        Test(item.id, "G test over levels", "G", *spread, optional(levels.likelihood_ratio(table))),
    )


def _shape(
    first: np.ndarray[tuple[int], np.dtype[np.int64]], second: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> str:
    """Say whether the share of the first group rises or falls at every step, or neither."""
    total = first + second
    share = first[total > 0] / total[total > 0]
    if share.size < 2:
        return "one level only"
    steps = np.diff(share)
    if bool((steps > 0).all()):
        return "rises at every level"
    return "falls at every level" if bool((steps < 0).all()) else "neither rises nor falls at every level"
