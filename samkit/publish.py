"""Results laid out and written: on the screen, into a file, into a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from samkit import catalogue
from samkit.classification import NO, YES
from samkit.errors import Place, Problem, StudyError, shown
from samkit.notes import Note
from samkit.writers import csv_text
from samkit.writers.files import told, write_atomic, write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from samkit.classification import Classification
    from samkit.results import Result
    from samkit.survey import Survey
    from samkit.tables.table import Table

SUFFIXES = {".csv": "csv", ".json": "json", ".md": "md", ".txt": "table"}


def text(results: Sequence[Result], form: str, *, colour: bool = False) -> str:
    """Write results in one format.

    Parameters
    ----------
    results
        In the order in which they are shown.
    form
        A name of `catalogue.WRITERS`.
    colour
        Whether a table is for a screen that understands colour.
    """
    write = catalogue.load(catalogue.WRITERS[form])
    if catalogue.WRITERS[form].takes == "results":
        return str(write(results))
    options = {"colour": True} if colour and form == "table" else {}
    laid = [table for result in results for table in tables(result) if table.brief or form == "csv"]
    return str(write(laid, **options))


def tables(result: Result) -> tuple[Table, ...]:
    """Lay out a result in every table that takes its kind and has rows of it."""
    takers = [entry for entry in catalogue.TABLES.values() if entry.takes == result.kind]
    laid = tuple(catalogue.load(entry)(result) for entry in takers)
    return tuple(table for table in laid if table.rows) or laid


def results(found: Sequence[Result], form: str, target: Path, data: Survey) -> list[Path]:
    """Write results into a file by its suffix, or one file per section into a folder.

    Parameters
    ----------
    found
        In the order in which they are written.
    form
        The format of the files of a folder.
    target
        The file, or the folder; a new folder has no suffix.
    data
        What the results were made from; its files are never written over.

    Returns
    -------
    list of Path
        What was written.
    """
    if target.suffix in SUFFIXES and not target.is_dir():
        spare(data, [target])
        write_atomic(target, text(found, SUFFIXES[target.suffix]).encode())
        return [target]
    if target.suffix and not target.is_dir():
        raise _unknown_suffix(target, SUFFIXES)
    refuse_no_folder(target)
    suffix = next(suffix for suffix, name in SUFFIXES.items() if name == form)
    prepared = {target / f"{result.section}{suffix}": text([result], form).encode() for result in found}
    spare(data, prepared)
    make_folder(target)
    write_together(prepared)
    return list(prepared)


def spare(data: Survey, targets: Iterable[Path]) -> None:
    """Refuse to write over the files that a survey was read from.

    Raises
    ------
    StudyError
        If a target is the export or the study file.
    """
    read = {Path(data.export.path).resolve(), Path(data.study.path).resolve()}
    for target in targets:
        if target.resolve() in read:
            message = "-o names a file that is read here"
            raise StudyError(Problem("would_overwrite", message, Place(str(target)), hint="name another file"))


def refuse_no_folder(target: Path) -> None:
    """Refuse to write into a folder that is a file, or the root of all of them.

    Raises
    ------
    StudyError
        If it is.
    """
    message, hint = "", "name another folder with -o"
    if os.path.lexists(target) and not target.is_dir():
        message = "a folder was to be written, and there is a file of this name"
    elif target.resolve() == target.resolve().parent:
        message = "results are not written into the root of the file system"
    if message:
        raise StudyError(Problem("not_a_folder", message, Place(str(target)), hint=hint))


def _unknown_suffix(target: Path, known: Iterable[str]) -> StudyError:
    """Say that nothing writes files of a suffix."""
    hint = "name a file with one of these, or a folder"
    expected = ", ".join(known)
    return StudyError(
        Problem("unknown_suffix", "no such kind of file is written", Place(str(target)), expected, hint=hint)
    )


def labelled(data: Survey, by: str, target: Path, *, keep_personal: bool = False) -> tuple[Path, tuple[Note, ...]]:
    """Write the export as it stood, with label, outcome of each criterion and reason for every respondent.

    Parameters
    ----------
    data
        A survey that kept all columns of its export.
    by
        The grouping.
    target
        A file, or a folder to put it into.
    keep_personal
        Whether columns that say who or where somebody is are written, too.

    Returns
    -------
    tuple
        The file, and which columns were left out of it.
    """
    path = target / f"{Path(data.export.path).stem}_classified.csv" if target.is_dir() else target
    if path.suffix != ".csv":
        raise _unknown_suffix(path, [".csv"])
    spare(data, [path])
    made = data.groups[by]
    personal = {} if keep_personal else _personal(data)
    every = sorted(data.export.columns.values(), key=lambda column: column.position)
    kept = [column for column in every if column.name not in personal]
    names = [data.export.header[column.position - 1] for column in kept]
    columns = [column.texts() for column in kept]
    header = [*names, "samkit_group", *(f"samkit: {step.label}" for step in made.steps), "samkit_reason"]
    rows = zip(*columns, *_labels(made), strict=True)
    write_atomic(path, csv_text.rows_as_text(header, rows).encode())
    return path, _left_out(personal)


def _personal(data: Survey) -> dict[str, str]:
    """Give the columns that say who or where somebody is, each with the reason.

    Columns whose answers the study declares one by one stay: they can hold nothing else.
    """
    from samkit.intake import personal, seen  # start-up: only rows that leave the house need it

    declared = {question.column for question in data.study.questions.values() if question.levels}
    others = (column for column in data.export.columns.values() if column.name not in declared)
    return {column.name: why for column in others if (why := personal.personal(seen.seen(column)))}


def _left_out(personal: Mapping[str, str]) -> tuple[Note, ...]:
    """Say which columns were left out, and how to have them."""
    listed = "; ".join(f"{shown(name)} ({why})" for name, why in personal.items())
    text = f"left out as personal, and --keep-personal keeps them: {listed}"
    return (Note("personal_columns", text),) if personal else ()


def _labels(made: Classification) -> Iterator[list[str]]:
    """Give the added columns: label, outcome by criterion, reason."""
    names = {YES: made.groups.first, NO: made.groups.second}
    outcomes = {YES: "pass", NO: "fail"}
    yield [names.get(int(truth), "Unclassified") for truth in made.truth]
    for criterion in made.criteria:
        yield [outcomes.get(int(truth), "no answer") for truth in criterion]
    yield [_reason(made, place) for place in range(made.truth.size)]


def _reason(made: Classification, place: int) -> str:
    """Say why a respondent has their label."""
    truth = int(made.truth[place])
    outcomes = made.criteria[:, place]
    if truth == YES:
        return "passes " + ("all criteria" if (outcomes == YES).all() else f"{int((outcomes == YES).sum())} criteria")
    if truth == NO:
        failed = [step.label for step, outcome in zip(made.steps, outcomes, strict=True) if outcome == NO]
        return f"fails: {'; '.join(failed)}"
    unknown = [step.label for step, outcome in zip(made.steps, outcomes, strict=True) if outcome not in {YES, NO}]
    return f"no answer: {'; '.join(unknown)}"


def make_folder(path: Path) -> None:
    """Make a folder for output.

    Raises
    ------
    OutputError
        If it cannot be made.
    """
    with told(path):
        path.mkdir(parents=True, exist_ok=True)
