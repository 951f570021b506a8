"""What is left of each gap among respondents who are alike in what is adjusted for, such as size and industry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import adjusted_cells, adjusted_models, adjusted_rows, adjustment, guards, model_limits
from samkit.analyses.columns import Term
from samkit.analyses.gap import widest_first
from samkit.analyses.measures import measure, optional
from samkit.analyses.own_columns import same_answers
from samkit.analyses.plan import Analysis, Plan
from samkit.errors import Problem, StudyError
from samkit.notes import Note
from samkit.numbers import decimal
from samkit.results import Item, Method, Result, Verdict
from samkit.tally import Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.adjusted import Adjusted
    from samkit.analyses.adjusted_cells import Table
    from samkit.study.model import Section
    from samkit.tally import Cells

RAW: Final = frozenset({"share", "gap", "likelihood ratio", "weights", "design"})
"""What the methods of a comparison say that holds here, too."""

STANDARDISED: Final = "logistic model of each item on the group and all that is adjusted for, averaged over both groups"

METHODS: Final = {
    False: (
        Method("adjusted gap", f"{STANDARDISED}, profile likelihood interval"),
        Method("adjusted ratio", "of the same shares, profile likelihood interval"),
        Method("adjusted test", "likelihood-ratio test of the group"),
    ),
    True: (
        Method("adjusted gap", f"weighted {STANDARDISED}, covariance of the design, t interval"),
        Method("adjusted ratio", "of the same shares, covariance of the design, log interval"),
        Method("adjusted test", "t test of the adjusted gap"),
    ),
}
"""By whether weights or a design enter."""

E_VALUE: Final = Method(
    "E-value",
    "how many times as likely a hidden trait would have to be in one group as in the other, and how many times as "
    "likely it would have to make the item, to explain all of the adjusted ratio",
)

CAUTION: Final = Note(
    "association", "Adjusted for what was asked: a gap that is left may have another cause, and need not be an effect"
)


def analysis(adjust: Sequence[Item] = (), *, force: bool = False) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    adjust
        Questions that gaps are adjusted for; those that the grouping declares if left out.
    force
        Whether a model may have fewer than five answers of the rarer kind for a coefficient.
    """

    def request(plan: Plan) -> Request:
        for_ = _adjusting(plan, adjust)
        asked = (adjusted_cells.together(plan, for_, item) for item in _items(plan, for_))
        return Request(patterns=frozenset({adjusted_cells.together(plan, for_), *asked}))

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        for_ = _adjusting(plan, adjust)
        items = _items(plan, for_)
        table = adjusted_cells.table(plan, for_, items, cells)
        counts, fitted = table.counts(), adjusted_models.fit(table, plan.settings.level, force=force)
        raw = measure(counts, plan.settings.level)
        rows = dict(zip(items, adjusted_rows.rows(plan, items, counts, raw, fitted), strict=True))
        methods = (
            Method("adjusted for", ", ".join(item.text for item in for_)),
            *(each for each in raw.methods if each.of in RAW),
            *METHODS[table.sample is not None],
            E_VALUE,
        )
        notes = (*_left_out(table, for_), *_alike(plan, for_, cells))
        return tuple(_section(plan, section, rows, (methods, notes)) for section in plan.sections)

    return Analysis(request, answer)


ADJUSTED: Final = analysis()


def _adjusting(plan: Plan, adjust: Sequence[Item]) -> tuple[Item, ...]:
    """Give the questions that gaps are adjusted for: those that are named, else those of the grouping.

    Raises
    ------
    StudyError
        If there are none.
    RefusedError
        If one of them makes the groups.
    """
    declared = plan.groups.adjust if plan.groups else ()
    found = tuple(adjust) or tuple(Item(name, plan.questions[name].text, "", name, ()) for name in declared)
    if not found:
        hint = 'say --adjust QUESTION, or adjust = ["QUESTION"] in [groups.NAME]'
        raise StudyError(Problem("nothing_to_adjust_for", "there is nothing to adjust the gaps for", hint=hint))
    model_limits.no_criterion(plan, [Term(item, adjusting=True) for item in found])
    return found


def _items(plan: Plan, adjust: Sequence[Item]) -> list[Item]:
    """List the items that can be adjusted: all but those on which the adjustment rests itself."""
    questions = {item.question for item in adjust}
    return [item for item in dict.fromkeys(plan.items) if item.question not in questions]


def _section(
    plan: Plan, section: Section, rows: dict[Item, Adjusted], told: tuple[tuple[Method, ...], tuple[Note, ...]]
) -> Result:
    """Adjust the p-values of a section as one family, give verdicts, and sort."""
    found = [
        (rows[item] if item in rows else adjusted_rows.adjusted_for(item))._replace(position=position)
        for position, item in enumerate(section.items)
    ]
    p = adjustment.in_family(found)
    q = adjustment.adjusted(plan, p)
    judged = [_judged(plan, row, optional(value)) for row, value in zip(found, q, strict=True)]
    methods, notes = told
    return Result(
        kind="adjusted",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=widest_first(judged),
        methods=methods,
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
        notes=(CAUTION, *notes, *_hidden_trait(plan, judged)),
    )


def _judged(plan: Plan, row: Adjusted, q: float | None) -> Adjusted:
    if guards.is_hidden(row.notes) or row.verdict is Verdict.ADJUSTED_FOR:
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    return row._replace(q=q, verdict=guards.verdict(plan, q, row.adjusted_gap_narrow))


def _left_out(table: Table, adjust: Sequence[Item]) -> tuple[Note, ...]:
    """Tell how many answered an item but not all that is adjusted for."""
    out = [
        int(part.n @ ((part.group < 2) & (part.w > 0) & (part.codes[:, -1] >= 0) & ~inside))
        for part, inside in ((item.patterns, item.inside) for item in table.items)
    ]
    if not any(out):
        return ()
    most, names = decimal(max(out)), ", ".join(item.id for item in adjust)
    return (
        Note("incomplete", f"up to {most} who answered an item are left out: no answer to one of {names}, or more"),
    )


def _alike(plan: Plan, adjust: Sequence[Item], cells: Cells) -> Iterator[Note]:
    """Tell what explains nothing, for all who answered everything are alike in it."""
    base = cells.patterns[adjusted_cells.together(plan, adjust)]
    inside = (base.group < 2) & (base.w > 0) & (base.codes >= 0).all(axis=1)
    for place, item in enumerate(adjust):
        answers = np.stack([base.codes[inside, place], np.nan_to_num(base.values[inside, place])], axis=1)
        if len(np.unique(answers, axis=0)) < 2:
            yield same_answers(item.id)


def _hidden_trait(plan: Plan, rows: Sequence[Adjusted]) -> Iterator[Note]:
    """Say in words what the E-value of the widest gap means that is left."""
    shown = [row for row in rows if row.verdict is Verdict.DIFFERS and row.e_value is not None]
    if not shown:
        return
    row = max(shown, key=lambda each: abs(each.adjusted_gap.value or 0.0))
    more = plan.grouping.first if (row.adjusted_gap.value or 0.0) > 0 else plan.grouping.second
    times, least = (f"{value:.1f}" for value in (row.e_value or np.nan, row.e_bound or np.nan))
    yield Note(
        "hidden_trait",
        f"{row.item.text}: to explain this gap away, a hidden trait would have to be {times} times as likely among "
        f"{more} and make the item {times} times as likely; {least} times to bring the interval of the ratio to 1",
    )
