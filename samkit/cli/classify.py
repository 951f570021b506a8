"""`samkit classify`: who the Top Performers are, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, refuse, show, tell, wrote
from samkit.cli.study_file import study_for

HELP = """Label each respondent: Top Performers, The Rest, or Unclassified where a missing answer could change it.

Shows how many are in each group, and the waterfall of the criteria: who passes each alone, in order, and what
each missing answer did. With -o FILE.csv, writes the export with label, criteria and reason added to each row; columns
that say who or where somebody is (name, e-mail, IP address, place, phone) are left out of it unless asked for.

Example: samkit classify data/sam_2016.csv --study data/sam_2016.toml -o labelled.csv
"""

KeepPersonal = Annotated[
    bool, typer.Option("--keep-personal", help="Write columns that say who or where somebody is, too.")
]


def classify(
    export: Export,
    study: StudyOption = "",
    reader: Reader = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    keep_personal: KeepPersonal = False,
    strict: Strict = False,
) -> None:
    """Classify, tell the notes, write what was asked for."""
    from samkit import publish, workflow

    data = workflow.read(export, study_for(export, study), reader=reader, keep_all=output is not None)
    data, result = workflow.classify(data, by)
    tell(data.notes)
    if output is not None:
        path, notes = publish.labelled(data, result.grouping.id, output, keep_personal=keep_personal)
        tell(notes)
        wrote(path)
    show([result], form)
    refuse(data.notes, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("classify", help=HELP)(classify)
