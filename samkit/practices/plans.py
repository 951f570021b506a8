"""The plan of one unit: the payoff of each skill with its rank, and what may be said of the one that comes first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses.guards import NOTHING
from samkit.notes import Note
from samkit.payoffs import Improvement, Paying, Payoff
from samkit.results import Estimate, Item
from samkit.stats import payoff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.practices.known import Known
    from samkit.practices.units import Unit
    from samkit.stats.interval import Floats, Interval
    from samkit.stats.payoff import Payoffs


def improvement(unit: Unit, skills: Sequence[Item], known: Known, level: float, least_answered: float) -> Improvement:
    """Make the plan of a unit.

    Parameters
    ----------
    unit
        Where it stands.
    skills
        All of them, in the order of the questionnaire.
    known
        What the respondents tell of those in the model.
    level
        Confidence level, a fraction; the part of the draws in which a skill must come first to be shown to pay most.
    least_answered
        The part of the skills that must be rated, a fraction.
    """
    found = payoff.payoffs(unit.distance[known.modelled], known.found, level)
    rows = [_payoff(unit, item, place, known, found, level) for place, item in enumerate(skills)]
    ordered = sorted(rows, key=lambda row: math.inf if row.rank.value is None else row.rank.value)
    about = Item(unit.name, unit.name, "", "", ())
    rated, least = int((~np.isnan(unit.distance)).sum()), math.ceil(least_answered * len(skills))
    if unit.notes:
        return Improvement(about, unit.of, unit.people, "", Paying.UNRATED, (), unit.notes)
    if rated < least:
        text = f"hidden: {rated} of {len(skills)} skills are rated, and a plan needs {least}"
        return Improvement(about, unit.of, unit.people, "", Paying.UNRATED, tuple(rows), (Note("few_ratings", text),))
    chosen, paying, notes = _chosen(ordered)
    return Improvement(about, unit.of, unit.people, chosen, paying, tuple(ordered), notes)


def _payoff(unit: Unit, item: Item, place: int, known: Known, found: Payoffs, level: float) -> Payoff:
    """Give the payoff of one skill; one that is not in the model, not rated or at its target has none."""
    n, distance = int(unit.n[place]), _number(unit.distance[place])
    told = unit.levels[place] if unit.levels else ""
    modelled = place in known.modelled
    at = known.modelled.index(place) if modelled else 0
    first = _number(found.first[at]) if modelled else None
    value = _estimate(found.value, found.interval, at) if modelled else NOTHING
    chance = None if not modelled or distance is None else distance * float(known.found.association[at])
    return Payoff(
        item=item,
        level=told,
        at=_number(unit.at[place]),
        n=n,
        missing=unit.people - n,
        distance=distance,
        chance=chance,
        payoff=value,
        rank=_estimate(found.rank, found.rank_interval, at) if modelled else NOTHING,
        first=first,
        paying=_paying(n, distance, value, first, level),
    )


def _paying(n: int, distance: float | None, value: Estimate, first: float | None, level: float) -> Paying:
    """Say what may be said of one skill."""
    if distance is None:
        return Paying.FEW if n else Paying.UNRATED
    if not distance > 0:
        return Paying.REACHED
    if value.lower is None or not value.lower > 0:
        return Paying.NOT_SHOWN
    return Paying.MOST if first is not None and first >= level else Paying.SHOWN


def _chosen(ordered: Sequence[Payoff]) -> tuple[str, Paying, tuple[Note, ...]]:
    """Choose the skill of a plan, and say how sure the choice is."""
    showing = [row for row in ordered if row.paying in {Paying.MOST, Paying.SHOWN}]
    if showing and showing[0].paying is Paying.MOST:
        return showing[0].item.id, Paying.MOST, ()
    if showing:
        text = f"“{showing[0].item.text}” is shown to pay, and not shown to pay most"
        return showing[0].item.id, Paying.SHOWN, (Note("not_first", text),)
    if all(row.paying in {Paying.REACHED, Paying.UNRATED, Paying.FEW} for row in ordered):
        return "", Paying.REACHED, (Note("all_reached", "every skill that is rated has reached its target"),)
    return "", Paying.NOT_SHOWN, (Note("nothing_pays", "no skill is shown to pay: no interval leaves out 0"),)


def _number(value: float | np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


def _estimate(value: Floats, interval: Interval, at: int) -> Estimate:
    return Estimate(_number(value[at]), _number(interval.lower[at]), _number(interval.upper[at]))
