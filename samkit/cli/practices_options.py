"""The options of `samkit practices` alone, and its pages."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from samkit.cli.options import wrote
from samkit.cli.progress import counted
from samkit.errors import Problem, StudyError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from samkit.results import Result
    from samkit.survey import Survey


Of = StrEnum("Of", {"ALL": "all", "TEAM": "team", "PERSON": "person"})
Page = StrEnum("Page", {"HTML": "html", "DOCX": "docx"})
Units = Annotated[Of | None, typer.Option("--of", help="For whom.", show_default="all; person with --for")]
For = Annotated[
    list[str] | None,
    typer.Option("--for", help="A person by id, or with --of team a team; may be repeated.", show_default=False),
]
Pages = Annotated[
    list[Page] | None,
    typer.Option("--page", help="Write a page for each plan, too; may be repeated.", show_default=False),
]


def written(data: Survey, result: Result, output: Path | None, formats: Sequence[Page]) -> None:
    """Write the pages that were asked for, and say what was written.

    Raises
    ------
    StudyError
        If no folder is named.
    """
    from samkit import improving

    if not formats:
        return
    if output is None:
        raise StudyError(Problem("no_folder", "pages are written into a folder", hint="name a folder with -o"))
    with counted("pages") as told:
        for path in improving.pages(data, result, output, [form.value for form in formats], told):
            wrote(path)
