"""What every report on paper says beside its figures: what it is about, how it was made, and which page it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samkit.report.document import Document
    from samkit.words.language import Words

NUMBER, PAGES = "{number}", "{pages}"
"""Stand for the number of a page, and for how many there are, until the page is laid out."""

_PLACES: Final = re.compile(r"(\{number\}|\{pages\})")


def about(document: Document) -> list[tuple[str, str]]:
    """Give what the report is about, name by name; that data are synthetic is said apart from it."""
    words, made = document.words, document.provenance
    told = [(name, text) for name, text in document.about if text != made.synthetic]
    counted = words("page.respondents_in", made.respondents, file=made.data)
    return [*told, (words("page.respondents"), counted)]


def method(document: Document) -> list[str]:
    """Say what the report and the figures of other studies were made with and from, and where all numbers are."""
    words = document.words
    with_what = (
        words("page.made_with", version=made.samkit, file=made.data, digest=made.data_digest, study=made.study_digest)
        for made in (document.provenance, *document.sources)
    )
    beside = [] if document.is_sheet else [f"{words('page.all_results')}: results.json."]
    return [*(f"{told}." for told in dict.fromkeys(with_what)), *beside]


def methods(document: Document) -> list[str]:
    """Name each method behind the numbers once, after what it gives."""
    told = document.words.told
    by_name: dict[str, dict[str, None]] = {}
    for result in (picture.rows for figure in document.figures for picture in figure.pictures):
        for found in result.methods:
            by_name.setdefault(told(found.name), {})[told(found.of)] = None
    return [f"{', '.join(of)}: {name}" for name, of in by_name.items()]


def page_of(words: Words) -> list[str]:
    """Give the words around the number of a page, with `NUMBER` and `PAGES` as parts of their own.

    Examples
    --------
    >>> from samkit.words.language import ENGLISH
    >>> page_of(ENGLISH)
    ['Page ', '{number}', ' of ', '{pages}']
    """
    return [part for part in _PLACES.split(words("page.page_of", number=NUMBER, pages=PAGES)) if part]
