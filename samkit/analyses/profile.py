"""What did not matter: who the groups are, by questions with categories and numeric ones, in one family."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.analyses import adjustment, factor, guards, independence, means, missing, quantity
from samkit.analyses.measures import optional
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.numbers import percent
from samkit.results import Factor, Level, Method, Quantity, Result, Test
from samkit.tally import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.counted import Values
    from samkit.results import Item, Row
    from samkit.study.model import Section
    from samkit.tally import Cells

V: Final = Method("Cramér's V", "corrected for bias, non-central chi-square interval")
LARGEST: Final = Method("largest gap", "its intervals at all categories hold together (Bonferroni)")
KEPT: Final = frozenset({"share", "gap", "likelihood ratio", "design"})
"""What the methods of shares say that holds here, too."""

WEIGHTS: Final = Method("weights", "n counts respondents, shares and means are weighted")

RENAMED: Final = {"test": "test of means", "equivalence": "equivalence of means"}

NO_V: Final = Note("weighted", "Cramér's V has no weighted form here, and is left out")


def request(plan: Plan) -> Request:
    """Say what has to be counted: questions with levels by level, numeric ones as sums and as distinct values."""
    counted, numeric = _kinds(plan, plan.items)
    asks = frozenset(plan.ask(item.question) for item in numeric)
    return Request(asks=frozenset(plan.ask(item.question) for item in counted), sums=asks, values=asks)


def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
    """Compare the groups on every question of every section.

    Parameters
    ----------
    plan
        Sections, grouping and settings.
    cells
        The counts, sums and values that `request` asked for.

    Returns
    -------
    tuple of Result
        One per section: each question with categories and its categories, then the numeric ones.
    """
    return tuple(_section(plan, section, cells) for section in plan.sections)


PROFILE: Final = Analysis(request, answer)


def _kinds(plan: Plan, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Part questions with levels from numeric ones."""
    numeric = [item for item in items if plan.numeric(item.question) is not None]
    return [item for item in items if item not in numeric], numeric


class _Found(NamedTuple):
    """The rows of one section, not yet judged, with what belongs to them."""

    factors: list[tuple[Factor, tuple[Level, ...]]]
    quantities: list[Quantity]
    tests: tuple[Test, ...]
    methods: tuple[Method, ...]
    notes: tuple[Note, ...]


def _section(plan: Plan, section: Section, cells: Cells) -> Result:
    """Answer for one section, all of whose p-values are one family."""
    found = _marked(plan, section.items, cells, _found(plan, section.items, cells))
    locations = [each.location for each in found.quantities]
    p = adjustment.in_family([*(row for row, _ in found.factors), *locations])
    q = iter(adjustment.adjusted(plan, p))
    rows: list[Row] = []
    for row, levels in found.factors:
        rows += [factor.judged(plan, row, optional(next(q))), *levels]
    rows += [each._replace(location=means.judged(plan, each.location, optional(next(q)))) for each in found.quantities]
    return Result(
        kind="profile",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=tuple(rows),
        methods=found.methods,
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
        tests=found.tests,
        notes=found.notes,
    )


def _found(plan: Plan, items: Sequence[Item], cells: Cells) -> _Found:
    """Compare the groups on every question."""
    counted, numeric = _kinds(plan, items)
    place = {item.id: position for position, item in enumerate(items)}
    described = [factor.describe(plan, item, cells.blocks[plan.ask(item.question)], cells.sample) for item in counted]
    of_shares = next((methods for *_, methods in described), ())
    locations, of_means = means.locations(plan, numeric, cells) if numeric else ([], ())
    beside = [
        quantity.describe(plan, row._replace(position=place[item.id]), _values(plan, item, cells, of_means))
        for item, row in zip(numeric, locations, strict=True)
    ]
    return _Found(
        factors=[(row._replace(position=place[row.item.id]), levels) for row, levels, _, _ in described],
        quantities=[row for row, _ in beside],
        tests=tuple(chain(*(found[2] for found in described), *(found[1] for found in beside))),
        methods=tuple(dict.fromkeys((*_of_factors(plan, of_shares), *_of_numbers(of_means)))),
        notes=(*((NO_V,) if _weighs(of_shares) else ()), *((quantity.LEFT_OUT,) if _weighs(of_means) else ())),
    )


def _marked(plan: Plan, items: Sequence[Item], cells: Cells, found: _Found) -> _Found:
    """Say of each question whether its gap is imprecise, and whether one group is silent more often than the other."""
    counted, numeric = _kinds(plan, items)
    blocks = [cells.blocks[plan.ask(item.question)] for item in counted]
    sums = [cells.sums[plan.ask(item.question)] for item in numeric]
    notes = [*(row.notes for row, _ in found.factors), *(each.location.notes for each in found.quantities)]
    remarks = iter(missing.differing(plan, [*blocks, *sums], cells.sample, notes))
    return found._replace(
        factors=[
            (row._replace(notes=(*row.notes, *guards.width(row.gap), *next(remarks))), levels)
            for row, levels in found.factors
        ],
        quantities=[
            each._replace(location=each.location._replace(notes=(*each.location.notes, *next(remarks))))
            for each in found.quantities
        ],
    )


def _weighs(methods: Sequence[Method]) -> bool:
    """Say whether weights or a design entered."""
    return any(method.of == "weights" for method in methods)


def _values(plan: Plan, item: Item, cells: Cells, of_means: Sequence[Method]) -> Values | None:
    """Give the distinct answers to a numeric question, where methods that need them hold."""
    return None if _weighs(of_means) else cells.values[plan.ask(item.question)]


def _of_factors(plan: Plan, of_shares: Sequence[Method]) -> tuple[Method, ...]:
    """Name the methods behind the questions with categories; none without such a question."""
    if not of_shares:
        return ()
    narrow = f"{percent(2 * plan.settings.level - 1)} %"
    alike = f"{narrow} intervals of the gaps at all categories within ±{plan.settings.margin:g} points"
    kept = tuple(method for method in of_shares if method.of in KEPT)
    if _weighs(of_shares):
        return (*kept, LARGEST, independence.WEIGHTED, Method("equivalence", alike), WEIGHTS)
    small = f"{alike}, and that of Cramér's V below {plan.settings.small_effect:g}"
    return (*kept, LARGEST, V, independence.UNWEIGHTED, Method("equivalence", small))


def _of_numbers(of_means: Sequence[Method]) -> tuple[Method, ...]:
    """Name the methods behind the numeric questions; their test and margin are not those of the categories."""
    if not of_means:
        return ()
    renamed = [Method(RENAMED.get(each.of, each.of), each.name) for each in of_means if each.of != WEIGHTS.of]
    return (*renamed, WEIGHTS) if _weighs(of_means) else (*renamed, *quantity.METHODS)
