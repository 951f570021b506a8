"""One spelling for texts that differ only in case, quotes, dashes, blanks, points or the number before them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

STAR: Final = "*"
"""What stands in a pattern for words that are the question's own."""

_STAR_WORD: Final = "zzstarzz"
_APOSTROPHES: Final = re.compile("['`\u00b4\u2018\u2019\u02bc]")
_NUMBER_BEFORE: Final = re.compile(r"^\s*[(\[]?\s*-?\d{1,2}\s*[)\]]?\s*[-–—=:.)\]]*\s*(?=[^\W\d_]|[(\[\"'“])")
_BRACKETS_BEHIND: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Bring a text to the one form in which spellings are compared.

    Examples
    --------
    >>> folded("  Don’t   know! "), folded("Neither agree / nor disagree"), folded("–")
    ('dont know', 'neither agree nor disagree', '–')
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()).replace("&", " and ")
    words = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in plain).split()
    return " ".join(words) or text.strip()


def readings(text: str) -> tuple[str, ...]:
    """Give the folded forms in which a level may be meant: as it stands, without its number, without its brackets.

    Examples
    --------
    >>> readings("4 - Very impressive")
    ('4 very impressive', 'very impressive')
    >>> readings("Agree (4)")
    ('agree 4', 'agree')
    """
    bare = _NUMBER_BEFORE.sub("", text)
    ways = (text, bare, _BRACKETS_BEHIND.sub("", bare))
    return tuple(dict.fromkeys(folded(way) for way in ways if way.strip()))


def pattern(text: str) -> str:
    """Fold a spelling of the library, in which a star stands for words of the question's own.

    Examples
    --------
    >>> pattern("Neither * nor un*")
    'neither * nor un*'
    """
    return folded(text.replace(STAR, _STAR_WORD)).replace(_STAR_WORD, STAR)


def squeezed(text: str) -> str:
    """Bring a text onto one line, with single blanks."""
    return " ".join(text.split())


def spoken(name: str) -> str:
    """Write the name of a column as words, if it is made of nothing but words.

    Examples
    --------
    >>> spoken("revenue_change"), spoken("q0004_0001"), spoken("How  often?")
    ('Revenue change', 'q0004_0001', 'How often?')
    """
    words = re.fullmatch(r"[a-z]{2,}(?:_[a-z]{2,})+", name)
    return name.replace("_", " ").capitalize() if words else squeezed(name)


def begun(text: str, longest: int) -> str:
    """Give the first words of a text, and a sign that it goes on.

    Examples
    --------
    >>> begun("How far do you agree?", 12), begun("Why?", 12)
    ('How far do…', 'Why?')
    """
    plain = squeezed(text)
    return plain if len(plain) <= longest else (plain[:longest].rpartition(" ")[0] or plain[:longest]) + "…"
