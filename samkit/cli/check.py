"""`samkit check`: does the study fit the data, and can the data be believed."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import Export, FormatOption, Output, Reader, StudyOption, show, tell, wrote
from samkit.cli.report_options import Formats
from samkit.cli.study_file import study_for
from samkit.errors import Problem, RefusedError

HELP = """Hold an export against its study, and look at the quality of the data: every fault at once, and none stops it.

Answers that cannot be read, respondents that stand twice, the same answer all through a section, haste, gaps, where
people left, outliers, weights, groups. With -o FILE.svg, .png or .pdf, draws who answered which question; with -o
FOLDER, writes table and figure.

Example: samkit check data/sam_2016.csv
"""

Strict = Annotated[bool, typer.Option("--strict", help="Fail with exit code 5 if there is an error; warnings pass.")]
Lines = Annotated[bool, typer.Option("--lines", help="Name every line of a finding, not the first five.")]


def check(
    export: Export,
    study: StudyOption = "",
    form: FormatOption = None,
    output: Output = None,
    figures: Formats = None,
    reader: Reader = "",
    *,
    lines: Lines = False,
    strict: Strict = False,
) -> None:
    """Check, write what was asked for, and fail on errors if that was asked for."""
    from samkit import checking, reporting

    formats = reporting.formats(figures or ())
    most = None if lines else checking.LINES
    data, result = checking.check(export, study_for(export, study), reader=reader, most_lines=most)
    if output is None:
        show([result], form)
    else:
        paths, notes = checking.written(data, result, form or "csv", output, formats)
        tell(notes)
        for path in paths:
            wrote(path)
        typer.echo(result.title, err=True)
    if strict and (errors := checking.errors(result)):
        text = f"{errors} error{'s' if errors > 1 else ''}, and --strict was asked for"
        raise RefusedError(Problem("strict", text, hint="mend the file or the study, or leave out --strict"))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", help=HELP)(check)
