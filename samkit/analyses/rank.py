"""Which items are most common, which separate the groups most, and how far either order can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.analyses import guards, missing, rank_order, redrawn
from samkit.analyses.counts import favourable
from samkit.analyses.measures import measure
from samkit.analyses.plan import Analysis, Plan, nobody
from samkit.analyses.rank_places import NOWHERE, ranking
from samkit.notes import Note
from samkit.results import Base, Rank, Result
from samkit.stats.resample import REPLICATES
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.analyses.counts import Counts
    from samkit.analyses.measures import Measures
    from samkit.analyses.rank_places import Ranking
    from samkit.analyses.redrawn import Redrawn
    from samkit.results import Item
    from samkit.study.model import Section
    from samkit.tally import Cells

METHODS: Final = frozenset({"gap", "odds ratio", "weights", "design"})
"""What the methods of a comparison say that holds here, too."""

BY: Final = ("share", "gap", "odds ratio")
"""What items are ranked by, in words."""


def analysis(replicates: int = REPLICATES, progress: Callable[[int], None] = nobody) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    replicates
        How often the sample is drawn again, count.
    progress
        Hears each time how much more is done, in percent of the whole.
    """

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        found, done = [], 0
        for place, section in enumerate(plan.sections, 1):
            found.append(_section(plan, section, cells, replicates))
            step, done = 100 * place // len(plan.sections) - done, 100 * place // len(plan.sections)
            progress(step)
        return tuple(found)

    return Analysis(request, answer)


def request(plan: Plan) -> Request:
    """Say what has to be counted: each question by level, and those of a section side by side."""
    return plan.request() | Request(patterns=frozenset(_together(plan, section) for section in plan.sections))


RANK: Final = analysis()


def _together(plan: Plan, section: Section) -> Together:
    """Ask for the answers to all questions side by side; a question that two items rest on is asked for once."""
    return Together(tuple(dict.fromkeys(item.question for item in section.items)), plan.grouping.id)


class _Described(NamedTuple):
    """The items of a section before they are ranked, and the places of those whose numbers are shown."""

    rows: list[Rank]
    shown: list[int]
    counts: Counts
    measures: Measures


def _section(plan: Plan, section: Section, cells: Cells, replicates: int) -> Result:
    """Rank the items of one section."""
    found = _described(plan, section.items, cells)
    result = Result(
        kind="rank",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(found.rows),
        methods=tuple(each for each in found.measures.methods if each.of in METHODS),
        level=plan.settings.level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        notes=_left_out(len(found.rows) - len(found.shown)),
    )
    if not found.shown:
        return result
    items = [section.items[place] for place in found.shown]
    return _ranked(plan, result, found, _redrawn(plan, cells, _together(plan, section), items, replicates), replicates)


def _described(plan: Plan, items: Sequence[Item], cells: Cells) -> _Described:
    """Describe the items as they are, not yet ranked."""
    blocks = [cells.blocks[plan.ask(item.question)] for item in items]
    counts = favourable(items, blocks, cells.sample)
    measures = measure(counts, plan.settings.level)
    found = [_row(plan, item, place, counts, measures) for place, item in enumerate(items)]
    rows = missing.marked(plan, blocks, cells.sample, found)
    return _Described(rows, [row.position for row in rows if not guards.is_hidden(row.notes)], counts, measures)


def _row(plan: Plan, item: Item, place: int, counts: Counts, measures: Measures) -> Rank:
    """Describe one item; a base that is too small keeps its numbers back."""
    first, second = (Base(int(counts.n[k, place]), int(counts.missing[k, place])) for k in (0, 1))
    notes = (*guards.base_notes(plan, *measures.effective[:, place]), *guards.circular(plan, item))
    places = (NOWHERE,) * 3
    if guards.is_hidden(notes):
        return Rank(item, first, second, None, guards.NOTHING, guards.NOTHING, *places, place, notes)
    numbers = (counts.prevalence(place), measures.gap[place], measures.odds_ratio[place])
    told = (
        *notes,
        *guards.width(measures.gap[place]),
        *guards.ceiling(plan, measures.gap[place], measures.second[place]),
    )
    return Rank(item, first, second, *numbers, *places, place, told)


def _redrawn(plan: Plan, cells: Cells, asked: Together, items: Sequence[Item], replicates: int) -> Redrawn:
    """Draw the sample again: respondents, or estimates where there are replicate weights in place of a design."""
    totals = favourable(items, [cells.blocks[plan.ask(item.question)] for item in items], cells.sample).totals
    sample = None if totals is None else totals.sample
    if totals is not None and totals.sample.kind == "replicates":
        return redrawn.of_totals(totals, plan.settings.seed, replicates)
    return redrawn.of_patterns(cells.patterns[asked], items, sample, plan.settings.seed, replicates)


def _ranked(plan: Plan, result: Result, described: _Described, found: Redrawn, replicates: int) -> Result:
    """Give the items their places, the most separating first, and say how the two orders go together."""
    rows = [described.rows[place] for place in described.shown]
    toward = rank_order.direction(rows)
    turned = found.turned(toward)
    rankings = [ranking(each, plan.settings.level) for each in (turned.prevalence, turned.gap, turned.association)]
    placed = [_placed(row, place, rankings) for place, row in enumerate(rows)]
    hidden = [row for row in described.rows if guards.is_hidden(row.notes)]
    compared = rank_order.compared(plan, rows, turned)
    return result._replace(
        rows=(*sorted(placed, key=lambda row: (row.separating.rank.value or 0.0, row.position)), *hidden),
        methods=(*result.methods, *rank_order.methods(plan, found.how, replicates, toward)),
        tests=compared.tests,
        notes=(*compared.notes, *rank_order.other_way(plan, rows, toward), *result.notes),
    )


def _left_out(hidden: int) -> tuple[Note, ...]:
    """Say that items are not ranked."""
    counted = "1 item is" if hidden == 1 else f"{hidden} items are"
    return (Note("left_out", f"{counted} not ranked: too few answers"),) if hidden else ()


def _placed(row: Rank, place: int, rankings: Sequence[Ranking]) -> Rank:
    common, separating, by_odds = (each.place(place) for each in rankings)
    notes = (note for each, by in zip(rankings, BY, strict=True) for note in each.notes(place, by))
    return row._replace(common=common, separating=separating, by_odds=by_odds, notes=(*row.notes, *notes))
