"""`samkit report`: every figure and table of the study, the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samkit.cli.options import Export, Reader, Strict, StudyOption, refuse, tell
from samkit.cli.study_file import study_for
from samkit.writers.literal import on_one_line

HELP = """Write the report: a page, or another format; every figure of the study as SVG, PNG and PDF with alt text, its
table as CSV, and results.json. The folder is replaced as a whole once everything is ready.

Example: samkit report data/sam_2016.csv -o build/report
"""

Folder = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")]
Documents = Annotated[
    list[str] | None,
    typer.Option("--format", help="html, or all; say it again for more.", show_default="html"),
]
Formats = Annotated[
    list[str] | None, typer.Option("--figures", help="svg, png, pdf; say it again for more.", show_default="all three")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the folder even if it holds files of others.")]


def report(
    export: Export,
    study: StudyOption = "",
    reader: Reader = "",
    output: Folder = Path("report"),
    form: Documents = None,
    figures: Formats = None,
    *,
    force: Force = False,
    strict: Strict = False,
) -> None:
    """Write the report and tell where it is."""
    from samkit import reporting, workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    documents, formats = reporting.documents(form or ()), reporting.formats(figures or ())
    with typer.progressbar(
        length=len(data.study.figures), label="figures", file=typer.get_text_stream("stderr")
    ) as bar:
        data, index = reporting.report(
            data, output, documents=documents, formats=formats, force=force, progress=lambda *_: bar.update(1)
        )
    tell(data.notes)
    typer.echo(on_one_line(str(index)))
    refuse(data.notes, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", help=HELP)(report)
