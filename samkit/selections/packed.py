"""Ticked options together in one cell: which they are, though the text of an option may hold the delimiter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.study.labels import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.study.model import Selection

MOST_READINGS: Final = 64
"""How many ways to read the rest of a cell are followed; two are too many already."""


USUAL: Final = {", ": ", ", ";": ";", "|": "|", ",": ",", "\n": "\\n", "/": "/"}
"""Signs that exports put between ticked options, each with its spelling in a study file."""


class Reading(NamedTuple):
    """One way to read a cell: the options that it ticks, by their place, and how many pieces are none of them."""

    ticked: frozenset[int]
    unknown: int = 0


Parts = tuple[str, ...]


class Shapes(NamedTuple):
    """The texts of all options, taken apart: what each means, those that begin with a piece, and the longest's size."""

    delimiter: str
    meant: Mapping[Parts, int]
    beginning: Mapping[str, Sequence[Parts]]
    longest: int


def shapes(selection: Selection) -> Shapes:
    """Take the texts of the options apart as a cell is taken apart.

    Parameters
    ----------
    selection
        A question with a delimiter.
    """
    texts = ((place, text) for place, each in enumerate(selection.options) for text in each.ticked or (each.text,))
    apart = {pieces(text, selection.delimiter): place for place, text in texts}
    return _shapes(selection.delimiter, {parts: place for parts, place in apart.items() if parts})


def _shapes(delimiter: str, meant: Mapping[Parts, int]) -> Shapes:
    """Order the texts of the options by their first piece."""
    beginning: dict[str, list[Parts]] = {}
    for each in sorted(meant, key=len, reverse=True):
        beginning.setdefault(each[0], []).append(each)
    return Shapes(delimiter, meant, beginning, max(map(len, meant), default=0))


def parts(cell: str, known: Shapes) -> Parts:
    """Take a cell apart; a delimiter at its end that has lost its blank is one nevertheless."""
    found = pieces(cell, known.delimiter)
    sign = known.delimiter.rstrip()
    ends = bool(found) and bool(sign) and sign != known.delimiter and found[-1].endswith(sign)
    if not ends or any(found[-size:] in known.meant for size in range(1, known.longest + 1)):
        return found
    return tuple(filter(None, (*found[:-1], found[-1].removesuffix(sign).rstrip())))


def readings(cell: Sequence[str], known: Shapes) -> list[Reading]:
    """Read a cell in every way that leaves the fewest pieces unknown.

    Parameters
    ----------
    cell
        The pieces of the cell.
    known
        The options.

    Returns
    -------
    list
        One reading if the cell is clear; of several, those with longer texts of options first.

    Examples
    --------
    >>> known = _shapes(", ", {("Phone",): 0, ("Mail",): 1, ("Phone", "Mail"): 2})
    >>> readings(("Phone", "Mail"), known) == [Reading(frozenset({2})), Reading(frozenset({0, 1}))]
    True
    """
    plain = _plain(cell, known)
    return _every(cell, known) if plain is None else [plain]


def _beginning(cell: Sequence[str], begin: int, known: Shapes) -> list[Parts]:
    """List the options that begin at a piece of a cell, longest first."""
    likely = known.beginning.get(cell[begin], ())
    return [option for option in likely if tuple(cell[begin : begin + len(option)]) == option]


def _plain(cell: Sequence[str], known: Shapes) -> Reading | None:
    """Read a cell from left to right, as long as there is just one option that can begin at each piece."""
    ticked, begin = set[int](), 0
    while begin < len(cell):
        found = _beginning(cell, begin, known)
        if len(found) != 1:
            return None
        ticked.add(known.meant[found[0]])
        begin += len(found[0])
    return Reading(frozenset(ticked))


def _every(cell: Sequence[str], known: Shapes) -> list[Reading]:
    """Read a cell in every way with the fewest unknown pieces.

    From the last piece to the first: the ways to read what begins at a piece are an option that begins there, or one
    unknown piece, before the ways to read what follows it.
    """
    after: list[list[Reading]] = [[] for _ in cell] + [[Reading(frozenset())]]
    for begin in reversed(range(len(cell))):
        found: dict[Reading, None] = {}
        for option in _beginning(cell, begin, known):
            ticked = known.meant[option]
            rest = after[begin + len(option)]
            found |= dict.fromkeys(Reading(each.ticked | {ticked}, each.unknown) for each in rest)
        found |= dict.fromkeys(Reading(each.ticked, each.unknown + 1) for each in after[begin + 1])
        fewest = min(each.unknown for each in found)
        after[begin] = [each for each in found if each.unknown == fewest][:MOST_READINGS]
    return after[0]


def unknown(cell: Sequence[str], known: Shapes) -> list[str]:
    """Give the words of a cell that belong to no option, those that stand side by side together."""
    runs: list[list[str]] = [[]]
    begin = 0
    while begin < len(cell):
        size = len(next(iter(_beginning(cell, begin, known)), ()))
        if size and runs[-1]:
            runs.append([])
        elif not size:
            runs[-1].append(cell[begin])
        begin += size or 1
    return [known.delimiter.join(run) for run in runs if run]


def fitting(selection: Selection, cell: str) -> str:
    """Find the sign at which a cell would fall apart into options, as a study file spells it; empty where none does."""
    for sign, spelling in USUAL.items():
        known = shapes(selection._replace(delimiter=sign))
        found = parts(cell, known)
        if len(found) > 1 and not readings(found, known)[0].unknown:
            return spelling
    return ""
