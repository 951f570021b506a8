"""Replicate weights as they came with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.design.column import numbers
from samkit.errors import Place, Problem, suggestion
from samkit.notes import Note
from samkit.readers.text.header import matching
from samkit.stats import replicate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.design.weight import Weight
    from samkit.readers.export import Export
    from samkit.stats.replicate import Replicates
    from samkit.study.file import ReplicateTable

_CLEARLY: Final = 2.0
"""So many times as uneven must one reading of the replicate weights make them before it is doubted."""


class Found(NamedTuple):
    """Replicate weights, or None if they have problems."""

    replicates: Replicates | None
    problems: list[Problem]
    notes: list[Note]


def read(said: ReplicateTable, export: Export, weight: Weight) -> Found:
    """Read replicate weights: two columns or more, all finite and not negative, none all zero.

    Parameters
    ----------
    said
        What the study says of them.
    export
        The answers as they stood.
    weight
        The weights of the whole sample.

    Returns
    -------
    Found
        The replicates on the scale of the weights; problems, of all kinds in one go; notes.
    """
    names = columns(said, export, weight.column)
    read_in = [numbers(export, name, "replicate weight") for name in names] if len(names) > 1 else []
    problems = [*_shape(said, export, names), *(problem for _, found in read_in for problem in found)]
    for name, (values, found) in zip(names, read_in, strict=False):
        if not found and not values.any():
            hint = "leave this replicate out, or export the replicate weights again"
            place = Place(export.path, None, name)
            problems.append(Problem("all_zero_weights", "every weight of this replicate is zero", place, hint=hint))
    if problems or weight.problems:
        return Found(None, problems, [])
    given = np.stack([values for values, _ in read_in], axis=1)
    made = _made(said, given, weight)
    if not made.df > 0 or not made.factor.any():
        message = "the replicate weights do not differ from one another: no variance can be estimated from them"
        hint = "see that the pattern names the replicates and no other columns"
        place = Place(export.path, None, names[0])
        return Found(None, [Problem("replicates_alike", message, place, hint=hint)], [])
    return Found(made, [], _notes(said, given, made, weight))


def columns(said: ReplicateTable, export: Export, weight: str) -> list[str]:
    """List the columns of the replicate weights; the weight itself is none, even if the pattern means it too.

    Parameters
    ----------
    said
        Has the names, or a pattern.
    export
        The answers as they stood.
    weight
        The column of the sampling weight, or nothing.
    """
    if not isinstance(said.columns, str):
        return list(said.columns)
    itself = export.columns[weight].position if weight else 0
    return [name for name in matching(said.columns, export.header) if export.columns[name].position != itself]


def _shape(said: ReplicateTable, export: Export, names: list[str]) -> list[Problem]:
    """See that there are enough replicates, and a factor for each."""
    pattern = said.columns if isinstance(said.columns, str) else ""
    place = Place(export.path, key="study.replicate_weights.columns")
    if len(names) < 2:
        message = f"the pattern matches {'one column' if names else 'no column'} of the export"
        hint = suggestion(pattern.replace("*", "1"), [name for name in export.header if name])
        return [Problem("too_few_replicates", message, place, "two replicates or more", pattern, hint)]
    if isinstance(said.rscales, list) and len(said.rscales) != len(names):
        message = f"there are {len(said.rscales)} factors and {len(names)} replicate weights"
        place = place._replace(key="study.replicate_weights.rscales")
        hint = f"the replicates are taken in this order: {', '.join(names[:3])}, … {names[-1]}"
        return [Problem("wrong_factor", message, place, "one for each, or one for all", None, hint)]
    return []


def _made(said: ReplicateTable, given: NDArray[np.float64], weight: Weight) -> Replicates:
    """Put the replicate weights on the scale of the weights, and give each its factor."""
    implied = replicate.scale(said.method, given.shape[1], said.rho or 0.0)
    factor = (implied if said.scale is None else said.scale) * np.asarray(1.0 if said.rscales is None else said.rscales)
    return replicate.replicates(
        weight.scaled,
        given / weight.largest if said.combined else given,
        factor,
        combined=said.combined,
        about_estimate=said.about_estimate,
        df=said.df,
    )


def _notes(said: ReplicateTable, given: NDArray[np.float64], made: Replicates, weight: Weight) -> list[Note]:
    """Tell the replicates in one line; doubt what was said of the weight where the numbers say otherwise."""
    freedom = f"{made.df:g} degree{'' if made.df == 1 else 's'} of freedom"
    text = f"{given.shape[1]} replicate weights, {said.method}, {freedom}"
    notes = [Note("design", text if weight.column else f"{text}; no sampling weight: all respondents weigh the same")]
    here = weight.scaled > 0
    mean = given[here].mean(axis=1)
    as_combined, as_factors = _spread(mean / weight.scaled[here]), _spread(mean)
    if said.combined and as_combined > _CLEARLY * as_factors:
        why = "the replicate weights are on average much the same for all respondents, though the weights differ"
        notes.append(
            Note("combined_doubtful", f"{why}: if they are to be multiplied with the weight, combined = false")
        )
    if not said.combined and as_factors > _CLEARLY * as_combined:
        why = "the replicate weights are on average in proportion to the weights"
        notes.append(Note("combined_doubtful", f"{why}: if the weight is multiplied in already, combined = true"))
    return notes


def _spread(values: NDArray[np.float64]) -> float:
    """Give the coefficient of variation."""
    return float(values.std() / values.mean()) if values.any() else 0.0
