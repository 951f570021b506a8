"""A survey against a reference: each item's share beside theirs, the difference, its test, and what may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.counts import by_unit, entering
from samkit.analyses.measures import design_methods, estimates, named, optional
from samkit.notes import Note
from samkit.results import Benchmark, Estimate, Method, Result, Side, Verdict
from samkit.stats import proportion, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.theirs import Theirs
    from samkit.counted import Block
    from samkit.stats.linearize import Totals
    from samkit.tally import Cells, Request, Sample

UNWEIGHTED: Final = (
    Method("share", "Wilson score interval"),
    Method("gap", "Miettinen-Nurminen score interval; Wilson's where no base was printed"),
    Method("test", "score test of two samples; of one where no base was printed"),
)
WEIGHTED: Final = (
    Method("share", "weighted, linearised, logit interval"),
    Method("gap", "weighted, linearised, Wald interval, variances of both surveys added"),
    Method("test", "t test of the linearised gap"),
    Method("weights", "n counts respondents, shares are weighted"),
)
ROUNDED: Final = Method("rounding", "intervals and tests hold for all that a printed percentage can have been")

GROUPS: Final[dict[str, list[int]]] = {"top": [0], "rest": [1], "all": [0, 1, 2]}
"""Which rows of the counts make up a side."""


class Ours(NamedTuple):
    """Our own count of one item: `x` of `n` valid answers, with the weighted totals of both cells if there are any."""

    x: int
    n: int
    missing: int
    totals: Totals | None

    @property
    def effective(self) -> float:
        """The effective number of valid answers."""
        if self.totals is None:
            return float(self.n)
        from samkit.stats import linearize

        return float(linearize.kish(self.totals, [1, 1]))


def request(plan: Plan) -> Request:
    """Say what has to be counted: each question once."""
    return plan.request()


def ours(block: Block, favourable: Iterable[str], rows: list[int], sample: Sample | None) -> Ours:
    """Count favourable and other answers in some of the groups.

    Parameters
    ----------
    block
        The counts of the question.
    favourable
        Levels that count.
    rows
        Which groups: 0 first, 1 second, 2 unclassified.
    sample
        How respondents were drawn; left out, weights do not enter.
    """
    places = [block.levels.index(level) for level in favourable]
    n = block.n[rows].sum(axis=0)
    totals = None if sample is None else _totals(block, places, rows, sample)
    return Ours(int(n[places].sum()), int(n.sum()), int(block.missing[rows].sum()), totals)


def _totals(block: Block, places: list[int], rows: list[int], sample: Sample) -> Totals:
    """Weigh the favourable and the other answers of some groups, by unit of the design."""
    from samkit.stats import linearize

    others = [place for place in range(len(block.levels)) if place not in places]

    def split(name: str) -> NDArray[np.float64]:
        table = by_unit(block, name)[:, rows].sum(axis=1)
        return np.stack([table[:, places].sum(axis=-1), table[:, others].sum(axis=-1)], axis=-1)

    return linearize.cells(split("n"), split("w"), split("w2"), sample)


def answer(plan: Plan, cells: Cells, theirs: Sequence[Theirs], title: str, *, whole: bool = False) -> Result:
    """Hold each share of a reference against our own.

    Parameters
    ----------
    plan
        Grouping and settings; its grouping has no names where nobody is grouped.
    cells
        The counts that `request` asked for.
    theirs
        The shares of the reference.
    title
        What the reference is called.
    whole
        Whether all of our respondents are held against each group of the reference.
    """
    from samkit.stats import linearize

    blocks = [cells.blocks[plan.ask(each.item.question)] for each in theirs]
    weighted = entering(cells.sample, blocks) is not None or any(each.error for each in theirs)
    sample = (cells.sample or linearize.plain(plan.provenance.respondents)) if weighted else None
    rows = []
    for place, (each, block) in enumerate(zip(theirs, blocks, strict=True)):
        found = ours(block, each.item.favourable, GROUPS["all" if whole else each.side], sample)
        notes = (*_base_notes(plan, each, found, block, beside=_beside(each, theirs, whole=whole)), *each.notes)
        rows.append(_row(plan, each, found, place, (*notes, *_about(plan, each, whole=whole))))
    p = adjustment.in_family(rows)
    q = adjustment.adjusted(plan, p)
    judged = sorted((_judged(plan, row, optional(value)) for row, value in zip(rows, q, strict=True)), key=_widest)
    methods = UNWEIGHTED if sample is None else (*named(WEIGHTED, sample), *design_methods(sample))
    return Result(
        kind="benchmark",
        section="benchmark",
        title=f"{plan.provenance.study} against {title}",
        question="",
        grouping=plan.grouping,
        rows=tuple(judged),
        methods=(*methods, ROUNDED),
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, title, p),
        provenance=plan.provenance,
    )


def _beside(each: Theirs, theirs: Sequence[Theirs], *, whole: bool) -> bool:
    """Say whether a row of all respondents stands beside one of their groups, from which the others follow."""
    return not whole and each.side == "all" and any(o.item.id == each.item.id and o.side != "all" for o in theirs)


def _base_notes(plan: Plan, each: Theirs, found: Ours, block: Block, *, beside: bool) -> tuple[Note, ...]:
    """Judge our own base: none, too small to show, small, or showing another that is too small."""
    hide, mark = plan.settings.hide_below, plan.settings.mark_below
    if found.effective <= 0:
        return (Note("no_base", f"no answer of any weight in {each.group}"),)
    if found.effective < hide:
        return (Note("hidden_base", f"hidden: base below {hide} ({found.effective:.0f})"),)
    if beside and any(0 < n < hide for n in block.base().tolist()):
        return (Note("hidden_base", f"hidden: beside its groups it would show one of fewer than {hide}"),)
    small = found.effective < mark
    return (Note("small_base", f"small base: below {mark} ({each.group} {found.effective:.0f})"),) if small else ()


def _about(plan: Plan, each: Theirs, *, whole: bool) -> tuple[Note, ...]:
    """Say what a row compares, where it is not like with like."""
    if whole:
        text = f"all of our respondents against their {each.group}"
        return (Note("all_of_ours", text),) if each.side != "all" else ()
    return guards.circular(plan, each.item) if each.side != "all" else ()


def _row(plan: Plan, each: Theirs, found: Ours, place: int, notes: tuple[Note, ...]) -> Benchmark:
    """Put the numbers of one share together; a base that is too small keeps them back."""
    level = plan.settings.level
    side = Side(found.x, found.n, found.missing, _share(found, level), _design_effect(found))
    theirs = Estimate(each.share, *each.range)
    if guards.is_hidden(notes):
        hidden = Side(None, found.n, found.missing, guards.NOTHING)
        verdict = guards.verdict_without_numbers(notes)
        nothing = guards.NOTHING
        return Benchmark(
            each.item, each.group, hidden, theirs, each.n, nothing, nothing, None, None, verdict, place, notes
        )
    wide, narrow = (_apart(each, found, confidence) for confidence in (level, 2 * level - 1))
    value = None if side.share.value is None else side.share.value - each.share
    gap, gap_narrow = (Estimate(value, float(b.interval.lower), float(b.interval.upper)) for b in (wide, narrow))
    return Benchmark(
        item=each.item,
        group=each.group,
        ours=side,
        theirs=theirs,
        n=each.n,
        gap=gap,
        gap_narrow=gap_narrow,
        p=optional(wide.p),
        q=None,
        verdict=Verdict.NOT_COMPUTABLE,
        position=place,
        notes=(*notes, *guards.width(gap)),
    )


def _share(found: Ours, level: float) -> Estimate:
    """Give our share with its interval."""
    if found.totals is None:
        x, n = np.array([found.x]), np.array([found.n])
        return estimates(proportion.estimate(x, n), proportion.wilson(x, n, level))[0]
    from samkit.stats import shares

    made = shares.share(found.totals, level=level)
    return Estimate(float(made.value), float(made.interval.lower), float(made.interval.upper))


def _design_effect(found: Ours) -> float | None:
    if found.totals is None:
        return None
    from samkit.stats import shares

    return optional(shares.design_effect(found.totals))


def _apart(each: Theirs, found: Ours, level: float) -> reference.Apart:
    """Hold our share against theirs, by what is known of both."""
    if found.totals is not None:
        value, error = own_error(found.totals)
        other = each.error or (np.inf if each.n is None else float(each.n))
        return reference.estimated(value, error, each.range, other, level)
    if each.n is None:
        return reference.figure(found.x, found.n, each.range, level)
    return reference.counted(found.x, found.n, each.counts, each.n, level)


def own_error(totals: Totals) -> tuple[float, reference.Error]:
    """Give a weighted share and its error, from weights and design."""
    from samkit.stats import shares

    made = shares.share(totals)
    return float(made.value), reference.Error(float(made.error), totals.sample.df)


def _judged(plan: Plan, row: Benchmark, q: float | None) -> Benchmark:
    """Say whether we are above or below, and if neither is shown, whether the two are the same within the margin."""
    if guards.is_hidden(row.notes):
        return row
    if guards.is_circular(row.notes):
        return row._replace(verdict=Verdict.CIRCULAR)
    verdict = guards.verdict(plan, q, row.gap_narrow)
    if verdict == Verdict.DIFFERS:
        verdict = Verdict.ABOVE if (row.gap.value or 0.0) > 0 else Verdict.BELOW
    return row._replace(q=q, verdict=verdict)


def _widest(row: Benchmark) -> float:
    """Sort by falling difference, rows without one last."""
    return np.inf if row.gap.value is None else -row.gap.value
