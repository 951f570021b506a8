"""A cross-table: how each category of one question spreads over the ordered answers to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import disclosure, guards
from samkit.analyses.cases import Cases, described
from samkit.analyses.measures import design_methods, estimates, named, optional
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.results import Cell, Estimate, Item, Method, Result, Side, Test
from samkit.stats import ordered, proportion
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.measures import Estimates
    from samkit.counted import Patterns
    from samkit.stats.plan import Plan as Design
    from samkit.study.model import Section
    from samkit.tally import Cells, Sample

UNWEIGHTED: Final = (Method("share", "Wilson score interval"), Method("test", "Kruskal-Wallis, corrected for ties"))
WEIGHTED: Final = (
    Method("share", "weighted, linearised, logit interval"),
    Method("test", "Wald test of mean ranks in the population"),
    Method("weights", "n counts respondents, shares are weighted"),
)

GROUPS: Final = {"top": (0,), "rest": (1,), "all": (0, 1)}
"""Which groups are counted: the first, the second, or both."""


EVERYBODY: Final = Estimate(1.0, None, None)
"""The part that all categories together are of all."""


class _Crossed(NamedTuple):
    """The answers of those who are counted to both questions.

    Parameters
    ----------
    patterns
        Their answers, those of everybody else too.
    rows, columns
        Category and answer of each pattern, **shape** (patterns,), negative where there is none.
    counted
        Which patterns are of a group that is counted, **shape** (patterns,).
    n
        Respondents by category and answer, **shape** (categories, answers).
    sample
        How they were drawn; None where all were drawn alone and weigh the same.
    """

    patterns: Patterns
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    counted: NDArray[np.bool_]
    n: NDArray[np.int64]
    sample: Sample | None

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which patterns have an answer to both questions and are counted."""
        return np.asarray(self.counted & (self.rows >= 0) & (self.columns >= 0))


