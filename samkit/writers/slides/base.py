"""An empty presentation: master, layouts and theme in the colours and the typeface of a look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import on_one_line
from samkit.writers.packaging import archived
from samkit.writers.slides.place import PLACES

if TYPE_CHECKING:
    from jinja2 import Environment

    from samkit.look import Look
    from samkit.report.document import Document

FONT: Final = "Arial"
"""What slides are set in where a look names no typeface: every office program has it or one of its widths."""

_FOLDER: Final = "slides/"


def empty(document: Document) -> bytes:
    """Write a presentation without slides.

    Parameters
    ----------
    document
        Its title, language and look.

    Returns
    -------
    bytes
        A package with one master and three layouts: title, finding, text.
    """
    environment = _environment()
    names = sorted(name for name in environment.list_templates() if name.startswith(_FOLDER) and _is_part(name))
    given = {
        "title": on_one_line(document.title),
        "language": document.words.language,
        "colours": _colours(document.look),
        "font": on_one_line(document.look.font) or FONT,
        "places": PLACES,
    }
    first = [name for name in names if name.endswith("[Content_Types].xml")]
    return archived(
        {
            name.removeprefix(_FOLDER): environment.get_template(name).render(given).encode()
            for name in (*first, *(name for name in names if name not in first))
        }
    )


def _is_part(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _colours(look: Look) -> tuple[tuple[str, str], ...]:
    """Give the colours of the theme by the names that office programs know."""
    light = look.light
    named = {
        "dk1": light.ink,
        "lt1": light.paper,
        "dk2": light.soft,
        "lt2": light.hairline,
        "accent1": light.first,
        "accent2": light.second,
        "accent3": light.first_faint,
        "accent4": light.ramp[1],
        "accent5": light.split[0],
        "accent6": light.quiet,
        "hlink": light.first_ink,
        "folHlink": light.second_ink,
    }
    return tuple((name, colour.removeprefix("#")) for name, colour in named.items())


@cache
def _environment() -> Environment:
    """Prepare the templates of the parts; they escape everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # start-up: only reports need it

    return Environment(
        loader=PackageLoader("samkit.writers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
