"""From the text of a cell to an answer: a level, a number, or the reason why there is none.

Columns arrive dictionary-encoded, so each distinct text is judged once, however many respondents gave it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.errors import Place, Problem, shown, suggestion
from samkit.notes import Note
from samkit.readers import numeral
from samkit.study.labels import normal
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from samkit.readers.export import Column, Export
    from samkit.study.file import NumericTable
    from samkit.study.model import Question

REASON: Final = {reason.label: reason for reason in Missing}
"""Why an answer is missing, by the words of the study file."""

_SMALLEST, _LARGEST = 1e-100, 1e100
_CODE_LIKE = {-9.0, -99.0, -999.0, -9999.0, 999.0, 9999.0, 99999.0}
"""Numbers that stand for a missing answer in many exports."""


class Coded(NamedTuple):
    """Answers on a scale: the position of the level, or a negative `Missing` code, **shape** (respondents,)."""

    codes: NDArray[np.int32]
    levels: tuple[str, ...]


class Numbered(NamedTuple):
    """Numeric answers, NaN where missing, and the reasons (0 where there is a number), **shape** (respondents,)."""

    values: NDArray[np.float64]
    reasons: NDArray[np.int32]


class Rows:
    """Where the texts of a column stand: found for all of them when the first is asked for.

    Parameters
    ----------
    column
        The column.
    export
        What it is a column of.
    """

    def __init__(self, column: Column, export: Export) -> None:
        self.column = column
        self._export = export

    @cached_property
    def _found(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give for each text its first row, and in how many it stands, **shape** (texts,)."""
        codes, texts = self.column.codes, len(self.column.categories)
        first = np.full(texts, -1, dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        return first, np.bincount(codes, minlength=texts)

    def first(self, category: int) -> tuple[Place, str]:
        """Give the first place of a text, and say how many more there are."""
        row, count = (int(each[category]) for each in self._found)
        place = self._export.place(row if count else None, self.column.name)
        return place, f" (and {count - 1} more rows with the same text)" if count > 1 else ""


Read = tuple[Coded | Numbered, list[Problem], list[Note]]


def read(question: Question, export: Export, empty: str) -> Read:
    """Code the answers to one question.

    Parameters
    ----------
    question
        What is asked, and how an answer is read.
    export
        The answers as they stood.
    empty
        The reason that an empty cell stands for.

    Returns
    -------
    tuple
        The answers, the problems found, the notes for the reader.
    """
    column = export.columns[question.column]
    if question.numeric is not None:
        answers, problems, notes = _numbers(question, question.numeric, column, export, REASON[empty])
    else:
        answers, problems, notes = _levels(question, column, export, REASON[empty])
    codes = answers.codes if isinstance(answers, Coded) else answers.reasons
    if not problems and bool((codes < 0).all()):
        notes.append(Note("item_all_missing", f"nobody answered {question.id} (column {shown(column.name)})"))
    return answers, problems, notes


def _levels(question: Question, column: Column, export: Export, empty: Missing) -> Read:
    """Code answers on a scale, text by text."""
    known = {"": empty, **unanswered(question.missing, column), **question.codes}
    table = np.full(len(column.categories), Missing.UNREADABLE, dtype=np.int32)
    rows, problems = Rows(column, export), list[Problem]()
    for place, text in enumerate(column.categories):
        code = known.get(normal(text))
        if code is None:
            problems.append(_unknown_label(question, rows, place))
        else:
            table[place] = code
    return Coded(table[column.codes], question.levels), problems, []


def unanswered(declared: Mapping[str, str], column: Column) -> dict[str, Missing]:
    """Give the texts that are no answer: those that the export declares, and those that the study does.

    Parameters
    ----------
    declared
        The study's texts and their reasons.
    column
        Where they may stand.
    """
    of_export = {normal(text): Missing.NOT_ANSWERED for text in column.asked.missing}
    return of_export | {normal(text): REASON[reason] for text, reason in declared.items()}


def _unknown_label(question: Question, rows: Rows, category: int) -> Problem:
    """Say that a text is no level, and what it may have meant."""
    text = rows.column.categories[category]
    where, others = rows.first(category)
    listed = ", ".join(shown(level) for level in question.levels)
    cells = [normal(part) for part in re.split(r"[;|,]", text)]
    if len(cells) > 1 and all(cell in question.codes for cell in cells):
        hint = "two answers stand in one cell; a question with levels takes one"
    elif re.fullmatch(r"\d{1,3}", text):
        hint = f'if {text} stands for a level, declare codes = {{ "{text}" = "…" }} at its scale'
    else:
        reading = suggestion(text, question.levels)
        name = text.replace('"', "'")[:40]
        ways = f'codes = {{ "{name}" = "a level" }} or missing = {{ "{name}" = "does not apply" }}'
        declared = f"declare it at its scale: {ways}"
        hint = reading if reading.startswith("did you mean") else declared
    message = f"not a level of the question{others}"
    return Problem("unknown_label", message, where, listed, text, hint)


def _numbers(question: Question, how: NumericTable, column: Column, export: Export, empty: Missing) -> Read:
    """Read numeric answers, text by text."""
    values = np.full(len(column.categories), np.nan)
    reasons = np.zeros(len(column.categories), dtype=np.int32)
    missing = unanswered(question.missing, column)
    tokens: list[int] = []
    rows, problems = Rows(column, export), list[Problem]()
    for place, text in enumerate(column.categories):
        reason = empty if not text.strip() else missing.get(normal(text))
        if reason is None and text in numeral.MISSING_TOKENS:
            reason, tokens = Missing.NOT_ANSWERED, [*tokens, place]
        if reason is not None:
            reasons[place] = reason
        else:
            problem = _number(how, rows, place, values)
            problems += [problem] if problem else []
    notes = _token_notes(question, column, tokens) + _code_notes(question, column, values)
    return Numbered(values[column.codes], reasons[column.codes]), problems, notes


def _number(how: NumericTable, rows: Rows, category: int, values: NDArray[np.float64]) -> Problem | None:
    """Read one text as a number into `values`, or say why it is none."""
    text = rows.column.categories[category]
    number = numeral.parse(text, how.decimal, how.thousands, how.strip)
    low = -np.inf if how.min is None else how.min
    high = np.inf if how.max is None else how.max
    held = number == 0 or (number is not None and _SMALLEST < abs(number) < _LARGEST)
    if number is not None and held and low <= number <= high:
        values[category] = number + 0.0  # "-0" is the same answer as "0", and the same bits
        return None
    where, others = rows.first(category)
    if number is not None and not held:
        message, expected = "a number whose square no computer holds", f"a size between {_SMALLEST:g} and {_LARGEST:g}"
        return Problem("out_of_range", message + others, where, expected, text, "export it in another unit")
    if number is None:
        code, message, hint = numeral.fault(text, how.decimal, how.thousands, how.strip)
        return Problem(code, message + others, where, "a plain number", text, hint)
    expected = f"a number from {low:g} to {high:g}"
    hint = "correct the cell, or widen min and max of the question"
    return Problem("out_of_range", "outside the declared range" + others, where, expected, text, hint)


def _token_notes(question: Question, column: Column, tokens: list[int]) -> list[Note]:
    """Say how many cells were read as missing because of what they say."""
    count = int(np.isin(column.codes, tokens).sum()) if tokens else 0
    listed = ", ".join(shown(column.categories[place]) for place in tokens)
    return [Note("missing_tokens", f"{question.id}: {count} cells read as missing ({listed})")] if count else []


def _code_notes(question: Question, column: Column, values: NDArray[np.float64]) -> list[Note]:
    """Warn of numbers at the edge of the column that look like codes for a missing answer."""
    valid = values[~np.isnan(values)]
    if valid.size < 2:
        return []
    edges = {float(valid.min()), float(valid.max())} & _CODE_LIKE
    texts = [column.categories[int(np.flatnonzero(values == edge)[0])] for edge in sorted(edges)]
    if not texts:
        return []
    listed = ", ".join(f'"{text}"' for text in texts)
    message = f"{question.id}: {listed} may be a code for a missing answer; if so, declare missing = [{listed}]"
    return [Note("likely_missing_codes", message)]
