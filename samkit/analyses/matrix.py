"""A matrix: the share of the first group in each cell of two ordered questions, and whether it rises along either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import disclosure, guards, hidden_cells
from samkit.analyses.cases import Cases, described
from samkit.analyses.measures import design_methods, estimates, named, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.results import Cell, Estimate, Item, Method, Result, Side, Test
from samkit.stats import proportion, stratified_trend
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.analyses.hidden_cells import Hidden
    from samkit.counted import Patterns
    from samkit.study.model import Section
    from samkit.tally import Cells, Sample

    Mask = NDArray[np.bool_]

CLAIMED: Final = ", claimed by Holm over both questions"

UNWEIGHTED: Final = (
    Method("share", "Wilson score interval"),
    Method("test", f"Mantel's extension test of trend{CLAIMED}"),
)
WEIGHTED: Final = (
    Method("share", "weighted, linearised, logit interval"),
    Method("test", f"Wald test of a score in a weighted logistic model with the other question's levels{CLAIMED}"),
    Method("weights", "n counts respondents, shares are weighted"),
)


class _Crossed(NamedTuple):
    """The answers of both groups to two questions: places of each pattern, counts by group, and how they were drawn."""

    patterns: Patterns
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    inside: Mask
    n: NDArray[np.int64]
    sample: Sample | None


def request(plan: Plan) -> Request:
    """Say what has to be counted: the answers to each item together with those to the question of the section."""
    return Request(
        patterns=frozenset(_together(plan, section, item) for section in plan.sections for item in section.items)
    )


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Give the share of the first group in each cell of each item and the question that its section names.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The patterns that `request` asked for.

    Returns
    -------
    tuple of Result
        One per section; rows in the order of items, categories and answers, each with its totals last.
    """
    return tuple(_section(plan, section, cells) for section in plan.sections)


MATRIX: Final = Analysis(request, answer)


def _together(plan: Plan, section: Section, item: Item) -> Together:
    return Together((item.question, section.across), plan.grouping.id)


def _section(plan: Plan, section: Section, cells: Cells) -> Result:
    """Answer for one section."""
    asked = plan.questions[section.across]
    over = Item(asked.id, asked.text, section.id, asked.id, asked.favourable)
    rows: list[Cell] = []
    tests: list[Test] = []
    sample = None
    for item in section.items:
        found = _crossed(cells.patterns[_together(plan, section, item)], cells.sample)
        hidden = hidden_cells.hidden(found.n, plan.settings.hide_below)
        of_rule = (*guards.circular(plan, item), *guards.circular(plan, over))
        rows += [cell._replace(notes=(*cell.notes, *of_rule)) for cell in _rows(plan, item, over, found, hidden)]
        tests += [] if guards.is_circular(of_rule) else _tests(plan, item, over, found, hidden)
        sample = found.sample
    return Result(
        kind="matrix",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(rows),
        methods=UNWEIGHTED if sample is None else (*named(WEIGHTED, sample), *design_methods(sample)),
        level=plan.settings.level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        tests=tuple(tests),
    )


def _crossed(patterns: Patterns, sample: Sample | None) -> _Crossed:
    """Count the answers to two questions together, by group."""
    rows, columns = patterns.codes.astype(np.int64).T
    member = patterns.group < 2
    inside = member & (rows >= 0) & (columns >= 0)
    n = np.zeros([2, *(len(levels) for levels in patterns.levels)], dtype=np.int64)
    np.add.at(n, (patterns.group[inside], rows[inside], columns[inside]), patterns.n[inside])
    even = sample is not None and sample.simple and np.unique(patterns.w[member]).size < 2
    return _Crossed(patterns, rows, columns, np.asarray(inside), n, None if even else sample)


def _rows(plan: Plan, item: Item, over: Item, found: _Crossed, hidden: Hidden) -> Iterator[Cell]:
    """Give the cells of one item row by row, the total of each row last, and the row of totals below."""
    names, levels = ((*each, "") for each in found.patterns.levels)
    total = int(found.n.sum())
    for row, name in enumerate(names):
        for column, level in enumerate(levels):
            own = found.inside & ((found.rows == row) | (not name)) & ((found.columns == column) | (not level))
            chosen = (slice(row, row + 1) if name else slice(None), slice(column, column + 1) if level else slice(None))
            n = found.n[:, *chosen].sum(axis=(1, 2))
            kept_back = _kept_back(hidden, row if name else None, column if level else None)
            notes = _notes(plan, n, hidden=kept_back)
            shown = n.sum() > 0 and not kept_back and not guards.is_hidden(notes)
            share = _share(found, own, n, plan.settings.level) if shown else guards.NOTHING
            side = Side(int(n[0]) if shown else None, int(n.sum()), 0, share)
            part = Estimate(int(n.sum()) / total if total else None, None, None)
            yield Cell(item, name, over, level, row, column, side, part, plan.grouping.first, notes)


