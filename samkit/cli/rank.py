"""`samkit rank`: what is most common, what separates most, and how far each order can be trusted."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Sections, Strict, StudyOption, deliver
from samkit.cli.progress import progress
from samkit.cli.study_file import study_for

HELP = """Rank the items of a section twice: by how common they are, and by how far they separate the two groups.

Each rank has an interval, the chance of being first, and the range that holds the true ranks of all items together;
ranks by odds ratio stand beside those by points, and it is said whether the two orders agree or are reversed.

Example: samkit rank data/sam_2016.csv roles challenges
"""

Replicates = Annotated[
    int, typer.Option("--replicates", help="How often to draw the respondents again.", min=100, max=100_000)
]


def rank(
    export: Export,
    sections: Sections = None,
    study: StudyOption = "",
    by: By = "",
    replicates: Replicates = 10_000,
    form: FormatOption = None,
    output: Output = None,
    *,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Rank, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    with progress("ranks") as told:
        data, results = workflow.rank(data, sections or (), by, replicates=replicates, progress=told)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rank", help=HELP)(rank)
