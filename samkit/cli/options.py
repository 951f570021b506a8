"""The options that commands share, each declared once."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samkit.errors import Problem, RefusedError
from samkit.notes import few
from samkit.writers.literal import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.notes import Note
    from samkit.results import Result
    from samkit.survey import Survey


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


Export = Annotated[Path, typer.Argument(help="The survey export.", show_default=False)]
Sections = Annotated[
    list[str] | None,
    typer.Argument(help="Sections; all that have gaps if none is named.", metavar="SECTION", show_default=False),
]
StudyOption = Annotated[
    str,
    typer.Option(
        "--study",
        "-s",
        help="Study file, or the name of a built-in one; left out: the .toml beside the export.",
        show_default=False,
    ),
]
Reader = Annotated[
    str, typer.Option("--reader", help="Read the export as this; left out: found out.", show_default=False)
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


def deliver(data: Survey, results: Sequence[Result], form: Format | None, output: Path | None, *, strict: bool) -> None:
    """End a command: tell the notes, write the results or show them, and fail if that was asked for."""
    tell(data.notes)
    if output is None:
        show(results, form)
    else:
        _write(data, results, form, output)
    refuse(data.notes, strict=strict)


def _write(data: Survey, results: Sequence[Result], form: Format | None, output: Path) -> None:
    """Write results into a file or a folder, and say what was written."""
    from samkit import publish

    for path in publish.results(results, form or Format.CSV, output, data):
        wrote(path)


def wrote(path: Path) -> None:
    """Say on stderr what was written."""
    typer.echo(f"written: {on_one_line(str(path))}", err=True)


def show(results: Sequence[Result], form: Format | None) -> None:
    """Print results on stdout; in colour if that is a screen that wants it."""
    from samkit import publish

    typer.echo(publish.text(results, form or Format.TABLE, colour=_colour()), nl=False)


def _colour() -> bool:
    """Say whether stdout is a screen that wants colour: not a pipe, not a dumb one, and NO_COLOR is not set."""
    is_screen = sys.stdout is not None and sys.stdout.isatty()  # None where a program starts with stdout closed
    return is_screen and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def tell(notes: Sequence[Note]) -> None:
    """Print notes on stderr, warnings as such."""
    for note in few(notes):
        kind = "warning" if note.severity == "warning" else "note"
        typer.echo(f"{kind}: {on_one_line(note.text)}", err=True)


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
