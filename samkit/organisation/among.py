"""An organisation beside the two groups of a survey, its own or another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samkit import workflow
from samkit.analyses import circular, gap, guards, standing
from samkit.analyses import theirs as told
from samkit.engines import memory
from samkit.notes import Note
from samkit.organisation.beside import Beside, Rows, plan
from samkit.organisation.respondent import without
from samkit.results import Chance, Contrast, Share
from samkit.study.asked import grouping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Item
    from samkit.study.model import Groups
    from samkit.survey import Survey


def beside(data: Survey, other: Survey, items: Sequence[Item], name: str, by: str) -> Beside:
    """Compare the groups of a survey on the items of an organisation, which leaves them if it is in one.

    Parameters
    ----------
    data
        The survey of the organisation.
    other
        The survey that has the groups.
    items
        Of our own study.
    name
        The id of the organisation.
    by
        The grouping; the first of the other survey's study where it has none of this name.
    """
    groups = grouping(other.study, by if by in other.study.groups else "")
    asked = {item.id: item for section in other.study.sections.values() for item in section.items if item.favourable}
    theirs = {item.id: asked[item.id] for item in items if item.id in asked}
    itself = name if _is_same(data, other) else ""
    rows, notes = rows_of(other, groups, theirs, itself)
    cells = memory.count(rows.data, rows.plan.request() | circular.request(rows.plan))
    (found,) = gap.answer(circular.examined(rows.plan, cells), cells)
    contrasts = {row.item.id: row for row in found.rows if isinstance(row, Contrast)}
    known = {
        item.id: standing.counted(contrasts[item.id], item, _differences(data, other, item, theirs[item.id]))
        for item in items
        if item.id in theirs
    }
    before, *_ = (row for row in workflow.classify(rows.data, groups.id)[1].rows if isinstance(row, Share))
    sizes = (rows.plan.grouping.n_first, rows.plan.grouping.n_second)
    prior = Chance("prior", before.share, guards.NOTHING, 0, *sizes, rows.basis)
    notes = (*notes, *_synthetic(data, other))
    return Beside(rows.basis, rows.plan.grouping, known, prior, rows, found.methods, notes)


def rows_of(other: Survey, groups: Groups, theirs: dict[str, Item], itself: str) -> tuple[Rows, tuple[Note, ...]]:
    """Group the respondents of a survey, all but one."""
    labelled, notes = without(other, groups, itself)
    basis = f"{other.study.about.title} ({Path(other.export.path).name})"
    return Rows(labelled, plan(labelled, groups, list(theirs.values())), theirs, basis), notes


def _is_same(data: Survey, other: Survey) -> bool:
    """Say whether an id means the same respondent in both."""
    return data.export.digest == other.export.digest or data.study.digest == other.study.digest


def _differences(data: Survey, other: Survey, mine: Item, its: Item) -> tuple[Note, ...]:
    """Say how an item of another survey is not the same as ours."""
    own, others = data.study.questions[mine.question].levels, other.study.questions[its.question].levels
    return (*told.wording(its.text, mine), *told.favourable(its.favourable, mine), *told.levels(own, others))


def _synthetic(data: Survey, other: Survey) -> tuple[Note, ...]:
    """Say that the groups are synthetic, where our own data do not say it."""
    text = other.study.about.synthetic
    return (Note("synthetic", f"theirs: {text}"),) if text and text != data.study.about.synthetic else ()
