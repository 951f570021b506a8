"""Two versions of a file of a report held against each other, value by value."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["origin", "numbers", "words", "order", "drawing", "file", "missing", "extra"]

Value = str | float | None

_NAMES: Final = ("item_id", "item", "level", "category", "of", "group", "criterion", "estimator")
"""Columns that say what a row is about; `item` only where there is no `item_id`."""

_LONG: Final = 60
_BEFORE: Final = 15
"""Characters of a text that are shown at most, and how many of them before the place where two texts part."""


class Change(NamedTuple):
    """One difference: where, of which kind, of what, and as what it stood and stands; None where there is nothing."""

    where: str
    kind: Kind
    what: str = ""
    number: str = ""
    old: Value = None
    new: Value = None


def within(where: str, old: bytes, new: bytes) -> Iterator[Change]:
    """Compare two tables as CSV cell by cell, each row with the one about the same.

    Parameters
    ----------
    where
        What the table belongs to.
    old, new
        Its bytes in the folder and now, which differ.
    """
    before, now = _rows(old), _rows(new)
    found = list(_differing(where, before, now)) if before is not None and now is not None else []
    yield from found or [Change(where, "words", "the table is written otherwise")]


def _differing(where: str, before: dict[str, Cells], now: dict[str, Cells]) -> Iterator[Change]:
    for name in {**before, **now}:
        if name not in now:
            yield Change(where, "numbers", name, "the row", "there", None)
        elif name not in before:
            yield Change(where, "numbers", name, "the row", None, "there")
        else:
            yield from _cells(where, name, before[name], now[name])
    orders = [name for name in before if name in now], [name for name in now if name in before]
    if orders[0] != orders[1]:
        yield Change(where, "order", "", "", *("; ".join(order) for order in orders))


Cells = dict[str, str | float]


def _rows(data: bytes) -> dict[str, Cells] | None:
    """Read a table that samkit wrote: cells by column, rows by what they are about; None if it is none."""
    try:
        lines = list(csv.reader(io.StringIO(text(data), newline=""), quoting=csv.QUOTE_NONNUMERIC, strict=True))
        rows: list[Cells] = [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    except (csv.Error, ValueError, IndexError):
        return None
    seen: Counter[str] = Counter()
    named: dict[str, Cells] = {}
    for row in rows:
        name = _about(row)
        seen[name] += 1
        named[f"{name} ({seen[name]})" if seen[name] > 1 else name] = row
    return named


def _about(row: Cells) -> str:
    keys = [key for key in _NAMES if row.get(key) and not (key == "item" and row.get("item_id"))]
    return " · ".join(str(row[key]) for key in keys)


def _cells(where: str, what: str, old: Cells, new: Cells) -> Iterator[Change]:
    for key in {**old, **new}:
        before, now = (None if cells.get(key) == "" else cells.get(key) for cells in (old, new))
        if before != now:
            is_number = isinstance(before, float) or isinstance(now, float)
            yield Change(where, "numbers" if is_number else "words", what, key, before, now)


def values_in(name: str, old: bytes, new: bytes) -> Change:
    """Count the values in which two JSON files differ, and name the first.

    Parameters
    ----------
    name
        Of the file.
    old, new
        Its bytes in the folder and now, which differ.
    """
    try:
        found = list(_leaves("", json.loads(old), json.loads(new)))
    except (ValueError, RecursionError):
        found = []
    if not found:
        return Change(name, "file", "it is written otherwise")
    place, before, now = found[0]
    return Change(name, "file", f"{len(found)} values, the first at" if len(found) > 1 else "at", place, before, now)


def _leaves(place: str, old: Any, new: Any) -> Iterator[tuple[str, Value, Value]]:  # noqa: ANN401 - whatever JSON holds
    """Walk through two values side by side, and give the leaves that differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _leaves(f"{place}.{key}".lstrip("."), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        for number, (before, now) in enumerate(zip_longest(old, new)):
            yield from _leaves(f"{place}[{number}]", before, now)
    elif old != new:
        yield place, _leaf(old), _leaf(new)


def _leaf(value: Any) -> Value:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, str) or value is None else json.dumps(value)[:40]


def spelt(old: Value, new: Value) -> tuple[str, str]:
    """Spell two values: numbers with as many digits as it takes to tell them apart, long texts from where they differ.

    Examples
    --------
    >>> spelt(0.25, 0.5), spelt(0.1, 0.1000001), spelt(None, 0.5)
    (('0.25', '0.5'), ('0.1', '0.1000001'), ('–', '0.5'))
    """
    if isinstance(old, float) and isinstance(new, float):
        pairs = [(f"{old:.{digits}g}", f"{new:.{digits}g}") for digits in range(5, 18)]
        return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    texts = [_alone(old), _alone(new)]
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = alike - _BEFORE if max(map(len, texts)) > _LONG and alike > _BEFORE else 0
    first, second = (("…" if start else "") + _cut(text[start:]) for text in texts)
    return first, second


def _cut(value: str) -> str:
    return value if len(value) <= _LONG else f"{value[: _LONG - 1]}…"


def _alone(value: Value) -> str:
    if value is None:
        return "–"
    return f"{value:.5g}" if isinstance(value, float) else value


def text(data: bytes) -> str:
    """Give the text of a file, which may have been damaged."""
    return data.decode("utf-8", errors="replace").strip("\n")
