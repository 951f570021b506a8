"""How far an index can be relied on: components whose questions hang together, and what goes with an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.indexed import Association, Reliability
from samkit.notes import Note
from samkit.results import Estimate, Item
from samkit.stats.composite import composite
from samkit.stats.correlation import spearman
from samkit.stats.normalised import HIGHEST
from samkit.stats.reliability import alpha

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.study.file import StudyTable
    from samkit.study.index import IndexTable

    Floats = NDArray[np.float64]

FEWEST: Final = 4
"""Managers below which no correlation has an interval."""

_NOTHING: Final = Estimate(None, None, None)


def reliabilities(
    found: Panel, made: Indexed, index: IndexTable, texts: Mapping[str, str], about: StudyTable, period: str
) -> Iterator[Reliability]:
    """Give a row for each component of several questions, over the managers of one period who answered all of them.

    Parameters
    ----------
    found, made
        The rows, and their indices.
    index, about
        What is declared.
    texts
        The words of each component.
    period
        In which each manager has one row, so that rows are independent.
    """
    rows = found.at(period)
    for at, (name, said) in enumerate(index.components.items()):
        answers = found.items[at][rows]
        whole = answers[~np.isnan(answers).any(axis=1)]
        if answers.shape[1] < 2:
            continue
        about_it = Item(name, texts[name], "index", "", ())
        k, n = answers.shape[1], len(whole)
        if n < 2:
            yield Reliability(about_it, k, period, n, _NOTHING, None, (_few(n, about),))
            continue
        taken = alpha(whole, about.level)
        floor, target = made.components[at].floor, made.components[at].target
        error = None
        if floor is not None and target is not None and floor != target and not np.isnan(taken.error):
            error = said.weight * HIGHEST * taken.error / abs(target - floor)
        notes = (_few(n, about),) if n < about.mark_below else ()
        yield Reliability(about_it, k, period, n, _estimate(taken.value, taken.interval), error, notes)


def _estimate(value: float, bounds: tuple[Floats, Floats]) -> Estimate:
    if np.isnan(value):
        return _NOTHING
    return Estimate(float(value), float(bounds[0]), float(bounds[1]))


def _few(n: int, about: StudyTable) -> Note:
    return Note("small_base", f"small base: below {about.mark_below} ({n})")


def associations(found: Panel, made: Indexed, index: IndexTable, about: StudyTable, text: str) -> Iterator[Association]:
    """Correlate the index with the outcome over managers, each with the means of the periods in which both are there.

    Parameters
    ----------
    found, made
        The rows, and their indices.
    index, about
        What is declared.
    text
        The words of the outcome.
    """
    if index.outcome is None or found.outcome is None:
        return
    question = index.outcome.question
    without = next((name for name, said in index.components.items() if question in said.questions), "")
    value = _without(made, index, without) if without else made.value
    both = ~np.isnan(value) & ~np.isnan(found.outcome)
    who = found.manager[both]
    n = np.bincount(who, minlength=len(found.managers))
    x, y = (
        np.bincount(who, weights=each[both], minlength=len(found.managers))[n > 0] / n[n > 0]
        for each in (value, found.outcome)
    )
    notes = _doubts(int(x.size), without, text, about)
    about_it = Item(question, text, "index", question, ())
    taken = spearman(x, y, about.level) if x.size >= FEWEST else None
    if taken is None or np.isnan(taken.value):
        yield Association(about_it, int(x.size), _NOTHING, None, without, notes)
    else:
        yield Association(
            about_it, int(x.size), _estimate(float(taken.value), taken.interval), float(taken.p), without, notes
        )


def _without(made: Indexed, index: IndexTable, name: str) -> Floats:
    """Give the index without one component, the weights of the others scaled up."""
    kept = [at for at, key in enumerate(index.components) if key != name]
    if not kept:
        return np.full(made.value.shape, np.nan)
    weights = np.array([said.weight for said in index.components.values()])[kept]
    value = composite(made.scores[:, kept], weights).value
    return np.where(np.isnan(made.value), np.nan, value)


def _doubts(n: int, without: str, text: str, about: StudyTable) -> tuple[Note, ...]:
    """Say what must be known of an association."""
    notes = [_few(n, about)] if n < about.mark_below else []
    if without:
        notes.append(Note("circular", f"circular: {text} is a component of the index, which is taken without it here"))
    return tuple(notes)
