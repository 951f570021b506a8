"""What one key of the sampling design says of another: which go together, and how many replicates there must be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from samkit.study.model import DESIGN_COLUMNS
from samkit.study.references import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.study.file import ReplicateTable, StudyTable
    from samkit.study.places import Path

_REPLICATES: Path = ("study", "replicate_weights")
_HAS_A_SCALE = ("BRR", "Fay")


def faults(about: StudyTable) -> Iterator[Fault]:
    """Walk the keys of the sampling design and yield each that cannot hold beside the others."""
    for key in DESIGN_COLUMNS:
        if _is_blank(getattr(about, key)):
            yield _no_name(("study", key), getattr(about, key))
    if about.replicate_weights:
        yield from _said_twice(about)
        yield from _columns(about.replicate_weights, about.weight)
        yield from _squares(about.replicate_weights)


def _said_twice(about: StudyTable) -> Iterator[Fault]:
    """Refuse a second description of the design beside the replicate weights."""
    for key in ("stratum", "cluster", "population"):
        if getattr(about, key):
            message = f"the replicate weights stand for the whole design, and {key} describes it again"
            hint = f"leave {key} out, or [study.replicate_weights]"
            yield Fault(("study", key), "design_said_twice", message, "", getattr(about, key), hint)


def _columns(replicates: ReplicateTable, weight: str) -> Iterator[Fault]:
    """Check the columns: a pattern, or at least two names that differ."""
    path, given = (*_REPLICATES, "columns"), replicates.columns
    if isinstance(given, str):
        if given.count("*") != 1:
            expected = 'a pattern with one * such as "rw_*", or a list of columns'
            yield Fault(path, "wrong_value", "not a pattern of columns", expected, given)
        return
    if len(given) < 2:
        message = "a variance takes two replicates or more"
        yield Fault(path, "too_few_replicates", message, "at least two columns", ", ".join(given))
    for name, count in Counter(given).items():
        if _is_blank(name):
            yield _no_name(path, name)
        elif count > 1:
            yield Fault(path, "duplicate_column", f"a column stands {count} times", "each column once", name)
        elif name == weight:
            yield Fault(path, "duplicate_column", "this is the column of the sampling weight", "a replicate", name)


def _squares(replicates: ReplicateTable) -> Iterator[Fault]:
    """Check what the squares of the replicates are multiplied with."""
    method, factors = replicates.method, replicates.rscales
    if (method == "Fay") != (replicates.rho is not None):
        key, message = ("method", "Fay's method needs rho") if method == "Fay" else ("rho", "only Fay's method has rho")
        got = method if method == "Fay" else str(replicates.rho)
        yield Fault((*_REPLICATES, key), "wrong_factor", message, "", got, 'rho = 0.5 belongs to method = "Fay"')
    if method == "JKn" and factors is None:
        hint = "rscales = (n - 1) / n, n the clusters of the replicate's stratum: a number, or one for each replicate"
        yield Fault((*_REPLICATES, "method"), "wrong_factor", "JKn needs rscales", "", method, hint)
    if method in _HAS_A_SCALE and replicates.scale is not None:
        message = f"{method} has a scale of its own"
        yield Fault((*_REPLICATES, "scale"), "wrong_factor", message, "", str(replicates.scale), "leave scale out")
    if isinstance(factors, list) and isinstance(replicates.columns, list) and len(factors) != len(replicates.columns):
        message = f"there are {len(factors)} factors and {len(replicates.columns)} replicate weights"
        yield Fault((*_REPLICATES, "rscales"), "wrong_factor", message, "one for each, or one for all")
    if factors is not None and not any(factors if isinstance(factors, list) else [factors]):
        yield Fault((*_REPLICATES, "rscales"), "wrong_factor", "every factor is zero, and so would be every variance")


def _is_blank(name: str) -> bool:
    """Say whether a name is there but cannot be seen."""
    return bool(name) and not any(sign.isprintable() and not sign.isspace() for sign in name)


def _no_name(path: Path, name: str) -> Fault:
    return Fault(path, "wrong_value", "a column without a name", "the name of a column", name)
