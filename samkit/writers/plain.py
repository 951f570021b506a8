"""Results as plain dictionaries and lists, each tagged with its type, there and back."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any, Final

from samkit import findings, indexed, payoffs, pipelined, results
from samkit.notes import Note
from samkit.payoffs import Paying
from samkit.results import Outcome, Verdict

TAGGED: Final[dict[str, Any]] = {
    "Note": Note,
    **{
        name: kind
        for name, kind in (vars(results) | vars(findings) | vars(indexed) | vars(pipelined) | vars(payoffs)).items()
        if hasattr(kind, "_fields")
    },
}
"""The types that a result is made of, by name; no other can be read back."""

_WORDS: Final = {"verdict": Verdict, "outcome": Outcome, "paying": Paying}
"""The fields that hold a word of a closed list."""

_NUMBERS: Final = frozenset({"value", "lower", "upper", "statistic", "ratio"})
"""The fields that hold a number which may be infinite."""


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON is whatever it holds
    """Turn a result into plain dictionaries and lists that JSON can carry; infinity becomes the text "inf"."""
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is not None:
            return {"type": type(value).__name__, **{name: to_plain(getattr(value, name)) for name in names}}
        return [to_plain(entry) for entry in value]
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return str(value) if isinstance(value, StrEnum) else value


def from_plain(plain: Any) -> Any:  # noqa: ANN401 - the tag says which type comes out
    """Turn what `to_plain` gave back into the frozen types.

    Raises
    ------
    KeyError
        If a tag is not one of ours.
    """
    if isinstance(plain, dict):
        cls = TAGGED[plain["type"]]
        values = {name: _number(name, from_plain(entry)) for name, entry in plain.items() if name != "type"}
        for name, kind in _WORDS.items():
            if name in values:
                values[name] = kind(values[name])
        if "verdicts" in values:
            values["verdicts"] = tuple(map(Verdict, values["verdicts"]))
        return cls(**values)
    if isinstance(plain, list):
        return tuple(from_plain(entry) for entry in plain)
    return plain


def _number(name: str, value: Any) -> Any:  # noqa: ANN401 - the name of the field decides
    """Turn "inf" back into a number where a number stands; a label may be called "inf" as well."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_number(name, entry) for entry in value)
    return float(value) if name in _NUMBERS and isinstance(value, str) else value
