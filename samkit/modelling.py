"""The verbs behind models: which items go with success given the others, and what is left of each gap by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.answering import plan_for, put
from samkit.classification import NO, YES
from samkit.classify import with_groups
from samkit.study.asked import grouping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.results import Result
    from samkit.survey import Survey


def drivers(
    data: Survey,
    names: Sequence[str] = (),
    by: str = "",
    adjust: Sequence[str] = (),
    *,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> tuple[Survey, Result]:
    """Explain being in the first group by several items together, in one model.

    Parameters
    ----------
    data
        The respondents.
    names
        Names of sections, items or questions: the terms of the model.
    by
        The grouping; the study's first if left out.
    adjust
        Names of questions that the terms are adjusted for.
    force
        Whether there may be fewer than five respondents of the smaller group for a coefficient.
    progress
        Hears each time how much more of the bootstrap is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and the result.
    """
    from samkit.analyses.drivers import analysis
    from samkit.study import explained

    groups = grouping(data.study, by)
    labelled = with_groups(data, groups)
    made = labelled.groups[groups.id]
    title = f"{groups.first} and {groups.second}, all terms in one model"
    section = explained.explaining(data.study, names, title, min(made.count(YES), made.count(NO)))
    beside = explained.adjusting(data.study, adjust, section)
    model = analysis(beside, force=force, progress=progress or (lambda _: None))
    return labelled, put(labelled, [(model, plan_for(labelled, groups, [section]))])[0][0]


def adjusted(
    data: Survey, sections: Sequence[str] = (), by: str = "", adjust: Sequence[str] = (), *, force: bool = False
) -> tuple[Survey, tuple[Result, ...]]:
    """Compare two groups on each item as found, and as if both were alike in other questions.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    adjust
        Names of the questions that gaps are adjusted for; those that the grouping declares if none is named.
    force
        Whether there may be fewer than five answers of the rarer kind for a coefficient.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.

    Raises
    ------
    StudyError
        If there is nothing to adjust for, or no question of a name.
    RefusedError
        If a question that is adjusted for makes the groups.
    """
    from samkit.analyses.adjusted import analysis
    from samkit.study.explained import adjusting
    from samkit.study.ranked import ranked

    groups = grouping(data.study, by)
    found = ranked(data.study, sections)
    made = analysis(adjusting(data.study, adjust), force=force)
    labelled = with_groups(data, groups)
    return labelled, put(labelled, [(made, plan_for(labelled, groups, found))])[0]
