"""What can go wrong, said so that the reader knows where to look and what to do next.

Every fault that a user can cause is a `Problem`: a stable code, the place, what was expected, what was found and the
next step. Problems travel together inside one `SamkitError`, whose class fixes the exit code of the command.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN_IN_FULL = 10
"""How many problems of one kind are told in full; the rest are counted."""

LONGEST_VALUE = 40
"""How many characters of a faulty value a message may show."""


class Place(NamedTuple):
    """Where something stands: a file, then a line and column of data, or a key of the study file.

    Parameters
    ----------
    file, line, column, key
        As far as they are known; lines are counted from 1.
    at
        What is said in place of the line where the file has none: a cell of a sheet, a case.
    """

    file: str = ""
    line: int | None = None
    column: str = ""
    key: str = ""
    at: str = ""

    def __str__(self) -> str:
        """Name the place as a reader would point at it."""
        parts = [shown(self.file, quote=False, longest=200)] if self.file else []
        if self.at:
            parts.append(shown(self.at, quote=False, longest=80))
        elif self.line is not None:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {shown(self.column)}")
        if self.key:
            parts.append(shown(self.key, quote=False, longest=200))
        return ", ".join(parts)


class Problem(NamedTuple):
    """One fault: what is wrong, where, what was expected, what was found, and what to do next."""

    code: str
    message: str
    place: Place = Place()
    expected: str = ""
    got: str | None = None
    hint: str = ""

    def __str__(self) -> str:
        """Tell the fault in one line, its hint on the next."""
        place = str(self.place)
        text = f"{place}: {self.message}" if place else self.message
        if self.got is not None:
            text += f"; found {shown(self.got)}"
        if self.expected:
            text += f"; expected {self.expected}"
        return f"{text}\n    next: {self.hint}" if self.hint else text


class SamkitError(Exception):
    """One or more problems that stop a command.

    Parameters
    ----------
    problems
        What is wrong, in the order in which the reader should see it.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.told())

    def told(self) -> str:
        """Tell the problems: of each kind the first ten in full, and the count of the rest."""
        seen: Counter[str] = Counter()
        lines: list[str] = []
        for problem in self.problems:
            seen[problem.code] += 1
            if seen[problem.code] <= SHOWN_IN_FULL:
                lines.append(f"error: {problem}")
        rest = {code: count - SHOWN_IN_FULL for code, count in seen.items() if count > SHOWN_IN_FULL}
        lines += [f"error: … and {count} more of the same kind ({code})" for code, count in rest.items()]
        return "\n".join(lines)


class StudyError(SamkitError):
    """The study file or the command line asks for something that cannot be done."""

    exit_code = 2


class DataError(SamkitError):
    """The export cannot be read as what the study says it is."""

    exit_code = 3


class OutputError(SamkitError):
    """The result could not be written; what stood there before still stands."""

    exit_code = 4


class RefusedError(SamkitError):
    """The work is done, but a check that was asked for failed."""

    exit_code = 5


def shown(value: str, *, quote: bool = True, longest: int = LONGEST_VALUE) -> str:
    r"""Spell a value so that nothing in it can hide: cut to length, odd code points by number.

    Parameters
    ----------
    value
        Text from a file that is not trusted.
    quote
        Put it between single quotes.
    longest
        How many characters are shown at most.

    Returns
    -------
    str
        Printable text without control characters.

    Notes
    -----
    A letter of a script that has letters like Latin ones is spelt out where Latin letters stand beside it, as a
    look-alike would; a text that is in that script throughout stays readable.

    Examples
    --------
    >>> shown("Strongly\u00a0agree"), shown("\u0410gree"), shown("\u0434\u0430"), shown("R を使う")
    ("'Strongly<U+00A0>agree'", "'<U+0410>gree'", "'да'", "'R を使う'")
    """
    cut = value[:longest]
    beside_latin = any(character.isascii() and character.isalpha() for character in cut)
    text = "".join(
        character if _is_plain(character, beside_latin=beside_latin) else f"<U+{ord(character):04X}>"
        for character in cut
    )
    if len(value) > longest:
        text += f"… ({len(value)} characters)"
    return f"'{text}'" if quote else text


_LOOK_ALIKE = frozenset(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2026\u2032\u2033"
)
"""Dashes, quotes and points that are easily taken for those of a keyboard."""

_UNLIKE = (
    *("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR", "ARABIC"),
    *("HEBREW", "DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "TAMIL", "TELUGU", "KANNADA", "SINHALA", "GEORGIAN"),
)
"""How the names of letters begin that stand for themselves beside Latin ones."""


def _is_plain(character: str, *, beside_latin: bool) -> bool:
    """Say whether a character is what it looks like."""
    if " " <= character <= "~":
        return True
    kind = unicodedata.category(character)
    if kind in {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Nd", "Sm"} or character in _LOOK_ALIKE:
        return False
    return not kind.startswith("L") or not beside_latin or unicodedata.name(character, "").startswith(_UNLIKE)


def nearest(name: str, known: Sequence[str]) -> str:
    """Find the known name that a misspelt one most likely meant, or nothing.

    Examples
    --------
    >>> nearest("revenu_change", ["profit_change", "revenue_change"])
    'revenue_change'
    """
    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def suggestion(name: str, known: Sequence[str], *, most: int = 8) -> str:
    """Write the next step for an unknown name: the nearest known one, or what there is.

    Examples
    --------
    >>> suggestion("Agre", ["Disagree", "Agree"])
    "did you mean 'Agree'?"
    """
    close = nearest(name, known)
    if close:
        return f"did you mean {shown(close)}?"
    listed = ", ".join(shown(candidate) for candidate in known[:most])
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return f"there is: {listed}{more}" if listed else ""
