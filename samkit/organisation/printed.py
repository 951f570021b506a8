"""An organisation beside the two groups of a published report: ratios and bounds from what was printed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import guards
from samkit.analyses.measures import optional
from samkit.analyses.standing import Known
from samkit.notes import Note
from samkit.organisation.among import rows_of
from samkit.organisation.beside import Beside
from samkit.results import Chance, Estimate, Grouping, Method
from samkit.simulate import held, load
from samkit.simulate.sides import sizes
from samkit.stats import proportion, ratio
from samkit.study.asked import grouping
from samkit.study.model import Groups
from samkit.study.rules import AtLeastOf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from samkit.analyses.theirs import Theirs
    from samkit.results import Item
    from samkit.simulate.published import Reference
    from samkit.simulate.sides import Part
    from samkit.survey import Survey

METHODS: Final = (
    Method("share", "Wilson score interval of every count that prints so"),
    Method("likelihood ratio", "Miettinen-Nurminen score interval of every pair of counts that print so"),
)

_UNKNOWN: Final = Groups("", "Top Performers", "The Rest", AtLeastOf("", 0, ()))
"""The groups of a report where our own study declares none."""


class _Counts(NamedTuple):
    """The least and the most favourable answers of a group that give what was printed, and its base."""

    least: int
    most: int
    n: int

    def others(self) -> _Counts:
        """Count the answers that are not favourable."""
        return _Counts(self.n - self.most, self.n - self.least, self.n)


def beside(data: Survey, path: Path | str, items: Sequence[Item], name: str, by: str) -> Beside:
    """Take the two groups of a published report; a model is fitted to the other respondents of our own survey.

    Parameters
    ----------
    data
        The survey of the organisation.
    path
        A file of published figures, or the name of a built-in one.
    items
        Of our own study.
    name
        The id of the organisation.
    by
        The grouping that is like that of the report; the study's first if left out.
    """
    reference, _ = load.reference(path)
    groups = grouping(data.study, by) if by or data.study.groups else _UNKNOWN
    names: dict[Part, str] = {"top": groups.first, "rest": groups.second, "all": ""}
    rows, left = rows_of(data, groups, {item.id: item for item in items}, name) if groups.id else (None, ())
    shares = {(each.item.id, each.side): each for each in held.shares(data.study, reference, names)}
    known = {}
    for item in items:
        first, second = shares.get((item.id, "top")), shares.get((item.id, "rest"))
        if first and second:
            circular = guards.circular(rows.plan, item) if rows else ()
            known[item.id] = _known(first, second, circular, data.study.about.level)
    before = _before(reference, data.study.about.level)
    about = Grouping(groups.id, groups.first, groups.second, before.n_first or 0, before.n_second or 0, 0, "")
    return Beside(reference.source.title, about, known, before, rows, METHODS, left)


def _known(first: Theirs, second: Theirs, circular: tuple[Note, ...], level: float) -> Known:
    """Give both ratios of an item, with bounds that allow for rounding; none where no base is known."""
    notes = tuple({note.text: note for note in (*circular, *first.notes, *second.notes)}.values())
    sides = [_Counts(*each.counts, each.n) if each.n else None for each in (first, second)]
    one, two = sides
    shares = [_share(each, side, level) for each, side in zip((first, second), sides, strict=True)]
    present = _ratio(first.share, second.share, (one, two), level)
    absent = _ratio(1 - first.share, 1 - second.share, (one and one.others(), two and two.others()), level)
    return Known(first.item, shares[0], shares[1], first.n, second.n, present, absent, notes)


def _share(each: Theirs, side: _Counts | None, level: float) -> Estimate:
    """Give a printed share with the interval of every count that it can stand for."""
    if side is None:
        return Estimate(each.share, None, None)
    bounds = proportion.wilson([side.least, side.most], side.n, level)
    return Estimate(each.share, float(bounds.lower[0]), float(bounds.upper[1]))


def _ratio(first: float, second: float, sides: tuple[_Counts | None, _Counts | None], level: float) -> Estimate:
    """Give a ratio of printed shares with the bounds of every pair of counts that they can stand for."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = optional(np.float64(first) / np.float64(second))
    one, two = sides
    if value is None or one is None or two is None:
        return Estimate(value, None, None)
    low = ratio.miettinen_nurminen(one.least, one.n, two.most, two.n, level).lower
    high = ratio.miettinen_nurminen(one.most, one.n, two.least, two.n, level).upper
    return Estimate(value, optional(low), optional(high))


def _before(reference: Reference, level: float) -> Chance:
    """Give the printed share of the first group among both, with what its rounding and its base leave open."""
    base, title = reference.base, reference.source.title
    first, second = sizes(base, "top"), sizes(base, "rest")
    if not first or not second:
        note = Note("no_chance", "no chance: no size of the groups was printed")
        return Chance("prior", guards.NOTHING, guards.NOTHING, 0, None, None, title, (note,))
    low = proportion.wilson(first[0], first[0] + second[-1], level).lower
    high = proportion.wilson(first[-1], first[-1] + second[0], level).upper
    middle = first[len(first) // 2]
    n = (middle, min(max((base.respondents or 0) - middle, second[0]), second[-1]))
    value = Estimate(n[0] / sum(n), float(low), float(high))
    assumed = Note("assumed_base", f"assumed, not printed: {', '.join(base.assumed)}")
    return Chance("prior", value, guards.NOTHING, 0, *n, title, (assumed,) if base.assumed else ())
