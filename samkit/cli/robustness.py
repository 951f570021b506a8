"""`samkit robustness`: whether findings survive another reading of the rule that made the groups."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Sections, Strict, StudyOption, deliver
from samkit.cli.progress import progress
from samkit.cli.study_file import study_for

HELP = """Compare the two groups under every reading of the rule that makes them, and tell what is left of each finding.

A reading moves thresholds by one step, leaves a criterion out, asks for one fewer of them, or is named in the study
file. Each item has the share of readings that keep sign and verdict, and the range of gap, ratio and rank; respondents
are exchanged to test whether all readings together differ from chance. A CSV holds every item under every reading.

Example: samkit robustness data/sam_2016.csv roles challenges
"""

Permutations = Annotated[
    int,
    typer.Option("--permutations", help="How often to exchange the respondents; 0 for no test.", min=0, max=100_000),
]


def robustness(
    export: Export,
    sections: Sections = None,
    study: StudyOption = "",
    by: By = "",
    permutations: Permutations = 1_000,
    form: FormatOption = None,
    output: Output = None,
    *,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Read the rule in every way, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    with progress("readings") as told:
        data, results = workflow.robustness(data, sections or (), by, permutations=permutations, progress=told)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("robustness", help=HELP)(robustness)
