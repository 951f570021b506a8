"""What is expected of a question: the printed numbers of its leading item, and values where nothing was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.simulate.fit import Wanted
from samkit.simulate.published import Printed, Range, SharesTable
from samkit.simulate.streams import Stream

if TYPE_CHECKING:
    from samkit.results import Item
    from samkit.simulate.frame import Frame
    from samkit.study.model import Question


class Expected(NamedTuple):
    """The item by which a question is placed, its favourable levels, and what its shares should be."""

    item: str
    favourable: tuple[str, ...]
    wanted: Wanted
    assumed: bool


def expected(frame: Frame, question: Question) -> Expected | None:
    """Say what is expected of a question; None if its assumed levels alone place it.

    Notes
    -----
    A value that was neither printed nor assumed is drawn from the band of the item's section.
    """
    items = frame.items_of(question.id)
    item = next((item for item in items if item.id in frame.published.shares), None)
    if item is None:
        if not items or question.id in frame.published.levels:
            return None
        item = items[0]
    table = frame.published.shares.get(item.id, SharesTable())
    top, rest = _near(frame, item, table)
    wanted = Wanted(table.top, table.rest, table.all, table.ratio, table.gap, top, rest)
    return Expected(item.id, tuple(item.favourable), wanted, assumed=table.top is None or table.rest is None)


def _near(frame: Frame, item: Item, table: SharesTable) -> tuple[float, float]:
    """Give the shares to aim at: printed, assumed, implied by ratio or gap, or drawn from the band."""
    drawn_top, drawn_rest = _from_band(frame, item)
    top = _first(_middle(table.top), table.assumed.top)
    rest = _first(_middle(table.rest), table.assumed.rest)
    if table.gap is not None:
        rest = _first(rest, top - table.gap if top is not None else drawn_rest)
        top = _first(top, rest + table.gap if rest is not None else None)
    whole, weight = _middle(table.all), frame.published.base.top_share / 100
    if table.ratio is not None:
        rest = _first(rest, top / table.ratio if top is not None else min(drawn_rest, 90 / table.ratio))
        top = _first(top, rest * table.ratio if rest is not None else None)
    if whole is not None:
        rest = _first(rest, (whole - weight * top) / (1 - weight) if top is not None else None)
        rest = _first(rest, whole - weight * (drawn_top - drawn_rest))
    rest_said = drawn_rest if rest is None else rest
    top_said = rest_said + drawn_top - drawn_rest if top is None else top
    return min(max(top_said, 0.0), 100.0), min(max(rest_said, 0.0), 100.0)


def _from_band(frame: Frame, item: Item) -> tuple[float, float]:
    """Draw both shares of an item from the band of its section, in percent."""
    band = frame.published.bands.get(item.section)
    rest_band, gap_band = (band.rest, band.gap) if band else (None, None)
    uniform = Stream(frame.seed, "band", item.id).uniform(2)
    rest = _within(rest_band, float(uniform[0]), 50.0)
    return rest + _within(gap_band, float(uniform[1]), 0.0), rest


def _within(band: Range | None, uniform: float, otherwise: float) -> float:
    return otherwise if band is None else band.from_ + uniform * (band.to - band.from_)


def _middle(printed: Printed | None) -> float | None:
    return (printed.from_ + printed.to) / 2 if isinstance(printed, Range) else printed


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
