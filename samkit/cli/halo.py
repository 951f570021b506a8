"""`samkit halo`: whether respondents who call themselves successful praise everything."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Sections, Strict, StudyOption, deliver
from samkit.cli.progress import progress
from samkit.cli.study_file import study_for

HELP = """Compare the two groups without the criteria that respondents rate themselves on, and beyond one common factor.

Respondents who call themselves successful may praise everything. Each item stands beside itself between groups made
without the criteria that the study file lists as self_rated; one common factor of all answers is taken off its gap, as
the other questions show it; and it is told how much of all gaps that factor explains.

Example: samkit halo data/sam_2016.csv roles challenges
"""

Replicates = Annotated[
    int,
    typer.Option("--replicates", help="How often to draw the sample again.", min=200, max=100_000),
]


def halo(
    export: Export,
    sections: Sections = None,
    study: StudyOption = "",
    by: By = "",
    replicates: Replicates = 1_000,
    form: FormatOption = None,
    output: Output = None,
    *,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Take self-ratings and praise off the gaps, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    with progress("draws") as told:
        data, results = workflow.halo(data, sections or (), by, replicates=replicates, progress=told)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("halo", help=HELP)(halo)
