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


def band(row: Power) -> tuple[float | None, float | None]:
    """Give the ends of the gaps that are not shown: as they are judged, in the family, where the item is in one.

    Examples
    --------
    >>> from samkit.results import Estimate, Item, Side
    >>> gap, none = Estimate(0.1, -0.1, 0.2), Reach(None, None)
    >>> item, side, alone = Item("a", "A", "s", "a", ()), Side(1, 2, 0, gap), (Reach(0.2, 2.0), Reach(-0.1, 0.5))
    >>> band(Power(item, side, side, gap, *alone, Reach(0.25, 2.25), none, None, None, None, None, 0))
    (None, 0.25)
    >>> band(Power(item, side, side, gap, *alone, none, none, None, None, None, None, 0))
    (-0.1, 0.2)
    """
    in_family = (row.below_in_family.gap, row.above_in_family.gap)
    return in_family if any(end is not None for end in in_family) else (row.below.gap, row.above.gap)
