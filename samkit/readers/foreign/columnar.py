"""Parquet files to columns: flat ones alone, straight from their dictionaries, with no object for a cell."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.errors import Place, Problem, shown
from samkit.readers.counting import counted
from samkit.readers.export import Asked
from samkit.readers.foreign.numbers import text_of_number, text_of_single
from samkit.readers.foreign.reply import Given, Reply, pick
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.readers.export import Kind
    from samkit.readers.foreign.reply import Picked, Wish

MOST_CELLS: Final = 500_000_000
"""How many cells may be read."""

LARGEST: Final = 1_000_000_000
"""How many bytes the columns may unpack to."""

_LISTED: Final = 8


def read(data: bytes, wish: Wish) -> Reply:
    """Read a Parquet file.

    Parameters
    ----------
    data
        The bytes of the file.
    wish
        What is asked for.
    """
    import pyarrow as pa  # start-up: only this process, and only for these files
    import pyarrow.parquet as pq

    names, flat = _schema(pq.ParquetFile(pa.BufferReader(data), arrow_extensions_enabled=False).schema_arrow)
    picked = pick(names, wish)
    nested = [name for name in picked.needed if name not in flat]
    problems = [*picked.problems, *(_nested(name, wish.file) for name in sorted(nested))]
    if problems:
        return Reply(problems=problems)
    chosen = [name for name in names if name in picked.names and name in flat]
    texts = [flat[name].name for name in chosen if _is_text(flat[name].type)]
    file = pq.ParquetFile(pa.BufferReader(data), arrow_extensions_enabled=False, read_dictionary=texts)
    problems = _too_large(file.metadata, [flat[name].name for name in chosen], wish.file)
    if problems:
        return Reply(problems=problems)
    columns = [_column(file, flat[name], names.index(name) + 1, picked.names[name]) for name in chosen]
    left = [name for name in names if name not in flat]
    return Reply(names, file.metadata.num_rows, columns, _left_aside(left, picked))


def _schema(schema: Any) -> tuple[list[str], dict[str, Any]]:  # noqa: ANN401 - the library has no types
    """Give the names of all columns, and for those that are flat what they are."""
    names = [tidy(field.name) for field in schema]
    return names, {name: field for name, field in zip(names, schema, strict=True) if _is_flat(field.type)}


def _is_flat(kind: Any) -> bool:  # noqa: ANN401 - the library has no types
    """Say whether a column holds one plain value a row."""
    from pyarrow import types  # start-up: only this process, and only for these files

    inner = kind.value_type if types.is_dictionary(kind) else kind
    plain = (
        types.is_integer,
        types.is_floating,
        types.is_boolean,
        types.is_decimal,
        types.is_temporal,
        types.is_null,
    )
    if types.is_interval(inner):
        return False
    return _is_text(inner) or any(test(inner) for test in plain)


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - the library has no types
    """Say whether a column holds text."""
    from pyarrow import types  # start-up: only this process, and only for these files

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _nested(name: str, file: str) -> Problem:
    """Say that a column that the study needs is not flat."""
    message = "the column holds lists, records or a type of its own, not one plain value a row"
    return Problem("nested_column", message, Place(file, None, name), hint="save it as a column of text")


def _too_large(metadata: Any, chosen: Sequence[str], file: str) -> list[Problem]:  # noqa: ANN401 - the library has no types
    """Say, from what the file says of itself, whether reading it would take more than it may."""
    size, wanted = 0, set(chosen)
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        parts = (group.column(place) for place in range(group.num_columns))
        size += sum(max(part.total_uncompressed_size, 0) for part in parts if part.path_in_schema in wanted)
    rows = metadata.num_rows
    if 0 <= rows * max(len(chosen), 1) <= MOST_CELLS and size <= LARGEST:
        return []
    message = f"the file says that it has {rows} rows and unpacks to {size} bytes, more than is read"
    return [Problem("too_large", message, Place(file), hint="save fewer columns, or parts of the file")]


def _left_aside(names: Sequence[str], picked: Picked) -> list[tuple[str, str]]:
    """Say which columns were left aside that were asked for."""
    left = [name for name in names if name in picked.names]
    if not left:
        return []
    listed = ", ".join(shown(name) for name in left[:_LISTED]) + (", …" if len(left) > _LISTED else "")
    told = f"{counted(len(left), 'column')} with lists, records or a type of their own left aside: {listed}"
    return [("parts_left_aside", told)]


def _column(file: Any, field: Any, position: int, name: str) -> Given:  # noqa: ANN401 - the library has no types
    """Read one column: its distinct values become text, the rows keep their numbers."""
    import pyarrow as pa  # start-up: only this process, and only for these files
    from pyarrow import compute

    column = file.read(columns=[field.name], use_threads=False).column(field.name)
    if not pa.types.is_dictionary(column.type):
        column = compute.dictionary_encode(_in_microseconds(column))
    whole = column.unify_dictionaries().combine_chunks()
    chunks = whole.chunks if isinstance(whole, pa.ChunkedArray) else [whole]
    values = chunks[0].dictionary if chunks else pa.array([], pa.string())
    codes = [compute.fill_null(chunk.indices, -1).to_numpy(zero_copy_only=False) for chunk in chunks]
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    texts = [_writer(kind)(value) for value in _in_microseconds(values).to_pylist()]
    found = np.concatenate(codes).astype(np.int32) if codes else np.empty(0, dtype=np.int32)
    numbers, categories = _in_order(found, texts)
    return Given(name, position, numbers, categories, Asked(kind=_kind(kind)))


def _in_microseconds(values: Any) -> Any:  # noqa: ANN401 - the library has no types
    """Give points and lengths of time in the unit that Python has for them; anything else as it is."""
    import pyarrow as pa  # start-up: only this process, and only for these files
    from pyarrow import compute

    kind = values.type
    if pa.types.is_timestamp(kind):
        return compute.cast(values, pa.timestamp("us", kind.tz), safe=False)
    if pa.types.is_time(kind):
        return compute.cast(values, pa.time64("us"), safe=False)
    return compute.cast(values, pa.duration("us"), safe=False) if pa.types.is_duration(kind) else values


def _in_order(codes: NDArray[np.int32], texts: Sequence[str]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Number texts in order of first appearance, equal ones alike, and none that stands nowhere; -1 is an empty one."""
    merged = {text: place for place, text in enumerate(dict.fromkeys([*texts, ""]))}
    places = np.array([*(merged[text] for text in texts), merged[""]], dtype=np.int32)[codes]
    first = np.full(len(merged), places.size, dtype=np.int64)
    first[places[::-1]] = np.arange(places.size - 1, -1, -1)
    order = np.argsort(first, kind="stable")[: int((first < places.size).sum())]
    numbers = np.full(len(merged), -1, dtype=np.int32)
    numbers[order] = np.arange(order.size, dtype=np.int32)
    words = tuple(merged)
    return numbers[places], tuple(words[place] for place in order.tolist())


