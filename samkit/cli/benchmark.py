"""`samkit benchmark`: a survey against published figures, or against another survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.cli.benchmark_options import Against, Items, One, TheirStudy, Whole
from samkit.cli.options import By, Export, FormatOption, Output, Reader, Strict, StudyOption, deliver
from samkit.cli.study_file import study_for

if TYPE_CHECKING:
    import typer

HELP = """Hold a survey against published percentages, or against another survey: above, below, the same, or not shown.

The reference is a file of published figures (sam_2016 is built in), or another export with its study. Groups are held
against the same groups, all respondents against all; with --whole, or without groups, all of ours against each of
theirs. Intervals and tests allow for the rounding of what was printed; without a base it is a fixed figure.

With --organisation, one respondent alone is held against the groups, with its chance of being in the first of them by
naive Bayes and by a model; --items takes the sections and items by which.

Example: samkit benchmark data/sam_2016.csv --against sam_2016
"""


def benchmark(
    export: Export,
    against: Against,
    study: StudyOption = "",
    by: By = "",
    form: FormatOption = None,
    output: Output = None,
    *,
    their_study: TheirStudy = "",
    reader: Reader = "",
    whole: Whole = False,
    organisation: One = "",
    items: Items = "",
    strict: Strict = False,
) -> None:
    """Compare with the reference, tell the notes, write what was asked for."""
    from samkit import benchmarking, workflow

    benchmarking.spare(against, output)
    data = workflow.read(export, study_for(export, study), reader=reader)
    other = benchmarking.reference(against, lambda path: study_for(path, their_study))
    named = benchmarking.named(organisation, items, whole=whole)
    data, result = benchmarking.benchmark(data, other, by, whole=whole, organisation=organisation, items=named)
    deliver(data._replace(notes=(*data.notes, *result.notes)), [result], form, output, strict=strict)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("benchmark", help=HELP)(benchmark)
