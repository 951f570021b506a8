"""The shapes of trust in a finding: each objection that can be raised against it, and what the data answer."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from samkit.measured import Estimate, Item, Verdict
from samkit.notes import Note


class Outcome(StrEnum):
    """What is left of a finding when an objection is raised, or all of them."""

    HOLDS = "holds"
    CAUTION = "holds with a caution"
    FAILS = "does not hold"
    OPEN = "not examined"
    NO_FINDING = "no finding"


class Doubt(NamedTuple):
    """One objection to a finding, and what the data answer.

    `about` names the objection; see `samkit.analyses.doubts`. `some` of `every` are readings, tests or places,
    `estimate` a gap, a ratio or a rank with its bounds, whichever the objection is about. `e_value` says how strong a
    hidden trait would have to be to explain a gap that is adjusted for all that was asked.
    """

    about: str
    outcome: Outcome
    some: int | None = None
    every: int | None = None
    estimate: Estimate = Estimate(None, None, None)
    p: float | None = None
    e_value: float | None = None


class Trust(NamedTuple):
    """One item: what is found of it, and what is left of that when every objection is raised.

    `outcome` is the gravest of those of `doubts`; an item of which nothing is claimed has no doubts. `q` is that of
    the comparison, the bases are the valid answers of each group.
    """

    item: Item
    n_first: int
    n_second: int
    gap: Estimate
    ratio: Estimate
    q: float | None
    verdict: Verdict
    outcome: Outcome
    doubts: tuple[Doubt, ...]
    position: int
    notes: tuple[Note, ...] = ()


_GRAVEST: Final = (Outcome.FAILS, Outcome.CAUTION)


def left(doubts: Iterable[Doubt]) -> Outcome:
    """Say what is left of a finding against which these doubts are raised: the gravest of their outcomes.

    Examples
    --------
    >>> left([Doubt("rule", Outcome.HOLDS), Doubt("base", Outcome.CAUTION)]).value
    'holds with a caution'
    """
    found = {doubt.outcome for doubt in doubts}
    return next((grave for grave in _GRAVEST if grave in found), Outcome.HOLDS)


def without(row: Trust, about: str) -> Trust:
    """Give a finding against which one objection is not raised, for it claims nothing of the kind."""
    doubts = tuple(doubt for doubt in row.doubts if doubt.about != about)
    return row if doubts == row.doubts else row._replace(doubts=doubts, outcome=left(doubts))
