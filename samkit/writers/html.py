"""The index page of a report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samkit.writers.literal import visible
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from jinja2 import Template

    from samkit.report.document import Document, Drawn


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the page that shows the figures in order, each with its table, notes and files.

    Parameters
    ----------
    document
        The report.
    drawn
        Its pictures; the page shows SVG if they are there, else PNG, and names all that lie beside it.

    Returns
    -------
    bytes
        HTML without scripts; every text from outside is escaped.
    """
    formats = [form for form in ("svg", "png", "pdf") if any(name.endswith(f".{form}") for name in drawn)]
    shown = next((form for form in ("svg", "png") if form in formats), "")
    page = _template().render(document=document, formats=formats, shown=shown, spell=spell, numeric=NUMERIC)
    return page.encode()


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
