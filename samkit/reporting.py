"""`samkit report` as a library verb: every figure of the study, its tables, the results, and the report itself."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samkit import catalogue, drawing, publish, workflow
from samkit.classify import with_groups
from samkit.drawing import FORMATS, Format
from samkit.errors import Place, Problem, StudyError
from samkit.report import build
from samkit.study.asked import defining
from samkit.study.named import profiled
from samkit.writers import csv_text, folder, json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from samkit.report.document import Document, Drawn
    from samkit.results import Result
    from samkit.study.model import FigureSpec, Groups, Section, Study
    from samkit.survey import Survey

DOCUMENTS: Final = tuple(name for name, entry in catalogue.WRITERS.items() if entry.takes == "document")
"""The formats of a whole report."""


def report(
    data: Survey,
    target: Path,
    *,
    documents: Sequence[str] = ("html",),
    formats: Sequence[Format] = FORMATS,
    force: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Survey, Path]:
    """Write the report of a study into a folder: the report in each format, figures, tables and `results.json`.

    Parameters
    ----------
    data
        The respondents.
    target
        The folder; it is replaced as a whole when everything is ready.
    documents
        Formats of the report: names of writers that take a document.
    formats
        Of the files of the figures: "svg", "png", "pdf".
    force
        Replace the folder even if it holds files of others.
    progress
        Called before each figure with its number, how many there are, and its title.

    Returns
    -------
    tuple
        The survey with its groups and all notes, and the report in the first of its formats.

    Raises
    ------
    StudyError
        If the study declares no figures.
    """
    _spare(data, target)
    publish.refuse_no_folder(target)
    folder.check(target, force=force)
    labelled, results, document = made(data)
    wanted = {form for name in documents for form in catalogue.WRITERS[name].pictures}
    drawn, notes = drawing.draw(document, {*formats, *wanted}, progress)
    files = {
        **written(document, drawn, documents),
        "results.json": json_text.write(results).encode(),
        **{f"tables/{figure.table.name}.csv": csv_text.write([figure.table]).encode() for figure in document.figures},
        "tables/classification.csv": csv_text.write(document.tables).encode(),
        **{
            f"figures/{name}": data
            for name, data in drawn.items()
            if name.endswith(tuple(formats)) and not name.startswith((drawing.BARE, drawing.DARK))
        },
        **drawing.alternatives(document),
    }
    folder.write(target, files, force=force)
    first = catalogue.WRITERS[documents[0]].file if documents else "results.json"
    return labelled._replace(notes=(*labelled.notes, *notes)), target / first


def written(document: Document, drawn: Drawn, documents: Sequence[str]) -> Mapping[str, bytes]:
    """Write the report in each of some formats; give the files by name."""
    entries = [catalogue.WRITERS[name] for name in documents]
    return {entry.file: catalogue.load(entry)(document, drawn) for entry in entries}


def _spare(data: Survey, target: Path) -> None:
    """Refuse to replace a folder that holds what is read here, or the folder in which the command runs."""
    place = target.resolve()
    read = (Path(data.export.path).resolve(), Path(data.study.path).resolve(), Path.cwd())
    if any(path.is_relative_to(place) for path in read):
        message = "the folder holds a file that is read here, or is the one that the command runs in"
        raise StudyError(Problem("would_overwrite", message, Place(str(target)), hint="name a folder below it with -o"))


def formats(named: Sequence[str]) -> tuple[Format, ...]:
    """Check the formats of figures that a user names; all of them if none is named.

    Raises
    ------
    StudyError
        With every name that is no format.
    """
    _known(named, FORMATS, "figures cannot be written so", "--figures")
    return tuple(form for form in FORMATS if form in named) or FORMATS


def documents(named: Sequence[str]) -> tuple[str, ...]:
    """Check the formats of the report that a user names; a page if none is named, each of them for "all".

    Raises
    ------
    StudyError
        With every name that is no format, and every library that is missing.
    """
    _known(named, (*DOCUMENTS, "all"), "a report cannot be written so", "--format")
    wanted = DOCUMENTS if "all" in named else tuple(dict.fromkeys(named)) or DOCUMENTS[:1]
    missing = [name for name in wanted if catalogue.WRITERS[name].library and not _is_installed(name)]
    if missing:
        raise StudyError(_not_installed(name) for name in missing)
    return wanted


def _known(named: Sequence[str], known: Sequence[str], message: str, option: str) -> None:
    """Refuse names that are not among those that are known."""
    hint = f"say {option} once for each, or leave it out"
    unknown = [name for name in named if name not in known]
    if unknown:
        raise StudyError(
            Problem("unknown_format", message, expected=", ".join(known), got=name, hint=hint) for name in unknown
        )


def _is_installed(name: str) -> bool:
    """Say whether the library of a writer is there."""
    return find_spec(catalogue.WRITERS[name].library) is not None


def _not_installed(name: str) -> Problem:
    """Say what to install for a format."""
    entry = catalogue.WRITERS[name]
    message = f"a report as {name} needs the library {entry.library}, which is not installed"
    return Problem("not_installed", message, hint=f"install it with: pip install 'samkit[{entry.extra}]'")


def made(data: Survey) -> tuple[Survey, tuple[Result, ...], Document]:
    """Compute everything that the report shows, without drawing or writing it."""
    study = data.study
    if not study.figures:
        hint = "add [[figures]] with id, section and chart; see samkit catalogue for the charts"
        raise StudyError(Problem("no_figures", f"the study {study.path} declares no figures", hint=hint))
    wanted = [_wanted(study, spec) for spec in study.figures]
    labelled = with_groups(data, *{groups.id: groups for _, _, groups in wanted}.values())
    labelled, classification = workflow.classify(labelled)
    results = workflow.answer_each(labelled, wanted)
    pairs = list(zip(study.figures, results, strict=True))
    document = build.document(study.about, classification, pairs, labelled.notes)
    once = {(result.kind, result.section, result.grouping.id): result for result in results}
    return labelled, (classification, *once.values()), document


def _wanted(study: Study, spec: FigureSpec) -> tuple[str, Section, Groups]:
    """Say what a figure rests on: an analysis of a section by a grouping."""
    groups = workflow.grouping(study, spec.by)
    kind = catalogue.CHARTS[spec.chart].takes
    if spec.section:
        return kind, study.sections[spec.section], groups
    return kind, profiled(study, (), defining(study, groups), f"Profile of {groups.first} and {groups.second}"), groups
