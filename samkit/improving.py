"""`samkit practices` as a library verb: improvement plans for a person, a team or all respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import workflow
from samkit.analyses import circular
from samkit.classify import with_groups
from samkit.engines import memory
from samkit.errors import Problem, StudyError
from samkit.practices import answer, known
from samkit.study import explained
from samkit.study.asked import grouping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.payoffs import Of
    from samkit.results import Result
    from samkit.survey import Survey


def plans(data: Survey, of: Of = "all", named: Sequence[str] = (), by: str = "") -> tuple[Survey, Result]:
    """Say which one skill of each unit, improved, pays most.

    Parameters
    ----------
    data
        The respondents.
    of
        For whom: each "person", each "team", or "all" respondents as one.
    named
        Which persons, by their ids, or which teams; all of them if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and the result: the skills, then a plan for each unit.

    Raises
    ------
    StudyError
        If the study declares no practices, or there is no such unit.
    RefusedError
        If the respondents cannot tell anything of the skills.
    """
    said = data.study.practices
    if said is None:
        hint = "declare [practices] with skills and [practices.plans.SKILL]"
        raise StudyError(Problem("no_practices", f"the study {data.study.path} declares no practices", hint=hint))
    groups = grouping(data.study, by)
    labelled = data if groups.id in data.groups else with_groups(data, groups)
    section = data.study.sections[said.skills]
    plan = workflow.plan_for(labelled, groups, [section])
    adjust = explained.adjusting(data.study, said.adjust, section)
    asked = known.Asked(section.items, adjust, said.team, said.draws)
    cells = memory.count(labelled, known.request(plan, asked) | circular.request(plan))
    return labelled, answer.answer(data, circular.examined(plan, cells), asked, cells, said, (of, named))
