"""Circular items: which of them almost determine a criterion, and what would follow from the rule alone.

Which items read what a criterion reads, the study file says (`study.asked.defining`). Here the data are asked, by the
outcomes of the criteria.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import guards
from samkit.results import Baseline
from samkit.stats import mechanical
from samkit.stats.foretold import foretold
from samkit.tally import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.outcomes import Outcomes
    from samkit.results import Contrast, Item
    from samkit.tally import Cells

LIMIT: Final = 0.5
"""An item whose answers surely take away this part of the error of guessing who meets a criterion almost is one.

For two traits that are normal and cut in half, half of the error goes with a correlation of 0.71: where the two have
half of what they measure in common. Two wordings of one question have more, cause and effect seldom as much.
"""


def request(plan: Plan) -> Request:
    """Say what has to be counted: answers with levels to every item, by the outcomes of the criteria."""
    if plan.groups is None:
        return Request()
    asked = (plan.questions.get(item.question) for item in plan.items)
    return Request(outcomes=frozenset(plan.ask(question.id) for question in asked if question and question.levels))


def examined(plan: Plan, cells: Cells) -> Plan:
    """Give the plan with the questions that almost determine a criterion, and how well they do.

    Respondents count alike whatever their weight, for the question is whether two questions ask the same. Questions
    answered with a number are judged by the study file alone.

    Parameters
    ----------
    plan
        Sections and grouping.
    cells
        With the counts that `request` asked for.
    """
    by_length: dict[int, list[str]] = {}
    for ask, outcomes in cells.outcomes.items():
        if ask.by == plan.grouping.id and ask.question not in plan.criteria:
            by_length.setdefault(len(outcomes.levels), []).append(ask.question)
    found: dict[str, Mapping[str, float]] = {}
    for names in by_length.values():
        found |= _almost(plan, names, [cells.outcomes[plan.ask(name)] for name in names])
    return plan._replace(almost=found)


def _almost(plan: Plan, names: Sequence[str], counted: Sequence[Outcomes]) -> dict[str, Mapping[str, float]]:
    """Find the questions of one length of scale that almost determine a criterion, with the part that is told right."""
    met = np.stack([counted[0].criteria == outcome for outcome in (1, 0)])
    told = foretold(np.einsum("ocp,qpl->qclo", met.swapaxes(1, 2), np.stack([each.n for each in counted])))
    labels = _labels(plan)
    return {
        name: {labels[criterion]: float(right[criterion]) for criterion in np.flatnonzero(sure)}
        for name, sure, right in zip(names, told.lower >= LIMIT, told.right, strict=True)
        if sure.any()
    }


def _labels(plan: Plan) -> list[str]:
    assert plan.groups is not None  # noqa: S101 - without a rule nothing is counted by its criteria
    return [part.label for part in plan.groups.rule.parts]


def against_rule(plan: Plan, rows: Sequence[Contrast], cells: Cells) -> list[Contrast]:
    """Give each row that rests on a criterion what would follow from the rule alone, and say so in its note.

    Parameters
    ----------
    plan
        As `examined` gave it.
    rows
        Of any sections.
    cells
        With the counts that `request` asked for.

    Notes
    -----
    Shares are weighted. There is no interval: this is no estimate of the population, but what the rule made of these
    respondents.
    """
    return [_against_rule(plan, row, cells) for row in rows]


def _against_rule(plan: Plan, row: Contrast, cells: Cells) -> Contrast:
    baseline = None if guards.is_hidden(row.notes) else _baseline(plan, row.item, cells)
    if baseline is None:
        return row
    others = (note for note in row.notes if note.code not in guards.OF_THE_RULE)
    return row._replace(baseline=baseline, notes=(*guards.circular(plan, row.item, baseline), *others))


def _baseline(plan: Plan, item: Item, cells: Cells) -> Baseline | None:
    rests_on = plan.criteria.get(item.question) or tuple(plan.almost.get(item.question, ()))
    outcomes = cells.outcomes.get(plan.ask(item.question))
    if not rests_on or outcomes is None:
        return None
    favourable, valid = _by_outcome(plan, item, outcomes, rests_on)
    first, second = mechanical.expected(favourable, valid).tolist()
    if np.isnan(first) or np.isnan(second):
        return None
    ratio = first / second if second else np.inf if first else None
    return Baseline(rests_on, first - second, ratio)


def _by_outcome(
    plan: Plan, item: Item, counted: Outcomes, rests_on: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weigh favourable and all answers by the joint outcome of some criteria and by group, **shape** (outcomes, 2)."""
    places = [place for place, label in enumerate(_labels(plan)) if label in rests_on]
    there, outcome = np.unique(counted.criteria[:, places], axis=0, return_inverse=True)
    valid = np.zeros((len(there), 3, len(counted.levels)))
    np.add.at(valid, (outcome.ravel(), counted.group), counted.w)
    net = [counted.levels.index(level) for level in item.favourable]
    return valid[:, :2, net].sum(axis=-1), valid[:, :2].sum(axis=-1)
