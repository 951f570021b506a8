"""What a report is made of: each of its surveys read once and counted once, and the document that the answers make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import benchmarking, catalogue, pipelining, workflow
from samkit.answering import answer_all
from samkit.classify import with_groups
from samkit.errors import Problem, StudyError
from samkit.report import build, trust
from samkit.report.joined import joined
from samkit.study.asked import defining
from samkit.study.model import OPPORTUNITIES, Source
from samkit.study.named import profiled
from samkit.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.answering import Asked
    from samkit.notes import Note
    from samkit.report.document import Document
    from samkit.results import Result
    from samkit.study.model import FigureSpec, Study
    from samkit.survey import Survey

OURS: Final = ""
"""The name, among the surveys of a report, of that of the study itself."""


class _Asked(NamedTuple):
    """What figures ask of one survey: itself with its groups, who is in them, its systems, and analyses by figure.

    Where a study has no groups, what it is about is the result of its system.
    """

    survey: Survey
    classification: Result
    systems: Mapping[str, Result]
    wanted: Mapping[str, Sequence[Asked]]
    doubted: Sequence[Asked]


class _Part(NamedTuple):
    """What one survey adds to a report: itself with its groups, who is in them, and a result for each figure."""

    survey: Survey
    classification: Result
    answers: tuple[Result, ...]
    figures: Mapping[str, Result]


def made(data: Survey) -> tuple[Survey, tuple[Result, ...], Document]:
    """Compute everything that a report shows, without drawing or writing it.

    Parameters
    ----------
    data
        The respondents of the study; those of its sources are read here.

    Returns
    -------
    tuple
        The survey with its groups, every result, and the document.

    Raises
    ------
    StudyError
        If the study declares no figures.
    DataError
        If a source cannot be read.
    """
    study = data.study
    if not study.figures:
        hint = "add [[figures]] with id, section and chart; see samkit catalogue for the charts"
        raise StudyError(Problem("no_figures", f"the study {study.path} declares no figures", hint=hint))
    sources = {name: workflow.read(source.export, source.study) for name, source in study.sources.items()}
    beside = pipelining.beside(data)
    named = {name: Source(name, each.study.about.title, each.study, each.export.path) for name, each in beside.items()}
    study = study._replace(sources={**study.sources, **named})
    surveys = {OURS: data, **sources, **beside}
    parts = _parts(study, surveys)
    document = build.document(
        study.about,
        parts[OURS].classification,
        [(spec, parts[spec.source].figures[spec.id]) for spec in study.figures],
        tuple(note for name, part in parts.items() for note in _notes(study, name, part.survey)),
        {name: part.classification for name, part in parts.items() if name != OURS},
        [result for part in parts.values() for result in part.answers if result.kind == "trust"],
    )
    results = [result for part in parts.values() for result in (part.classification, *part.answers)]
    return parts[OURS].survey, tuple(results), document._replace(look=study.look)


def _parts(study: Study, surveys: Mapping[str, Survey]) -> dict[str, _Part]:
    """Answer everything that figures ask: each survey is counted once, and what is computed from counts shared out."""
    asked = {name: _asked(study, name, survey) for name, survey in surveys.items()}
    wanted = [
        (each.survey, [*(one for some in each.wanted.values() for one in some), *each.doubted])
        for each in asked.values()
    ]
    answers = answer_all(wanted, alone=not any(each.doubted for each in asked.values()))
    return {name: _part(study, name, (asked[name], surveys), found) for name, found in zip(asked, answers, strict=True)}


def _asked(study: Study, name: str, survey: Survey) -> _Asked:
    """Gather what figures ask of one survey, and classify its respondents."""
    specs = [spec for spec in study.figures if spec.source == name]
    wanted = {spec.id: _wanted(survey.study, spec) for spec in specs}
    groupings = {groups.id: groups for asked in wanted.values() for _, _, groups in asked}
    told = {
        kind: catalogue.load(catalogue.SYSTEMS[kind])(survey) for kind in dict.fromkeys(map(_system, specs)) if kind
    }
    systems = {kind: result for kind, (_, result) in told.items()}
    said = (note for data, _ in told.values() for note in data.notes)
    survey = survey._replace(notes=tuple(dict.fromkeys((*survey.notes, *said))))
    if systems and not survey.study.groups:
        labelled, classification = survey, next(iter(systems.values()))
    else:
        labelled, classification = workflow.classify(with_groups(survey, *groupings.values()))
    in_question = [] if study.pipeline and name == OPPORTUNITIES else specs
    doubted = [one for spec in in_question for one in _doubted(spec, wanted[spec.id])]
    return _Asked(labelled, classification, systems, wanted, doubted)


def _part(study: Study, name: str, asked: tuple[_Asked, Mapping[str, Survey]], answers: tuple[Result, ...]) -> _Part:
    """Put the answers of one survey together, with its systems and what compares it with another one."""
    (labelled, classification, systems, wanted, _), surveys = asked
    each = iter(answers)
    figures = {spec: joined([next(each) for _ in some]) for spec, some in wanted.items() if some}
    specs = [spec for spec in study.figures if spec.source == name]
    compared = {
        spec.id: _compared(labelled, spec, surveys[spec.compare])._replace(title=study.sources[spec.compare].title)
        for spec in specs
        if spec.compare
    }
    drawn = {spec.id: systems[_system(spec)] for spec in specs if _system(spec)}
    found = (*answers, *compared.values(), *(result for result in systems.values() if result is not classification))
    once = {(result.kind, result.section, result.grouping.id): result for result in found}
    return _Part(labelled, classification, tuple(once.values()), {**figures, **compared, **drawn})


def _system(spec: FigureSpec) -> str:
    """Name the system, with a table of its own in the study file, that a figure draws; empty where it draws none."""
    kind = catalogue.CHARTS[spec.chart].takes
    return kind if kind in catalogue.SYSTEMS else ""


def _wanted(study: Study, spec: FigureSpec) -> list[Asked]:
    """Say what a figure rests on: an analysis of sections by a grouping.

    Nothing where it compares two surveys, or draws a system.
    """
    if spec.compare or _system(spec):
        return []
    groups = workflow.grouping(study, spec.by)
    kind = catalogue.CHARTS[spec.chart].takes
    if spec.section:
        return [(kind, study.sections[spec.section], groups)]
    if kind != "profile":
        return [(kind, section, groups) for section in study.sections.values() if section.analysis == kind]
    title = Words(study.about.language)("heading.profile", first=groups.first, second=groups.second)
    return [(kind, profiled(study, (), defining(study, groups), title), groups)]


def _doubted(spec: FigureSpec, asked: Sequence[Asked]) -> Iterator[Asked]:
    """Say against which findings of a figure objections are raised: those of sections that have gaps."""
    if catalogue.CHARTS[spec.chart].takes in {"gap", "rank"} and spec.chart not in trust.SAYS_NOTHING:
        for _, section, groups in asked:
            yield "trust", section, groups


def _compared(data: Survey, spec: FigureSpec, against: Survey) -> Result:
    """Hold the items of a section against those of another survey, all of whose p-values are one family."""
    section = data.study.sections[spec.section]
    ours = data._replace(study=data.study._replace(sections={section.id: section}))
    return benchmarking.benchmark(ours, against, spec.by)[1]._replace(section=section.id, question=section.question)


def _notes(study: Study, name: str, survey: Survey) -> list[Note]:
    """Give what must be known of a survey; of a source, with its name."""
    if name == OURS:
        return list(survey.notes)
    return [note._replace(text=f"{study.sources[name].title}: {note.text}") for note in survey.notes]
