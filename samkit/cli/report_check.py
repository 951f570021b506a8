"""The half of `samkit report` that writes nothing: a report made anew, held against the one that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import typer

from samkit.cli.options import refuse, tell
from samkit.cli.progress import counted
from samkit.errors import Place, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from samkit.survey import Survey

_WIDE: Final = 10_000
"""Characters that a line may have: one line for each difference, however wide the screen is."""


def hold(data: Survey, folder: Path, documents: Sequence[str], figures: Sequence[str], *, strict: bool) -> None:
    """Print what differs between the report in a folder and the one of now, and fail if anything does.

    Raises
    ------
    RefusedError
        If anything differs.
    """
    from samkit import differing
    from samkit.writers import terminal

    with counted("figures") as told:
        found = differing.check(data, folder, documents=documents, formats=figures, progress=told)
    tell(found.survey.notes)
    if found.changes:
        typer.echo(terminal.write([found.table()], width=_WIDE), nl=False)
        hint = "see what was changed since, or write the folder anew with samkit report -o"
        message = f"this is not what a run gives now: {found.told()}"
        raise RefusedError(Problem("report_differs", message, Place(str(folder)), hint=hint))
    typer.echo(f"the same, byte for byte: {found.files} files")
    refuse(found.survey.notes, strict=strict)
