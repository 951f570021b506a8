"""The shapes of trust in a finding: each objection that can be raised against it, and what the data answer."""

from enum import StrEnum
from typing import NamedTuple

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
    `estimate` a gap, a ratio or a rank with its bounds, whichever the objection is about.
    """

    about: str
    outcome: Outcome
    some: int | None = None
    every: int | None = None
    estimate: Estimate = Estimate(None, None, None)
    p: float | None = None


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
