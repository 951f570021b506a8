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
    """Say what the report was made with and from, and where all numbers are."""
    words, made = document.words, document.provenance
    with_what = words(
        "page.made_with", version=made.samkit, file=made.data, digest=made.data_digest, study=made.study_digest
    )
    return [f"{with_what}.", f"{words('page.all_results')}: results.json."]


def page_of(words: Words) -> list[str]:
    """Give the words around the number of a page, with `NUMBER` and `PAGES` as parts of their own.

    Examples
    --------
    >>> from samkit.words.language import ENGLISH
    >>> page_of(ENGLISH)
    ['Page ', '{number}', ' of ', '{pages}']
    """
    return [part for part in _PLACES.split(words("page.page_of", number=NUMBER, pages=PAGES)) if part]
