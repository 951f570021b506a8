"""The options that `samkit report` has for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samkit.catalogue import WRITERS
from samkit.errors import Problem, StudyError

Folder = Annotated[Path | None, typer.Option("--output", "-o", help="The folder to write.", show_default="report")]
_DOCUMENTS = ", ".join(name for name, entry in WRITERS.items() if entry.takes == "document")
Documents = Annotated[
    list[str] | None, typer.Option("--format", help=f"{_DOCUMENTS}, or all; again for more.", show_default="html")
]
Formats = Annotated[
    list[str] | None, typer.Option("--figures", help="svg, png, pdf; say it again for more.", show_default="all three")
]
Check = Annotated[
    Path | None, typer.Option("--check", help="Say what differs from the report in this folder.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help="Replace the folder even if it holds files of others.")]


def refuse_output(check: Path | None, output: Path | None, *, force: bool) -> None:
    """Refuse what asks for something to be written beside `--check`.

    Raises
    ------
    StudyError
        If there is such an option.
    """
    if check is not None and (output is not None or force):
        message = f"--check writes nothing, and {'--force' if force else '-o'} asks for it"
        raise StudyError(Problem("check_writes", message, hint="leave out one of the two"))
