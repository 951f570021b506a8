"""Names of sheets that every office program takes, no two of them alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.writers.literal import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 31
"""Characters of a name at most."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\'\ufffd]+")
_RESERVED: Final = frozenset({"history"})


def names(wanted: Iterable[str]) -> list[str]:
    """Make names of sheets: without forbidden signs, short enough, and numbered where two would be the same.

    Examples
    --------
    >>> names(["Figure 1", "figure 1", "a/b", "History", ""])
    ['Figure 1', 'figure 1 2', 'a b', 'History 2', 'Sheet']
    """
    made: list[str] = []
    taken = set(_RESERVED)
    for text in wanted:
        whole = " ".join(_FORBIDDEN.sub(" ", on_one_line(text)).split()) or "Sheet"
        name, number = _short(whole, ""), 1
        while name.casefold() in taken:
            number += 1
            name = _short(whole, f" {number}")
        taken.add(name.casefold())
        made.append(name)
    return made


def _short(text: str, ending: str) -> str:
    """Cut a name so that it fits with its ending; signs beyond the first plane count as two."""
    units = text.encode("utf-16-le")[: 2 * (MOST - len(ending))]
    return units.decode("utf-16-le", "ignore").rstrip() + ending
