"""Texts whose last sign was cut off or is of another encoding, which the library leaves out without a word."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Any

from samkit.errors import shown
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

_EVERY_BYTE = "ISO-8859-1"
"""An encoding in which each byte is a sign: it gives back what stands in the file."""


def broken_texts(
    reads: Callable[..., tuple[dict[str, list[Any]], Any]],
    data: bytes,
    meta: Any,  # noqa: ANN401 - the library has no type for it
    names: Collection[str],
) -> list[tuple[str, str]]:
    """Say which texts end in a byte that is no sign in the encoding of the file, and so were read without it.

    Parameters
    ----------
    reads
        The function that reads such files.
    data
        The bytes of the file.
    meta
        What the library found in the file.
    names
        The variables that were read.

    Returns
    -------
    list
        A note, where there are such texts: they were cut off, or the file is not in the encoding that it says.
    """
    textual = [name for name in names if str(meta.readstat_variable_types.get(name)).startswith("string")]
    if not textual or not _has_signs_of_several_bytes(meta.file_encoding):
        return []
    _, raw = reads(io.BytesIO(data), metadataonly=True, output_format="dict", encoding=_EVERY_BYTE)
    places = {name: raw.column_names[meta.column_names.index(name)] for name in textual}
    values, _ = reads(io.BytesIO(data), usecols=list(places.values()), output_format="dict", encoding=_EVERY_BYTE)
    found = [(name, case) for name, place in places.items() for case in _broken(values[place], meta.file_encoding)]
    if not found:
        return []
    name, case = found[0]
    told = f"the last sign of {counted(len(found), 'text')} is not whole {meta.file_encoding} and was left out"
    return [("encoding_detected", f"{told}, first in case {case}, column {shown(name)}")]


def _has_signs_of_several_bytes(encoding: str | None) -> bool:
    """Say whether a sign of an encoding may take several bytes."""
    try:
        return len("é漢".encode(encoding or "ascii", errors="ignore")) > 1 and bool(codecs.lookup(encoding or ""))
    except LookupError:
        return False


def _broken(values: Sequence[Any], encoding: str) -> list[int]:
    """Give the numbers of the cases whose text breaks off within a sign."""
    sound: dict[Any, bool] = {}
    for value in values:
        if value not in sound:
            sound[value] = not isinstance(value, str) or value.isascii() or _is_whole(value, encoding)
    return [case for case, value in enumerate(values, start=1) if not sound[value]]


def _is_whole(value: str, encoding: str) -> bool:
    """Say whether bytes that were read one by one are text of an encoding."""
    try:
        value.encode("latin-1", errors="replace").decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
