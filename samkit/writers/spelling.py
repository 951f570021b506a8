"""How a cell is spelt for a reader, by its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.numbers import Signs
    from samkit.tables.table import Role

_VALUE: Final[dict[str, Callable[[float | None, Signs], str]]] = {
    "share": numbers.percent,
    "gap": numbers.points,
    "ratio": numbers.times,
    "mean": numbers.amount,
    "p-value": numbers.probability,
    "count": lambda value, signs: numbers.decimal(value, signs=signs),
    "rank": lambda value, signs: numbers.decimal(value, signs=signs),
    "range": lambda value, signs: numbers.decimal(value, signs=signs),
    "number": lambda value, signs: numbers.decimal(value, 2, signs=signs),
}

_INTERVAL: Final[dict[str, Callable[[Estimate, Signs], str]]] = {
    "share": numbers.percent_interval,
    "gap": numbers.points_interval,
    "ratio": numbers.times_interval,
    "mean": numbers.amount_interval,
    "rank": numbers.rank_interval,
    "range": numbers.rank_interval,
}

NUMERIC: Final = frozenset(_VALUE)
"""The roles whose cells are set flush right."""


def spell(role: Role, cell: str | float | Estimate | None, signs: Signs = numbers.ENGLISH) -> str:
    """Write a cell with its interval, where it has one.

    Examples
    --------
    >>> spell("gap", Estimate(0.367, 0.24, 0.51)), spell("gap", Estimate(0.367, None, None))
    ('+37 (+24 to +51)', '+37')
    """
    if isinstance(cell, str):
        return cell
    if role not in _VALUE:
        return numbers.DASH if cell is None else str(cell)
    if not isinstance(cell, Estimate):
        return _VALUE[role](cell, signs)
    value = numbers.DASH if cell.value is None else _VALUE[role](cell.value, signs)
    if cell.lower is None:
        return value
    return _INTERVAL[role](cell, signs) if role == "range" else f"{value} ({_INTERVAL[role](cell, signs)})"