def request(plan: Plan) -> Request:
    """Say what has to be counted: the answers to each item together with those to the question of the section."""
    return Request(
        patterns=frozenset(_together(plan, section, item) for section in plan.sections for item in section.items)
    )


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Cross each item of each section with the question that the section names.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The patterns that `request` asked for.

    Returns
    -------
    tuple of Result
        One per section; rows in the order of items, categories and answers, those of all categories last.
    """
    return tuple(_section(plan, section, cells) for section in plan.sections)


ACROSS: Final = Analysis(request, answer)


def _together(plan: Plan, section: Section, item: Item) -> Together:
    return Together((item.question, section.across), plan.grouping.id)


def _section(plan: Plan, section: Section, cells: Cells) -> Result:
    """Answer for one section."""
    asked = plan.questions[section.across]
    over = Item(asked.id, asked.text, section.id, asked.id, asked.favourable)
    group = {"top": plan.grouping.first, "rest": plan.grouping.second, "all": ""}[section.of]
    rows: list[Cell] = []
    tests: list[Test] = []
    sample = None
    for item in section.items:
        patterns = cells.patterns[_together(plan, section, item)]
        found = _crossed(patterns, section.of, cells.sample)
        places = _hidden(plan, section, item, patterns)
        withheld = _withheld(plan, found)
        rows += [cell._replace(group=group) for cell in _rows(plan, item, over, found, places, withheld)]
        tests += [] if withheld else _tests(item, found, disclosure.together(places, found.n.sum(axis=1)[None]))
        sample = found.sample
    methods = UNWEIGHTED if sample is None else (*named(WEIGHTED, sample), *design_methods(sample))
    return Result(
        kind="across",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(rows),
        methods=methods,
        level=plan.settings.level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        tests=tuple(tests),
    )


def _hidden(plan: Plan, section: Section, item: Item, patterns: Patterns) -> frozenset[int]:
    """Choose the categories that are not shown: those that are in any table of the same two questions.

    What is shown of one group and of both together would tell of the other.
    """
    asked = item.question, section.across
    among = {each.of for each in plan.sections for other in each.items if (other.question, each.across) == asked}
    tables = [found for of in among if not _withheld(plan, found := _crossed(patterns, of, None))]
    return frozenset().union(*(disclosure.hidden(_by_group(found), plan.settings.hide_below) for found in tables))


def _withheld(plan: Plan, found: _Crossed) -> tuple[Note, ...]:
    """Say why nothing of an item may be shown: a group is too small, or beside the other it would be shown by both."""
    bases, least = _by_group(found).sum(axis=1), plan.settings.hide_below
    if not any(0 < n < least for n in bases):
        return ()
    alone = bases.size == 1
    told = f"base below {least}" if alone else f"beside its groups it would show one of fewer than {least}"
    return (Note("hidden_base", f"hidden: {told}"),)


def _crossed(patterns: Patterns, of: str, sample: Sample | None) -> _Crossed:
    """Count the answers to two questions together."""
    rows, columns = patterns.codes.astype(np.int64).T
    counted = np.isin(patterns.group, GROUPS[of])
    inside = counted & (rows >= 0) & (columns >= 0)
    n = np.zeros([len(levels) for levels in patterns.levels], dtype=np.int64)
    np.add.at(n, (rows[inside], columns[inside]), patterns.n[inside])
    even = sample is not None and sample.simple and np.unique(patterns.w[counted]).size < 2
    return _Crossed(patterns, rows, columns, counted, n, None if even else sample)


def _by_group(found: _Crossed) -> NDArray[np.int64]:
    """Count the categories in each group that is counted, **shape** (groups, categories)."""
    groups = np.unique(found.patterns.group[found.counted])
    counts = np.zeros((max(groups.size, 1), found.n.shape[0]), dtype=np.int64)
    for place, group in enumerate(groups):
        own = found.inside & (found.patterns.group == group)
        np.add.at(counts[place], found.rows[own], found.patterns.n[own])
    return counts


def _rows(
    plan: Plan, item: Item, over: Item, found: _Crossed, hidden: frozenset[int], withheld: tuple[Note, ...]
) -> list[Cell]:
    """Give the cells of one item: category by category, and those of all together; hidden ones are counted as one."""
    names, levels = found.patterns.levels
    base = int(found.n.sum())
    kept_back = list(range(len(names))) if withheld else sorted(hidden)
    rows: list[Cell] = []
    for place, name in [*enumerate(names), (len(names), "")]:
        whole = not name
        gathered = kept_back if place in kept_back else [place]
        own = found.counted if whole else found.counted & np.isin(found.rows, gathered)
        counts = found.n.sum(axis=0) if whole else found.n[gathered].sum(axis=0)
        n, missing = int(counts.sum()), int(found.patterns.n[own & (found.columns < 0)].sum())
        if whole:
            missing = int(found.patterns.n[found.counted].sum()) - base
        notes = withheld or _notes(plan, n, hidden=place in hidden)
        shown = n > 0 and not guards.is_hidden(notes) and place not in kept_back
        shares = _shares(found, own, counts, plan.settings.level) if shown else (guards.NOTHING,) * len(levels)
        part = EVERYBODY if whole else _part(found, own, n, plan.settings.level) if shown else guards.NOTHING
        for column, level in enumerate(levels):
            side = Side(int(counts[column]) if shown else None, n, missing, shares[column])
            rows.append(Cell(item, name, over, level, place, column, side, part, notes=notes))
    return rows


def _notes(plan: Plan, n: int, *, hidden: bool) -> tuple[Note, ...]:
    """Judge the base of a category: none, too small to show, or small."""
    if n == 0:
        return (Note("no_base", "no answer in this category"),)
    if hidden:
        return disclosure.in_place_of(plan)
    if n < plan.settings.hide_below:
        return (Note("hidden_base", f"hidden: base below {plan.settings.hide_below}"),)
    return disclosure.small(plan, n)


def _shares(found: _Crossed, own: NDArray[np.bool_], counts: NDArray[np.int64], level: float) -> Estimates:
    """Give the share of each answer among some of the patterns."""
    if found.sample is None:
        base = counts.sum()
        return estimates(proportion.estimate(counts, base), proportion.wilson(counts, base, level))
    has = found.columns[:, None] == np.arange(counts.size)
    return _weighted(found, found.sample, has, own & found.inside, level)


def _part(found: _Crossed, own: NDArray[np.bool_], n: int, level: float) -> Estimate:
    """Give the share of some of the patterns among all."""
    if found.sample is None:
        x, base = np.array([n]), found.n.sum()
        return estimates(proportion.estimate(x, base), proportion.wilson(x, base, level))[0]
    return _weighted(found, found.sample, own[:, None], found.inside, level)[0]


def _weighted(
    found: _Crossed, sample: Sample, has: NDArray[np.bool_], inside: NDArray[np.bool_], level: float
) -> Estimates:
    """Give weighted shares of patterns, from one row a respondent."""
    from samkit.stats import sampled_shares

    each, design = _one_by_one(found, sample)
    made = sampled_shares.share(has[each], inside[each], design, level)
    return estimates(made.value, made.interval)


def _one_by_one(found: _Crossed, sample: Sample) -> tuple[NDArray[np.intp], Design]:
    """Give the pattern of each respondent, and how they were drawn."""
    each = np.repeat(np.arange(found.patterns.n.size), found.patterns.n)
    cases = Cases(np.zeros((found.patterns.n.size, 0)), found.patterns, found.inside, sample)
    return each, described(cases, sample, each)


def _tests(item: Item, found: _Crossed, nets: list[list[int]]) -> list[Test]:
    """Test whether the answers of any category tend to be higher than those of the others; none of fewer than two."""
    if len(nets) < 2:
        return []
    if found.sample is None:
        table = np.stack([found.n[net].sum(axis=0) for net in nets], axis=-1)
        made = ordered.kruskal_wallis(table)
        statistic, df, p = (optional(part) for part in (made.statistic, made.df, made.p))
        return [Test(item.id, "Kruskal-Wallis test", "H", statistic, df, p)]
    from samkit.stats import sampled_ranks

    each, design = _one_by_one(found, found.sample)
    member = np.stack([found.inside & np.isin(found.rows, net) for net in nets], axis=-1)
    answers = np.where(found.inside, found.columns, np.nan)
    sampled = sampled_ranks.kruskal_wallis(answers[each], member[each], design)
    statistic, df, df_error, p = (optional(part) for part in sampled)
    return [Test(item.id, "Kruskal-Wallis test, weighted", "F", statistic, df, p, df_error=df_error)]
