"""The smallest shapes of a result: a number with its interval, what it is about, a group's count, what may be said."""

from enum import StrEnum
from typing import NamedTuple


class Estimate(NamedTuple):
    """A number with its interval; `None` where there is none to give."""

    value: float | None
    lower: float | None
    upper: float | None


class Verdict(StrEnum):
    """What may be said of a row."""

    DIFFERS = "differs"
    EQUIVALENT = "equivalent"
    NOT_SHOWN = "not shown"
    ABOVE = "above"
    BELOW = "below"
    CIRCULAR = "circular"
    HIDDEN = "hidden"
    NOT_COMPUTABLE = "not computable"
    ADJUSTED_FOR = "adjusted for"


class Item(NamedTuple):
    """What a row is about: a question and the answers that count as favourable."""

    id: str
    text: str
    section: str
    question: str
    favourable: tuple[str, ...]


class Side(NamedTuple):
    """One group's count on one item: `x` favourable of `n` valid answers, `missing` without one, and the share.

    `x` is None where the base is too small to be shown. `design_effect` is the variance of the share over that of a
    simple random sample of as many answers; None without weights or a design.
    """

    x: int | None
    n: int
    missing: int
    share: Estimate
    design_effect: float | None = None


class Baseline(NamedTuple):
    """What would follow from the rule alone, for an item that rests on `criteria`, the labels of these.

    `gap` and `ratio` are those to expect if, given the outcome of the criteria, the group said nothing more about the
    item; the ratio is None where nobody would have it in either group.
    """

    criteria: tuple[str, ...]
    gap: float
    ratio: float | None
