"""`samkit index`: an index of each manager and period, from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.cli.options import Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

if TYPE_CHECKING:
    import typer

HELP = """Compute the index from 0 to 100 that the study file declares in [index], for each manager and period.

Ranked in the last period, with band, quartile and gap to each benchmark; beside it, how far rank and index move with
the weights and the normalisation, what each component adds to a change, how far the questions of a component hang
together, and what goes with an outcome. Names of managers stand in the output as in the export.

Example: samkit index data/kam_2026.csv
"""


def index(
    export: Export,
    study: StudyOption = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Compute the index, tell the notes, write what was asked for."""
    from samkit import indexing, workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    data, result = indexing.index(data)
    deliver(data, [result], form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("index", help=HELP)(index)
