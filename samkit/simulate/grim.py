"""Which counts can stand behind a printed number: the GRIM check for whole percentages and for ratios.

A share is a count over a base, so that a small base cannot give every percentage. All arithmetic is in whole numbers;
halves are rounded away from zero.

References
----------
Brown, N. J. L., and Heathers, J. A. J. (2017). The GRIM test: a simple technique detects numerous anomalies in the
reporting of results in psychology. Social Psychological and Personality Science 8(4), 363-369.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def percent_of(count: int, base: int) -> int:
    """Give a share as whole percent.

    Parameters
    ----------
    count
        Favourable answers, 0 to `base`.
    base
        Valid answers, at least 1.

    Examples
    --------
    >>> percent_of(28, 51), percent_of(1, 8)
    (55, 13)
    """
    return (200 * count + base) // (2 * base)


def counts(percent: int, base: int) -> range:
    """List the counts that give a printed percentage.

    Parameters
    ----------
    percent
        As printed, whole percent.
    base
        Valid answers, at least 1.

    Returns
    -------
    range
        Empty if no count does.

    Notes
    -----
    round(100 x / n) = p holds for (2 p - 1) n / 200 <= x < (2 p + 1) n / 200.

    Examples
    --------
    >>> list(counts(55, 51)), list(counts(55, 52))
    ([28], [])
    """
    lowest = -((1 - 2 * percent) * base // 200)
    above = -(-(2 * percent + 1) * base // 200)
    return range(max(lowest, 0), max(min(above, base + 1), 0))


def counts_between(low: float, high: float, base: int) -> range:
    """List the counts whose share lies between two bounds in percent, both included.

    Examples
    --------
    >>> list(counts_between(23, 24.9, 51))
    [12]
    """
    return range(max(ceil(low * base / 100 - 1e-9), 0), min(floor(high * base / 100 + 1e-9), base) + 1)


def bases(percent: int, candidates: Iterable[int]) -> tuple[int, ...]:
    """Keep the bases that can give a printed percentage.

    Examples
    --------
    >>> bases(55, range(50, 54))
    (51, 53)
    """
    return tuple(base for base in candidates if counts(percent, base))


def ratio_digits(printed: float) -> int:
    """Say how many decimals a ratio is printed with: one, two below one."""
    return 1 if round(printed, 2) >= 1 else 2


def gives_ratio(printed: float, top: tuple[int, int], rest: tuple[int, int]) -> bool:
    """Say whether two counts, each with its base, give a printed ratio.

    Parameters
    ----------
    printed
        One decimal, two below one.
    top, rest
        Favourable answers and base.

    Examples
    --------
    >>> gives_ratio(3.1, (28, 51), (61, 346)), gives_ratio(3.1, (28, 51), (63, 346))
    (True, False)
    """
    scale = 10 ** ratio_digits(printed)
    above, below = top[0] * rest[1], top[1] * rest[0]
    return below > 0 and (2 * scale * above + below) // (2 * below) == round(printed * scale)


def counts_for_ratio(printed: float, top: tuple[int, int], base: int) -> range:
    """List the counts of the second group that give a printed ratio.

    Parameters
    ----------
    printed
        One decimal, two below one.
    top
        Favourable answers and base of the first group.
    base
        Valid answers of the second group.

    Examples
    --------
    >>> list(counts_for_ratio(3.1, (28, 51), 346))
    [61, 62]
    """
    scale = 10 ** ratio_digits(printed)
    units = round(printed * scale)
    share = 2 * scale * top[0] * base
    lowest = share // (top[1] * (2 * units + 1)) + 1
    highest = share // (top[1] * (2 * units - 1)) if units else base
    return range(lowest, min(highest, base) + 1)


def gives_gap(printed: int, top: tuple[int, int], rest: tuple[int, int]) -> bool:
    """Say whether two counts, each with its base, give a printed difference of shares.

    Parameters
    ----------
    printed
        Whole points, the first group less the second; rounded once, from the counts.
    top, rest
        Favourable answers and base.

    Examples
    --------
    >>> gives_gap(29, (60, 80), (147, 320)), gives_gap(29, (60, 80), (150, 320))
    (True, False)
    """
    apart, whole = 100 * (top[0] * rest[1] - rest[0] * top[1]), top[1] * rest[1]
    points = (2 * abs(apart) + whole) // (2 * whole)
    return (points if apart >= 0 else -points) == printed


def counts_for_gap(printed: int, top: tuple[int, int], base: int) -> range:
    """List the counts of the second group that give a printed difference of shares.

    Parameters
    ----------
    printed
        Whole points, the first group less the second.
    top
        Favourable answers and base of the first group.
    base
        Valid answers of the second group.

    Examples
    --------
    >>> list(counts_for_gap(29, (60, 80), 320))
    [146, 147, 148]
    """
    found = [count for count in range(base + 1) if gives_gap(printed, top, (count, base))]
    return range(found[0], found[-1] + 1) if found else range(0)
