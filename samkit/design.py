"""The sampling design as the export gives it: today the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.errors import Place, Problem
from samkit.notes import Note
from samkit.readers import numeral

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.readers.export import Export

_THIN = 0.1
"""An effective sample size below this share of the respondents is told."""


def weights(export: Export, name: str) -> tuple[NDArray[np.float64], list[Problem], list[Note]]:
    """Read the weights: finite, not negative, none missing, not all zero.

    Parameters
    ----------
    export
        The answers as they stood.
    name
        The column of the weights.

    Returns
    -------
    tuple
        Weights divided by the largest one, **shape** (respondents,), so that no square can overflow; problems; notes.
    """
    column = export.columns[name]
    values = np.zeros(len(column.categories))
    problems: list[Problem] = []
    for category, text in enumerate(column.categories):
        number = numeral.parse(text)
        if number is not None and number >= 0:
            values[category] = number
            continue
        rows = np.flatnonzero(column.codes == category)
        problems += [_fault(export, name, int(row), text, number) for row in rows]
    weight = values[column.codes]
    if not problems and weight.size and not weight.any():
        hint = "name another column in study.weight, or leave it out"
        problems.append(Problem("all_zero_weights", "every weight is zero", Place(export.path, None, name), hint=hint))
    scaled = weight / weight.max() if weight.any() else weight
    return scaled, problems, [] if problems else _notes(scaled)


def effective_n(weight: NDArray[np.float64]) -> float:
    """Give Kish's effective sample size, (sum of w) squared over the sum of w squared.

    Notes
    -----
    Scale-free; **unit** respondents.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley, section 11.7.

    Examples
    --------
    >>> effective_n(np.array([1.0, 1.0, 1.0]))
    3.0
    """
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def _fault(export: Export, name: str, row: int, text: str, number: float | None) -> Problem:
    """Say why a text is no weight."""
    place = Place(export.path, export.lines[row], name)
    if number is not None:
        hint = "a weight is zero or more; correct the weighting"
        return Problem("negative_weight", "a negative weight", place, "zero or more", text, hint)
    if not text.strip():
        hint = "every respondent needs a weight; remove lines that are no respondents"
        return Problem("missing_weight", "no weight", place, "a number", text, hint)
    code, message, _ = numeral.fault(text)
    hint = "write weights as plain numbers with a decimal point"
    return Problem(code, message, place, "a plain number", text, hint)


def _notes(weight: NDArray[np.float64]) -> list[Note]:
    """Tell what makes the weights thin."""
    notes = []
    zeros = int((weight == 0).sum())
    if zeros:
        notes.append(Note("zero_weight", f"{zeros} respondents have weight 0: in the base, but without a say"))
    effective = effective_n(weight)
    if (weight != weight[0]).any():
        size = f"{weight.size} respondents weigh as much as {effective:.0f} equal ones"
        notes.append(Note("weighted", f"weighted: {size}, design effect {weight.size / effective:.2f}"))
    if effective < max(2.0, _THIN * weight.size):
        text = f"a few weights dominate: {weight.size} respondents weigh as much as {effective:.1f} equal ones"
        notes.append(Note("low_effective_n", text))
    return notes
