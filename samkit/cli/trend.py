"""`samkit trend`: whether the share of the first group rises or falls over an ordered factor."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

HELP = """Test ordered factors for a trend: is the first group likelier the higher the level, and at every level?

The share of the first group level by level, the trend with its test, the odds ratio a step, and the verdict. Without
names, the sections of ordered factors; a question needs answers in an order. Levels are one step apart unless the study
gives them scores.

Example: samkit trend data/sam_2016.csv maturity company_size
"""

Names = Annotated[
    list[str] | None,
    typer.Argument(
        help="Sections or questions of the study; the sections of ordered factors if none is named.",
        metavar="SECTION or QUESTION",
        show_default=False,
    ),
]


def trend(
    export: Export,
    names: Names = None,
    study: StudyOption = "",
    reader: Reader = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    strict: Strict = False,
) -> None:
    """Test for trends, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    data, results = workflow.trend(data, names or (), by)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trend", help=HELP)(trend)
