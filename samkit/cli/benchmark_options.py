"""The options of `samkit benchmark` alone."""

from __future__ import annotations

from typing import Annotated

import typer

Against = Annotated[
    str,
    typer.Option("--against", help="File of published figures, a built-in one, or an export.", show_default=False),
]
TheirStudy = Annotated[
    str, typer.Option("--their-study", help="Study of that export; left out: beside it.", show_default=False)
]
Whole = Annotated[bool, typer.Option("--whole", help="Hold all our respondents against each of their groups.")]
One = Annotated[
    str, typer.Option("--organisation", metavar="ID", help="Show one respondent alone.", show_default=False)
]
Items = Annotated[str, typer.Option("--items", help="Of it: sections, items, with commas between.", show_default=False)]
