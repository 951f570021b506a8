"""A report as a Word document: real styles, contents that read without being updated, charts as pictures."""

from __future__ import annotations

import io
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from samkit.writers.packaging import packed
from samkit.writers.paper import about, method, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from samkit.look import Look
    from samkit.report.document import Document, Drawn, Figure
    from samkit.writers.grid import GridColumn

FONT: Final = "Arial"
"""Stands on every machine that reads Word documents; the typeface of the house takes its place."""

_LOCALES: Final = {"en": "en-GB", "de": "de-DE"}
_COLOURS: Final = ("ink", "soft", "light", "hairline", "first", "first_ink", "second_tint")

_TWIPS: Final = 20
"""Word counts distances on a page in twentieths of a point, and in pictures in a 12700th."""
_EMU: Final = 12700

_PAGES: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_DRAWN: Final = 510.236
_WHITE: Final = 12
"""A chart is this many points wide, and has this much white around it, which reaches into the margins."""

_TEXT: Final = round((_DRAWN - 2 * _WHITE) * _TWIPS)
_BODY: Final = {"A4": 715, "Letter": 665}
"""The points between the header and the footer of a page."""

_LINES: Final = {"title": (60, 17.0), "said": (92, 13.0), "footer": (118, 10.0)}
"""Characters that a line of words around a chart takes at least, and the points from it to the next."""

_SIGN: Final = 105
"""What a sign of the contents takes at least, in twentieths of a point."""

_LOGO: Final = 42


class Shown(NamedTuple):
    """A picture on a page: its part of the document, its size, and its alternative text."""

    part: str
    name: str
    alt: str
    number: int
    wide: int
    high: int


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the report as a Word document.

    Parameters
    ----------
    document
        The report.
    drawn
        Its pictures; needed are the charts alone as PNG.

    Returns
    -------
    bytes
        An Office Open XML document, the same bytes each time.
    """
    import docx  # start-up: only this format needs it

    made: Any = docx.Document()
    _bare(made, document)
    header, footer = made.part.add_header_part(), made.part.add_footer_part()
    words, look = document.words, document.look
    wide, high = _PAGES[look.page]
    given = {
        "document": document,
        "said": words,
        "laid": partial(grid, signs=words.signs),
        "across": _across,
        "about": about(document),
        "method": method(document),
        "page_of": page_of(words),
        "contents": _contents(document),
        "marks": _marks(document),
        "logo": _logo(made, look),
        "pictures": _pictures(made, document, drawn),
        "header": header[1],
        "footer": footer[1],
        "page": {"wide": wide, "high": high, "side": (wide - _TEXT) // 2},
        **_style(document),
    }
    _fill(made.element.body, "body", given)
    _fill(made.styles.element, "styles", given)
    _fill(header[0].element, "header", given)
    _fill(footer[0].element, "footer", given)
    held = io.BytesIO()
    made.save(held)
    return packed(held.getvalue())


def _bare(made: Any, document: Document) -> None:  # noqa: ANN401 - the library has no types
    """Take out of the library's empty document what a report has no use for, and say what it is written for."""
    from docx.oxml.ns import qn  # start-up: only this format needs it

    needless = ("/stylesWithEffects", "/customXml", "/numbering", "/thumbnail")
    for rels in (made.part.rels, made.part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(needless)]:
            del rels[name]
    written = made.core_properties
    written.title, written.language = on_one_line(document.title)[:255], document.words.language
    written.author = written.last_modified_by = written.comments = ""
    settings = made.settings.element
    for setting in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), "15")


def _style(document: Document) -> dict[str, Any]:
    """Give colours, typeface, language and measures to the styles."""
    look = document.look
    longest = max((len(document.words("page.figure", id=figure.id)) for figure in document.figures), default=0)
    return {
        **{name: getattr(look.light, name).removeprefix("#") for name in _COLOURS},
        "font": look.font or FONT,
        "locale": _LOCALES[document.words.language],
        "right": _TEXT,
        "label": min(longest * _SIGN + 240, _TEXT // 3),
        "white": _WHITE * _TWIPS,
    }


def _marks(document: Document) -> dict[str, str]:
    """Name the place of each figure; Word takes letters, digits and underlines."""
    return {figure.id: f"figure_{place}" for place, figure in enumerate(document.figures, 1)}


def _contents(document: Document) -> list[tuple[str, str, str, str]]:
    """List the headings as the table of contents has them: style, place, label and title."""
    words, marks = document.words, _marks(document)
    parts = (*(passage.name for passage in document.passages), "groups", "figures", "method")
    heading = {"groups": document.described}
    lines = [("TOC1", part, "", words(f"page.{heading.get(part, part)}")) for part in parts]
    figures = [
        ("TOC2", marks[figure.id], words("page.figure", id=figure.id), figure.title) for figure in document.figures
    ]
    return [*lines[:-1], *figures, lines[-1]]


def _across(columns: Sequence[GridColumn]) -> list[int]:
    """Give the widths of columns."""
    return [round(column.width * _TEXT) for column in columns]


def _pictures(made: Any, document: Document, drawn: Drawn) -> dict[str, list[Shown]]:  # noqa: ANN401 - as above
    """Put the charts into the document, no higher than a page has room for."""
    numbers = count(2)
    body = _BODY[document.look.page]
    heading = document.figures[:1]
    return {
        figure.id: [
            _placed(
                made,
                drawn[f"bare/{picture.name}.png"],
                (picture.name, picture.alt),
                next(numbers),
                (_DRAWN, max(body - _words(figure) - 45 * (figure in heading), body / 2)),
            )
            for picture in figure.pictures
        ]
        for figure in document.figures
    }


def _words(figure: Figure) -> float:
    """Estimate the points that the words around a chart take."""
    told = [("title", figure.title), ("said", figure.takeaway), ("said", figure.subtitle)]
    told += [("footer", line) for line in figure.footer]
    return 30 + sum(-(-len(text) // _LINES[kind][0]) * _LINES[kind][1] for kind, text in told)


def _logo(made: Any, look: Look) -> Shown | None:  # noqa: ANN401 - as above
    """Put the logo into the document, if there is one."""
    return look.logo and _placed(made, look.logo.data, ("logo", look.logo.alt), 1, (_DRAWN / 2, _LOGO))


def _placed(
    made: Any,  # noqa: ANN401 - as above
    data: bytes,
    told: tuple[str, str],
    number: int,
    room: tuple[float, float],
) -> Shown:
    """Put a picture into the document under its name and its words, as large as its room in points lets it be."""
    part, image = made.part.get_or_add_image(io.BytesIO(data))
    scale = min(room[0] / image.px_width, room[1] / image.px_height) * _EMU
    return Shown(part, *told, number, round(image.px_width * scale), round(image.px_height * scale))


def _fill(element: Any, name: str, given: dict[str, Any]) -> None:  # noqa: ANN401 - the library has no types
    """Put what a template makes in the place of what an element holds."""
    from docx.oxml import parse_xml  # start-up: only this format needs it

    element[:] = list(parse_xml(_templates().get_template(f"word/{name}.xml.j2").render(given).encode()))


@cache
def _templates() -> Environment:
    """Load the templates; they escape everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # start-up: only reports need it

    return Environment(
        loader=PackageLoader("samkit.writers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            on_one_line(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
        ),
    )
