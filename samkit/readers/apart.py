"""Files that only another's code can read are read in a process of their own, with limits that no file can break.

What comes back is columns as numbers and text, never objects: nothing in a file can make this process run anything. If
the other process fails, whatever the reason, the file is refused with one message.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.errors import DataError, Place, Problem
from samkit.notes import Note
from samkit.readers.export import Asked, Column, Export

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.readers.export import Settings
    from samkit.readers.source import Source

SECONDS: Final = 600
"""How long reading may take."""

_AGAIN: Final = "export the responses again, or as CSV"
_NO_ENCODING: Final = ("convert string", "invalid byte sequence", "codec can't decode", "encoding")
_ALONE: Final = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def read(kind: str, source: Source, settings: Settings, needed: Collection[str], *, keep_all: bool) -> Export:
    """Read a file in a process of its own.

    Parameters
    ----------
    kind
        The name of the reader: "spss", "stata" or "parquet".
    source
        The bytes of the file.
    settings
        What the study file says about it.
    needed
        The columns that must be there; all others are kept only if `keep_all`.
    keep_all
        Keep every column.

    Returns
    -------
    Export
        The answers as text, and a note for every decision.

    Raises
    ------
    DataError
        If the file is damaged, breaks a limit, or lacks what the study needs.
    """
    wish = {
        "kind": kind,
        "file": source.name,
        "needed": sorted(needed),
        "patterns": settings.patterns,
        "encoding": settings.encoding,
        "keep_all": keep_all,
    }
    reply = _asked(wish, source)
    size = int.from_bytes(reply[:8], "big")
    told = json.loads(reply[8 : 8 + size])
    if told["problems"]:
        raise DataError(_problem(problem) for problem in told["problems"])
    if not told["rows"]:
        raise source.refuse("no_rows", "the file has columns but no respondents", hint=_AGAIN)
    columns = _columns(told["columns"], memoryview(reply)[8 + size :], told["rows"])
    notes = tuple(Note(code, text) for code, text in told["notes"])
    lines = range(1, told["rows"] + 1)
    return Export(source.name, source.digest, tuple(told["header"]), columns, lines, notes, kind, "case")


def _asked(wish: dict[str, Any], source: Source) -> bytes:
    """Let the other process read the file, and give its answer."""
    words = json.dumps(wish).encode()
    question = b"".join((len(words).to_bytes(8, "big"), words, source.data))
    command = [sys.executable, "-P", "-m", "samkit.readers.foreign"]
    try:
        ended = subprocess.run(  # noqa: S603 - the command is samkit itself
            command, input=question, capture_output=True, timeout=SECONDS, check=False, env={**os.environ, **_ALONE}
        )
    except subprocess.TimeoutExpired:
        message = f"reading the file takes more than {SECONDS} seconds: it is damaged, or far too large"
        raise source.refuse("damaged", message, hint=_AGAIN) from None
    if ended.returncode:
        raise _failed(source, ended.returncode, ended.stderr.decode(errors="replace"))
    return ended.stdout


def _failed(source: Source, code: int, said: str) -> DataError:
    """Say why the other process did not read the file."""
    last = said.strip().rpartition("\n")[2]
    if code < 0:
        names = {number.value: number.name for number in signal.Signals}
        why = f"reading it was ended by {names.get(-code, 'a signal')}"
    elif "MemoryError" in said or "bad_alloc" in said or "malloc" in last:
        why = "it asks for more memory than a file of its size can need"
    else:
        why = last.rpartition(": ")[2] or "it ends in the middle"
    if any(sign in last for sign in _NO_ENCODING):
        message = f"the texts of the file are not in the encoding that it says they have ({why[:120]})"
        return source.refuse("bad_encoding", message, hint='encoding = "cp1252"')
    return source.refuse("damaged", f"the file is damaged: {why[:200]}", hint=_AGAIN)


def _columns(told: list[dict[str, Any]], codes: memoryview, rows: int) -> dict[str, Column]:
    """Make columns of what the other process says of them and of the codes that follow one another."""
    columns: dict[str, Column] = {}
    start = 0
    for column in told:
        kind = np.dtype(column["codes"])
        end = start + kind.itemsize * rows
        asked = Asked(**column["asked"])
        columns[column["name"]] = Column(
            column["name"],
            column["position"],
            np.frombuffer(codes[start:end], dtype=kind),
            tuple(column["categories"]),
            asked,
        )
        start = end
    return columns


def _problem(told: list[Any]) -> Problem:
    """Make a problem of its parts."""
    code, message, place, expected, got, hint = told
    return Problem(code, message, Place(*place), expected, got, hint)
