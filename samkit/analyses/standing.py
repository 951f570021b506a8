"""One organisation beside two groups: what it has of what they have, and from that its chance of being in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import drivers, guards
from samkit.analyses.columns import Term
from samkit.analyses.measures import optional
from samkit.analyses.prepared import prepare
from samkit.errors import RefusedError
from samkit.notes import Note
from samkit.results import Chance, Estimate, Item, Method, Standing
from samkit.stats import posterior
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.plan import Plan
    from samkit.results import Contrast
    from samkit.tally import Cells

METHODS: Final = (
    Method("naive Bayes", "odds before × likelihood ratio of each answer, intervals added in squares on logarithms"),
    Method("model", "logistic regression of `drivers` on the same items, Wald interval of the log odds"),
    Method("zero cells", "as counted, nothing added: the chance is then 0 or 100 % and its interval one-sided"),
)
INDEPENDENT: Final = Note(
    "independence",
    "naive Bayes takes the items as independent within each group: what hangs together counts more than once, and "
    "makes the chance too extreme and its interval too short",
)


class Known(NamedTuple):
    """What is known of an item in two groups.

    Parameters
    ----------
    item
        The item of the organisation's own study.
    first, second
        The share of each group that has it.
    n_first, n_second
        Their bases, count; None where none is known.
    present, absent
        LR+ and LR-.
    notes
        What a reader must know.
    """

    item: Item
    first: Estimate
    second: Estimate
    n_first: int | None
    n_second: int | None
    present: Estimate
    absent: Estimate
    notes: tuple[Note, ...] = ()


class Answered(NamedTuple):
    """What the organisation answered: whether it has the item, None without an answer, and its answer in words."""

    has: bool | None
    words: str


def counted(row: Contrast, item: Item, notes: tuple[Note, ...] = ()) -> Known:
    """Take what a gap analysis found."""
    sides = (row.first.share, row.second.share, row.first.n, row.second.n)
    return Known(item, *sides, row.ratio, row.ratio_absent, (*notes, *row.notes))


def standing(known: Known, answered: Answered, place: int) -> Standing:
    """Put one item of the organisation beside the groups, and say whether it enters the chance.

    Parameters
    ----------
    known
        Of the groups.
    answered
        By the organisation.
    place
        The item's place in the questionnaire.
    """
    ratio = guards.NOTHING if answered.has is None else known.present if answered.has else known.absent
    notes = known.notes
    if answered.has is None:
        notes = (*notes, Note("skipped", f"skipped: {answered.words}"))
    elif ratio.value is None and not guards.is_hidden(notes):
        notes = (*notes, Note("skipped", "skipped: both groups answer alike without exception, or no ratio is known"))
    enters = ratio.value is not None and not guards.is_circular(notes)
    return Standing(
        item=known.item,
        answer=answered.words,
        has=answered.has,
        first=known.first,
        second=known.second,
        n_first=known.n_first,
        n_second=known.n_second,
        ratio=ratio,
        enters=enters,
        position=place,
        notes=notes,
    )


def bayes(before: Chance, rows: Sequence[Standing]) -> Chance:
    """Multiply the odds before by the likelihood ratio of every answer.

    Parameters
    ----------
    before
        The chance before any answer is known.
    rows
        The items; those that do not enter are left out.
    """
    ratios = [row.ratio for row in rows if row.enters]
    odds = Estimate(*(optional(posterior.odds(_number(part))) for part in before.chance))
    after = _product([odds, *ratios])
    chance = Estimate(*(optional(posterior.chance(_number(part))) for part in after))
    notes = (INDEPENDENT,) if len(ratios) > 1 else ()
    return before._replace(
        method="naive Bayes", chance=chance, ratio=_product(ratios), items=len(ratios), notes=(*before.notes, *notes)
    )


def request(plan: Plan, items: Sequence[Item]) -> Request:
    """Ask for the answers to several items side by side, for the model."""
    return Request(patterns=frozenset({_together(plan, items)})) if items else Request()


def model(plan: Plan, cells: Cells, items: Sequence[tuple[Item, bool]], basis: str) -> Chance:
    """Predict by the model of `drivers` on the same items.

    Parameters
    ----------
    plan
        Grouping and settings of those that the model is fitted to.
    cells
        What `request` asked for.
    items
        Each with whether the organisation has it.
    basis
        What the respondents of the model are called.
    """
    nothing = Chance("model", guards.NOTHING, guards.NOTHING, len(items), None, None, basis)
    if not items:
        return nothing._replace(notes=(Note("no_chance", "no model: no item enters"),))
    patterns = cells.patterns[_together(plan, [item for item, _ in items])]
    terms = [Term(item, adjusting=False) for item, _ in items]
    try:
        prepared = prepare(plan, terms, patterns, cells.sample, force=False)
        fitted = drivers.model(plan, prepared)
    except RefusedError as error:
        told = "; ".join(problem.message for problem in error.problems)
        return nothing._replace(notes=(Note("no_chance", f"no model: {told}; name other items, or fewer"),))
    has = [float(items[prepared.found.columns[column].term][1]) for column in prepared.kept]
    value, bounds = posterior.predicted(has, fitted.coefficients, fitted.covariance, fitted.df, plan.settings.level)
    first, second = prepared.counted.n.tolist()
    return nothing._replace(
        chance=Estimate(float(value), float(bounds.lower), float(bounds.upper)),
        items=len(prepared.kept),
        n_first=first,
        n_second=second,
        notes=(*prepared.notes, *prepared.left.values()),
    )


def _together(plan: Plan, items: Sequence[Item]) -> Together:
    return Together(tuple(dict.fromkeys(item.question for item in items)), plan.grouping.id)


def _product(parts: Sequence[Estimate]) -> Estimate:
    """Multiply estimates; a bound that is not known leaves the product without one."""
    columns = [np.array([_number(part[place]) for part in parts]) for place in range(3)]
    value, bounds = posterior.product(posterior.Factors(*columns))
    return Estimate(*map(optional, (value, *bounds)))


def _number(part: float | None) -> float:
    return np.nan if part is None else part
