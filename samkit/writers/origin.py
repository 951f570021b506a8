"""How the numbers of a report were made, for the last slide and the last sheet: each method once, and all data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.report.document import Document


def methods(document: Document) -> list[tuple[str, str]]:
    """Give each method once: of what kind of number, and its name."""
    told = document.words.told
    results = [picture.rows for figure in document.figures for picture in figure.pictures[:1]]
    found = dict.fromkeys(method for result in results for method in result.methods)
    return [(told(method.of), told(method.name)) for method in found]


def origins(document: Document) -> Iterator[tuple[str, str]]:
    """Tell what the report was made from, and those of its figures that rest on other data."""
    words = document.words
    for made in dict.fromkeys((document.provenance, *document.sources)):
        yield words("page.data"), f"{made.data} (SHA-256 {made.data_digest})"
        yield words("page.study_file"), f"{made.study} (SHA-256 {made.study_digest})"
        yield words("page.respondents"), str(made.respondents)
        yield words("page.source"), ". ".join(filter(None, (made.source.rstrip("."), made.synthetic)))
        yield words("sheet.seed"), str(made.seed)
        yield "samkit", made.samkit
