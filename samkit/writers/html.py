"""The index page of a report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from samkit.report.document import Document


def write(document: Document, formats: Sequence[str]) -> str:
    """Write the page that shows the figures in order, each with its table, notes and files.

    Parameters
    ----------
    document
        The report.
    formats
        The formats of the figures that lie beside the page; the page shows SVG if it is among them, else PNG.

    Returns
    -------
    str
        HTML without scripts; every text from outside is escaped.
    """
    shown = next((form for form in ("svg", "png") if form in formats), "")
    return _template().render(document=document, formats=formats, shown=shown, spell=spell, numeric=NUMERIC)


@cache
def _template() -> Template:
    """Load the template; it escapes everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # start-up: only reports need it

    environment = Environment(
        loader=PackageLoader("samkit.writers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    return environment.get_template("index.html.j2")
