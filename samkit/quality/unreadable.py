"""Answers and columns of the design that cannot be read: each text once, with the lines on which it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.errors import shown
from samkit.findings import Finding, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.errors import Problem
    from samkit.quality.respondents import Respondents
    from samkit.readers.export import Column

NAME: Final = "unreadable"
RULE: Final = ""

_MORE: Final = re.compile(r" \(and (\d+) more rows[^)]*\)")


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell every text that is no level, no number or no part of the design, and how many respondents gave it."""
    kept, uses = data.survey.export.columns, data.study.columns()
    columns = {**{column.name: column for column in kept.values()}, **kept}
    names = {kept[key].name: use for key, use in uses.items() if key in kept}
    told: dict[tuple[str, str, str | None], list[Problem]] = defaultdict(list)
    for problem in data.problems:
        told[problem.code, problem.place.column, problem.got].append(problem)
    for (_, column, got), alike in told.items():
        use = names.get(column) or uses.get(column, column)
        yield _finding(data, use.removeprefix("questions."), columns.get(column), got, alike)


def _finding(data: Respondents, subject: str, column: Column | None, got: str | None, alike: list[Problem]) -> Finding:
    """Tell the problems of one text, or one problem that is about no text."""
    problem = alike[0]
    lines = tuple(dict.fromkeys(each.place.line for each in alike if each.place.line))
    n = max(len(lines), *(1 + _more(each.message) for each in alike))
    if column is not None and got in column.categories and lines:
        rows = np.flatnonzero(column.codes == column.categories.index(got)).tolist()
        lines = tuple(data.survey.export.lines[row] for row in rows)
        n = len(lines)
    text = _MORE.sub("", problem.message) + (f": {shown(got)}" if got is not None else "")
    if problem.expected:
        text += f"; expected {problem.expected}"
    if not lines:
        return Finding(NAME, subject, "error", None, None, None, text, problem.hint)
    return counted(NAME, subject, "error", (n, data.n), text, problem.hint, lines)


def _more(message: str) -> int:
    """Give how many more rows a message speaks of."""
    found = _MORE.search(message)
    return int(found[1]) if found else 0
