"""Physical lines: the unit in which a text editor counts, and in which every message points."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_END: Final = re.compile("(\r\r\n|\r\n|\n|\r)")
_END_NAMES: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\r\r\n": "CRCRLF"}


class Lines(NamedTuple):
    """The lines of a text.

    Parameters
    ----------
    texts
        Each line without its end; the last is empty when the text ends in a line end.
    ends
        The end of each line, or the one that they all have.
    """

    texts: Sequence[str]
    ends: Sequence[str] | str

    def end(self, index: int) -> str:
        """Give the line end that stood after a line."""
        return self.ends if isinstance(self.ends, str) else self.ends[index]

    @property
    def complete(self) -> bool:
        """Whether the last line has its line end."""
        return not self.texts[-1]


def split_lines(text: str) -> Lines:
    r"""Split a text at LF, CRLF, CR and the doubled CR of some exports, and at nothing else.

    Examples
    --------
    >>> split_lines("a\nb\n")
    Lines(texts=['a', 'b', ''], ends='\n')
    """
    returns = text.count("\r")
    if not returns:
        return Lines(text.split("\n"), "\n")
    if returns == text.count("\r\n") == text.count("\n"):
        return Lines(text.split("\r\n"), "\r\n")
    pieces = _END.split(text)
    return Lines(pieces[::2], [*pieces[1::2], ""])


def line_end_notes(lines: Lines, last_lines: Iterable[int]) -> tuple[Note, ...]:
    """Say when records end in more than one way, or in an old one.

    Parameters
    ----------
    lines
        The lines of the file.
    last_lines
        The index of the line on which each record ends; what stands inside quoted cells does not count.
    """
    if isinstance(lines.ends, str):
        return ()
    ends = Counter(end for index in last_lines if (end := lines.ends[index]))
    if not ends or (len(ends) == 1 and ends.keys() <= {"\n", "\r\n"}):
        return ()
    told = ", ".join(f"{count} in {_END_NAMES[end]}" for end, count in ends.most_common())
    return (Note("mixed_line_ends", f"the records of the file do not all end in LF or all in CRLF: {told}"),)
