"""The options of `samkit power` alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

MaybeExport = Annotated[
    Path | None, typer.Argument(help="The survey export; none for a plan.", metavar="EXPORT", show_default=False)
]
Chance = Annotated[float, typer.Option("--power", help="The chance of showing a gap.", min=0.51, max=0.999)]
IsPlan = Annotated[bool, typer.Option("--plan", help="Sizes of a study that is planned; takes no export.")]
TopShare = Annotated[float, typer.Option("--top-share", help="Of a plan: the first group's part of all answers.")]
Base = Annotated[float, typer.Option("--base", help="Of a plan: the share of the second group, a fraction.")]
Gap = Annotated[float, typer.Option("--gap", help="Of a plan: the gap to be shown, a fraction.")]
Tests = Annotated[int, typer.Option("--tests", help="Of a plan: items that are corrected together.", min=1)]
Level = Annotated[float, typer.Option("--level", help="Of a plan: the confidence level.", min=0.51, max=0.999)]
Margin = Annotated[float, typer.Option("--margin", help="Of a plan: the gap that does not matter.", min=0.01, max=0.5)]
