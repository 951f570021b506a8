"""`samkit check` as a library verb: the study against the data, and the quality of the data, as one result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from samkit import publish, workflow
from samkit.errors import DataError, shown
from samkit.findings import SEVERITIES, Finding, Response
from samkit.notes import Note
from samkit.quality import check as quality
from samkit.quality import columns, silence
from samkit.quality.respondents import seen
from samkit.readers import choose
from samkit.readers.source import STANDARD_INPUT
from samkit.results import Grouping, Method, Result
from samkit.study.load import load as load_study
from samkit.writers.files import write_together

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from samkit.errors import Problem
    from samkit.readers.export import Export
    from samkit.study.model import Study
    from samkit.survey import Survey

Format = Literal["png", "svg", "pdf"]

FORMATS: Final[tuple[Format, ...]] = ("svg", "png", "pdf")
NAME: Final = "check"
LINES: Final = 5
"""How many lines of the file a finding names, where no more are asked for."""

_NAMES: Final = {"error": "error", "warning": "warning", "info": "remark"}


def check(
    path: Path | str, study: Study | Path | str, *, reader: str = "", most_lines: int | None = LINES
) -> tuple[Survey, Result]:
    """Hold an export against its study, and look at the quality of its data.

    Parameters
    ----------
    path
        The export.
    study
        A study, its file, or the name of a built-in one.
    reader
        The name of the reader; left out: the one that the study names, or that recognises the file.
    most_lines
        How many lines of the file a finding names at most; all of them if None.

    Returns
    -------
    tuple
        What could be coded of the survey, and the result: findings, the gravest first, then a row for each question.

    Raises
    ------
    StudyError, DataError
        If the study or the file as a whole cannot be read; a fault of an answer is a finding.
    """
    found = load_study(study) if isinstance(study, Path | str) else study
    export, problems = _read(Path(path), found, reader)
    return looked_at(found, export, problems, most_lines=most_lines)


def looked_at(
    study: Study, export: Export, absent: Sequence[Problem] = (), *, most_lines: int | None = LINES
) -> tuple[Survey, Result]:
    """Check an export that has been read.

    Parameters
    ----------
    study
        The study.
    export
        The answers as they stood, with all columns.
    absent
        What the reader says of columns that the study needs and the export does not have.
    most_lines
        How many lines of the file a finding names at most; all of them if None.
    """
    data = seen(study, export, {problem.place.column for problem in absent})
    findings = quality.findings(data, columns.absent(absent, study), most_lines=most_lines)
    return data.survey, _result(data.survey._replace(study=study), findings, silence.responses(data))


def _read(path: Path, study: Study, reader: str) -> tuple[Export, tuple[Problem, ...]]:
    """Read all columns of an export; those that the study needs and that are not there are told, not refused."""
    settings = workflow.settings(study, reader)
    needed = study.columns().keys()
    try:
        return choose.read(path, settings, needed, keep_all=True), ()
    except DataError as error:
        again = str(path) != STANDARD_INPUT  # which can be read once
        if not again or any(problem.code != "missing_column" for problem in error.problems):
            raise
        there = needed - {problem.place.column for problem in error.problems}
        return choose.read(path, settings, there, keep_all=True), error.problems


def _result(data: Survey, findings: Sequence[Finding], responses: Sequence[Response]) -> Result:
    """Put what was found into a result."""
    return Result(
        kind=NAME,
        section=NAME,
        title=f"Check of {shown(Path(data.export.path).name, quote=False)}: {counts(findings)}",
        question="",
        grouping=Grouping("", "Respondents", "", data.respondents, 0, 0, ""),
        rows=(*findings, *responses),
        methods=tuple(Method(name, rule) for name, rule in quality.rules(findings).items()),
        level=data.study.about.level,
        margin=data.study.about.margin / 100,
        family="",
        provenance=workflow.provenance(data),
    )


def counts(findings: Collection[Finding]) -> str:
    """Say how many errors, warnings and remarks there are.

    Examples
    --------
    >>> counts([Finding("ids", "id", "error", 2, 9, 2 / 9, "twice")])
    '1 error, no warnings, no remarks'
    """
    told = []
    for severity in SEVERITIES:
        n = sum(finding.severity == severity for finding in findings)
        told.append(f"{n or 'no'} {_NAMES[severity]}{'' if n == 1 else 's'}")
    return ", ".join(told)


def errors(result: Result) -> int:
    """Count the errors among the findings of a check."""
    return sum(isinstance(row, Finding) and row.severity == "error" for row in result.rows)


def written(
    data: Survey, result: Result, form: str, target: Path, figures: Sequence[Format]
) -> tuple[list[Path], tuple[Note, ...]]:
    """Write a check: into a file by its suffix, a figure among them; into a folder, the table and the figure.

    Parameters
    ----------
    data
        What was checked; its files are never written over.
    result
        What `check` gave.
    form
        The format of the table in a folder.
    target
        A file, or a folder; a new folder has no suffix.
    figures
        The formats of the figure in a folder.

    Returns
    -------
    tuple
        What was written, and signs of the figure that our typefaces do not have.
    """
    suffix = target.suffix.removeprefix(".")
    if suffix in FORMATS and not target.is_dir():
        files, notes = _pictures(result, [form for form in FORMATS if form == suffix], target.stem)
        drawn = {name: made for name, made in files.items() if not name.endswith(".txt")}
        return _write(data, target.parent, drawn), notes
    paths = publish.results([result], form, target, data)
    if paths == [target]:
        return paths, ()
    files, notes = _pictures(result, figures, NAME)
    return [*paths, *_write(data, target, files)], notes


def _write(data: Survey, folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    paths = {folder / name: made for name, made in files.items()}
    publish.spare(data, paths)
    write_together(paths)
    return list(paths)


def _pictures(result: Result, formats: Sequence[Format], name: str) -> tuple[dict[str, bytes], tuple[Note, ...]]:
    """Draw who answered which question, on as many figures as it takes, each with its words for who cannot see it."""
    from samkit.charts.quality import draw, pages  # start-up: matplotlib
    from samkit.charts.save import missing_glyphs, render  # start-up: matplotlib
    from samkit.report import response  # start-up: matplotlib

    files: dict[str, bytes] = {}
    missing: set[str] = set()
    shared = pages(result.rows)
    for number, rows in enumerate(shared, 1):
        stem = name if len(shared) == 1 else f"{name}-{number}"
        figure = draw(rows, result.grouping, response.caption(rows, result))
        files.update({f"{stem}.{form}": render(figure, form) for form in formats})
        files[f"{stem}.txt"] = f"{response.alt(rows, result)}\n".encode()
        missing.update(missing_glyphs(figure))
    signs = " ".join(shown(sign, quote=False) for sign in sorted(missing))
    text = f"figure drawn with \ufffd for want of a glyph: {signs}"
    return files, (Note("missing_glyph", text),) if signs else ()
