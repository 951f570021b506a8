"""`samkit pipeline` as a library verb: an event log of opportunities, stage by stage."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samkit import survey, workflow
from samkit.catalogue import CHARTS
from samkit.errors import Problem, StudyError
from samkit.notes import Note
from samkit.pipeline import log
from samkit.pipeline.answer import answer, faulty, look
from samkit.pipeline.events import LOST, WON
from samkit.pipeline.log import KEPT, SET_ASIDE
from samkit.pipeline.opportunities import letting_go, winning
from samkit.results import Grouping, Result
from samkit.study.figures import DRAWN_FROM
from samkit.study.load import load
from samkit.study.model import OPPORTUNITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.pipeline.answer import Looked
    from samkit.pipeline.opportunities import Asked
    from samkit.study.model import Study
    from samkit.study.pipeline import PipelineTable
    from samkit.survey import Survey


def read(
    path: Path | str, study: Study | Path | str, *, at: str = "", slices: Sequence[str] = (), reader: str = ""
) -> Survey:
    """Read the log of a pipeline.

    Parameters
    ----------
    path
        The log.
    study
        A study, its file, or the name of a built-in one.
    at
        The day on which it is looked at, as 2026-06-30; left out: what the study says.
    slices
        Columns by which it is taken apart, beside those that the study names.
    reader
        The name of the reader; left out: the one that the study names, or that recognises the file.

    Raises
    ------
    StudyError, DataError
        With every problem found.
    """
    found = load(study) if isinstance(study, Path | str) else study
    said = declared(found)
    every = list(dict.fromkeys([*said.slices, *slices]))
    changed = said.model_copy(update={"slices": every, "at": _day(at) if at else said.at})
    return workflow.read(path, found._replace(pipeline=changed), reader=reader)


def _day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StudyError(Problem("not_a_date", "--at is no day", expected="such as 2026-03-31", got=text)) from None


def pipeline(data: Survey) -> tuple[Survey, Result]:
    """Tell how many opportunities are in which stage, how long they stay, how they end, and in what shape.

    Parameters
    ----------
    data
        The log, read with the columns that the study names in `[pipeline]`.

    Returns
    -------
    tuple
        The survey with every note, and the result: the whole, its stages, shape and pace, slices, faults of the log.

    Raises
    ------
    StudyError
        If the study declares no pipeline.
    DataError
        With every text of the log that is no stage, outcome, date or number.
    """
    said, seen = _looked(data)
    result = answer(data.export, said, seen, data.study.about, workflow.provenance(data))
    return data._replace(notes=(*data.notes, *seen.log.notes, *_broken(seen.log))), result


def told(data: Survey) -> tuple[Survey, tuple[Result, ...]]:
    """Tell the pipeline, and compare what was won with what was lost, and where top sellers and the rest let go.

    Parameters
    ----------
    data
        As for `pipeline`.

    Returns
    -------
    tuple
        The survey with every note, and the results; comparisons are those of `compare`, with sellers as clusters.

    Raises
    ------
    StudyError, DataError
        As for `pipeline`.
    """
    said, seen = _looked(data)
    result = answer(data.export, said, seen, data.study.about, workflow.provenance(data))
    found, notes = [result], [*data.notes, *seen.log.notes, *_broken(seen.log)]
    for asked in _asked(data, said, seen):
        made, compared = workflow.compare(survey.build(asked.study, asked.export))
        found += [each._replace(notes=(*each.notes, *asked.notes)) for each in compared]
        notes += [note for note in (*asked.notes, *made.notes) if note.severity == "warning"]
    return data._replace(notes=tuple(dict.fromkeys(notes))), tuple(found)


def faults(data: Survey) -> tuple[Survey, tuple[Result, ...]]:
    """Tell each row of a log that is broken or odd.

    Parameters
    ----------
    data
        As for `pipeline`.
    """
    said = declared(data.study)
    events = log.read(data.export, said)
    rows = tuple(faulty(data.export, said, events))
    about, made = data.study.about, workflow.provenance(data)
    grouping = Grouping("", "Rows", "", data.respondents, 0, 0, "")
    result = Result("log", "faults", said.title, "", grouping, rows, (), about.level, about.margin / 100, "", made)
    return data._replace(notes=(*data.notes, *events.notes)), (result,)


def beside(data: Survey) -> dict[str, Survey]:
    """Give the opportunities of a log as respondents, for the figures that a report draws of them.

    Parameters
    ----------
    data
        A log, or any other survey.

    Returns
    -------
    dict
        The survey by the name of its source; nothing where no figure asks for it.

    Raises
    ------
    StudyError
        If nothing was won, or nothing lost, or a figure names a section that they do not have or cannot draw.
    """
    specs = [spec for spec in data.study.figures if spec.source == OPPORTUNITIES]
    if not specs or OPPORTUNITIES in data.study.sources:
        return {}
    said, seen = _looked(data)
    if not (seen.pipe.history.ended(WON).any() and seen.pipe.history.ended(LOST).any()):
        raise StudyError(Problem("no_groups", "nothing was won, or nothing lost: there is nothing to compare"))
    asked = winning(data.export, data.study, said, seen)
    for spec, (section,) in ((spec, workflow.chosen(asked.study, [spec.section])) for spec in specs):
        fitting = [name for name, chart in CHARTS.items() if section.analysis in DRAWN_FROM.get(chart.takes, ())]
        if spec.chart not in fitting or spec.compare:
            message = f"figure {spec.id}: this chart does not draw the section {section.id}"
            raise StudyError(Problem("wrong_chart", message, expected=" or ".join(fitting), got=spec.chart))
    made = survey.build(asked.study, asked.export)
    return {OPPORTUNITIES: made._replace(notes=(*asked.notes, *made.notes))}


def _looked(data: Survey) -> tuple[PipelineTable, Looked]:
    said = declared(data.study)
    return said, look(data.export, said, log.read(data.export, said), data.study.about)


def _asked(data: Survey, said: PipelineTable, seen: Looked) -> Iterator[Asked]:
    """Give the comparisons that can be made: of groups that somebody is in."""
    at = seen.pipe.history
    if not at.ended(LOST).any():
        return
    if at.ended(WON).any():
        yield winning(data.export, data.study, said, seen)
    if seen.pipe.clusters.sellers and at.ended(WON).any():
        yield letting_go(data.export, data.study, said, seen)


def _broken(found: log.Log) -> Iterator[Note]:
    """Say how many histories are broken, and how many rows are odd."""
    if found.aside.any():
        aside = int(found.aside.sum())
        rows = sum(found.faults[code].size for code in SET_ASIDE)
        yield Note(
            "broken_history",
            f"opportunities with a broken history set aside: {aside}, in rows: {rows}; --faults tells each",
        )
    left = sum(rows.size for code, rows in found.faults.items() if code not in {*SET_ASIDE, *KEPT})
    if left:
        yield Note("broken_history", f"rows left out of their histories: {left}; --faults tells each")
    kept = sum(found.faults[code].size for code in KEPT)
    if kept:
        yield Note("odd_history", f"rows that are odd and count as they stand: {kept}; --faults tells each")


def declared(study: Study) -> PipelineTable:
    """Give what a study declares of a pipeline.

    Raises
    ------
    StudyError
        If it declares none.
    """
    if study.pipeline is None:
        hint = "declare [pipeline] with opportunity, stages, stage and entered"
        raise StudyError(Problem("no_pipeline", f"the study {study.path} declares no pipeline", hint=hint))
    return study.pipeline
