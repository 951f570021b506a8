"""The shapes of an analysis of halo: an item without self-ratings and beyond one common factor, and the whole."""

from collections.abc import Iterable
from typing import NamedTuple

from samkit.measured import Estimate, Item, Verdict
from samkit.notes import Note


class Apart(NamedTuple):
    """One item between groups that are made without the criteria that respondents rate themselves on.

    `n_first` and `n_second` are the valid answers of each group.
    """

    n_first: int
    n_second: int
    gap: Estimate
    ratio: Estimate
    verdict: Verdict


class Beyond(NamedTuple):
    """What is left of the gap of an item once the common factor is taken off.

    `expected` is the gap that would follow from the common factor alone, as the other questions show it; `gap` is the
    gap less that. `verdict` is *differs* where the item separates beyond the factor, *not shown* where it is not shown
    to; `q` is `p` adjusted over the family.
    """

    expected: float | None
    gap: Estimate
    p: float | None
    q: float | None
    verdict: Verdict


class Halo(NamedTuple):
    """One item: with the self-rated criteria, without them, and beyond the common factor of all items.

    `n_first`, `n_second`, `gap`, `ratio` and `verdict` are those of the groups as declared. `without` is None where no
    criterion is declared as self-rated, or every one is. `loading` is the correlation of the item with the common
    factor.
    """

    item: Item
    n_first: int
    n_second: int
    gap: Estimate
    ratio: Estimate
    verdict: Verdict
    without: Apart | None
    loading: float | None
    beyond: Beyond
    position: int
    notes: tuple[Note, ...] = ()


class CommonFactor(NamedTuple):
    """The common factor of all items together, and what of all gaps goes through it.

    It is taken from `questions` questions and `n` respondents; `least` of them answered both questions of a pair.
    `variance` is the share of the variance of the answers that it explains, `gaps` the share of the sum of all squared
    standardised gaps; `gaps` is empty where the gaps are no larger than chance makes them. `p` tests all gaps together.
    `self_rated` of the `criteria` are left out in the groups without them, which have `n_first`, `n_second` and
    `n_left_out` respondents; None where there are no such groups.
    """

    questions: int
    n: int
    least: int
    variance: Estimate
    gaps: Estimate
    p: float | None
    replicates: int
    criteria: tuple[str, ...]
    self_rated: tuple[str, ...]
    n_first: int | None
    n_second: int | None
    n_left_out: int | None
    notes: tuple[Note, ...] = ()


def items(rows: Iterable[object]) -> tuple[Halo, ...]:
    """Give the items of an analysis of halo."""
    return tuple(row for row in rows if isinstance(row, Halo))


def factor(rows: Iterable[object]) -> CommonFactor | None:
    """Give the common factor of an analysis of halo; None where there is none."""
    return next((row for row in rows if isinstance(row, CommonFactor)), None)
