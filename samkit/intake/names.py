"""Names of questions, options, sections and scales: short, of plain letters, each once."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST: Final = 40
_WORD: Final = re.compile(r"[a-z0-9]+")
_SPECIAL: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_FILLING: Final = frozenset(
    {"the", "a", "an", "of", "to", "in", "and", "or", "is", "are", "do", "you", "your", "for", "at"}
)


def slug(text: str) -> str:
    """Write a text as a name; nothing if it has no plain letter.

    Examples
    --------
    >>> slug("How satisfied are you with your position?"), slug("Q5_1"), slug("time1can[time2can]")
    ('how_satisfied_with_position', 'q5_1', 'time1can_time2can')
    >>> slug("Zürich – Größe"), slug("年龄")
    ('zuerich_groesse', '')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    words = _WORD.findall(plain.replace("'", "").replace("’", "").encode("ascii", "ignore").decode())
    kept = [word for word in words if word not in _FILLING] if len(words) > 2 else words
    name = ""
    for word in kept or words:
        if name and len(name) + len(word) >= _LONGEST:
            break
        name = f"{name}_{word}" if name else word[:_LONGEST]
    return name


class Names:
    """The names that are given, so that none is given twice."""

    __slots__ = ("_taken",)

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: set[str] = set()

    def give(self, *wishes: str, otherwise: str = "question") -> str:
        """Give the first wish that leaves a name, numbered if it is taken.

        Examples
        --------
        >>> names = Names()
        >>> names.give("Tools"), names.give("Tools"), names.give("工具", otherwise="question_7")
        ('tools', 'tools_2', 'question_7')
        """
        wish = next((name for text in wishes if (name := slug(text))), "") or otherwise
        name, number = wish, 1
        while name in self._taken:
            number += 1
            name = f"{wish}_{number}"
        self._taken.add(name)
        return name
