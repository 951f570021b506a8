"""Reference numbers with their birth certificate: what program, what version and what call stands in each file."""

import json
import math
from typing import Any

import numpy as np

from samkit.stats.interval import Interval
from tests.reference import SHARED

FOLDER = SHARED / "oracles"
WORDS = {"Inf": math.inf, "-Inf": -math.inf, "NaN": math.nan, "NA": math.nan}

# Our own arithmetic against 45 digits. Closed forms and root-found bounds alike end within a few units in the last
# place; the rest is what the subtraction of two shares costs when a bound is close to zero.
EXACT = 1e-12


def load(name: str) -> dict[str, Any]:
    """Read a reference file; an empty one where there is none, so that its tests are skipped with the reason."""
    path = FOLDER / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def rows(name: str, part: str = "cases") -> list[dict[str, Any]]:
    """Give the cases of a reference file."""
    found: list[dict[str, Any]] = load(name).get(part, [])
    return found


def number(value: Any) -> float:
    """Turn a reference value into a float."""
    return WORDS[value] if isinstance(value, str) else math.nan if value is None else float(value)


def bounds(reference: dict[str, Any]) -> Interval:
    """Turn a reference interval into ours."""
    return Interval(np.array(number(reference["lower"])), np.array(number(reference["upper"])))


def near(ours: Any, theirs: Any, relative: float, absolute: float = 0.0) -> bool:
    """Compare two numbers; infinite and missing values must be the same."""
    a, b = float(ours), number(theirs)
    if math.isnan(b) or math.isinf(b):
        return a == b or (math.isnan(a) and math.isnan(b))
    return abs(a - b) <= max(relative * abs(b), absolute)


def same(ours: Interval, reference: dict[str, Any], relative: float = EXACT, absolute: float = 0.0) -> bool:
    """Compare both bounds."""
    theirs = bounds(reference)
    return near(ours.lower, theirs.lower, relative, absolute) and near(ours.upper, theirs.upper, relative, absolute)


def name(case: dict[str, Any]) -> str:
    """Name a case in the report of a test run."""
    return str(case["id"])


def pair(case: dict[str, Any]) -> tuple[int, int, int, int]:
    """Give x1, n1, x0, n0 of a case."""
    given = case["inputs"]
    return given["x1"], given["n1"], given["x2"], given["n2"]