def _kept_back(hidden: Hidden, row: int | None, column: int | None) -> bool:
    """Say whether a cell or a total is hidden."""
    if row is None:
        return column is not None and bool(hidden.columns[column])
    return bool(hidden.rows[row]) if column is None else bool(hidden.cells[row, column])


def _notes(plan: Plan, n: NDArray[np.int64], *, hidden: bool) -> tuple[Note, ...]:
    """Judge the base of a cell: none, kept back, or small."""
    base = int(n.sum())
    if not base:
        return (Note("no_base", "no answer in this category"),)
    if hidden:
        return disclosure.in_place_of(plan)
    if base < plan.settings.hide_below:
        return (Note("hidden_base", f"hidden: base below {plan.settings.hide_below}"),)
    return (*disclosure.small(plan, base), *disclosure.one_sided(plan, int(n[0]), base))


def _share(found: _Crossed, own: Mask, n: NDArray[np.int64], level: float) -> Estimate:
    """Give the share of the first group in a cell."""
    if found.sample is None:
        x, base = n[:1], n.sum()[None]
        return estimates(proportion.estimate(x, base), proportion.wilson(x, base, level))[0]
    from samkit.stats import sampled_shares

    each = np.repeat(np.arange(found.patterns.n.size), found.patterns.n)
    cases = Cases(np.zeros((found.patterns.n.size, 0)), found.patterns, found.inside, found.sample)
    first = (found.patterns.group == 0)[each][:, None]
    made = sampled_shares.share(first, own[each], described(cases, found.sample, each), level)
    return estimates(made.value, made.interval)[0]


def _tests(plan: Plan, item: Item, over: Item, found: _Crossed, hidden: Hidden) -> list[Test]:
    """Test the trend along each question among those alike in the other; hidden cells are left out."""
    n = np.where(hidden.cells, 0, found.n)
    shown = found.inside & ~hidden.cells[found.rows, found.columns]
    ways = (
        (item, over, n.swapaxes(1, 2), (found.rows, found.columns)),
        (over, item, n, (found.columns, found.rows)),
    )
    made = [
        _modelled(plan, along, given, found._replace(inside=shown), codes)
        if found.sample is not None
        else _counted(plan, along, given, table)
        for along, given, table, codes in ways
    ]
    return [test for test in made if test is not None]


def _counted(plan: Plan, along: Item, given: Item, n: NDArray[np.int64]) -> Test | None:
    """Test the trend over the last axis within the levels of the other question; nothing where there is none to see."""
    found = stratified_trend.mantel(n[0], n.sum(axis=0), _scores(plan, along, n.shape[2]))
    p = optional(found.p)
    return None if p is None else Test(along.id, _named(given), "z", float(found.z), None, p, _way(float(found.z)))


def _scores(plan: Plan, along: Item, levels: int) -> NDArray[np.float64]:
    return np.asarray(plan.scores(along.question) or range(levels), dtype=np.float64)


def _named(given: Item) -> str:
    return f"trend of the share, {given.id} alike"


def _modelled(
    plan: Plan, along: Item, given: Item, found: _Crossed, codes: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> Test | None:
    """Test the score in a weighted logistic model beside the levels of the other question."""
    from samkit.stats import logistic_sampled
    from samkit.stats.separation import SeparatedError

    assert found.sample is not None  # noqa: S101 - the caller has asked
    levels = len(found.patterns.levels[0 if codes[0] is found.rows else 1])
    present = np.unique(codes[1][found.inside])
    columns = [_scores(plan, along, levels)[codes[0]], *(codes[1] == level for level in present[1:])]
    x = np.column_stack(columns).astype(np.float64)
    each = np.repeat(np.arange(found.patterns.n.size), found.patterns.n)
    drawn = described(Cases(x, found.patterns, found.inside, found.sample), found.sample, each)
    try:
        made = logistic_sampled.sampled(x[each], (found.patterns.group == 0)[each], drawn, found.inside[each])
    except (SeparatedError, ValueError):
        return None
    t = float(made.coefficients[1] / made.error[1])
    return Test(along.id, _named(given), "t", t, made.df, optional(made.p[1]), _way(t))


def _way(statistic: float) -> str:
    """Say which way a trend goes in these respondents."""
    return "rises" if statistic > 0 else "falls"
