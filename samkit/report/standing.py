"""The words around the figure of one organisation: what it has, and its chance, no surer than the methods are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.charts.frame import Caption
from samkit.numbers import decimal, percent, percent_interval
from samkit.results import Chance, Standing
from samkit.tables import organisation

if TYPE_CHECKING:
    from samkit.results import Result

_BY: Final = {"naive Bayes": "if the items were independent (naive Bayes)", "model": "by a model of the same items"}


def caption(result: Result) -> Caption:
    """Give title, subtitle and footer of the figure.

    Parameters
    ----------
    result
        Of kind `organisation`.
    """
    items = [row for row in result.rows if isinstance(row, Standing)]
    answered = [row for row in items if row.has is not None]
    has = sum(row.has is True for row in answered)
    title = f"It has {decimal(has)} of {decimal(len(answered))} items that it answered; {_chances(result)}"
    table = organisation.chances(result)
    notes = tuple(note.text for note in (*result.notes, *table.notes))
    return Caption(title, f"{result.title}: share that has the item, percent", "\n".join((*table.footer, *notes)))


def _chances(result: Result) -> str:
    """Tell the chance by each method that gives one."""
    found = [row for row in result.rows if isinstance(row, Chance) and row.method in _BY]
    told = [f"{_told(row)} {_BY[row.method]}" for row in found if row.chance.value is not None]
    name = result.grouping.first
    return (
        f"its chance of being in {name} is {', '.join(told)}" if told else f"no chance of being in {name} can be told"
    )


def _told(row: Chance) -> str:
    """Spell a chance with its interval, if it has one."""
    value = f"{percent(row.chance.value)} %"
    return value if row.chance.lower is None else f"{value} ({percent_interval(row.chance)})"
