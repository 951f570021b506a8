"""A report as PDF: pages for print, tagged for screen readers, with our own typeface inside.

The template is fixed and every text reaches it as data, so that nothing from outside is read as markup. Template, data,
pictures and fonts are handed over in memory: no file and no network is asked.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from samkit.writers.paper import about, method, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.numbers import Signs
    from samkit.report.document import Document, Drawn, Figure
    from samkit.tables.table import Table

_HERE: Final = Path(__file__).parent
_FONTS: Final = _HERE.parent / "charts" / "fonts"
_STANDARD: Final = "ua-1"
"""PDF/UA-1: every picture has an alternative text, every sign a glyph, every table its headers."""

_MOMENT: Final = 315532800
"""1980-01-01, as in the other formats: no clock of a machine gets into a report."""

_PROBE: Final = b'#set document(title: "signs")\n#set text(font: "Samkit Sans")\n#sys.inputs.signs'
_UNBROKEN: Final = 24
"""Longer words may be broken anywhere."""

_WORDS: Final = ("contents", "groups", "figures", "notes", "table_and_notes", "method")
_COLOURS: Final = ("ink", "soft", "light", "hairline", "first", "first_ink", "second_tint")
_FORMATS: Final = {"png": "png", "jpeg": "jpg"}


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the report as PDF: cover, summary, contents, who is compared, figures, tables and notes, method.

    Parameters
    ----------
    document
        The report.
    drawn
        Its pictures; needed are the charts alone as SVG.

    Returns
    -------
    bytes
        PDF 1.7 after PDF/UA-1. A sign that no typeface has is shown as the replacement sign, and named at the end.
    """
    told = _each(_told(document), on_one_line)
    lacking = _lacking({sign for sign in json.dumps(told, ensure_ascii=False) if not sign.isascii()})
    if lacking:
        named = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(lacking))
        told["method"].append(document.words("page.missing_signs", signs=named))
    pictures = {
        picture.name: drawn[f"bare/{picture.name}.svg"].decode()
        for figure in document.figures
        for picture in figure.pictures
    }
    report = json.dumps(_each(told, lambda text: _settable(text, lacking)))
    return _compiled((_HERE / "templates" / "report.typ").read_bytes(), {"report": report, **pictures})


def _compiled(template: bytes, inputs: dict[str, str]) -> bytes:
    """Set a template with its data."""
    import typst  # start-up: only this format needs it

    made: bytes = typst.compile(
        template,
        root=str(_HERE / "templates"),
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        timestamp=_MOMENT,
        pdf_standards=[_STANDARD],
    )
    return made


@cache
def _typefaces() -> Any:  # noqa: ANN401 - a type of the library, not imported for its name
    """Load our two faces, and those that the library carries for signs that ours lack."""
    import typst  # start-up: only this format needs it

    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def _lacking(signs: set[str]) -> frozenset[str]:
    """Find the signs that no typeface has: what cannot be set together is halved until single signs are left."""
    from typst import TypstError  # start-up: only this format needs it

    try:
        _compiled(_PROBE, {"signs": " ".join(sorted(signs))})
    except TypstError:
        if len(signs) == 1:
            return frozenset(signs)
        listed = sorted(signs)
        half = len(listed) // 2
        return _lacking(set(listed[:half])) | _lacking(set(listed[half:]))
    return frozenset()


def _settable(text: str, lacking: frozenset[str]) -> str:
    """Replace the signs that no typeface has, and let a word that is longer than a line be broken."""
    known = "".join("\ufffd" if sign in lacking else sign for sign in text)
    return " ".join("\u200b".join(word) if len(word) > _UNBROKEN else word for word in known.split(" "))


def _each(told: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON can carry
    """Change every text of a structure, but not the names by which it refers to pictures."""
    if isinstance(told, dict):
        return {name: value if name == "name" else _each(value, change) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_each(value, change) for value in told]
    return change(told) if isinstance(told, str) else told


def _told(document: Document) -> dict[str, Any]:
    """Give everything that the template sets."""
    words, look = document.words, document.look
    marks = {figure.id: f"figure-{place}" for place, figure in enumerate(document.figures)}
    referred = {id_: {"mark": mark, "label": words("page.figure", id=id_)} for id_, mark in marks.items()}
    passages = [
        {
            "mark": passage.name,
            "title": words(f"page.{passage.name}"),
            "sentences": [
                {"text": sentence.text, "figures": [referred[id_] for id_ in sentence.figures]}
                for sentence in passage.sentences
            ],
        }
        for passage in document.passages
    ]
    return {
        "language": words.language,
        "page": look.page,
        "colours": {name: getattr(look.light, name) for name in _COLOURS},
        "logo": look.logo and {"data": list(look.logo.data), "format": _FORMATS[look.logo.kind], "alt": look.logo.alt},
        "words": {**{name: words(f"page.{name}") for name in _WORDS}, "page_of": page_of(words)},
        "title": document.title,
        "lead": f"{document.lead}.",
        "synthetic": document.provenance.synthetic,
        "about": about(document),
        "passages": passages,
        "groups": [_laid(table, words.signs) for table in document.tables],
        "notes": [note.text for note in document.notes],
        "figures": [{**referred[figure.id], **_figure(figure, words.signs)} for figure in document.figures],
        "method": method(document),
    }


def _figure(figure: Figure, signs: Signs) -> dict[str, Any]:
    """Give the words, the pictures and the table of a figure."""
    return {
        "title": figure.title,
        "takeaway": figure.takeaway,
        "subtitle": figure.subtitle,
        "footer": figure.footer,
        "pictures": [{"name": picture.name, "alt": picture.alt} for picture in figure.pictures],
        "table": _laid(figure.table, signs),
    }


def _laid(table: Table, signs: Signs) -> dict[str, Any]:
    """Give a table with the names of its parts."""
    laid = grid(table, signs)
    return {
        "title": laid.title,
        "columns": [column._asdict() for column in laid.columns],
        "rows": [[cell._asdict() for cell in row] for row in laid.rows],
        "below": laid.below,
    }
