"""Qualtrics CSV of which only the names were kept, or names and question texts: known by the platform's own columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.notes import Note
from samkit.readers.export import Asked
from samkit.readers.form import Head
from samkit.readers.headings import distinct, words
from samkit.readers.importid import embedded, platform
from samkit.readers.moments import moments
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from samkit.readers.export import Kind

_OWN: Final = frozenset(
    {
        *("StartDate", "EndDate", "RecordedDate", "Status", "Progress", "Finished", "Duration (in seconds)"),
        *("ResponseId", "DistributionChannel", "UserLanguage", "RecipientEmail", "ExternalReference"),
    }
)
"""How the platform names columns of its own; the names are the same in all languages."""

_LEAST: Final = 4
_DATES: Final = ("StartDate", "EndDate", "RecordedDate")
_BESIDE: Final = re.compile(r"(.+?)(?:_\d+)?_TEXT")
_NOTED: Final = re.compile(r".+_(?:NPS_GROUP|First Click|Last Click|Page Submit|Click Count|Browser|Version)")


def is_bare(top: Sequence[Sequence[str]]) -> bool:
    """Say whether enough columns have names of Qualtrics' own."""
    return len(top) > 1 and len(_OWN.intersection(map(tidy, top[0]))) >= _LEAST


def bare_head(top: Sequence[Sequence[str]]) -> Head:
    """Take names, and question texts if they stand below, from the first records."""
    names, notes = distinct(map(tidy, top[0]))
    rows = 2 if _has_texts(names, top) else 1
    texts = map(words, top[1]) if rows > 1 else [""] * len(names)
    asked = tuple(Asked(text, kind=_kind(name, names)) for name, text in zip(names, texts, strict=True))
    lacking = "row of import codes is" if rows > 1 else "rows of question texts and import codes are"
    told = f"Qualtrics' {lacking} not in the file: which columns make a question is inferred"
    return Head(names, asked, rows, (Note("structure", told), *notes))


def _has_texts(names: Sequence[str], top: Sequence[Sequence[str]]) -> bool:
    """Say whether words stand in the second record where points in time should."""
    places = [names.index(name) for name in _DATES if name in names]
    texts = [row[place] for row in top[1:2] for place in places if place < len(row) and row[place].strip()]
    return bool(texts) and bool(np.isnat(moments(texts).values).all())


def _kind(name: str, names: Collection[str]) -> Kind:
    """Say what a column holds by its name."""
    beside = _BESIDE.fullmatch(name)
    if beside:
        return "other" if beside[1] in names else "text"
    if _NOTED.fullmatch(name):
        return "meta"
    known = name in _OWN or name.startswith(("Q_", "Recipient", "Location", "IPAddress"))
    return platform(name.partition(" (")[0]) if known else embedded(name)
