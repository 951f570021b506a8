"""`samkit drivers`: which items go with being in the first group, given the others, or what is adjusted for."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.progress import progress
from samkit.cli.study_file import study_for

HELP = """Explain being in the first group by several items at once: odds ratio, points, importance, test, verdict.

One logistic model of all that is named: items favourable or not, categories against the largest, numbers in standard
deviations. A term takes ten respondents of the smaller group, five at least; without names, says how many it allows.
With --each, the gap of each item by itself, among respondents who are alike in what is adjusted for, and its E-value.

Example: samkit drivers data/sam_2016.csv roles --adjust company_size
"""

Names = Annotated[
    list[str] | None,
    typer.Argument(help="Sections, items, questions: the terms of the model.", metavar="NAME", show_default=False),
]
Adjust = Annotated[
    list[str] | None,
    typer.Option("--adjust", "-a", help="Questions to adjust for, with commas between.", show_default=False),
]
Each = Annotated[bool, typer.Option("--each", help="Adjust the gap of each item by itself; NAME are sections.")]
Force = Annotated[bool, typer.Option("--force", help="Compute a model with too many terms all the same.")]


def drivers(
    export: Export, names: Names = None, study: StudyOption = "", by: By = "", adjust: Adjust = None,
    form: FormatOption = None, output: Output = None, *, each: Each = False, reader: Reader = "", force: Force = False,
    strict: Strict = False,
) -> None:  # fmt: skip
    """Fit the models, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    if each:
        data, results = workflow.adjusted(data, names or (), by, adjust or (), force=force)
    else:
        with progress("importance") as told:
            data, result = workflow.drivers(data, names or (), by, adjust or (), force=force, progress=told)
        results = (result,)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("drivers", help=HELP)(drivers)
