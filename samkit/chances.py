"""The rows of one organisation beside two groups: what it answered, and its chance of being in the first of them."""

from typing import Literal, NamedTuple

from samkit.measured import Estimate, Item
from samkit.notes import Note


class Standing(NamedTuple):
    """One item of one organisation, and how many of each group have it.

    Parameters
    ----------
    answer
        What it answered, as the study spells it, or why there is no answer.
    has
        Whether that is favourable; None without an answer.
    first, second
        The share of each group that has it.
    n_first, n_second
        Their bases, count; None where none is known.
    ratio
        LR+ where it has the item, LR- where it has not.
    enters
        Whether the ratio enters its chance.
    """

    item: Item
    answer: str
    has: bool | None
    first: Estimate
    second: Estimate
    n_first: int | None
    n_second: int | None
    ratio: Estimate
    enters: bool
    position: int
    notes: tuple[Note, ...] = ()


class Chance(NamedTuple):
    """The chance of one organisation to be in the first group, by one method.

    Parameters
    ----------
    method
        Before its answers are known (`prior`), or from them.
    chance
        A fraction.
    ratio
        The product of likelihood ratios that turned the odds before into those after; nothing for other methods.
    items
        How many items entered, count.
    n_first, n_second
        The respondents that it rests on, count; None where none is known.
    basis
        What they are called.
    """

    method: Literal["prior", "naive Bayes", "model"]
    chance: Estimate
    ratio: Estimate
    items: int
    n_first: int | None
    n_second: int | None
    basis: str
    notes: tuple[Note, ...] = ()
