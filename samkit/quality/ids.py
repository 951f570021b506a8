"""Ids: every respondent has one, and no two have the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.errors import shown
from samkit.findings import Finding, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.quality.respondents import Respondents

NAME: Final = "ids"
RULE: Final = ""


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell ids that are empty and ids that stand on several lines."""
    name = data.study.about.respondent
    column = data.survey.export.columns.get(name) if name else None
    if column is None:
        return
    blank = np.array([not text.strip() for text in column.categories], dtype=np.bool_)[column.codes]
    if blank.any():
        hint = "give every respondent an id, or take the lines out if they are none"
        yield counted(NAME, name, "error", (int(blank.sum()), data.n), "ids are empty", hint, data.lines(blank))
    twice = repeated(column.codes) & ~blank
    if twice.any():
        ids = np.unique(column.codes[twice]).size
        text = f"respondents share an id with another one ({ids} id{'s' if ids > 1 else ''} of {shown(name)} in all)"
        hint = "keep one line of each: a respondent would count twice"
        yield counted(NAME, name, "error", (int(twice.sum()), data.n), text, hint, data.lines(twice))


def repeated(codes: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Find the rows whose code another row has, too.

    Examples
    --------
    >>> repeated(np.array([0, 1, 0, 2])).tolist()
    [True, False, True, False]
    """
    return np.asarray(np.bincount(codes)[codes] > 1)
