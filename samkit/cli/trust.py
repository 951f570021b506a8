"""`samkit trust`: what is left of each finding when every objection to it is raised."""

from __future__ import annotations

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Sections, Strict, StudyOption, deliver
from samkit.cli.progress import progress
from samkit.cli.study_file import study_for

HELP = """Raise every objection against every finding, and tell what is left: it holds, holds with a caution, or fails.

Is the item part of what defines the groups? Is the difference left when all comparisons are corrected together? Does
it stay under other readings of the rule, without self-rated criteria, beyond one common factor of all answers, after
adjustment, and whatever those who gave no answer would have said? Are the bases large enough, and is the widest gap
surely the widest? Each answer has a command of its own: compare, robustness, halo, drivers, rank.

Example: samkit trust data/sam_2016.csv roles challenges
"""


def trust(
    export: Export,
    sections: Sections = None,
    study: StudyOption = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Raise the objections, tell the notes, write what was asked for."""
    from samkit import workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    with progress("objections") as told:
        data, results = workflow.trust(data, sections or (), by, progress=told)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trust", help=HELP)(trust)
