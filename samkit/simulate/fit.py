"""Counts and bases that give every printed number of one item, as near as can be to what is expected of the rest."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from samkit.simulate import grim
from samkit.simulate.published import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.simulate.published import Printed


class Wanted(NamedTuple):
    """What was printed of an item, and what is expected where nothing was, in percent."""

    top: Printed | None = None
    rest: Printed | None = None
    all: Printed | None = None
    ratio: float | None = None
    gap: int | None = None
    near_top: float = 50.0
    near_rest: float = 50.0


class Counts(NamedTuple):
    """Favourable answers and base of each group."""

    top: int
    top_base: int
    rest: int
    rest_base: int


def fit(wanted: Wanted, top_bases: Sequence[int], rest_bases: Sequence[int]) -> Counts | None:
    """Find counts that give every printed number of an item.

    Parameters
    ----------
    wanted
        The printed numbers.
    top_bases, rest_bases
        Bases that are allowed, the preferred ones first.

    Returns
    -------
    Counts or None
        With the first bases that work, and the shares nearest to what is expected; None if there are none.

    Examples
    --------
    >>> fit(Wanted(top=55, rest=18, ratio=3.1), [51], [346])
    Counts(top=28, top_base=51, rest=62, rest_base=346)
    >>> fit(Wanted(top=55, rest=18, ratio=3.4), [51], [346]) is None
    True
    """
    for top_base, rest_base in in_order(top_bases, rest_bases):
        found = list(_with_bases(wanted, top_base, rest_base))
        if found:
            return min(found, key=lambda counts: _distance(wanted, counts))
    return None


def in_order(top_bases: Sequence[int], rest_bases: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Walk pairs of bases, those that are preferred together first.

    Examples
    --------
    >>> list(in_order([51, 50], [346, 345]))
    [(51, 346), (51, 345), (50, 346), (50, 345)]
    """
    places = product(range(len(top_bases)), range(len(rest_bases)))
    for i, j in sorted(places, key=lambda place: (sum(place), place)):
        yield top_bases[i], rest_bases[j]


def why_not(wanted: Wanted, top_bases: Sequence[int], rest_bases: Sequence[int]) -> str:
    """Say which printed number no data set of these sizes gives; nothing if there is one that gives all.

    Examples
    --------
    >>> why_not(Wanted(top=55), [52], [345])
    '55 percent cannot come from a base of 52 (top)'
    """
    for side, printed, bases in (("top", wanted.top, top_bases), ("rest", wanted.rest, rest_bases)):
        if not any(options(printed, base) for base in bases):
            return f"{in_words(printed)} cannot come from a base of {_listed(bases)} ({side})"
    if fit(wanted, top_bases, rest_bases) is not None:
        return ""
    together = ", ".join(
        f"{name} {in_words(value)}"
        for name, value in (("top", wanted.top), ("rest", wanted.rest), ("all", wanted.all))
        if value is not None
    )
    ratio = f" and the ratio {wanted.ratio}" if wanted.ratio is not None else ""
    gap = f" and the gap {wanted.gap}" if wanted.gap is not None else ""
    bases_said = f"bases of {_listed(top_bases)} (top) and {_listed(rest_bases)} (rest)"
    return f"{together}{ratio}{gap} cannot hold together with {bases_said}"


def gives(printed: Printed | None, count: int, base: int) -> bool:
    """Say whether a count and its base give a printed share; a share that was not printed is always given."""
    if printed is None:
        return True
    return base > 0 and count in options(printed, base)


def in_words(printed: Printed | None) -> str:
    """Write a printed share."""
    if isinstance(printed, Range):
        return f"{printed.from_:g} to {printed.to:g} percent"
    return f"{printed} percent"


def _with_bases(wanted: Wanted, top_base: int, rest_base: int) -> Iterator[Counts]:
    """Yield for each count of the first group the best one of the second."""
    aim = _middle(wanted.rest, wanted.near_rest) * rest_base / 100
    for top in options(wanted.top, top_base):
        ranges = [options(wanted.rest, rest_base)]
        if wanted.all is not None:
            whole = options(wanted.all, top_base + rest_base)
            ranges.append(range(whole.start - top, whole.stop - top))
        if wanted.ratio is not None:
            ranges.append(grim.counts_for_ratio(wanted.ratio, (top, top_base), rest_base))
        if wanted.gap is not None:
            ranges.append(grim.counts_for_gap(wanted.gap, (top, top_base), rest_base))
        low, high = max(r.start for r in ranges), min(r.stop for r in ranges) - 1
        if low <= high:
            yield Counts(top, top_base, min(max(round(aim), low), high), rest_base)


def options(printed: Printed | None, base: int) -> range:
    """List the counts that give a printed share; all of them where none was printed."""
    if isinstance(printed, Range):
        return grim.counts_between(printed.from_, printed.to, base)
    return range(base + 1) if printed is None else grim.counts(printed, base)


def _distance(wanted: Wanted, counts: Counts) -> float:
    """Measure how far counts are from the middle of what was printed and from what is expected, in squared points."""
    top, rest = 100 * counts.top / counts.top_base, 100 * counts.rest / counts.rest_base
    return (top - _middle(wanted.top, wanted.near_top)) ** 2 + (rest - _middle(wanted.rest, wanted.near_rest)) ** 2


def _middle(printed: Printed | None, near: float) -> float:
    if isinstance(printed, Range):
        return (printed.from_ + printed.to) / 2
    return near if printed is None else float(printed)


def _listed(bases: Sequence[int]) -> str:
    low, high = min(bases), max(bases)
    return str(low) if low == high else f"{low} to {high}"
