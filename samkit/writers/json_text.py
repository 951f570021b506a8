"""Results as JSON: tagged, versioned, there and back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from samkit.results import SCHEMA, Result
from samkit.writers.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIVE: Final = re.compile("<(?=[/!])|[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""What a terminal, a page or a reader of lines would act upon; JSON spells it by number, which means the same."""

_BROKEN: Final = re.compile("[\ud800-\udfff]")


def write(results: Sequence[Result]) -> str:
    """Write results as JSON text; shares and gaps are fractions of one, what cannot be estimated is null."""
    plain = {"schema": SCHEMA, "results": [to_plain(result) for result in results]}
    text = json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False)
    return _BROKEN.sub("\ufffd", _LIVE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)) + "\n"


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
