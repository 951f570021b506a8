"""Multi-select questions whose ticked options stand together in one cell: the sign between them, and the options.

The file says neither. Both are found from the distinct texts of the column alone: what was ticked stands in many
combinations, so that the parts of a cell come back in other cells; the parts of a sentence, or of a label that holds a
comma, do not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.readers.text.likeness import is_number_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIGNS: Final = (("; ", ";"), (" | ", "|"), ("\n", "\n"), (" / ", " / "), (", ", ","))
"""What stands between options on the platforms, with blanks and without, the less doubtful signs first."""

_SHARE: Final = 0.6
"""Which **share** of all parts of all cells must stand in two texts or more."""

_FEW: Final = 0.02
"""Up to which **share** of the cells one text with a comma may be two answers; more often it is a label with one."""

_LONGEST: Final = 300
"""Parts that are longer, on average, are no options."""

_ENDINGS: Final = frozenset({";", "|"})
"""The signs that, at the end of every cell, prove by themselves that options are packed."""

_LOOKED_AT: Final = 5000
"""How many distinct texts decide."""

_COMPARED: Final = 1000
"""How many distinct texts decide between a sign with blanks and one without."""

_MOST: Final = 100
"""How many parts of a cell are put in order."""

_TOGETHER: Final = 3
_CHANCE: Final = 1000
"""In how many texts two parts must stand together to be one, and one in how many times chance may do that."""

_OPEN: Final = re.compile("[(\\[\uff08]")
_CLOSE: Final = re.compile("[)\\]\uff09]")


class Packed(NamedTuple):
    """How the options of a multi-select question are packed into the cells of a column.

    Parameters
    ----------
    delimiter
        The sign between two options, as it stands; some cells may end with it, too.
    options
        What stands in at least two cells, in the order in which the cells name them; an option may itself hold the
        delimiter.
    rare
        What stands in one cell only: options that hardly anyone ticked, or the words beside "Other".
    several
        How many cells hold more than one option.
    """

    delimiter: str
    options: tuple[str, ...]
    rare: tuple[str, ...]
    several: int


def packed(texts: Sequence[str], counts: Sequence[int] | None = None, *, numbers: bool = False) -> Packed | None:
    """Find the sign between ticked options, and the options; none if the cells hold one answer each.

    Parameters
    ----------
    texts
        The distinct texts of a column (`Column.categories`); blank ones are left aside.
    counts
        In how many cells each stands; left out: in one.
    numbers
        Whether options may be numbers; otherwise "1,3" is one.

    Returns
    -------
    Packed or None
        The first sign, in the order ``; | newline / ,``, under which the texts read as combinations of options.

    Notes
    -----
    A sign is believed if (1) several texts hold it, or one whose parts stand alone elsewhere, (2) of all parts of all
    texts at least six in ten stand in two texts or more, and (3) some part stands both alone and beside others, or the
    number of parts takes three values: "Berlin, Germany" is of two parts everywhere. A semicolon or bar at the end of
    every text is proof enough.

    Signs inside brackets do not divide. Two parts are one option that holds the sign if they stand nowhere but side by
    side, in three texts at least, and chance would put them so less than once in a thousand times; or if the second
    begins in lower case as no text does, and stands in two cells or more, always behind the same part.

    Examples
    --------
    >>> found = packed(["Mail, Phone", "Mail", "Phone", "Phone, Fair (own, other)", "Mail, Fair (own, other)", ""])
    >>> found.delimiter, found.options, found.several
    (', ', ('Mail', 'Phone', 'Fair (own, other)'), 3)
    >>> packed(["University, in an institute", "University, in a library", "Company"]) is None
    True
    """
    often = {text: count for text, count in zip(texts, counts or [1] * len(texts), strict=True) if text.strip()}
    filled = list(often)
    if not numbers and all(is_number_like(text) for text in filled):
        return None
    for spaced, bare in _SIGNS:
        delimiter = _usual(often, spaced, bare)
        if _is_met(often, delimiter) and _is_packed({text: often[text] for text in filled[:_LOOKED_AT]}, delimiter):
            return _described(delimiter, _cells(often, delimiter), list(often.values()))
    return None


def parts(text: str, delimiter: str) -> list[str]:
    """Divide a text at a sign, but not inside brackets; blanks round the parts and empty parts are left out.

    Examples
    --------
    >>> parts("Mail; Fair (own; other); ", "; ")
    ['Mail', 'Fair (own; other)']
    """
    found: list[str] = []
    depth = 0
    pieces = text.split(delimiter)
    balanced = len(_OPEN.findall(text)) == len(_CLOSE.findall(text))
    for piece in pieces:
        if depth > 0:
            found[-1] += delimiter + piece
        else:
            found.append(piece)
        depth += (len(_OPEN.findall(piece)) - len(_CLOSE.findall(piece))) * balanced
    sign = delimiter.strip()
    bare = (part.strip().removeprefix(sign).removesuffix(sign).strip() for part in found)
    return [part for part in bare if part]


def _usual(often: Mapping[str, int], spaced: str, bare: str) -> str:
    """Choose between a sign with blanks and one without: the one under which the cells hold fewer options."""
    texts = [text.rstrip().removesuffix(bare) for text in often]
    signs = sum(text.count(bare) for text in texts)
    with_blanks = sum(text.count(spaced) for text in texts)
    if not with_blanks or with_blanks == signs:
        return spaced if with_blanks else bare
    some = dict(islice(often.items(), _COMPARED))
    return min((spaced, bare), key=lambda sign: len({part for cell in _cells(some, sign) for part in cell}))


def _is_met(often: Mapping[str, int], delimiter: str) -> bool:
    """Say whether several texts hold a sign, or one whose parts stand alone elsewhere; with a comma only a rare one."""
    holding = [text for text in often if delimiter in text]
    if len(holding) != 1:
        return len(holding) > 1
    (text,) = holding
    rare = often[text] <= _FEW * sum(often.values()) or delimiter.strip() != ","
    return rare and set(parts(text, delimiter)) <= often.keys() - {text}


def _cells(often: Mapping[str, int], delimiter: str) -> list[list[str]]:
    """Divide all texts, then join the parts that are one option with the sign in it, until there are no more."""
    cells = [parts(text, delimiter) for text in often]
    while pairs := _one_option(cells, list(often.values())):
        cells = [_with_pairs(cell, pairs, delimiter, text) for cell, text in zip(cells, often, strict=True)]
    return cells


def _one_option(cells: list[list[str]], often: Sequence[int]) -> set[tuple[str, str]]:
    """Find the parts that stand side by side and belong together."""
    single = Counter(part for cell in cells for part in cell)
    beside = Counter(pair for cell in cells for pair in pairwise(cell))
    several = sum(len(cell) > 1 for cell in cells)
    continued = _continued(cells, often)
    never_apart = {
        (left, right)
        for (left, right), count in beside.items()
        if single[left] == count >= _TOGETHER and math.comb(several, count) >= _CHANCE and left != right
    }
    return {
        (left, right)
        for (left, right), count in beside.items()
        if single[right] == count and (right in continued or (left, right) in never_apart)
    }


def _continued(cells: list[list[str]], often: Sequence[int]) -> set[str]:
    """Find the parts in lower case that stand in two cells or more and begin none, where no cell begins so."""
    first = {cell[0] for cell in cells if cell}
    if any(part[:1].islower() for part in first):
        return set()
    small = Counter[str]()
    for cell, count in zip(cells, often, strict=True):
        small.update({part: count for part in cell[1:] if part[:1].islower()})
    return {part for part, count in small.items() if count > 1} - first


def _with_pairs(cell: list[str], pairs: set[tuple[str, str]], delimiter: str, text: str) -> list[str]:
    """Write the pairs of a cell as one part each, from the left, with the blank that stands in the text."""
    joined: list[str] = []
    last = ""
    for part in cell:
        if joined and (last, part) in pairs:
            joined[-1] += delimiter + part if delimiter + part in text else f"{delimiter} {part}"
            last = ""
        else:
            joined.append(part)
            last = part
    return joined


def _is_packed(often: Mapping[str, int], delimiter: str) -> bool:
    """Say whether texts are combinations of options with this sign between them."""
    cells = _cells(often, delimiter)
    texts = Counter(part for cell in cells for part in set(cell))
    again = sum(count for count in texts.values() if count > 1)
    if delimiter.strip() in _ENDINGS and all(text.rstrip().endswith(delimiter.strip()) for text in often):
        return True
    if again < _SHARE * texts.total() or sum(map(len, texts)) > _LONGEST * len(texts):
        return False
    alone = {cell[0] for cell in cells if len(cell) == 1}
    beside = {part for cell in cells if len(cell) > 1 for part in cell}
    return bool(beside) and (bool(alone & beside) or len({len(cell) for cell in cells}) > 2)


def _described(delimiter: str, cells: list[list[str]], often: Sequence[int]) -> Packed:
    """Tell the options from what stands once, and put them in the order in which the cells name them."""
    stands = Counter[str]()
    for cell, count in zip(cells, often, strict=True):
        stands.update(dict.fromkeys(cell, count))
    options = [part for part, count in stands.items() if count > 1]
    place = _places(cells, options)
    options = sorted(options, key=lambda part: place.get(part, len(place)))
    rare = [part for part, count in stands.items() if count == 1]
    several = sum(count for cell, count in zip(cells, often, strict=True) if len(cell) > 1)
    return Packed(delimiter, tuple(options), tuple(rare), several)


def _places(cells: list[list[str]], options: Sequence[str]) -> dict[str, int]:
    """Give each option that stands beside others a place by how many it mostly stands before, and how many after."""
    kept = set(options)
    known = ([part for part in cell if part in kept][:_MOST] for cell in cells[:_LOOKED_AT])
    before = Counter(pair for cell in known for pair in combinations(cell, 2))
    places = Counter[str]()
    for (earlier, later), count in before.items():
        if count > before[later, earlier]:
            places[earlier] -= 1
            places[later] += 1
    return places
