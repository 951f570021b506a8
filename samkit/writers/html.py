"""A report as one page that needs nothing beside itself."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from samkit.results import Estimate
from samkit.writers import csv_text, paint
from samkit.writers.grid import grid, shown
from samkit.writers.literal import visible
from samkit.writers.paper import about, method, methods
from samkit.writers.spelling import NUMERIC
from samkit.writers.vector import drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template

    from samkit.look import Logo
    from samkit.numbers import Signs
    from samkit.report.document import Document, Drawn
    from samkit.tables.table import Table
    from samkit.words.language import Words
    from samkit.writers.vector import Drawing

_SAID_BY_SCRIPT: Final = {
    "automatic": {},
    "contents": {},
    "dark": {},
    "download": {},
    "filter_rows": {},
    "light": {},
    "picture": {},
    "rows_shown": {"shown": "{shown}", "every": "{every}"},
    "sort_by": {"heading": "{heading}"},
    "theme": {},
}
"""The words that the script of the page puts in, with the fields that it fills itself."""

_LARGEST: Final = 1e300


class _Cell(NamedTuple):
    """A cell on the page: whether it names its row, whether it is a number, its words, and what it is sorted by."""

    label: bool
    numeric: bool
    text: str
    interval: str
    order: float | None


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the page: the figures in order, each with its words, drawing, table and notes.

    Parameters
    ----------
    document
        The report.
    drawn
        Its drawings as "bare/svg", and as "dark/svg" where they are to follow the reader to dark paper.

    Returns
    -------
    bytes
        HTML; every text from outside is escaped, and nothing but the style and the script of the page may act.
    """
    names = [picture.name for figure in document.figures for picture in figure.pictures]
    drawings = {name: drawing(drawn[f"bare/{name}.svg"], drawn.get(f"dark/{name}.svg")) for name in names}
    tones = frozenset().union(*(found.tones for found in drawings.values()))
    style = _part("page.css") + paint.rules(document.look, tones)
    script = _part("page.js")
    page = _template().render(
        document=document,
        said=document.words,
        drawings=drawings,
        letters=_letters(drawings.values()),
        style=style,
        script=script,
        policy=_policy(style, script),
        words=_words(document.words),
        csv=_csv,
        image=_image,
        about=about(document),
        synthetic=_synthetic(document),
        made_with=method(document),
        methods=methods(document),
        grid=partial(grid, signs=document.words.signs),
        rows=partial(_rows, signs=document.words.signs),
    )
    return page.encode()


def _synthetic(document: Document) -> list[str]:
    """Say which data are synthetic: those of the study, and those of other studies by their names."""
    others = [f"{made.study}: {made.synthetic}" for made in document.sources if made.synthetic]
    return [text for text in dict.fromkeys((document.provenance.synthetic, *others)) if text]


def _letters(drawings: Iterable[Drawing]) -> list[tuple[str, str]]:
    """Gather the outlines that drawings share."""
    return sorted({name: outline for found in drawings for name, outline in found.letters.items()}.items())


def _policy(style: str, script: str) -> str:
    """Say what may act on the page: its own style and script, and typefaces and pictures that it holds itself."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    """Give the digest by which a policy knows a text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _words(said: Words) -> str:
    """Give the words of the script as JSON."""
    return json.dumps({key: said(f"page.{key}", **fields) for key, fields in _SAID_BY_SCRIPT.items()})


def _csv(table: Table) -> str:
    """Give a table, all columns of it, as an address that holds its own content."""
    return f"data:text/csv;charset=utf-8,{quote(csv_text.write([table]))}"


def _image(logo: Logo) -> str:
    """Give a logo as an address that holds its own content."""
    return f"data:image/{logo.kind};base64,{base64.b64encode(logo.data).decode()}"


def _rows(table: Table, signs: Signs) -> list[tuple[_Cell, ...]]:
    """Lay out the rows of a table."""
    columns = [(place, table.columns[place].role) for place in shown(table)]
    return [
        tuple(
            _Cell(role == "label", role in NUMERIC, cell.text, cell.interval, _order(row[place]))
            for (place, role), cell in zip(columns, cells, strict=True)
        )
        for row, cells in zip(table.rows, grid(table, signs).rows, strict=True)
    ]


def _order(cell: str | float | Estimate | None) -> float | None:
    """Give the number by which a cell is sorted, a finite one; none for text and for what is not known."""
    value = cell.value if isinstance(cell, Estimate) else cell
    return None if value is None or isinstance(value, str) else max(-_LARGEST, min(value, _LARGEST))


def _part(name: str) -> str:
    """Read a part of the page."""
    return (files("samkit.writers") / "templates" / name).read_text(encoding="utf-8")


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
