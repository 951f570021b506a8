"""`samkit pipeline`: an event log of opportunities, stage by stage."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

HELP = """Tell how many opportunities are in which stage, how long they stay there, how they end, and with what.

The study file declares the log in [pipeline]: stages are steps of the buyer's decision. What is still open counts for
the days that it was seen, and is not dropped. Fast and slow opportunities are told apart on a day that is fixed
beforehand. Winners against losers, and top sellers against the rest, are compared as `samkit compare` does.

Example: samkit pipeline data/opportunities_2026.csv
"""

At = Annotated[
    str, typer.Option("--at", help="Look at the pipeline as it stood on this day: 2026-03-31.", show_default=False)
]
Slices = Annotated[
    list[str] | None,
    typer.Option("--slice", help="Take it apart by this column; once for each.", show_default=False),
]
Faults = Annotated[bool, typer.Option("--faults", help="Tell each faulty row of the log, and nothing else.")]


def pipeline(
    export: Export,
    study: StudyOption = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    at: At = "",
    slices: Slices = None,
    faults: Faults = False,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Look at the pipeline, tell the notes, write what was asked for."""
    from samkit import pipelining

    data = pipelining.read(export, study_for(export, study), at=at, slices=slices or (), reader=reader)
    data, results = pipelining.faults(data) if faults else pipelining.told(data)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pipeline", help=HELP)(pipeline)
