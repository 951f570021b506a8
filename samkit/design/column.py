"""One column of the design: numbers or labels for every respondent, or the lines on which there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.errors import Place, Problem
from samkit.readers import numeral
from samkit.study.labels import normal

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from samkit.readers.export import Export


class Labels(NamedTuple):
    """Labels of the respondents.

    Parameters
    ----------
    codes
        The place of each respondent's label among the names, **shape** (respondents,); -1 where there is none.
    names
        The labels in the order of their text.
    problems
        The lines without a label.
    """

    codes: NDArray[np.intp]
    names: tuple[str, ...]
    problems: list[Problem]


def labels(export: Export, name: str, what: str, missing: Collection[str]) -> Labels:
    """Read labels, one for each respondent.

    Parameters
    ----------
    export
        The answers as they stood.
    name
        The column.
    what
        What the labels name, for messages.
    missing
        Texts that are no label.
    """
    column = export.columns[name]
    texts = [normal(text) for text in column.categories]
    none = {"", *(normal(text) for text in missing)}
    names = tuple(sorted(set(texts) - none))
    places = {text: place for place, text in enumerate(names)}
    codes = np.array([places.get(text, -1) for text in texts], dtype=np.intp)[column.codes]
    problems = [
        Problem(
            f"missing_{what}",
            f"no {what}",
            export.place(row, name),
            f"the {what} from which the respondent comes",
            column.categories[column.codes[row]],
            f"every respondent needs a {what}; remove lines that are no respondents",
        )
        for row in np.flatnonzero(codes < 0).tolist()
    ]
    return Labels(codes, names, problems)


def numbers(export: Export, name: str, what: str) -> tuple[NDArray[np.float64], list[Problem]]:
    """Read numbers that are finite and not negative, one for each respondent.

    Parameters
    ----------
    export
        The answers as they stood.
    name
        The column.
    what
        What the numbers are, for messages.

    Returns
    -------
    tuple
        Numbers, **shape** (respondents,), NaN where there is none; problems.
    """
    column = export.columns[name]
    values = np.full(len(column.categories), np.nan)
    problems: list[Problem] = []
    for category, text in enumerate(column.categories):
        number = numeral.parse(text)
        if number is not None and number >= 0:
            values[category] = number
            continue
        rows = np.flatnonzero(column.codes == category).tolist()
        problems += [_fault(export.place(row, name), what, text, number) for row in rows]
    return values[column.codes], problems


def _fault(place: Place, what: str, text: str, number: float | None) -> Problem:
    """Say why a text is no such number."""
    code = what.replace(" ", "_")
    if number is not None:
        hint = f"a {what} is zero or more; correct the column, or name another one"
        return Problem(f"negative_{code}", f"a negative {what}", place, "zero or more", text, hint)
    if not text.strip():
        hint = f"every respondent needs a {what}; remove lines that are no respondents"
        return Problem(f"missing_{code}", f"no {what}", place, "a number", text, hint)
    fault = numeral.fault(text)
    hint = "write the numbers of this column plainly, with a decimal point"
    return Problem(fault.code, fault.message, place, "a plain number", text, hint)
