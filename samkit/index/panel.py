"""From a survey to the rows of an index: who, of which team, in which period, with which value of each component."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.answers import Coded
from samkit.errors import DataError, Problem, StudyError, shown, suggestion
from samkit.index import periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.study.index import IndexTable
    from samkit.survey import Survey

    Floats = NDArray[np.float64]


class Panel(NamedTuple):
    """Managers in periods.

    Parameters
    ----------
    managers, periods
        Each once; periods in their order.
    manager, period
        Of each row its place among them, shape (rows,).
    teams
        Of each row its team; empty where none is declared.
    values
        Of each row and component the value, shape (rows, components); NaN where there is none.
    items
        By component the answers to its questions, shape (rows, questions).
    outcome
        Shape (rows,); None where none is declared.
    """

    managers: tuple[str, ...]
    periods: tuple[str, ...]
    manager: NDArray[np.int64]
    period: NDArray[np.int64]
    teams: tuple[str, ...]
    values: Floats
    items: tuple[Floats, ...]
    outcome: Floats | None

    def at(self, period: str) -> NDArray[np.int64]:
        """Give the rows of a period."""
        return np.flatnonzero(self.period == self.periods.index(period))


def panel(data: Survey, index: IndexTable) -> Panel:
    """Take the rows of an index from a survey.

    Parameters
    ----------
    data
        Each row a manager in a period, all answers coded.
    index
        What is declared of it.

    Raises
    ------
    DataError
        With every row that has no manager, period or team, or stands twice.
    StudyError
        If nothing says in which order the periods stand, or a period that is named has no row.
    """
    who, when = _texts(data, index.manager), _texts(data, index.period)
    team = _texts(data, index.team) if index.team else [""] * len(who)
    problems = [*_none(data), *_empty(data, index), *_twice(data, index, who, when)]
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.place.line or 0))
    order = periods.in_order(when, index.periods)
    if order is None:
        raise _no_order(data, index, when)
    managers = tuple(sorted(set(who)))
    items = tuple(
        np.column_stack([_numbers(data, question) for question in component.questions])
        for component in index.components.values()
    )
    return Panel(
        managers,
        order,
        _places(who, managers),
        _places(when, order),
        tuple(team),
        np.column_stack([answers.mean(axis=1) for answers in items]),
        items,
        _numbers(data, index.outcome.question) if index.outcome else None,
    )


def _places(texts: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    """Give of each text its place among those that there are."""
    at = {text: place for place, text in enumerate(among)}
    return np.array([at[text] for text in texts], dtype=np.int64)


def _texts(data: Survey, column: str) -> list[str]:
    return data.export.columns[column].texts()


def _numbers(data: Survey, question: str) -> Floats:
    """Give the answers to a question as numbers: levels by their scores, or by their places from 1."""
    found = data.answers[question]
    if not isinstance(found, Coded):
        return found.values
    scores = data.study.questions[question].scores or tuple(range(1, len(found.levels) + 1))
    return np.where(found.codes >= 0, np.array(scores, dtype=np.float64)[np.maximum(found.codes, 0)], np.nan)


def _none(data: Survey) -> Iterator[Problem]:
    """Say that there is no row at all."""
    if not data.respondents:
        yield Problem("no_rows", "there is no manager in the export", data.export.place(None))


def _empty(data: Survey, index: IndexTable) -> Iterator[Problem]:
    """Tell every row without manager, period or team."""
    for key in ("manager", "period", "team"):
        column = getattr(index, key)
        for row, text in enumerate(_texts(data, column) if column else ()):
            if not text.strip():
                hint = "fill the cell, or take the row out if it is none"
                yield Problem(f"no_{key}", f"the row has no {key}", data.export.place(row, column), hint=hint)


def _twice(data: Survey, index: IndexTable, who: Sequence[str], when: Sequence[str]) -> Iterator[Problem]:
    """Tell every row of a manager who already has one in the period."""
    first: dict[tuple[str, str], int] = {}
    for row, pair in enumerate(zip(who, when, strict=True)):
        earlier = first.setdefault(pair, row)
        if earlier != row and all(map(str.strip, pair)):
            there = f"{data.export.stands} {data.export.lines[earlier]}"
            message = f"{shown(pair[0])} already has a row in {shown(pair[1])}, {there}"
            hint = "one row for each manager and period: take one out, or put them together"
            yield Problem("manager_twice", message, data.export.place(row, index.manager), hint=hint)


def _no_order(data: Survey, index: IndexTable, when: Sequence[str]) -> DataError:
    """Say which periods have no place in the order."""
    known = set(index.periods)
    odd = [row for row, text in enumerate(when) if text not in known] if known else []
    if not odd:
        first = next((row for row, text in enumerate(when) if periods.number(text) is None), 0)
        message = "nothing says in which order the periods stand"
        expected = "all like 2026-Q3, all like 2026-09, or all like 2026"
        hint = 'declare their order in [index]: periods = ["…", "…"]'
        place = data.export.place(first, index.period)
        return DataError(Problem("period_order", message, place, expected, when[first], hint))
    message = "not a period that the study declares"
    return DataError(
        Problem(
            "unknown_period",
            message,
            data.export.place(row, index.period),
            got=when[row],
            hint=suggestion(when[row], index.periods),
        )
        for row in odd
    )


def compared(found: Panel, index: IndexTable) -> tuple[str, str]:
    """Give the periods between which a change is taken; the later one is ranked. They are one where there is one alone.

    Raises
    ------
    StudyError
        If one that the study names has no row, or the later one does not come later.
    """
    message = "names a period without a row"
    problems = [
        Problem("no_rows_in_period", f"index.{key} {message}", got=name, hint=suggestion(name, found.periods))
        for key, name in (("since", index.since), ("until", index.until))
        if name and name not in found.periods
    ]
    if problems:
        raise StudyError(problems)
    since, until = index.since or found.periods[0], index.until or found.periods[-1]
    if found.periods.index(since) > found.periods.index(until):
        message = "index.since comes after index.until"
        raise StudyError(Problem("periods_turned", message, got=f"{since} and {until}", hint="turn them round"))
    return since, until
