"""`samkit simulate`: respondents that reproduce published figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samkit.cli.options import Output, wrote
from samkit.errors import Place, Problem, StudyError

HELP = """Make synthetic respondents whose tables give every published number after rounding.

STUDY is the questionnaire, PUBLISHED the file of printed figures. Writes an export as CSV: with -o FILE.csv into a
file, else on the screen or into a pipe. Says what holds, what is assumed, and which bases a printed number rules out.

Example: samkit simulate data/sam_2016.toml data/sam_2016_published.toml -o sam_2016.csv
"""

Study = Annotated[str, typer.Argument(help="Study file, or the name of a built-in one.", show_default=False)]
Published = Annotated[Path, typer.Argument(help="File of published figures.", show_default=False)]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="Left out: the seed of the study.", show_default=False)]


def simulate(study: Study, published: Published, output: Output = None, seed: Seed = None) -> None:
    """Simulate, tell the account, write the respondents."""
    from samkit.simulate.load import load as load_published
    from samkit.simulate.simulation import simulate as make
    from samkit.study.load import load
    from samkit.writers.files import write_atomic

    if output is not None and output.resolve() in {Path(study).resolve(), published.resolve()}:
        raise StudyError(Problem("would_overwrite", "-o names a file that is read here", Place(str(output))))
    made = make(load(study), load_published(published), seed, str(published))
    for line in made.report.lines():
        typer.echo(f"note: {line}", err=True)
    if output is None:
        typer.echo(made.csv().decode(), nl=False)
    else:
        write_atomic(output, made.csv())
        wrote(output)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("simulate", help=HELP)(simulate)
