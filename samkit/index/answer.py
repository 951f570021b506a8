"""All that is said of an index: its rows, the methods behind them, and what a reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.index import periods
from samkit.index.card import card
from samkit.index.change import changes
from samkit.index.means import means
from samkit.index.other_ways import normalisations
from samkit.index.panel import compared, panel
from samkit.index.score import bands, indexed
from samkit.index.standing import movement_of, scores, usual
from samkit.index.trusted import associations, reliabilities
from samkit.indexed import IndexComponent
from samkit.notes import Note
from samkit.results import Grouping, Item, Method, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.results import Provenance
    from samkit.study.index import IndexTable
    from samkit.survey import Survey

    Floats = NDArray[np.float64]

NAME = "index"


def answer(data: Survey, index: IndexTable, provenance: Provenance) -> Result:
    """Compute an index.

    Parameters
    ----------
    data
        Each row a manager in a period.
    index
        What the study declares of it.
    provenance
        What it is made from.

    Raises
    ------
    StudyError, DataError
        If a period that is named has no row; with every row without manager, period or team, or that stands twice.
    """
    about, found = data.study.about, panel(data, index)
    since, until = compared(found, index)
    made = indexed(found, index)
    moved = movement_of(found, made)
    texts = {name: _text(data, index, name) for name in index.components}
    outcome = data.study.questions[index.outcome.question].text if index.outcome else ""
    rows = (
        *_components(data, found, made, index, texts),
        *bands(index.edges),
        *scores(found, made, index, about, until, moved, texts),
        *means(found, made, index, about.level),
        *(
            changes(found, made, index, (since, until), texts, usual(moved, about.level), about.level)
            if since != until
            else ()
        ),
        *normalisations(found, made, index, until),
        *reliabilities(found, made, index, texts, about, until),
        *associations(found, made, index, about, outcome),
        *card(index, texts),
    )
    return Result(
        kind=NAME,
        section=NAME,
        title=index.title,
        question="",
        grouping=Grouping("", "Managers", "", len(found.managers), 0, 0, ""),
        rows=rows,
        methods=tuple(_methods(index, about.level)),
        level=about.level,
        margin=0.0,
        family="",
        provenance=provenance,
        notes=tuple(_notes(found, made, index, texts)),
    )


def _text(data: Survey, index: IndexTable, name: str) -> str:
    """Give the words of a component: its own, or those of its first question."""
    said = index.components[name]
    return said.text or data.study.questions[said.questions[0]].text


def _components(
    data: Survey, found: Panel, made: Indexed, index: IndexTable, texts: Mapping[str, str]
) -> Iterator[IndexComponent]:
    """Give a row for each component as it is declared and found."""
    for at, (name, said) in enumerate(index.components.items()):
        values, taken = found.values[:, at], made.components[at]
        numeric = data.study.questions[said.questions[0]].numeric
        yield IndexComponent(
            item=Item(name, texts[name], NAME, said.questions[0], ()),
            unit=numeric.unit if numeric else "",
            weight=said.weight,
            direction=said.direction,
            normalisation=said.normalisation,
            floor=taken.floor,
            target=taken.target,
            n=int((~np.isnan(values)).sum()),
            missing=int(np.isnan(values).sum()),
            at_bounds=_beyond(values, taken.floor, taken.target),
        )


def _beyond(values: Floats, floor: float | None, target: float | None) -> int:
    """Count the values beyond floor or target."""
    if floor is None or target is None:
        return 0
    low, high = min(floor, target), max(floor, target)
    return int(((values < low) | (values > high)).sum())


def _methods(index: IndexTable, level: float) -> Iterator[Method]:
    """Name the methods behind the numbers."""
    yield Method("index", "sum of component scores from 0 to 100, each times its weight")
    off = "interval by Student's t and the deviation with which indices move between neighbouring periods"
    yield Method("off", f"{100 * level:g} % {off}")
    drawn = f"{100 * level:g} % of {index.draws:,} drawings of the weights, each up to {100 * index.vary:g} % off"
    yield Method("range", f"{drawn}; no sampling interval")
    yield Method("mean index", f"{100 * level:g} % t interval over managers")
    yield Method("reliability", "Cronbach's alpha with Feldt's interval")
    yield Method("association", "Spearman's correlation of the means of managers, Bonett-Wright interval")


def _notes(found: Panel, made: Indexed, index: IndexTable, texts: Mapping[str, str]) -> Iterator[Note]:
    """Say what is missing, cut or relative."""
    for period in periods.skipped(found.periods, index.periods):
        yield Note("period_missing", f"{period}: no manager has a row")
    there = np.zeros((len(found.managers), len(found.periods)), dtype=np.bool_)
    there[found.manager, found.period] = True
    for place in np.flatnonzero(~there.all(axis=1)):
        absent = ", ".join(period for period, has in zip(found.periods, there[place], strict=True) if not has)
        yield Note("period_missing", f"{found.managers[place]}: no row in {absent}")
    for at, (name, said) in enumerate(index.components.items()):
        taken = made.components[at]
        beyond = _beyond(found.values[:, at], taken.floor, taken.target)
        if beyond:
            yield Note("cut_scores", f"{texts[name]}: {beyond} beyond floor or target, scored 0 or 100")
        if said.normalisation != "target":
            yield Note("relative_scores", f"{texts[name]}: scored against all rows, so a score changes with the others")