def _kind(kind: Any) -> Kind:  # noqa: ANN401 - the library has no types
    """Say what stands in a column of a type, where the type says so."""
    from pyarrow import types  # start-up: only this process, and only for these files

    if types.is_timestamp(kind) or types.is_date(kind):
        return "moment"
    return "number" if types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind) else ""


def _writer(kind: Any) -> Callable[[Any], str]:  # noqa: ANN401 - the library has no types
    """Give what writes a value of a type as text."""
    from pyarrow import types  # start-up: only this process, and only for these files

    number = text_of_single if types.is_float32(kind) or types.is_float16(kind) else text_of_number

    return lambda value: _text(value, number)


def _text(value: Any, number: Callable[[float], str]) -> str:  # noqa: ANN401 - a value of any flat type
    """Write a value as text; nothing, and what is no number, as an empty one."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    return number(value) if isinstance(value, int | float) else str(value).strip(" ")


def _text_of_decimal(value: Decimal) -> str:
    """Write a decimal number, a whole one without a point."""
    return str(int(value)) if value == value.to_integral_value() else format(value, "f")


_WRITERS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: "TRUE" if value else "FALSE"),
    (Decimal, _text_of_decimal),
    (dt.datetime, lambda value: value.isoformat(sep=" ")),
    (dt.timedelta, lambda value: text_of_number(value.total_seconds())),
    (dt.date, lambda value: value.isoformat()),
    (dt.time, lambda value: value.isoformat()),
)
