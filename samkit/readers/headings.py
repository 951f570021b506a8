"""The words above the columns of a platform's table: made plain, told apart, and cut into question and part."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_NAMED: Final = 3


def words(text: str) -> str:
    r"""Give the words of a label: entities read, tags, line ends and runs of blanks each made one blank.

    Examples
    --------
    >>> words("More than\n&gt;5\u00a0years ")
    'More than >5 years'
    """
    plain = _TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text
    return unicodedata.normalize("NFC", tidy(" ".join(plain.split())))


def distinct(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Number the names that stood before, and say so.

    Examples
    --------
    >>> distinct(["weight", "weight", ""])[0]
    ('weight', 'weight (2)', '')
    """
    given = list(names)
    taken, told, made = set(given), dict[str, int](), list[str]()
    for name in given:
        count = told.get(name, 0) + 1
        unique = name
        while name and count > 1 and unique in taken:
            unique = f"{name} ({count})"
            count += unique in taken
        told[name] = count
        taken.add(unique)
        made.append(unique)
    renamed = [unique for name, unique in zip(given, made, strict=True) if name != unique]
    return tuple(made), _renamed(renamed)


def _renamed(names: Sequence[str]) -> tuple[Note, ...]:
    """Say which names were numbered."""
    if not names:
        return ()
    some = ", ".join(shown(name, longest=80) for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return (Note("structure", f"{counted(len(names), 'name')} that stood before in the header numbered: {some}"),)


def shared(texts: Sequence[str], sign: str) -> str:
    """Give what several texts begin with, up to a sign that stands between question and part; empty if nothing.

    Examples
    --------
    >>> shared(["How often? - Tea", "How often? - Tea, green"], " - ")
    'How often?'
    """
    first, last = min(texts), max(texts)
    alike = (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    start = first[: next(alike, min(len(first), len(last)))]
    while start and not all(text[len(start) :].startswith(sign) or text == start for text in texts):
        start = start[: start.rindex(sign)] if sign in start else ""
    return start


def beyond(text: str, start: str, sign: str) -> str:
    """Give what follows the part of a text that it shares with others.

    Examples
    --------
    >>> beyond("How often? - Tea", "How often?", " - ")
    'Tea'
    """
    return text[len(start) :].removeprefix(sign).strip() if start and text.startswith(start) else text


def stem(names: Sequence[str]) -> str:
    """Give what several column names share, in whole pieces between _ and #.

    Examples
    --------
    >>> stem(["Q5_1", "Q5_10"]), stem(["Q4#1_1", "Q4#1_2"]), stem(["Q1", "Q2"])
    ('Q5', 'Q4#1', '')
    """
    pieces = [re.split(r"([_#])", name) for name in names]
    shared_pieces: list[str] = []
    for here in zip(*pieces, strict=False):
        if len(set(here)) > 1:
            break
        shared_pieces.append(here[0])
    return "".join(shared_pieces).rstrip("_#")
