"""Whether praise makes the gaps: items without self-rated criteria, and beyond one common factor of all answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import adjustment, halo_answers, halo_notes, halo_rows, robust_rows
from samkit.analyses.halo_factor import Settings, factored
from samkit.analyses.halo_rows import Whole
from samkit.analyses.measures import UNWEIGHTED, weighted_methods
from samkit.analyses.plan import Analysis, Plan, nobody
from samkit.analyses.reread import design, reread
from samkit.results import Result
from samkit.study.rules import questions
from samkit.study.self_rated import without_self_rated
from samkit.tally import Request, Reread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.results import Halo
    from samkit.study.model import Section
    from samkit.study.readings import Readings
    from samkit.tally import Cells

REPLICATES: Final = 1_000
"""How often the sample is drawn again."""

METHODS: Final = frozenset({"gap", "likelihood ratio", "test", "equivalence", "weights", "design"})
"""What the methods of a comparison say that holds here, too."""


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
        whole = _whole(plan, cells, replicates, progress)
        numbers = reread(whole.rows, cells.sample, plan.settings.level, plan.margin)
        circular = _circular(plan, whole.found)
        results, start = [], 0
        for section in plan.sections:
            items = slice(start, start + len(section.items))
            judged = robust_rows.judge(plan, numbers.part(items), circular[:, items])
            results.append(_result(plan, section, whole, halo_rows.items(plan, section.items, judged, whole)))
            start = items.stop
        return tuple(results)

    return Analysis(request, answer)


def request(plan: Plan) -> Request:
    """Say what has to be counted: each question by level, all answers side by side, and the groups remade."""
    side_by_side = frozenset({halo_answers.together(plan)})
    return plan.request() | Request(patterns=side_by_side, rereads=frozenset({_asked(plan)}))


HALO: Final = analysis()


def _asked(plan: Plan) -> Reread:
    return Reread(tuple((item.question, item.favourable) for item in plan.items), plan.grouping.id, "self_rated")


def _readings(plan: Plan) -> Readings:
    assert plan.groups is not None  # noqa: S101 - whoever plans an analysis of a survey gives its groups
    return without_self_rated(plan.groups)


def _circular(plan: Plan, found: Readings) -> NDArray[np.bool_]:
    """Say which readings rest on the question of which item, **shape** (readings, items)."""
    rests = []
    for reading in found.readings:
        read = [plan.questions[name] for name in questions(found.rule(reading))]
        asked = (plan.questions[item.question] for item in plan.items)
        rests.append([any(question.reads_with(other) for other in read) for question in asked])
    return np.array(rests, dtype=np.bool_)


def _whole(plan: Plan, cells: Cells, replicates: int, progress: Callable[[int], None]) -> Whole:
    """Remake the groups, and take the common factor of everything that is compared, where there is one."""
    rows, patterns = cells.rereads[_asked(plan)], cells.patterns[halo_answers.together(plan)]
    asked = halo_answers.asked(plan, patterns)
    settings = Settings(replicates, plan.settings.seed, plan.settings.level, progress)
    factor = factored(patterns, asked, cells.sample, settings) if asked.enough else None
    return Whole(_readings(plan), rows, asked, factor, cells.sample, replicates)


def _result(plan: Plan, section: Section, whole: Whole, rows: Sequence[Halo]) -> Result:
    """Put the rows of a section together, its items first, then the factor."""
    entering = design(whole.rows, whole.sample)
    methods = UNWEIGHTED if entering is None else weighted_methods(entering)
    told, p = halo_rows.judged(plan, rows)
    return Result(
        kind="halo",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=(*told, halo_rows.common(plan, whole)),
        methods=(*(each for each in methods if each.of in METHODS), *halo_notes.methods(plan, whole)),
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, p),
        provenance=plan.provenance,
        notes=halo_notes.notes(plan, whole),
    )
