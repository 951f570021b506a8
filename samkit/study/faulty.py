"""What is wrong with a table in itself: the validator's findings in our words, and the tables without them."""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from samkit.errors import suggestion
from samkit.study.file import StudyFile
from samkit.study.references import Fault

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Collection

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from samkit.study.places import Path

_EXPECTED = {
    "string_type": "a text between quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list between brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "finite_number": "a finite number",
}

_STANDING_IN: dict[str, Any] = {"schema": "samkit-study/1", "study": {"title": "study"}}
"""What replaces a required table that is itself at fault, so that the others can be checked."""

_WHOLE = frozenset({"index", "practices"})
"""Tables that are set aside as a whole: a part of one says nothing by itself."""


def explain(error: ValidationError, raw: dict[str, Any]) -> list[Fault]:
    """Turn the validator's findings into faults, one for each place."""
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False):
        fault = _fault(detail, raw)
        if fault.path not in found:
            found[fault.path] = fault
        elif fault.expected and fault.expected not in found[fault.path].expected:
            joined = " or ".join(filter(None, (found[fault.path].expected, fault.expected)))
            found[fault.path] = found[fault.path]._replace(expected=joined)
    return [fault for fault in found.values() if fault.code != "wrong_value" or not _inside(fault.path, found)]


def _inside(path: Path, found: Collection[Path]) -> bool:
    """Say whether a fault lies deeper at the same place: where a list may stand for one value, that one is meant."""
    return any(len(other) > len(path) and other[: len(path)] == path for other in found)


def without(raw: dict[str, Any], paths: list[Path]) -> dict[str, Any]:
    """Give the study file without the tables that hold a fault."""
    kept = copy.deepcopy(raw)
    for path in sorted(
        {path[:2] for path in paths}, key=lambda path: [str(part).zfill(9) for part in path], reverse=True
    ):
        head = str(path[0])
        if head in _STANDING_IN:
            kept[head] = _STANDING_IN[head]
        elif len(path) == 1 or head in _WHOLE or not isinstance(kept.get(head), dict | list):
            kept.pop(head, None)
        elif isinstance(kept[head], list):
            kept[head] = [entry for place, entry in enumerate(kept[head]) if place != path[1]]
        else:
            kept[head].pop(path[1], None)
    return {**_STANDING_IN, **kept}


def names_in(raw: dict[str, Any], paths: list[Path]) -> set[str]:
    """List the names that the tables with a fault declare, so that nobody is told that they do not exist."""
    names = {str(path[1]) for path in paths if len(path) > 1} | {f"[{path[0]}]" for path in paths if path[0] in _WHOLE}
    for path in paths:
        table = raw.get(str(path[0]))
        entry = table.get(path[1]) if isinstance(table, dict) and len(path) > 1 else table
        items = entry.get("questions") if isinstance(entry, dict) else None
        names |= set(items) if isinstance(items, dict) else set()
        options = entry.get("options") if isinstance(entry, dict) else None
        names |= {f"{path[1]}.{option}" for option in options} if isinstance(options, dict) and len(path) > 1 else set()
    return names


def position(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str]:
    """Take line, column and reason out of the TOML parser's message."""
    message = str(error)
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    reason = message[: match.start()] if match else message.partition(" (at end")[0]
    last = text.count("\n") + 1
    line, column = (int(match[1]), int(match[2])) if match else (last, 1)
    return min(line, last), column, reason[:1].lower() + reason[1:]


def _fault(detail: ErrorDetails, raw: dict[str, Any]) -> Fault:
    """Say one finding in our words."""
    kind, path = detail["type"], _written(detail["loc"], raw, missing=detail["type"] in {"missing", "extra_forbidden"})
    given = detail["input"]
    got = None if isinstance(given, dict | list) else str(given).lower() if isinstance(given, bool) else str(given)
    if kind == "extra_forbidden":
        return Fault(
            path, "unknown_key", "unknown key", "", str(path[-1]), suggestion(str(path[-1]), keys_at(path[:-1]))
        )
    if kind == "missing":
        return Fault(path, "missing_key", f"{path[-1]} is missing")
    if kind == "value_error":
        return Fault(path, "wrong_table", detail["msg"].removeprefix("Value error, "))
    if path == ("study", "level"):
        return Fault(path, "wrong_value", "not a confidence level", "a fraction such as 0.95", got, _as_fraction(given))
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        known = re.findall(r"'([^']*)'", expected)
        return Fault(path, "wrong_value", "not one of the values", expected, got, suggestion(got or "", known))
    message = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return Fault(path, "wrong_value", "not a valid value", _EXPECTED.get(kind, message), got)


def _as_fraction(given: object) -> str:
    percent = isinstance(given, int | float) and 50 <= given < 100
    return f"level = {given / 100:g}" if percent and isinstance(given, int | float) else ""


def _written(location: tuple[int | str, ...], raw: object, *, missing: bool) -> Path:
    """Keep the part of the validator's path that stands in the file; it adds names of alternatives of its own."""
    path: list[int | str] = []
    for part in location:
        if (isinstance(raw, dict) and part in raw) or (
            isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        ):
            raw = raw[part]  # type: ignore[index]  # the line above has just looked
            path.append(part)
    last = location[-1] if location else ""
    return (*path, last) if missing and (not path or path[-1] != last) else tuple(path)


@cache
def _schema() -> dict[str, Any]:
    return StudyFile.model_json_schema()


def keys_at(path: Path) -> list[str]:
    """List the keys that the table at a path may have."""
    node: dict[str, Any] = _schema()
    for part in path:
        options = [_resolved(option) for option in (node, *node.get("anyOf", []))]
        below = (option.get("items") if isinstance(part, int) else _property(option, part) for option in options)
        node = _resolved(next((found for found in below if isinstance(found, dict)), {}))
    tables = [_resolved(option) for option in (node, *node.get("anyOf", []))]
    return [key for table in tables for key in table.get("properties", {})]


def _property(node: dict[str, Any], name: str) -> object:
    """Find the schema of one key: declared by name, by pattern, or the same for all."""
    patterns = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return node.get("properties", {}).get(name, patterns)


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference of the schema."""
    if "$ref" in node:
        found: dict[str, Any] = _schema()["$defs"][node["$ref"].rpartition("/")[2]]
        return found
    return node
