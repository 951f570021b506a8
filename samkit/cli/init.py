"""`samkit init`: a first study file from an export."""

from __future__ import annotations

from typing import Annotated

import typer

from samkit.cli.asking import asked, on_terminal
from samkit.cli.options import Export, Reader, tell, wrote

HELP = """Write a first study file for an export: questions, scales, options, design columns, candidates for criteria.

Every guess carries a comment that says why it was made. What samkit does not know it asks for on a terminal; with
--yes it asks nothing. Writes EXPORT.toml beside the export, or elsewhere with -o FILE; -o - writes to stdout.

Example: samkit init data/sam_2016.csv -o study.toml --yes
"""

Output = Annotated[str, typer.Option("--output", "-o", help="Write here; - for stdout.", show_default="EXPORT.toml")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")]
Encoding = Annotated[str, typer.Option("--encoding", help="The encoding of the text.", show_default=False)]
Sheet = Annotated[str, typer.Option("--sheet", help="The sheet of a workbook.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace a study file that is there.")]


def init(
    export: Export,
    output: Output = "",
    reader: Reader = "",
    encoding: Encoding = "",
    sheet: Sheet = "",
    *,
    yes: Yes = False,
    force: Force = False,
) -> None:
    """Draft a study file, ask what is not known, write it, say what was found and what comes next."""
    from samkit import starting

    target = None if output == "-" else starting.target(export, output, force=force)
    begun = starting.begin(export, reader, encoding, sheet)
    draft = begun.draft if yes or not on_terminal() else asked(begun)
    tell(begun.notes)
    text = starting.text(begun, draft)
    typer.echo(starting.told(begun, draft), err=target is None)
    if target is None:
        typer.echo(text, nl=False)
        return
    starting.write(target, text)
    wrote(target)
    for command in starting.next_commands(draft, export, target):
        typer.echo(f"next: {command}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help=HELP)(init)
