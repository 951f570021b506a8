"""The options that commands share, each declared once."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samkit.errors import DataError, Place, Problem, RefusedError, StudyError
from samkit.writers.literal import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.notes import Note
    from samkit.results import Result


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


Export = Annotated[Path, typer.Argument(help="The survey export.", show_default=False)]
StudyOption = Annotated[
    str,
    typer.Option(
        "--study",
        "-s",
        help="Study file, or the name of a built-in one; left out: the .toml beside the export.",
        show_default=False,
    ),
]
By = Annotated[
    str,
    typer.Option("--by", help="Grouping: one of the study's groups, QUESTION, or QUESTION=ANSWER.", show_default=False),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to write.", show_default="table; csv for the files of a folder"),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here: a file, or a folder.", show_default=False)
]
Strict = Annotated[bool, typer.Option("--strict", help="Fail with exit code 5 if there is any warning.")]


def show(results: Sequence[Result], form: Format | None) -> None:
    """Print results on stdout; in colour if that is a screen that wants it."""
    from samkit import publish

    typer.echo(publish.text(results, form or Format.TABLE, colour=_colour()), nl=False)


def _colour() -> bool:
    """Say whether stdout is a screen that wants colour: not a pipe, not a dumb one, and NO_COLOR is not set."""
    is_screen = sys.stdout is not None and sys.stdout.isatty()  # None where a program starts with stdout closed
    return is_screen and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def study_for(export: Path, named: str) -> str:
    """Find the study file: the one that is named, or the one beside the export.

    Raises
    ------
    StudyError
        If none is named and none lies beside the export.
    DataError
        If there is no export either.
    """
    if named:
        return named
    beside = export.with_suffix(".toml") if export.name else export / "study.toml"
    if export.suffix == ".toml" and os.path.lexists(export):
        hint = "name the export first, and this file with --study"
        raise StudyError(
            Problem("study_as_export", "this is a study file, not an export", Place(str(export)), hint=hint)
        )
    if os.path.isfile(beside):  # noqa: PTH113 - Path.is_file raises on a name that is too long
        return str(beside)
    if str(export) != "-" and not os.path.lexists(export):
        hint = "check the name and the folder"
        raise DataError(Problem("missing_file", "there is no such file", Place(str(export)), hint=hint))
    message = f"no study file is named, and there is no {beside.name} beside the export"
    raise StudyError(
        Problem("no_study", message, hint="name one with --study FILE, or a built-in one with --study sam")
    )


def tell(notes: Sequence[Note]) -> None:
    """Print notes on stderr, warnings as such."""
    for note in notes:
        kind = "warning" if note.severity == "warning" else "note"
        typer.echo(f"{kind}: {visible(note.text)}", err=True)


def refuse(notes: Sequence[Note], *, strict: bool) -> None:
    """Fail a command after its work, if that was asked for and there is a warning.

    Raises
    ------
    RefusedError
        If `strict` is set and there is a warning.
    """
    warnings = sum(note.severity == "warning" for note in notes)
    if strict and warnings:
        text = f"{warnings} warning{'s' if warnings > 1 else ''}, and --strict was asked for"
        raise RefusedError(Problem("strict", text, hint="mend the cause, or leave out --strict"))
