"""`samkit reconcile`: whether the numbers of a published report can be, whatever the data were."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.options import FormatOption, Output, show, wrote
from samkit.errors import Problem, RefusedError

HELP = """Hold a published report against itself: percentages and bases, ratios and gaps, totals, claimed differences.

REF is a file of published figures, or sam_2016. A percentage must be some count of its base (GRIM), a ratio must lie
where the rounding of its percentages lets it, answers must add to the base and groups to the total, and what is claimed
to differ must be able to be significant.

Example: samkit reconcile sam_2016
"""

Reference = Annotated[
    str, typer.Argument(help="File of published figures, or a built-in one.", metavar="REF", show_default=False)
]
Strict = Annotated[
    bool, typer.Option("--strict", "--check", help="Fail with exit code 5 if something cannot be; doubts pass.")
]


def reconcile(
    reference: Reference, form: FormatOption = None, output: Output = None, *, strict: Strict = False
) -> None:
    """Look at the report, write what was found, and fail if that was asked for and something cannot be."""
    from samkit import reconciling

    result = reconciling.reconcile(reference)
    if output is None:
        show([result], form)
    else:
        wrote(reconciling.written(result, form or "csv", output, reference))
    if strict and (impossible := reconciling.impossible(result)):
        text = f"{impossible} finding{'s' if impossible > 1 else ''} of what cannot be, and --strict was asked for"
        raise RefusedError(Problem("strict", text, hint="mend the file or the report, or leave out --strict"))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reconcile", help=HELP)(reconcile)
