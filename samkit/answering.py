"""How a survey answers what is asked of it: one plan an analysis, one scan for all of them, and what they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samkit import __version__, catalogue, shared_work
from samkit.analyses import circular
from samkit.analyses.plan import Plan
from samkit.classification import NO, OPEN, YES
from samkit.engines import memory
from samkit.results import Grouping, Provenance, Result
from samkit.study.asked import defining
from samkit.study.rules import in_words
from samkit.tally import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.analyses.plan import Analysis
    from samkit.study.model import Groups, Section
    from samkit.survey import Survey
    from samkit.tally import Cells

Asked = tuple[str, "Section", "Groups"]
"""An analysis by name, of a section, by a grouping."""


def answer(data: Survey, wanted: Sequence[tuple[Section, Groups]], analysis: str = "") -> tuple[Result, ...]:
    """Answer several (section, grouping) pairs in one scan, in the order in which they were asked.

    Parameters
    ----------
    data
        The survey with its groups.
    wanted
        Sections, each with a grouping.
    analysis
        The analysis of all of them; left out, the one that each section names.
    """
    return answer_each(data, [(analysis or section.analysis, section, groups) for section, groups in wanted])


def answer_each(data: Survey, wanted: Sequence[Asked]) -> tuple[Result, ...]:
    """Answer several (analysis, section, grouping) in one scan, in the order in which they were asked."""
    return answer_all([(data, wanted)], alone=True)[0]


def answer_all(asked: Sequence[tuple[Survey, Sequence[Asked]]], *, alone: bool = False) -> list[tuple[Result, ...]]:
    """Answer what is asked of several surveys, each in one scan; what is computed from the counts is shared out.

    Parameters
    ----------
    asked
        Surveys with their groups, each with several (analysis, section, grouping).
    alone
        Stay in one process, whatever there is.

    Returns
    -------
    list
        The results of each survey, in the order in which they were asked.
    """
    plans = [_plans(data, wanted) for data, wanted in asked]
    cells = [_counted(data, found) for (data, _), found in zip(asked, plans, strict=True)]
    questions = [(place, *question) for place, found in enumerate(plans) for question in found]

    def work(number: int) -> tuple[Result, ...]:
        place, analysis, plan = questions[number]
        return analysis.answer(circular.examined(plan, cells[place]), cells[place])

    found: list[dict[tuple[str, str, str], Result]] = [{} for _ in asked]
    answers = shared_work.each(work, len(questions), lambda _: None, alone=alone)
    for (place, *_), results in zip(questions, answers, strict=True):
        found[place].update({(result.kind, result.section, result.grouping.id): result for result in results})
    return [
        tuple(each[kind, section.id, groups.id] for kind, section, groups in wanted)
        for each, (_, wanted) in zip(found, asked, strict=True)
    ]


def _plans(data: Survey, wanted: Sequence[Asked]) -> list[tuple[Analysis, Plan]]:
    """Gather the sections of each analysis and grouping in one plan."""
    asked: dict[tuple[str, str], list[Section]] = {}
    by_id = {groups.id: groups for _, _, groups in wanted}
    for kind, section, groups in wanted:
        sections = asked.setdefault((kind, groups.id), [])
        sections += [section] if section not in sections else []
    return [
        (catalogue.load(catalogue.ANALYSES[kind]), plan_for(data, by_id[by], sections))
        for (kind, by), sections in asked.items()
    ]


def put(data: Survey, asked: Sequence[tuple[Analysis, Plan]]) -> list[tuple[Result, ...]]:
    """Put questions to a survey in one scan, and find what in them is circular.

    Parameters
    ----------
    data
        The survey with its groups.
    asked
        Analyses, each with its plan.

    Returns
    -------
    list
        The results of each.
    """
    cells = _counted(data, asked)
    return [analysis.answer(circular.examined(plan, cells), cells) for analysis, plan in asked]


def _counted(data: Survey, asked: Sequence[tuple[Analysis, Plan]]) -> Cells:
    """Count everything that is asked of a survey in one scan."""
    request = Request()
    for analysis, plan in asked:
        request |= analysis.request(plan) | circular.request(plan)
    return memory.count(data, request)


def plan_for(data: Survey, groups: Groups, sections: Sequence[Section]) -> Plan:
    """Say what an analysis is to answer: sections by one grouping, and what it must know of both."""
    return Plan(
        sections=tuple(sections),
        grouping=describe(data, groups),
        criteria=defining(data.study, groups),
        settings=data.study.about,
        provenance=provenance(data),
        questions=data.study.questions,
        groups=groups,
        compared=tuple(
            item for section in data.study.sections.values() if section.analysis == "gap" for item in section.items
        ),
    )


def describe(data: Survey, groups: Groups) -> Grouping:
    """Describe a grouping: its names, its rule, and how many are in it."""
    made = data.groups[groups.id]
    return Grouping(
        id=groups.id,
        first=groups.first,
        second=groups.second,
        n_first=made.count(YES),
        n_second=made.count(NO),
        n_left_out=made.count(OPEN),
        left_out="Unclassified",
        rule=tuple(in_words(part) for part in groups.rule.parts),
    )


def provenance(data: Survey) -> Provenance:
    """Say what a result is made from."""
    about = data.study.about
    return Provenance(
        samkit=__version__,
        study=about.title,
        study_digest=data.study.digest,
        data=Path(data.export.path).name,
        data_digest=data.export.digest,
        respondents=data.respondents,
        seed=about.seed,
        source=about.source,
        synthetic=about.synthetic,
    )


def unmade(title: str) -> Provenance:
    """Say of a result that it is made from no data."""
    return Provenance(__version__, title, "", "", "", 0, 1)
