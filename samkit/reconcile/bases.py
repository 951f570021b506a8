"""The bases that a printed number can have in a report: the printed one, or a group's size less who did not answer."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.simulate.sides import base_of, sizes

if TYPE_CHECKING:
    from samkit.findings import Finding
    from samkit.simulate.published import Reference, SharesTable
    from samkit.simulate.sides import Part

WORDS: Final[dict[Part, str]] = {"top": "first group", "rest": "second group", "all": "all respondents"}
"""What the parts of a report are called."""


class Looked(NamedTuple):
    """What one check looked at, and what it found; `of` says what was counted."""

    check: str
    of: str
    n: int
    findings: list[Finding]


def bases(reference: Reference, table: SharesTable, part: Part) -> range:
    """Give every base that an item can have in a group; none where nothing was printed of it.

    Parameters
    ----------
    reference
        With `[base]`, and how many answers may be missing.
    table
        The item, with its own bases if they were printed.
    part
        The group, or all.
    """
    found = base_of(table, reference.base, part)
    if found.printed or not found.possible:
        return found.possible
    least = floor(found.possible.start * (1 - reference.missing.at_most / 100))
    return range(max(least, 1), found.possible.stop)


def full(reference: Reference, part: Part) -> range:
    """Give the sizes that a group can have, everybody in it having answered."""
    return sizes(reference.base, part)


def several(values: range, most: int = 40) -> list[int]:
    """List some of many bases: both ends and what lies evenly between.

    Examples
    --------
    >>> several(range(1, 101), 4)
    [1, 34, 67, 100]
    """
    if len(values) <= most:
        return list(values)
    return [values[round(place * (len(values) - 1) / (most - 1))] for place in range(most)]


def listed(values: range) -> str:
    """Name a range of bases.

    Examples
    --------
    >>> listed(range(47, 54)), listed(range(52, 53))
    ('47 to 53', '52')
    """
    return f"{values[0]:,}" if len(values) == 1 else f"{values[0]:,} to {values[-1]:,}"
