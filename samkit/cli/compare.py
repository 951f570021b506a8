"""`samkit compare`: how far apart the two groups are, and how many times as likely."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

HELP = """Compare the two groups on each item: gap in points, likelihood ratio, intervals, test, verdict; sorted by gap.

Sections are those of the study file; without any, all of them. An ordered factor such as process maturity is shown
level by level, with its trend. With -o FOLDER, writes one file per section; with -o FILE, all in one.

Example: samkit compare data/sam_2016.csv roles challenges --format csv > gaps.csv
"""

Sections = Annotated[
    list[str] | None,
    typer.Argument(help="Sections of the study; all if none is named.", metavar="SECTION", show_default=False),
]


def compare(
    export: Export,
    sections: Sections = None,
    study: StudyOption = "",
    reader: Reader = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    strict: Strict = False,
) -> None:
    """Compare, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    data, results = workflow.compare(data, sections or (), by)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", help=HELP)(compare)
