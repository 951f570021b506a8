"""`samkit practices`: improvement plans for a person, a team or all respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.practices_options import For, Of, Pages, Units, written
from samkit.cli.study_file import study_for

if TYPE_CHECKING:
    import typer

HELP = """Say which one skill, improved, pays most: for all respondents, for each team, or for single persons.

For all respondents, the battery of practices is compared first, as samkit compare does.
The payoff of a skill is what is left to go to its target, as part of the scale, times its association with being in the
first group, the other skills alike, times its gap. It has an interval and a rank; where no skill is shown to pay, or
none to pay most, that is said. Association is not effect. What the study file declares in [practices] says how progress
is measured, what success is, and when it is followed up.

With --page, each plan is a page of its own as well. Ratings of persons are written only where persons are asked for.

Example: samkit practices data/practices_2017.csv --for R0002 --page html -o plans
"""


def practices(
    export: Export,
    study: StudyOption = "",
    of: Units = None,
    named: For = None,
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    page: Pages = None,
    reader: Reader = "",
    strict: Strict = False,
) -> None:
    """Make the plans, tell the notes, write what was asked for."""
    from samkit import improving, workflow

    data = workflow.read(export, study_for(export, study), reader=reader)
    unit = of or (Of.PERSON if named else Of.ALL)
    data, results = improving.practices(data, unit.value, named or (), by)
    written(data, results[-1], output, page or ())
    deliver(data._replace(notes=(*data.notes, *results[-1].notes)), results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("practices", help=HELP)(practices)
