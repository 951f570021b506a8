"""What the respondents tell of the skills: association with the first group, gap, and how far both are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import model_notes, own_columns
from samkit.analyses.cases import described
from samkit.analyses.columns import Term
from samkit.analyses.prepared import prepare
from samkit.errors import Problem, RefusedError
from samkit.stats import payoff
from samkit.stats.design import design
from samkit.stats.separation import SeparatedError
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.analyses.prepared import Prepared
    from samkit.counted import Patterns
    from samkit.notes import Note
    from samkit.results import Item
    from samkit.stats.payoff import Skills
    from samkit.stats.plan import Plan as Drawn
    from samkit.tally import Cells

    Floats = NDArray[np.float64]


class Asked(NamedTuple):
    """What a plan rests on: the skills, what is adjusted for, the question of the teams, and how often to draw."""

    skills: tuple[Item, ...]
    adjust: tuple[Item, ...]
    team: str
    draws: int

    def together(self, plan: Plan) -> Together:
        """Ask for the answers to all questions side by side."""
        named = [item.question for item in (*self.skills, *self.adjust)]
        return Together(tuple(dict.fromkeys([*named, *([self.team] if self.team else [])])), plan.grouping.id)


class Known(NamedTuple):
    """What is known of the skills.

    Parameters
    ----------
    found
        Of those that are in the model.
    modelled
        Their places among all skills.
    prepared
        The respondents of the model.
    left
        Why each of the other skills is not in it, by its place.
    """

    found: Skills
    modelled: list[int]
    prepared: Prepared
    left: dict[int, Note]
    notes: tuple[Note, ...]


def request(plan: Plan, asked: Asked) -> Request:
    """Say what has to be counted."""
    return plan.request() | Request(patterns=frozenset([asked.together(plan)]))


def known(plan: Plan, asked: Asked, cells: Cells, *, force: bool = False) -> Known:
    """Estimate associations and gaps together.

    Parameters
    ----------
    plan
        Grouping and settings.
    asked
        Skills and what is adjusted for.
    cells
        The counts that `request` asked for.
    force
        Whether there may be fewer than five respondents of the smaller group for a coefficient.

    Raises
    ------
    RefusedError
        If a skill makes the groups, too few answered everything, or the skills tell the groups apart.
    """
    patterns = cells.patterns[asked.together(plan)]
    explaining = [Term(item, adjusting=False, scored=True) for item in asked.skills]
    terms = [*explaining, *(Term(item, adjusting=True) for item in asked.adjust)]
    prepared = prepare(plan, terms, patterns, cells.sample, force=force)
    modelled = [place for place in range(len(explaining)) if place in prepared.groups]
    each = np.repeat(np.arange(patterns.n.size), patterns.n)
    sample = _drawn(prepared, each)
    has, counted = _rated(patterns, [asked.skills[place] for place in modelled])
    try:
        found, lost = payoff.joint(
            prepared.cases.x[each],
            [prepared.groups[place][0] for place in modelled],
            patterns.group[each] == 0,
            prepared.cases.inside[each],
            has[each],
            counted[each],
            sample,
        )
    except SeparatedError as error:
        columns = np.flatnonzero(error.found.columns[1:]).tolist()
        named = own_columns.separated(prepared.found, prepared.kept, columns)
        message = f"the groups are told apart by {named}, and there is no finite association"
        raise RefusedError(Problem("separated", message, hint=f"leave out one or more of {named}")) from None
    drawn = payoff.skills(found, sample, plan.settings.seed, asked.draws, lost)
    left = {prepared.found.columns[at].term: note for at, note in prepared.left.items()}
    notes = (model_notes.CAUTION, *prepared.notes, *model_notes.without_estimate(lost))
    return Known(drawn, modelled, prepared, left, notes)


def _drawn(prepared: Prepared, each: NDArray[np.intp]) -> Drawn:
    """Describe how respondents were drawn; one by one where nothing is declared."""
    cases = prepared.cases
    return design(np.ones(each.size)) if cases.sample is None else described(cases, cases.sample, each)


def _rated(patterns: Patterns, skills: Sequence[Item]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each pattern which skills count as there, and which are rated at all by somebody of a group."""
    places = [patterns.questions.index(item.question) for item in skills]
    codes = patterns.codes[:, places]
    favourable = [
        [patterns.levels[place].index(level) for level in item.favourable]
        for place, item in zip(places, skills, strict=True)
    ]
    has = np.stack([np.isin(column, levels) for column, levels in zip(codes.T, favourable, strict=True)], axis=1)
    return has, (codes >= 0) & (patterns.group < 2)[:, None]
