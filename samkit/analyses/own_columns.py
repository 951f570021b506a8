"""Which columns of a model say something of their own, and why the others are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses.columns import POOLED
from samkit.errors import Problem, RefusedError
from samkit.notes import Note
from samkit.stats.collinear import redundant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.columns import Column
    from samkit.analyses.predictors import Predictors
    from samkit.counted import Patterns


def own(found: Predictors, patterns: Patterns) -> tuple[list[int], dict[int, Note]]:
    """Keep the columns that say something of their own.

    Parameters
    ----------
    found
        The columns.
    patterns
        Answers of the respondents.

    Returns
    -------
    tuple
        The places of the columns that are kept, and why each of the others is not.

    Raises
    ------
    RefusedError
        If none is left.
    """
    used = found.inside
    x = np.stack([column.values[used] for column in found.columns], axis=1) if found.columns else np.empty((0, 0))
    weight = (patterns.n * patterns.w)[used]
    out = redundant(x, weight).tolist() if x.size else []
    kept = [place for place in range(len(found.columns)) if place not in out]
    if not kept:
        raise RefusedError(Problem("no_variation", "everybody in the model gave the same answers: nothing can explain"))
    return kept, {place: _why(found, x, kept, place) for place in out}


def _why(found: Predictors, x: NDArray[np.float64], kept: Sequence[int], place: int) -> Note:
    """Say that a column is constant, or from which it follows."""
    values = x[:, place]
    if np.ptp(values) <= 1e-13 * max(1.0, float(np.abs(values).max())):
        return same_answers(label(found, found.columns[place]))
    before = [column for column in kept if column < place]
    design = np.column_stack([np.ones(len(x)), x[:, before]])
    by, *_ = np.linalg.lstsq(design, values, rcond=None)
    named = dict.fromkeys(
        label(found, found.columns[column]) for column, size in zip(before, by[1:], strict=True) if abs(size) > 1e-6
    )
    text = f"{label(found, found.columns[place])} is left out: it follows from {' and '.join(named)}"
    return Note("collinear", f"{text} in the respondents of the model")


def same_answers(name: str) -> Note:
    """Say that all respondents of a model gave one answer."""
    return Note("no_variation", f"{name} is left out: all respondents of the model gave the same answer")


def pooled(found: Predictors, place: int) -> tuple[Note, ...]:
    """Say that small categories of a question are taken together."""
    names = {found.references[place], *(column.level for column in found.columns if column.term == place)}
    text = "categories of few respondents are taken together, so that nobody in them can be made out"
    return (Note("hidden_category", text),) if POOLED in names else ()


def label(found: Predictors, column: Column) -> str:
    """Name a column: its item, and the category."""
    item = found.terms[column.term].item.id
    return f"{item} ({column.level})" if column.level else item


def separated(found: Predictors, kept: Sequence[int], columns: Sequence[int]) -> str:
    """Name those of the kept columns that tell the groups apart."""
    return ", ".join(dict.fromkeys(label(found, found.columns[kept[column]]) for column in columns))
