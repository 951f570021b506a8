"""`samkit catalogue`: what there is."""

from __future__ import annotations

import typer

HELP = """List what there is: readers, engines, analyses, charts, writers, and built-in study files.

Example: samkit catalogue
"""


def catalogue() -> None:
    """Print the catalogue."""
    from samkit.catalogue import KINDS
    from samkit.study import templates

    for kind, entries in KINDS.items():
        typer.echo(kind)
        for name, entry in entries.items():
            typer.echo(f"  {name:16} {entry.what}")
    typer.echo("studies")
    for name in templates.names():
        typer.echo(f"  {name:16} samkit classify EXPORT --study {name}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("catalogue", help=HELP)(catalogue)
