"""Results as JSON: tagged, versioned, there and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from samkit.results import SCHEMA, Result
from samkit.writers.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def write(results: Sequence[Result]) -> str:
    """Write results as JSON text; shares and gaps are fractions of one, what cannot be estimated is null."""
    plain = {"schema": SCHEMA, "results": [to_plain(result) for result in results]}
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read(text: str) -> tuple[Result, ...]:
    """Read what `write` wrote.

    Raises
    ------
    ValueError
        If it is of another schema.
    """
    plain = json.loads(text)
    if plain.get("schema") != SCHEMA:
        raise ValueError(plain.get("schema"))
    return tuple(from_plain(result) for result in plain["results"])
