"""`samkit profile`: who the two groups are, and what did not matter."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

HELP = """Profile the two groups: in what the respondents differ, in what they are alike, and what is not shown.

Questions with categories get a test of independence, Cramér's V, the largest gap, and the share of the first group in
each category; numeric ones means, medians, their differences and who is higher. Without names, every numeric question
and every other one that no section compares. A category of few is hidden, and with it a second one that protects it.

Example: samkit profile data/sam_2016.csv industry geography
"""

Questions = Annotated[
    list[str] | None,
    typer.Argument(
        help="Questions of the study; those that no section compares if none is named.",
        metavar="QUESTION",
        show_default=False,
    ),
]


def profile(
    export: Export,
    questions: Questions = None,
    study: StudyOption = "",
    reader: Reader = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    strict: Strict = False,
) -> None:
    """Profile, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    data, result = workflow.profile(data, questions or (), by)
    deliver(data, [result], form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("profile", help=HELP)(profile)
