"""The library verbs behind the commands: read, classify, compare. Each takes data and gives data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samkit import __version__, catalogue, survey
from samkit.analyses.plan import Plan
from samkit.classification import NO, OPEN, YES
from samkit.classify import with_groups
from samkit.engines import memory
from samkit.errors import Problem, StudyError, suggestion
from samkit.readers import choose
from samkit.readers.export import Settings
from samkit.results import Criterion, Grouping, Provenance, Result
from samkit.study.load import load as load_study
from samkit.study.resolve import adhoc
from samkit.study.rules import in_words, questions
from samkit.tally import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from samkit.analyses.plan import Analysis
    from samkit.study.model import Groups, Section, Study
    from samkit.survey import Survey


def read(path: Path | str, study: Study | Path | str, *, keep_all: bool = False) -> Survey:
    """Read an export as its study says.

    Parameters
    ----------
    path
        The export.
    study
        A study, its file, or the name of a built-in one.
    keep_all
        Keep the columns, too, that the study does not name.

    Returns
    -------
    Survey
        All answers coded, not yet classified.

    Raises
    ------
    StudyError, DataError
        With every problem found.
    """
    found = load_study(study) if isinstance(study, Path | str) else study
    said = found.export.model_dump(exclude={"missing", "empty"})
    settings = Settings(**{**said, "columns": tuple(said["columns"]), "patterns": found.patterns()})
    return survey.build(found, choose.read(Path(path), settings, found.columns().keys(), keep_all=keep_all))


def grouping(study: Study, by: str = "") -> Groups:
    """Find the grouping: a declared one, `question`, or `question=answer`; the study's first if none is named.

    Raises
    ------
    StudyError
        If there is no such grouping.
    """
    if not by and not study.groups:
        hint = "declare [groups.performance] with its criteria, or say --by QUESTION=ANSWER"
        raise StudyError(Problem("no_grouping", f"the study {study.path} declares no groups", hint=hint))
    wanted = by or next(iter(study.groups))
    found = adhoc(study, wanted)
    if found is None:
        raise StudyError(_no_grouping(study, wanted))
    return found


def classify(data: Survey, by: str = "") -> tuple[Survey, Result]:
    """Give each respondent a label.

    Returns
    -------
    tuple
        The survey with its groups, and the classification as a result.
    """
    from samkit.analyses import membership
    from samkit.engines import labels

    groups = grouping(data.study, by)
    labelled = data if groups.id in data.groups else with_groups(data, groups)
    made = labelled.groups[groups.id]
    steps = [
        Criterion(
            label=step.label,
            words=step.words,
            passed=step.passed,
            failed=step.failed,
            open=step.open,
            share=membership.UNKNOWN,
            in_order=step.in_order,
            lost=step.lost,
            pending=step.pending,
            settled=step.settled,
            unsettled=step.unsettled,
        )
        for step in made.steps
    ]
    about = describe(labelled, groups)
    counted = labels.count(labelled, groups.id)
    return labelled, membership.answer(about, steps, counted, data.study.about, provenance(data))


def compare(data: Survey, sections: Sequence[str] = (), by: str = "") -> tuple[Survey, tuple[Result, ...]]:
    """Compare two groups on sections of the study; everything is counted in one scan.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all of them if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    groups = grouping(data.study, by)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups) for section in chosen(data.study, sections)])


def profile(data: Survey, questions: Sequence[str] = (), by: str = "") -> tuple[Survey, Result]:
    """Compare who is in two groups: questions with categories and numeric ones, all in one family.

    Parameters
    ----------
    data
        The respondents.
    questions
        Names of questions; those that no section compares if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and the result.
    """
    from samkit.study.named import profiled

    groups = grouping(data.study, by)
    title = f"Profile of {groups.first} and {groups.second}"
    section = profiled(data.study, questions, _defining(data.study, groups), title)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups)], "profile")[0]


def trend(data: Survey, names: Sequence[str] = (), by: str = "") -> tuple[Survey, tuple[Result, ...]]:
    """Test whether the share of the first group rises or falls over ordered factors.

    Parameters
    ----------
    data
        The respondents.
    names
        Names of sections or questions; the sections of ordered factors if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section; questions that are named stand in one of their own.
    """
    from samkit.study.named import ordered

    groups = grouping(data.study, by)
    sections = ordered(data.study, names)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups) for section in sections], "trend")


