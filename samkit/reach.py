"""The shapes of what a sample can show: the smallest gap of an item, and the size that a plan needs."""

from typing import NamedTuple

from samkit.measured import Estimate, Item, Side
from samkit.notes import Note


class Reach(NamedTuple):
    """The smallest gap on one side that can be shown, and its likelihood ratio; `None` where there is none."""

    gap: float | None
    ratio: float | None


class Power(NamedTuple):
    """What can be shown of one item, from the share of the second group in this sample and the bases of both.

    `above` and `below` are tested alone, the others in the family of the item. `same` is the chance of showing that
    the groups differ by less than the margin if they are the same. `drawn` and `drawn_in_family` are in how many
    samples drawn at the smallest gap, the first that there is of above and below, it is shown: alone; in the family
    if no other item differs, and if all of them do.
    """

    item: Item
    first: Side
    second: Side
    gap: Estimate
    above: Reach
    below: Reach
    above_in_family: Reach
    below_in_family: Reach
    same: float | None
    drawn: float | None
    drawn_in_family: float | None
    drawn_if_all: float | None
    position: int
    notes: tuple[Note, ...] = ()


class Needed(NamedTuple):
    """How many answers a claim needs: `claim` is differs, family or equivalent, tested at `error_rate`.

    `drawn` is in how many samples drawn at these sizes the claim is shown.
    """

    claim: str
    error_rate: float
    n: int
    n_first: int
    n_second: int
    drawn: float


class Planned(NamedTuple):
    """A planned study; all but `tests` and `draws` are fractions.

    `part` of all answers are of the first group; `base` is the share of the second group that has an item, `gap` how
    far the first group lies above it, or below. `tests` are corrected together, `chance` is the power, `margin` the
    largest gap that does not matter.
    """

    part: float
    base: float
    gap: float
    tests: int = 1
    chance: float = 0.8
    level: float = 0.95
    margin: float = 0.1
    draws: int = 2_000
