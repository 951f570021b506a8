"""Large delimited text: a sample read strictly, the rest proved plain block by block and given to a fast parser.

The fast parser (Arrow's) sees only what every reader must see alike. Wherever that is not certain there is no answer,
and the strict reader reads the file from the beginning; both give the same export, which a property test holds.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.errors import DataError
from samkit.readers.blocks import Proof, whole_lines
from samkit.readers.coding import Part, columns, cut
from samkit.readers.columns import Coded, narrow, trimmed
from samkit.readers.delimited import taken_apart
from samkit.readers.grid import finished
from samkit.readers.source import LARGE, Large, Source
from samkit.readers.text.rows import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Form
    from samkit.readers.grid import Taken

FIRST_LINES: Final = 100
"""How many lines are read strictly at the beginning: more than the strict reader looks at to decide anything."""

LAST_BYTES: Final = 1 << 16
"""How many bytes at the end, where footers stand."""

AT_ONCE: Final = 2
"""How many blocks are worked on at once."""

_OF_A_BYTE: Final = 256

_KEPT: Final = frozenset({"delimiter_detected", "header_trimmed", "blank_column_dropped", "many_ignored_columns"})
"""What may be noted of a sample and holds for the whole; any other note is the strict reader's to make."""


def read(
    file: Large, settings: Settings, needed: Collection[str], form: Form | None = None, *, keep_all: bool = False
) -> Export | None:
    """Read a large delimited text file, if it is plain.

    Parameters
    ----------
    file
        The open file.
    settings
        What the study file says about it.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    form
        How a platform lays it out; None for one header row and respondents below it.
    keep_all
        Keep every column that has a name.

    Returns
    -------
    Export or None
        What the strict reader would give; None where only that can tell.
    """
    if settings.encoding or settings.escape or settings.columns:
        return None
    table = _sampled(file, settings, needed, form, keep_all=keep_all)
    if table is None:
        return None
    digest = hashlib.sha256()
    columns = _Columns(table)
    proof = Proof(table.delimiter, LONGEST_CELL, returns=b"\r" in file.part(0, LARGE))
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for part in _in_turn(workers, partial(_parsed, table, proof), _respondents(file, table, digest)):
            if part is None:
                return None
            columns.add(part)
    coded = columns.coded()
    if coded is None or not file.is_as_found():
        return None
    first = table.rows.lines[0]
    lines = range(first, first + columns.rows)
    named, told = trimmed(coded, lines)
    return finished(Source(file.name, b"", digest.hexdigest()), table, named, told.notes(), lines)


def _sampled(
    file: Large, settings: Settings, needed: Collection[str], form: Form | None, *, keep_all: bool
) -> Taken | None:
    """Read the first and the last lines strictly; None if anything about them is not in good order."""
    start = _first_lines(file.part(0, LARGE))
    end = file.part(max(file.size - LAST_BYTES, len(start)), LAST_BYTES)
    if not start or start.count(b"\r") != start.count(b"\r\n"):
        return None
    sample = start + (end if file.size - len(start) <= LAST_BYTES else end[end.find(b"\n") + 1 :])
    try:
        table = taken_apart(Source(file.name, sample, ""), settings, needed, form, keep_all=keep_all)
    except DataError:
        return None
    of_form = table.laid.head.notes if table.laid.head else ()
    said = {note.code for note in table.notes} - {note.code for note in of_form}
    return table if said <= _KEPT and table.delimiter.isascii() else None


def _first_lines(start: bytes) -> bytes:
    """Cut the beginning of a file after as many lines as a sample needs; nothing if it has not so many."""
    place = -1
    for _ in range(FIRST_LINES):
        place = start.find(b"\n", place + 1)
        if place < 0:
            return b""
    return start[: place + 1]


def _respondents(file: Large, table: Taken, digest: hashlib._Hash) -> Iterator[bytes]:
    """Give the lines of the respondents block by block."""
    above = table.rows.lines[0] - 1
    for block in whole_lines(_digested(file, digest)):
        lines = block
        while above and lines:
            lines = lines[lines.find(b"\n") + 1 :]
            above -= 1
        if lines:
            yield lines


def _digested(file: Large, digest: hashlib._Hash) -> Iterator[bytes]:
    """Give the blocks of a file, and add each to its digest."""
    for block in file.blocks():
        digest.update(block)
        yield block


