"""Whether a finding survives another reading of the rule that made the groups: every item under every reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import adjustment, guards, missing, order, robust_curve, robust_rows
from samkit.analyses.counts import favourable
from samkit.analyses.gap import widest_first
from samkit.analyses.measures import UNWEIGHTED, optional, weighted_methods
from samkit.analyses.plan import Analysis, Plan, nobody
from samkit.analyses.reread import design, reread
from samkit.notes import Note
from samkit.numbers import decimal
from samkit.results import Choice, Choices, Estimate, Method, Result, RuleReading
from samkit.stats.permuted import PERMUTATIONS
from samkit.study.readings import readings
from samkit.study.rules import Compare, questions
from samkit.tally import Request, Reread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.robust_rows import Judged
    from samkit.counted import Rereading
    from samkit.results import Robust
    from samkit.study.model import Section
    from samkit.study.readings import Readings, Variant
    from samkit.tally import Cells, Sample

METHODS: Final = frozenset({"gap", "likelihood ratio", "test", "equivalence", "weights", "design"})
"""What the methods of a comparison say that holds here, too."""


def analysis(permutations: int = PERMUTATIONS, progress: Callable[[int], None] = nobody) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    permutations
        How often respondents are exchanged, count; 0 leaves the test of the curves out.
    progress
        Hears each time how much more is done, in percent of the whole.
    """

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        found, rows = _readings(plan), cells.rereads[_asked(plan)]
        numbers = reread(rows, cells.sample, plan.settings.level, plan.margin)
        circular, entering = _circular(plan, found), design(rows, cells.sample)
        results, start = [], 0
        for place, section in enumerate(plan.sections, 1):
            items = slice(start, start + len(section.items))
            judged = robust_rows.judge(plan, numbers.part(items), circular[:, items])
            some = rows._replace(favourable=rows.favourable[:, items], valid=rows.valid[:, items])
            told = robust_curve.tested(plan, some, judged, entering, permutations)
            declared = _noted(plan, section, cells, robust_rows.rows(plan, section.items, judged), judged)
            results.append(_result(plan, section, declared, (found, rows), entering, told))
            progress(100 * place // len(plan.sections) - 100 * (place - 1) // len(plan.sections))
            start = items.stop
        return tuple(results)

    return Analysis(request, answer)


def request(plan: Plan) -> Request:
    """Say what has to be counted: each question by level, and all items under every reading."""
    return plan.request() | Request(rereads=frozenset({_asked(plan)}))


ROBUSTNESS: Final = analysis()


def _asked(plan: Plan) -> Reread:
    return Reread(tuple((item.question, item.favourable) for item in plan.items), plan.grouping.id)


def _readings(plan: Plan) -> Readings:
    assert plan.groups is not None  # noqa: S101 - whoever plans an analysis of a survey gives its groups
    return readings(plan.groups, plan.questions, plan.settings.readings)


def _circular(plan: Plan, found: Readings) -> NDArray[np.bool_]:
    """Say which readings rest on the question of which item, **shape** (readings, items)."""
    read = [[plan.questions[name] for name in questions(rule)] for rule in found.rules()]
    asked = [plan.questions[item.question] for item in plan.items]
    rests = [[any(question.reads_with(other) for other in some) for question in asked] for some in read]
    return np.asarray(np.array(found.joined(), dtype=np.int64) @ np.array(rests, dtype=np.int64) > 0)


def _noted(plan: Plan, section: Section, cells: Cells, rows: Sequence[Robust], judged: Judged) -> list[Robust]:
    """Say of the declared reading what limits its gap, and what missing answers could do to it."""
    blocks = [cells.blocks[plan.ask(item.question)] for item in section.items]
    counts = favourable(section.items, blocks, cells.sample)
    found = []
    for place, (row, bounds) in enumerate(zip(rows, missing.at_worst(counts, blocks), strict=True)):
        second = Estimate(optional(counts.share(1, place)), None, None)
        narrow = Estimate(row.gap.value, *(optional(bound) for bound in judged.numbers.narrow[:, 0, place]))
        told = (*guards.width(row.gap), *guards.ceiling(plan, row.gap, second))
        undone = missing.matters(plan, row.verdict, row.gap, narrow, bounds)
        found.append(row._replace(notes=(*row.notes, *told, *undone)))
    return missing.marked(plan, blocks, cells.sample, found)


def _result(
    plan: Plan,
    section: Section,
    declared: Sequence[Robust],
    read: tuple[Readings, Rereading],
    entering: Sample | None,
    told: robust_curve.Told,
) -> Result:
    """Put the rows of a section together: its items, then what the criteria may be, then the readings."""
    rows = [
        row._replace(p=optional(p), p_share=optional(p_share))
        for row, p, p_share in zip(declared, told.p, told.p_share, strict=True)
    ]
    q = adjustment.adjusted(plan, told.p)
    items: tuple[Robust, ...] = widest_first(
        [row._replace(q=optional(value)) for row, value in zip(rows, q, strict=True)]
    )
    found = read[0]
    methods = UNWEIGHTED if entering is None else weighted_methods(entering)
    return Result(
        kind="robustness",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=(*items, *_choices(found), *_rule_readings(*read)),
        methods=(*(each for each in methods if each.of in METHODS), _told(found), *told.methods),
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, told.p),
        provenance=plan.provenance,
        tests=told.tests,
        notes=(*told.notes, *_cut(plan, found), *order.by_gap(items)),
    )


def _told(found: Readings) -> Method:
    """Say how many readings there are, and where they come from."""
    derived = sum(reading.derived for reading in found.readings)
    counted = len(found.readings)
    own = counted - derived - 1
    text = f"{decimal(counted)} of the rule: as declared, {own} named in the study file, {decimal(derived)} derived"
    return Method("readings", text)


def _cut(plan: Plan, found: Readings) -> Iterator[Note]:
    """Say that there are more readings than are looked at, or no other than the declared one."""
    counted = len(found.readings)
    if counted == 1:
        yield Note("one_reading", "The rule has one reading alone: nothing can be varied")
    elif plan.settings.readings <= counted < found.possible:
        number, every = decimal(counted), decimal(found.possible)
        yield Note("readings_cut", f"{number} of {every} readings are looked at: those with the fewest changes")


def _choices(found: Readings) -> Iterator[Choices]:
    """Say what each criterion may be."""
    for part, options in zip(found.groups.rule.parts, found.variants, strict=True):
        yield Choices(part.label, tuple(_choice(variant) for variant in options))


def _choice(variant: Variant) -> Choice:
    if not isinstance(variant.rule, Compare):
        return Choice(variant.kind, "", ())
    values = (value if isinstance(value, str) else f"{value:g}" for value in variant.rule.values)
    return Choice(variant.kind, variant.rule.operator, tuple(values))


def _rule_readings(found: Readings, rows: Rereading) -> Iterator[RuleReading]:
    """Say how many are in each group under each reading."""
    sizes = np.stack([(rows.truth == truth).sum(axis=1) for truth in (1, 0, -1)], axis=1).tolist()
    for reading, (first, second, left_out) in zip(found.readings, sizes, strict=True):
        of = len(found.rule(reading).parts)
        yield RuleReading(reading.id, reading.chosen, reading.k, of, reading.derived, first, second, left_out)
