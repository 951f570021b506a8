"""The rows of improvement plans: what is known of each skill, and for each unit which one, improved, pays most.

Levels are told as part of the scale, from 0 at its lowest level to 1 at its highest; a payoff is in fractions of one,
shown in points.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, NamedTuple

from samkit.measured import Estimate, Item
from samkit.notes import Note

Of = Literal["person", "team", "all"]


class Paying(StrEnum):
    """What may be said of the improvement of a skill."""

    MOST = "pays most"
    SHOWN = "shown to pay"
    NOT_SHOWN = "not shown"
    REACHED = "target reached"
    UNRATED = "not rated"
    FEW = "too few rated"


class Skill(NamedTuple):
    """One skill over all respondents: how it goes with being in the first group, and how an improvement is followed.

    `association` is by how much the share of the first group differs over the whole scale, the other skills and what is
    adjusted for being alike; `gap` that of the comparison. `target` is the level to be reached.
    """

    item: Item
    association: Estimate
    gap: Estimate
    n: int
    target: str
    measure: str
    success: str
    cadence: str
    position: int
    notes: tuple[Note, ...] = ()


class Payoff(NamedTuple):
    """One skill of one unit: where it stands, how far the target is, and what the distance pays.

    `level` is the rating of a person, empty for several; `at` its place on the scale, the mean of `n` of a team.
    `chance` is distance times association, `payoff` that times the gap. `first` is the part of the draws in which no
    other skill of the unit pays more.
    """

    item: Item
    level: str
    at: float | None
    n: int
    missing: int
    distance: float | None
    chance: float | None
    payoff: Estimate
    rank: Estimate
    first: float | None
    paying: Paying


class Improvement(NamedTuple):
    """The plan of one unit: a person, a team or all respondents, and the payoff of each skill, the largest first.

    `chosen` is the skill that is shown to pay most, or else the one that comes first and is shown to pay; empty where
    none is, and the notes say why.
    """

    item: Item
    of: Of
    n: int
    chosen: str
    paying: Paying
    payoffs: tuple[Payoff, ...]
    notes: tuple[Note, ...] = ()


def skills(rows: Iterable[object]) -> tuple[Skill, ...]:
    """Give the skills among the rows."""
    return tuple(row for row in rows if isinstance(row, Skill))


def improvements(rows: Iterable[object]) -> tuple[Improvement, ...]:
    """Give the plans among the rows."""
    return tuple(row for row in rows if isinstance(row, Improvement))


def standing(row: Payoff, mean: str) -> str:
    """Say where a unit stands on a skill: the level of a person, `mean` of several, nothing where nobody is rated."""
    return row.level or ("" if row.at is None else mean)


PracticesRow = Skill | Improvement
"""What a result of this kind holds."""
