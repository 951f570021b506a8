"""`samkit benchmark --organisation` as a library verb."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from samkit import workflow
from samkit.analyses import standing
from samkit.analyses.guards import NOTHING
from samkit.engines import memory
from samkit.errors import Place, Problem, StudyError, shown
from samkit.notes import Note
from samkit.organisation import among, printed, respondent
from samkit.results import Chance, Result
from samkit.study.asked import grouping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.organisation.beside import Beside
    from samkit.results import Item, Standing
    from samkit.survey import Survey


def placed(
    data: Survey, against: Path | str | Survey, name: str, names: Sequence[str] = (), by: str = ""
) -> tuple[Survey, Result]:
    """Put one respondent beside two groups, and give its chance of being in the first of them.

    Parameters
    ----------
    data
        The respondents, among them the one.
    against
        A file of published figures, the name of a built-in one, or a survey; it may be the same.
    name
        The id of the respondent.
    names
        Names of sections and items; all items with favourable answers if none is named.
    by
        The grouping; the first one if left out.

    Returns
    -------
    tuple
        The survey, and the result: a row for each item, then the chance before, by naive Bayes, and by the model.

    Raises
    ------
    StudyError
        If there is no such respondent or item, or the reference has none of the items.
    """
    row = respondent.place(data, name)
    items = respondent.items(data.study, names)
    if isinstance(against, Path | str):
        beside = printed.beside(data, against, items, name, by)
    else:
        beside = among.beside(data, against, items, name, by)
    rows = [
        standing.standing(beside.known[item.id], respondent.answered(data, item, row), at)
        for at, item in enumerate(items)
        if item.id in beside.known
    ]
    if not rows:
        message, hint = "the reference has none of the items", ", ".join(item.id for item in items[:8])
        raise StudyError(Problem("nothing_in_common", message, Place(data.study.path), hint=f"they are: {hint}"))
    notes = (*_about(data, name, row, by), *beside.notes, *_missed(items, beside))
    return data, _result(data, beside, name, sorted(rows, key=_strongest), notes)


def _result(data: Survey, beside: Beside, name: str, rows: Sequence[Standing], notes: tuple[Note, ...]) -> Result:
    groups, about = beside.grouping, data.study.about
    chances = (beside.before, standing.bayes(beside.before, rows), _modelled(beside, rows))
    return Result(
        kind="organisation",
        section="organisation",
        title=f"{shown(name, quote=False)} beside {groups.first} and {groups.second} of {beside.title}",
        question="",
        grouping=groups,
        rows=(*rows, *chances),
        methods=(*beside.methods, *standing.METHODS),
        level=about.level,
        margin=about.margin / 100,
        family="",
        provenance=workflow.provenance(data),
        notes=notes,
    )


def _modelled(beside: Beside, rows: Sequence[Standing]) -> Chance:
    """Fit the model to the items that enter, and predict."""
    respondents = beside.rows
    if respondents is None:
        note = Note("no_chance", "no model: the reference has no respondents")
        return Chance("model", NOTHING, NOTHING, 0, None, None, "", (note,))
    entering = [(respondents.items[row.item.id], bool(row.has)) for row in rows if row.enters]
    asked = standing.request(respondents.plan, [item for item, _ in entering])
    return standing.model(respondents.plan, memory.count(respondents.data, asked), entering, respondents.basis)


def _about(data: Survey, name: str, row: int, by: str) -> tuple[Note, ...]:
    """Say whose answers are shown, and in which group the criteria of its own study put it."""
    id_ = shown(name, quote=False)
    asked = Note("one_respondent", f"answers of one respondent, {id_}, are shown because they were asked for")
    if not data.study.groups:
        return (asked,)
    groups = grouping(data.study, by)
    text = f"by the criteria of the study {id_} is: {respondent.own_group(data, groups, row)}"
    return asked, Note("own_group", text)


def _missed(items: Sequence[Item], beside: Beside) -> tuple[Note, ...]:
    """Name the items that the reference does not have in both groups."""
    missed = [item.id for item in items if item.id not in beside.known]
    more = f" and {len(missed) - 8} more" if len(missed) > 8 else ""
    text = f"not compared, the reference does not have them in both groups: {', '.join(missed[:8])}{more}"
    return (Note("not_compared", text),) if missed else ()


def _strongest(row: Standing) -> tuple[bool, float, int]:
    """Sort by falling ratio, what speaks for the first group above what speaks against it; what does not enter last."""
    return not row.enters, -row.ratio.value if row.enters and row.ratio.value is not None else math.inf, row.position
