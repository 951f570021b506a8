"""Lines below the respondents that sum up or name a source, padded to the width of the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.errors import Place, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.text.header import Header
    from samkit.readers.text.rows import Rows

_WORDS: Final = re.compile(
    r"(?:(?:grand |sub)?totals?|sums?|averages?|means?|sources?|notes?|base|generated|exported|created|printed|footnote"
    r"|copyright)(?:[:\s]|$)|©|\*",
    re.IGNORECASE,
)
_SUM: Final = re.compile(r"(?:grand |sub)?totals?:?|sums?:?|averages?:?|means?:?", re.IGNORECASE)
_MOST_LINES: Final = 5


def footer_problems(rows: Rows, header: Header, wanted: Mapping[str, int], file: str) -> list[Problem]:
    """Say which of the last lines are no respondents, where all lines above them begin with an id of their own.

    Parameters
    ----------
    rows
        Records of one width.
    header
        The header.
    wanted
        For each needed name the index of its column.
    file
        The name of the file.

    Returns
    -------
    list of Problem
        One for each such line.
    """
    if header.width < 3 or len(rows.cells) < 2:
        return []
    above, last = rows.cells[:-_MOST_LINES] or rows.cells[:1], rows.cells[-_MOST_LINES:]
    ids = [cells[0].strip() for cells in above]
    if len(set(ids)) < len(ids):
        return []
    spaced = any(_is_sentence(text) for text in ids)
    return [
        _problem(cells, line, wanted, file)
        for cells, line in zip(last, rows.lines[-_MOST_LINES:], strict=True)
        if cells is not rows.cells[0] and _is_footer(cells, spaced=spaced)
    ]


def _is_sentence(text: str) -> bool:
    """Say whether a text is more than one word."""
    return len(text.split()) > 1


def _is_footer(cells: Sequence[str], *, spaced: bool) -> bool:
    """Say whether a line is a sum, or has nothing but words as footers begin with or a sentence where ids are none."""
    text = cells[0].strip()
    if _SUM.fullmatch(text):
        return True
    alone = bool(text) and not "".join(cells[1:]).strip()
    return alone and (_WORDS.match(text) is not None or (_is_sentence(text) and not spaced))


def _problem(cells: Sequence[str], line: int, wanted: Mapping[str, int], file: str) -> Problem:
    """Say that a line is no respondent."""
    text = cells[0].strip()
    empty = [name for name, index in wanted.items() if not cells[index].strip()]
    named = ", ".join(shown(name) for name in empty[:12]) + (f" and {len(empty) - 12} more" if len(empty) > 12 else "")
    message = f"the line is no respondent: it is headed {shown(text)}" + (
        f" and has no answer in {named}" if named else ""
    )
    return Problem("footer", message, Place(file, line), hint="take the lines below the table out of the export")
