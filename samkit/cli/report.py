"""`samkit report`: every figure and table of the study, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import typer

from samkit.cli.options import Export, Reader, Strict, StudyOption, refuse, tell
from samkit.cli.progress import counted
from samkit.cli.report_check import hold
from samkit.cli.report_options import Check, Documents, Folder, Force, Formats, refuse_output
from samkit.cli.study_file import study_for
from samkit.writers.literal import on_one_line

HELP = """Write the report: a page, or another format; every figure of the study as SVG, PNG and PDF with alt text, its
table as CSV, and results.json. The folder is replaced as a whole once everything is ready.

With --check DIR nothing is written: the report is made anew, in the formats of the one in DIR, and held against it.
What differs is told figure by figure, numbers by how much, and the exit code is 5.

Example: samkit report data/sam_2016.csv -o build/report
"""


def report(
    export: Export,
    study: StudyOption = "",
    reader: Reader = "",
    output: Folder = None,
    form: Documents = None,
    figures: Formats = None,
    check: Check = None,
    *,
    force: Force = False,
    strict: Strict = False,
) -> None:
    """Write the report and tell where it is, or hold it against the one that stands."""
    from samkit import reporting, workflow

    refuse_output(check, output, force=force)
    data = workflow.read(export, study_for(export, study), reader=reader)
    if check:
        hold(data, check, form or (), figures or (), strict=strict)
        return
    documents, formats = reporting.documents(form or ()), reporting.formats(figures or ())
    with counted("figures") as told:
        data, index = reporting.report(
            data, output or Path("report"), documents=documents, formats=formats, force=force, progress=told
        )
    tell(data.notes)
    typer.echo(on_one_line(str(index)))
    refuse(data.notes, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", help=HELP)(report)
