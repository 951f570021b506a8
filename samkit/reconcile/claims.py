"""Whether a difference that is claimed could be significant at its bases, and what is said of orders."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.findings import Finding
from samkit.numbers import probability
from samkit.reconcile.bases import Looked, bases, several
from samkit.simulate.fit import options
from samkit.simulate.published import OrderFact, RankFact
from samkit.simulate.sides import unrounded
from samkit.stats import independence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.reconcile.ratios import Bounds
    from samkit.simulate.published import Reference, SharesTable

NAME: Final = "claims"
RULE: Final = (
    "score test of two samples at every count and base that prints so, 5 percent; orders as rounding lets them"
)
ALPHA: Final = 0.05


def look(reference: Reference) -> Looked:
    """Test each pair of percentages as far as it can have been tested, and hold orders against percentages."""
    shares = {} if reference.base.weighted else reference.shares
    tested = {name: span for name, table in shares.items() if (span := p_values(reference, table))}
    found = [_claim(name, reference.shares[name].verdict, *span) for name, span in tested.items()]
    orders = [fact for fact in reference.facts if isinstance(fact, OrderFact)]
    ranks = [fact for fact in reference.facts if isinstance(fact, RankFact) and fact.items and not fact.group]
    for order in orders:
        found += _order(reference, order)
    for rank in ranks:
        found += _rank(reference, rank)
    return Looked(NAME, "pairs of percentages with bases, and orders", len(tested) + len(orders) + len(ranks), found)


def p_values(reference: Reference, table: SharesTable) -> tuple[float, float] | None:
    """Give the least and the largest p-value that the printed percentages of two groups can have had.

    Parameters
    ----------
    reference
        Holds the sizes of the groups.
    table
        The item.

    Returns
    -------
    tuple of float or None
        None where a percentage or a base is not known, or a percentage cannot be.
    """
    sides = []
    for part in ("top", "rest"):
        printed = getattr(table, part)
        possible = several(bases(reference, table, part)) if printed is not None else []
        counts = [(n, options(printed, n)) for n in possible]
        sides.append(np.array([(x, n) for n, found in counts if found for x in (found[0], found[-1])], dtype=float))
    if not all(side.size for side in sides):
        return None
    top, rest = sides[0][:, None, :], sides[1][None, :, :]
    p = independence.score(top[..., 0], top[..., 1], rest[..., 0], rest[..., 1])
    one, other = (np.divide(side[:, 0], side[:, 1]) for side in sides)
    overlap = one.min() <= other.max() and other.min() <= one.max()
    return float(p.min()), 1.0 if overlap else float(p.max())


def _claim(name: str, verdict: str, least: float, most: float) -> Finding:
    """Judge what is claimed of two groups by the p-values that are possible."""
    span = (
        probability(least) if probability(least) == probability(most) else " to ".join(map(probability, (least, most)))
    )
    if verdict == "different" and least > ALPHA:
        text = f"claimed to differ, and no counts that print so are significant: p is {span}"
        return Finding(NAME, name, "error", None, None, None, text)
    if verdict == "different" and most > ALPHA:
        text = f"claimed to differ; whether it is significant depends on what was rounded: p is {span}"
        return Finding(NAME, name, "warning", None, None, None, text, "print counts or bases")
    if verdict == "similar" and most <= ALPHA:
        text = f"claimed to be similar, and all counts that print so differ significantly: p is {span}"
        return Finding(NAME, name, "warning", None, None, None, text)
    able = (
        "no difference could be shown" if least > ALPHA else "significant" if most <= ALPHA else "depends on rounding"
    )
    return Finding(NAME, name, "info", None, None, None, f"p is {span}: {able}")


def _value(reference: Reference, item: str, by: str) -> Bounds | None:
    """Give what the rounding of an item's share, or of its gap, allows; None where it was not printed."""
    table = reference.shares.get(item)
    if table is None:
        return None
    if by != "gap":
        printed = getattr(table, by)
        return None if printed is None else unrounded(printed)
    if table.top is None or table.rest is None:
        return None
    top, rest = unrounded(table.top), unrounded(table.rest)
    return top[0] - rest[1], top[1] - rest[0]


def _order(reference: Reference, fact: OrderFact) -> Iterator[Finding]:
    """Find neighbours of an order whose percentages stand the other way, whatever was rounded."""
    for upper, lower in pairwise(fact.items):
        one, other = (_value(reference, item, fact.by) for item in (upper, lower))
        if one is not None and other is not None and one[1] <= other[0]:
            text = f"said to be above {lower} by {fact.by}, and the percentages say the opposite"
            yield Finding(NAME, upper, "error", None, None, None, text)


def _rank(reference: Reference, fact: RankFact) -> Iterator[Finding]:
    """Find an item with more of the others above it than its rank has room for."""
    own = _size(_value(reference, fact.item, fact.by))
    others: Sequence[str] = [item for item in fact.items if item != fact.item]
    sizes = [_size(_value(reference, item, fact.by)) for item in others]
    above = [item for item, size in zip(others, sizes, strict=True) if own and size and size[0] > own[1]]
    if len(above) >= fact.rank:
        text = f"said to have rank {fact.rank} by {fact.by}; above it stand {', '.join(above)}"
        yield Finding(NAME, fact.item, "error", None, None, None, text)


def _size(value: Bounds | None) -> Bounds | None:
    """Give the size of a gap that may be negative, as gaps are ranked by it."""
    if value is None or value[0] >= 0:
        return value
    return (0.0 if value[1] > 0 else -value[1]), max(-value[0], value[1])