def rank(
    data: Survey,
    sections: Sequence[str] = (),
    by: str = "",
    *,
    replicates: int = 10_000,
    progress: Callable[[int], None] | None = None,
) -> tuple[Survey, tuple[Result, ...]]:
    """Rank items by how common they are and by how far they separate two groups.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    replicates
        How often the sample is drawn again, count.
    progress
        Hears each time how much more is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.rank import analysis
    from samkit.study.ranked import ranked

    groups = grouping(data.study, by)
    found = ranked(data.study, sections)
    labelled = with_groups(data, groups)
    ranking = analysis(replicates, progress or (lambda _: None))
    plan = _plan(labelled, groups, found)
    return labelled, ranking.answer(plan, memory.count(labelled, ranking.request(plan)))


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
    adjusted = explained.adjusting(data.study, adjust, section)
    model = analysis(adjusted, force=force, progress=progress or (lambda _: None))
    plan = _plan(labelled, groups, [section])
    return labelled, model.answer(plan, memory.count(labelled, model.request(plan)))[0]


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
    asked: dict[tuple[str, str], list[Section]] = {}
    by_id = {groups.id: groups for _, groups in wanted}
    for section, groups in wanted:
        asked.setdefault((analysis or section.analysis, groups.id), []).append(section)
    plans = [(kind, _plan(data, by_id[by], sections)) for (kind, by), sections in asked.items()]
    analyses: dict[str, Analysis] = {kind: catalogue.load(catalogue.ANALYSES[kind]) for kind, _ in plans}
    request = Request()
    for kind, plan in plans:
        request |= analyses[kind].request(plan)
    cells = memory.count(data, request)
    results = {}
    for kind, plan in plans:
        for result in analyses[kind].answer(plan, cells):
            results[result.section, result.grouping.id] = result
    return tuple(results[section.id, groups.id] for section, groups in wanted)


def chosen(study: Study, names: Iterable[str]) -> list[Section]:
    """Find sections by name.

    Raises
    ------
    StudyError
        With every name that is no section.
    """
    wanted = list(dict.fromkeys(names)) or list(study.sections)
    if not wanted:
        hint = "declare [sections.NAME] with title and questions"
        raise StudyError(Problem("no_sections", f"the study {study.path} declares no sections", hint=hint))
    known = list(study.sections)
    problems = [
        Problem("unknown_section", "there is no section of this name", got=name, hint=suggestion(name, known))
        for name in wanted
        if name not in study.sections
    ]
    if problems:
        raise StudyError(problems)
    return [study.sections[name] for name in wanted]


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


def _plan(data: Survey, groups: Groups, sections: Sequence[Section]) -> Plan:
    return Plan(
        sections=tuple(sections),
        grouping=describe(data, groups),
        criteria=_defining(data.study, groups),
        settings=data.study.about,
        provenance=provenance(data),
        questions=data.study.questions,
    )


def _defining(study: Study, groups: Groups) -> frozenset[str]:
    """Give the questions that read what a criterion reads, under whatever name."""
    read = [study.questions[name] for name in questions(groups.rule)]
    return frozenset(name for name, question in study.questions.items() if any(map(question.reads_with, read)))


def _no_grouping(study: Study, wanted: str) -> Problem:
    """Say that a grouping is not there, and what is."""
    name, _, level = wanted.partition("=")
    question = study.questions.get(name.strip())
    if question is not None and question.levels:
        first = question.levels[-1]
        message = (
            f"{name.strip()} has no such answer" if level else f"{name.strip()} has {len(question.levels)} answers"
        )
        near = suggestion(level.strip(), question.levels) if level else f'say which: --by "{name}={first}"'
        return Problem("unknown_grouping", message, got=wanted, hint=near)
    if question is not None:
        hint = "make a grouping of it in the study file: at_least, between or top_share"
        return Problem("unknown_grouping", f"{name.strip()} is answered with a number", got=wanted, hint=hint)
    if name.strip() in study.selections:
        options = [option.id for option in study.selections[name.strip()].options]
        hint = f"name one of its options: --by {options[0]}"
        return Problem("unknown_grouping", "several options of this question may be ticked", got=wanted, hint=hint)
    known = [*study.groups, *(key for key, question in study.questions.items() if question.levels)]
    return Problem(
        "unknown_grouping", "there is no grouping or question of this name", got=wanted, hint=suggestion(wanted, known)
    )