def _in_turn(workers: ThreadPoolExecutor, work: Callable[[bytes], Any], blocks: Iterator[bytes]) -> Iterator[Any]:
    """Work on a few blocks at once, and give what comes of them in their order."""
    coming = deque[Future[Any]]()
    for block in blocks:
        coming.append(workers.submit(work, block))
        if len(coming) > AT_ONCE:
            yield coming.popleft().result()
    while coming:
        yield coming.popleft().result()


def _parsed(table: Taken, proof: Proof, data: bytes) -> Part | None:
    """Take a block apart; None if it is not plain or a line has another width."""
    block = cut(data, table.delimiter, table.header.width)
    return columns(block, _kept(table)) if block and proof.holds(block) else None


def _kept(table: Taken) -> list[int]:
    """Give the places of the columns that are read: what is wanted, and what has no name and must be empty."""
    return [*dict.fromkeys([*table.wanted.values(), *_nameless(table)])]


def _nameless(table: Taken) -> list[int]:
    return [index for index, name in enumerate(table.header.names) if not name]


class _Columns:
    """The columns of a table as they are parsed, dictionary-encoded block by block.

    Parameters
    ----------
    table
        Which columns there are, and which are kept.
    """

    def __init__(self, table: Taken) -> None:
        """Begin with no row."""
        self._table = table
        self._texts: dict[int, dict[str, int]] = {index: {} for index in _kept(table)}
        self._codes: dict[int, list[NDArray[np.integer[Any]]]] = {index: [] for index in self._texts}
        self.rows: int = 0

    def add(self, part: Part) -> None:
        """Add the columns of a block, coded by texts of their own."""
        self.rows += part.rows
        for index, (codes, texts) in zip(self._texts, part.columns, strict=True):
            known = self._texts[index]
            places = _numbered(known, texts)
            self._codes[index].append(_recoded(codes, places, len(known)))

    def coded(self) -> Mapping[str, tuple[int, Coded]] | None:
        """Give what was parsed; None where the header seems to stand again, or a nameless column holds data."""
        if any(text.strip() for index in _nameless(self._table) for text in self._texts[index]) or self._names_again():
            return None
        return {name: (index, self._whole(index)) for name, index in self._table.wanted.items()}

    def _whole(self, index: int) -> Coded:
        """Join the blocks of a column."""
        parts, texts = self._codes[index], tuple(self._texts[index])
        kind = narrow(np.empty(0, dtype=np.int32), len(texts)).dtype
        codes = np.concatenate(parts, dtype=kind, casting="same_kind") if parts else np.empty(0, dtype=kind)
        parts.clear()
        return Coded(codes, texts)

    def _names_again(self) -> bool:
        """Say whether a row holds names of columns in half of what it answers, of what is kept."""
        names = frozenset(name for name in self._table.header.names if name)
        named, filled = np.zeros(self.rows, dtype=np.int16), np.zeros(self.rows, dtype=np.int16)
        columns = [index for index, texts in self._texts.items() if not names.isdisjoint(texts)]
        for index in columns:
            named += self._among(index, names)
        if not named.any():
            return False
        for index in self._texts:
            filled += ~self._among(index, frozenset({""}))
        return bool((named * 2 >= filled)[named > 0].any())

    def _among(self, index: int, these: frozenset[str]) -> NDArray[np.bool_]:
        """Say for each row whether its text in a column is one of these."""
        found = np.array([text in these for text in self._texts[index]])
        return np.concatenate([found[part] for part in self._codes[index]])


def _numbered(known: dict[str, int], texts: Sequence[str]) -> Sequence[int]:
    """Give the number of each of some texts, and the next free ones to those that are new."""
    new = dict.fromkeys(texts)
    if len(new) == len(texts) and known.keys().isdisjoint(new):  # as the ids of respondents always are
        places = range(len(known), len(known) + len(texts))
        known.update(zip(texts, places, strict=True))
        return places
    return [known.setdefault(text, len(known)) for text in texts]


def _recoded(codes: NDArray[np.integer[Any]], places: Sequence[int], distinct: int) -> NDArray[np.integer[Any]]:
    """Put other codes in place of those of a block; where a byte holds them, a fifth of the time is enough."""
    if distinct > _OF_A_BYTE:
        return narrow(np.array(places), distinct)[codes]
    table = bytes(places).ljust(_OF_A_BYTE, b"\0")
    return np.frombuffer(codes.astype(np.uint8).tobytes().translate(table), dtype=np.uint8)
