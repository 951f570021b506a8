"""Large delimited text: a sample read strictly, the rest proved plain block by block and given to a fast parser.

A fast parser sees only what every reader must see alike: a file whose answers repeat is cut into cells, any other is
parsed by columns. Wherever that is not certain there is no answer, and the strict reader reads the file from the
beginning; both give the same export, which a property test holds.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from samkit.errors import DataError
from samkit.readers.blocks import Proof, whole_lines
from samkit.readers.coding import Part, cut, part_of
from samkit.readers.columns import trimmed
from samkit.readers.delimited import taken_apart
from samkit.readers.gathered import Gathered, usual_texts
from samkit.readers.grid import finished
from samkit.readers.parsing import Parsed, parsed
from samkit.readers.source import LARGE, Large, Source
from samkit.readers.text.rows import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Form
    from samkit.readers.grid import Taken

FIRST_LINES: Final = 100
"""How many lines are read strictly at the beginning: more than the strict reader looks at to decide anything."""

LAST_BYTES: Final = 1 << 16
"""How many bytes at the end, where footers stand."""

AT_ONCE: Final = 3
"""How many blocks are worked on at once: one more than there are processors on a small machine, as some wait."""

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
    kept = _kept(table)
    usual = usual_texts([cells[index] for cells in table.rows.cells for index in kept])
    gathered = Gathered(kept, usual)
    proof = Proof(table.delimiter, LONGEST_CELL, returns=b"\r" in file.part(0, LARGE))
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for part in _in_turn(workers, partial(_parsed, table, proof, usual), _respondents(file, table, digest)):
            if part is None:
                return None
            gathered.add(part)
    if _says_otherwise(gathered, table) or not file.is_as_found():
        return None
    coded = {name: (index, gathered.coded(index)) for name, index in table.wanted.items()}
    first = table.rows.lines[0]
    lines = range(first, first + gathered.rows)
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


def _respondents(file: Large, table: Taken, digest: hashlib._Hash) -> Iterator[bytes | memoryview]:
    """Give the lines of the respondents block by block, and add all that is read to the digest."""
    above = table.rows.lines[0] - 1
    for block in whole_lines(file, digest):
        lines = block
        while above and lines:
            lines = bytes(lines).partition(b"\n")[2]
            above -= 1
        if lines:
            yield lines


def _in_turn(
    workers: ThreadPoolExecutor,
    work: Callable[[bytes | memoryview], Part | Parsed | None],
    blocks: Iterator[bytes | memoryview],
) -> Iterator[Part | Parsed | None]:
    """Work on a few blocks at once, and give what comes of them in their order."""
    coming = deque[Future[Part | Parsed | None]]()
    for block in blocks:
        coming.append(workers.submit(work, block))
        if len(coming) > AT_ONCE:
            yield coming.popleft().result()
    while coming:
        yield coming.popleft().result()


def _parsed(table: Taken, proof: Proof, usual: Mapping[str, int], data: bytes | memoryview) -> Part | Parsed | None:
    """Take a block apart, by its cells where they repeat; None if it is not plain or a line has another width."""
    width, kept = table.header.width, _kept(table)
    if not usual:
        return parsed(data, table.delimiter, width, kept) if proof.holds_uncut(data) else None
    block = cut(data, table.delimiter, width)
    return part_of(block, kept, usual) if block and proof.holds(block) else None


def _says_otherwise(gathered: Gathered, table: Taken) -> bool:
    """Say whether the header seems to stand again, or a nameless column holds data."""
    if any(text.strip() for index in _nameless(table) for text in gathered.texts(index)):
        return True
    return gathered.names_again(frozenset(name for name in table.header.names if name))


def _kept(table: Taken) -> list[int]:
    """Give the places of the columns that are read: what is wanted, and what has no name and must be empty."""
    return [*dict.fromkeys([*table.wanted.values(), *_nameless(table)])]


def _nameless(table: Taken) -> list[int]:
    return [index for index, name in enumerate(table.header.names) if not name]
