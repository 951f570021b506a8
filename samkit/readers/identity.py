"""Who is who: every respondent has an id, and no two have the same."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from samkit.errors import DataError, Problem, shown
from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.readers.export import Export


def check(export: Export, column: str) -> tuple[Note, ...]:
    """See that the ids of an export are there and differ.

    Parameters
    ----------
    export
        The export; its columns are by name.
    column
        The name of the column with the ids.

    Returns
    -------
    tuple of Note
        Ids that differ only in what the eye does not see.

    Raises
    ------
    DataError
        If an id is empty or stands twice, with every such line.
    """
    lines = _lines_by_id(export, column)
    rows = {line: row for row, line in enumerate(export.lines)}
    problems = [_missing(export, column, rows[line]) for text in lines if not text.strip() for line in lines[text]]
    for text, places in lines.items():
        others = places[1:] if text.strip() else []
        problems += [_twice(export, column, text, (line, places[0]), rows) for line in others]
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.place.line or 0))
    return _near(lines, column, export.stands)


def _lines_by_id(export: Export, column: str) -> dict[str, list[int]]:
    """Find the lines of each id."""
    ids = export.columns[column]
    lines: dict[str, list[int]] = defaultdict(list)
    for code, line in zip(ids.codes.tolist(), export.lines, strict=True):
        lines[ids.categories[code]].append(line)
    return dict(lines)


def _missing(export: Export, column: str, row: int) -> Problem:
    """Say that a respondent has no id."""
    message = "the id of this respondent is empty: it could not be traced, nor taken out on request"
    hint = "give every respondent an id, or take the line out if it is none"
    return Problem("missing_id", message, export.place(row, column), hint=hint)


def _twice(export: Export, column: str, text: str, lines: tuple[int, int], rows: Mapping[int, int]) -> Problem:
    """Say that two respondents have one id, and whether they are equal in everything that was read."""
    line, first = lines
    same = all(kept.codes[rows[line]] == kept.codes[rows[first]] for kept in export.columns.values())
    likeness = "the same answers" if same else "other answers"
    message = f"the id {shown(text)} already stands {export.stands} {first}, there with {likeness}"
    hint = f"take out {export.unit} {line}, or {export.unit} {first}: one respondent would count twice"
    return Problem("duplicate_id", message, export.place(rows[line], column), hint=hint)


def _near(lines: dict[str, list[int]], column: str, stands: str) -> tuple[Note, ...]:
    """Say which ids differ only in case, blanks or the way in which a letter is composed."""
    alike: dict[str, list[str]] = defaultdict(list)
    for text in lines:
        alike[_folded(text)].append(text)
    pairs = [texts for texts in alike.values() if len(texts) > 1]
    if not pairs:
        return ()
    told = "; ".join(" and ".join(f"{stands} {lines[text][0]}" for text in texts[:4]) for texts in pairs[:5])
    more = f"; and {len(pairs) - 5} more" if len(pairs) > 5 else ""
    message = f"ids in column {shown(column)} that differ only in case, blanks or composed letters: {told}{more}"
    return (Note("near_duplicate_ids", message),)


def _folded(text: str) -> str:
    """Reduce an id to what a reader sees of it."""
    seen = "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
