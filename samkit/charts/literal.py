"""Text from a study or an export, made safe to draw: what it says stays, what would break a file or a line goes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"

_TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that change the direction of what follows them, and the byte order mark: nothing that a reader sees."""

_SPACES: Final = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")

_TOO_MANY_MARKS: Final = 2
"""Accents that one letter may carry; more would climb into the line above."""


def literal(text: str) -> str:
    r"""Give the text as it may be drawn.

    Parameters
    ----------
    text
        Any text at all.

    Returns
    -------
    str
        One line: white space collapsed, control characters, surrogates and non-characters replaced by U+FFFD,
        direction marks left out, at most two accents on a letter.

    Examples
    --------
    >>> literal("  a$b$\n<i>\x00  ")
    'a$b$ <i>�'
    """
    text = _SPACES.sub(" ", text).strip(" ")
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if character in _TURNING or marks > _TOO_MANY_MARKS:
            continue
        kept.append(REPLACEMENT if category in {"Cc", "Cs", "Cn", "Co"} else character)
    return "".join(kept)
