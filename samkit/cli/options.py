"""The options that commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samkit.errors import Problem, RefusedError, StudyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.notes import Note


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


Export = Annotated[Path, typer.Argument(help="The survey export.", metavar="EXPORT", show_default=False)]
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
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write on the screen or into a pipe.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here: a file, or a folder.", show_default=False)
]
Strict = Annotated[bool, typer.Option("--strict", help="Fail with exit code 5 if there is any warning.")]


def study_for(export: Path, named: str) -> str:
    """Find the study file: the one that is named, or the one beside the export.

    Raises
    ------
    StudyError
        If none is named and none lies beside the export.
    """
    if named:
        return named
    beside = export.with_suffix(".toml")
    if beside.is_file():
        return str(beside)
    message = f"no study file is named, and there is no {beside.name} beside the export"
    raise StudyError(
        Problem("no_study", message, hint="name one with --study FILE, or a built-in one with --study sam")
    )


def tell(notes: Sequence[Note], *, strict: bool = False) -> None:
    """Print notes on stderr, warnings as such; with `strict` a warning fails the command after its work.

    Raises
    ------
    RefusedError
        If `strict` is set and there is a warning.
    """
    warnings = [note for note in notes if note.severity == "warning"]
    for note in notes:
        typer.echo(f"{'warning' if note in warnings else 'note'}: {note.text}", err=True)
    if strict and warnings:
        text = f"{len(warnings)} warnings, and --strict was asked for"
        raise RefusedError(Problem("strict", text, hint="mend the cause, or leave out --strict"))
