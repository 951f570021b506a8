"""How far each finding can be trusted: every objection to it, answered by the analyses that are made for them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.analyses import adjusted, adjustment, gap, halo, rank, robustness
from samkit.analyses.doubts import Evidence, raised
from samkit.analyses.measures import optional
from samkit.analyses.plan import Analysis, Plan, nobody
from samkit.notes import Severity
from samkit.results import Adjusted, Contrast, Halo, Rank, Result, Robust, Trust, contrasts
from samkit.stats.resample import REPLICATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from samkit.notes import Note
    from samkit.results import Row
    from samkit.tally import Cells, Request


DRAWS: Final = 100
"""How often respondents are exchanged, or drawn again, to say whether an objection leaves a mark at all.

The commands that answer one objection alone draw more often, for they tell how large the mark is.
"""


_REACH: Final = 5
"""How many times as small as the error rate the smallest p of the exchanges is at least, so that it can be reached."""

_MOST: Final = 10_000
"""Exchanges that are made at most, however small the error rate."""


def analysis(draws: int = DRAWS, replicates: int = REPLICATES, progress: Callable[[int], None] = nobody) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    draws
        How often respondents are exchanged to test all readings of the rule together, and drawn again to test gaps
        beyond the common factor, count; where the error rate asks for it, they are exchanged more often.
    replicates
        How often they are drawn again to rank items, count.
    progress
        Hears each time how much more is done, in percent of the whole.
    """

    def asked(plan: Plan) -> tuple[Analysis, ...]:
        exchanged = max(draws, min(math.ceil(_REACH / plan.alpha), _MOST))
        parts = (robustness.analysis(exchanged), halo.analysis(draws), rank.analysis(replicates))
        return (*parts, adjusted.ADJUSTED) if plan.groups and plan.groups.adjust else parts

    def request(plan: Plan) -> Request:
        wanted = gap.GAP.request(plan)
        for part in asked(plan):
            wanted |= part.request(plan)
        return wanted

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        compared = gap.GAP.answer(_with_the_rest(plan), cells)
        found, others = [], asked(plan)
        for place, part in enumerate(others, 1):
            found.append(part.answer(plan, cells))
            progress(100 * place // len(others) - 100 * (place - 1) // len(others))
        return tuple(_result(plan, result, _whole(plan, compared), found) for result in compared)

    return Analysis(request, answer)


TRUST: Final = analysis()


def _with_the_rest(plan: Plan) -> Plan:
    """Compare all sections with the second group, as the answers do, even those that are held against the total."""
    return plan._replace(sections=tuple(section._replace(against="rest") for section in plan.sections))


def _whole(plan: Plan, compared: Sequence[Result]) -> Mapping[tuple[str, str], float | None]:
    """Adjust the p-values of all comparisons of the plan together; by section and item."""
    rows = [row for result in compared for row in contrasts(result)]
    q = adjustment.adjusted(plan, adjustment.in_family(rows))
    return {_key(row): optional(value) for row, value in zip(rows, q, strict=True)}


def _key(row: Adjusted | Contrast | Halo | Rank | Robust) -> tuple[str, str]:
    """Name an item: its section and itself."""
    return row.item.section, row.item.id


def _result(
    plan: Plan,
    compared: Result,
    whole: Mapping[tuple[str, str], float | None],
    found: Sequence[tuple[Result, ...]],
) -> Result:
    """Raise every objection against the items of one section."""
    others = [result for results in found for result in results if result.section == compared.section]
    rows = _by_item(row for result in others for row in result.rows)
    tests = sum(value is not None for value in whole.values())
    return compared._replace(
        kind="trust",
        rows=tuple(
            _judged(Evidence(plan, row, whole[_key(row)], tests, rows.get(_key(row), {})))
            for row in contrasts(compared)
        ),
        methods=tuple(dict.fromkeys(method for result in (compared, *others) for method in result.methods)),
        notes=(*compared.notes, *_warnings(others)),
    )


def _warnings(results: Iterable[Result]) -> Iterator[Note]:
    """Give what asks for care in the answers to objections, each sentence once; all else their own commands tell."""
    notes = (note for result in results for note in result.notes if note.severity is not Severity.INFO)
    yield from dict.fromkeys(notes)


def _by_item(rows: Iterable[Row]) -> Mapping[tuple[str, str], Mapping[type[object], Row]]:
    """Gather what is known of each item, by the kind of the rows."""
    found: dict[tuple[str, str], dict[type[object], Row]] = {}
    for row in rows:
        if isinstance(row, _OF_ITEMS):
            found.setdefault(_key(row), {})[type(row)] = row
    return found


_OF_ITEMS: Final = (Adjusted, Halo, Rank, Robust)
"""The kinds of rows that are about one item."""


def _judged(known: Evidence) -> Trust:
    """Say what is left of a finding."""
    row = known.contrast
    outcome, doubts = raised(known)
    return Trust(
        item=row.item,
        n_first=row.first.n,
        n_second=row.second.n,
        gap=row.gap,
        ratio=row.ratio,
        q=row.q,
        verdict=row.verdict,
        outcome=outcome,
        doubts=doubts,
        position=row.position,
        notes=row.notes,
    )
