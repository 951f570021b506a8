"""The sampling weights, and how thin they make the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.design.column import numbers
from samkit.errors import Place, Problem
from samkit.notes import Note

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.readers.export import Export

_THIN = 0.1
"""An effective sample size below this share of the respondents is told."""


class Weight(NamedTuple):
    """Weights of the respondents.

    Parameters
    ----------
    column
        Where they stand; empty if no column is declared.
    largest
        The largest weight as it stands in the file.
    scaled
        Weights divided by the largest one, so that no square can overflow, **shape** (respondents,); ones where none
        are declared, or where they have problems.
    """

    column: str
    largest: float
    scaled: NDArray[np.float64]
    problems: list[Problem]
    notes: list[Note]


def read(export: Export, name: str) -> Weight:
    """Read the weights: finite, not negative, none missing, not all zero.

    Parameters
    ----------
    export
        The answers as they stood.
    name
        The column of the weights; empty if every respondent weighs the same.
    """
    if not name:
        return Weight("", 1.0, np.ones(export.rows), [], [])
    values, problems = numbers(export, name, "weight")
    if not problems and values.size and not values.any():
        hint = "name another column in study.weight, or leave it out"
        problems.append(Problem("all_zero_weights", "every weight is zero", Place(export.path, None, name), hint=hint))
    if problems or not values.size:
        return Weight(name, 1.0, np.ones(values.size), problems, [])
    largest = float(values.max())
    return Weight(name, largest, values / largest, [], _notes(values / largest))


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
