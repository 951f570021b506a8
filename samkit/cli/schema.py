"""`samkit schema`: the JSON Schema of the study file, so that editors complete it."""

from __future__ import annotations

import typer

HELP = """Print the JSON Schema of the study file; an editor that knows it completes and checks while you type.

Example: samkit schema > samkit-study.schema.json
"""


def schema() -> None:
    """Print the schema."""
    import json

    from samkit.study.file import StudyFile

    text = json.dumps(StudyFile.model_json_schema(), indent=2, ensure_ascii=False)
    typer.echo(text)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", help=HELP)(schema)
