"""All that is said of improvement plans: the skills, the plan of each unit, methods, and what a reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses.counts import favourable
from samkit.analyses.guards import NOTHING
from samkit.analyses.measures import design_methods, estimates, gaps
from samkit.notes import Note
from samkit.payoffs import Skill
from samkit.practices import units
from samkit.practices.known import known
from samkit.practices.plans import improvement
from samkit.results import Method, Result
from samkit.stats import confidence
from samkit.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.analyses.plan import Plan
    from samkit.payoffs import Of
    from samkit.practices.known import Asked, Known
    from samkit.practices.units import Scales, Unit
    from samkit.study.practices import PracticesTable
    from samkit.survey import Survey
    from samkit.tally import Cells

    Wanted = tuple[Of, Sequence[str]]

NAME: Final = "practices"


def answer(
    data: Survey, plan: Plan, asked: Asked, cells: Cells, said: PracticesTable, wanted: Sequence[Wanted]
) -> Result:
    """Make plans.

    Parameters
    ----------
    data
        The respondents.
    plan
        The section of the skills by the grouping.
    asked
        Skills and what they are adjusted for.
    cells
        What `known.request` asked for.
    said
        What the study declares.
    wanted
        For whom: of which kinds, and which of them by name; all if none is named.

    Raises
    ------
    StudyError
        If there is no such unit.
    RefusedError
        If the respondents cannot tell anything of the skills.
    """
    scale = units.scales(plan, asked.skills, said.target)
    kinds = [_units(data, plan, asked, cells, scale, each) for each in wanted]
    found, told = [unit for kind, _ in kinds for unit in kind], [note for _, notes in kinds for note in notes]
    learnt = known(plan, asked, cells)
    level = plan.settings.level
    made = [improvement(unit, asked.skills, learnt, level, said.least_answered) for unit in found]
    sample = learnt.prepared.cases.sample
    return Result(
        kind=NAME,
        section="plans",
        title=plan.sections[0].title,
        question=plan.sections[0].question,
        grouping=plan.grouping,
        rows=(*_skills(plan, asked, cells, said, scale, learnt), *made),
        methods=(*_methods(asked), *(design_methods(sample) if sample else ())),
        level=level,
        margin=plan.margin,
        family="",
        provenance=plan.provenance,
        notes=(*learnt.notes, *told, *_not_described(asked, said)),
    )


def _units(
    data: Survey, plan: Plan, asked: Asked, cells: Cells, scale: Scales, wanted: Wanted
) -> tuple[list[Unit], tuple[Note, ...]]:
    """Find for whom plans are made."""
    of, named = wanted
    patterns = cells.patterns[asked.together(plan)]
    if of == "team":
        return units.teams(plan, asked, patterns, scale, named)
    if of == "person":
        found = units.persons(data, asked, scale, named)
        text = f"shown because it was asked for: ratings of persons ({len(found)}); handle them as personal data"
        return found, (Note("personal_plans", text),)
    return [units.everybody(asked, patterns, scale, Words(plan.settings.language)("groups.everybody"))], ()


def _skills(
    plan: Plan, asked: Asked, cells: Cells, said: PracticesTable, scale: Scales, learnt: Known
) -> Iterator[Skill]:
    """Give a row for each skill."""
    level, k = plan.settings.level, len(learnt.modelled)
    errors = np.sqrt(np.maximum(np.diag(learnt.found.covariance)[:k], 0.0))
    bounds = confidence.wald(learnt.found.association, errors, np.inf, level)
    effects = dict(zip(learnt.modelled, estimates(learnt.found.association, bounds), strict=True))
    counts = favourable(asked.skills, [cells.blocks[plan.ask(item.question)] for item in asked.skills], cells.sample)
    n = int(learnt.prepared.counted.n.sum())
    for place, (item, gap) in enumerate(zip(asked.skills, gaps(counts, level), strict=True)):
        words, left = said.plans.get(item.id), learnt.left.get(place)
        yield Skill(
            item=item,
            association=effects.get(place, NOTHING),
            gap=gap,
            n=n,
            target=scale.names[place],
            measure=words.measure if words else "",
            success=words.success if words else "",
            cadence=words.cadence if words else "",
            position=place,
            notes=(left,) if left else (),
        )


def _methods(asked: Asked) -> Iterator[Method]:
    """Name the methods behind the numbers."""
    formula = "distance to the target, part of the scale × association × gap; a skill without a gap pays nothing"
    yield Method("payoff", formula)
    yield Method("association", "average marginal effect of the whole scale in one logistic model of all skills")
    yield Method("gap", "share of the skill in both groups, as samkit compare gives it")
    yield Method(
        "range",
        f"percentiles and ranks of {asked.draws:,} draws with the joint linearised covariance of association and gap",
    )


def _not_described(asked: Asked, said: PracticesTable) -> tuple[Note, ...]:
    """Name the skills of which the study file does not say how an improvement is followed."""
    names = [item.id for item in asked.skills if item.id not in said.plans]
    text = f"not told how to follow: {', '.join(names)}; [practices.plans.SKILL] says it"
    return (Note("not_described", text),) if names else ()
