"""`samkit power`: what this sample can show, and how large a planned one must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.cli.options import By, FormatOption, Output, Reader, Sections, Strict, StudyOption, deliver, show
from samkit.cli.power_options import Base, Chance, Gap, IsPlan, Level, Margin, MaybeExport, Tests, TopShare
from samkit.cli.study_file import study_for
from samkit.errors import Problem, StudyError

if TYPE_CHECKING:
    import typer

HELP = """Say of each item how large a gap must be for this sample to show it: alone, and corrected with its family.

Counted from the share of the second group in the sample, above it and below; beside it, the gap that was found, and the
chance of showing that the groups are the same. With --plan, how many answers a planned study needs for the same claims.

Example: samkit power data/sam_2016.csv roles
"""


def power(
    export: MaybeExport = None, sections: Sections = None, study: StudyOption = "", by: By = "", chance: Chance = 0.8,
    form: FormatOption = None, output: Output = None, *, plan: IsPlan = False, top_share: TopShare = 0.25,
    base: Base = 0.3, gap: Gap = 0.15, tests: Tests = 1, level: Level = 0.95, margin: Margin = 0.1, reader: Reader = "",
    strict: Strict = False,
) -> None:  # fmt: skip
    """Compute what can be shown, tell the notes, write what was asked for."""
    from samkit import workflow

    if plan == (export is not None) or (plan and output):
        hint = "samkit power EXPORT; or samkit power --plan, whose output > FILE keeps"
        raise StudyError(Problem("power", "either an export is needed, or --plan without export and -o", hint=hint))
    if export is None:
        from samkit.reach import Planned

        show([workflow.planned(Planned(top_share, base, gap, tests, chance, level, margin))], form)
        return
    data = workflow.read(export, study_for(export, study), reader=reader)
    data, results = workflow.power(data, sections or (), by, chance=chance)
    deliver(data, results, form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("power", help=HELP)(power)
