"""Payoffs: what the improvement of each skill of one unit pays, with intervals and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit import numbers
from samkit.charts.frame import closed, opened
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.payoffs import Paying, improvements, skills, standing
from samkit.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.payoffs import Payoff
    from samkit.results import Grouping, Row
    from samkit.words.language import Words

MARK: Final = 12.0
GAP: Final = 8.0
RADIUS: Final = 3.8
AIR: Final = 6.0
POINTS: Final = 100.0
LEAST: Final = 0.01
"""The axis reaches at least so far from zero, a fraction."""


def draw(rows: Sequence[Row], _: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw the payoffs of the first unit among the rows.

    Parameters
    ----------
    rows
        Of improvement plans.
    _
        The two groups, which the caption names.
    caption
        The words around the chart.
    theme
        The look.

    Returns
    -------
    Plate
        The figure.
    """
    sheet, top = opened(caption, theme)
    found, targets = improvements(rows)[:1], {skill.item.id: skill.target for skill in skills(rows)}
    drawn = found[0].payoffs if found else ()
    heads = (theme.words("heading.payoff"), theme.words("heading.rank")) if drawn else ()
    book = ledger(theme, [_entry(row, targets.get(row.item.id, ""), theme.words) for row in drawn], heads)
    shown = [row for row in drawn if not _reason(row, theme.words)]
    low, high = _reach(shown)
    scale = Linear(low, high, book.left + AIR, book.end - AIR)
    places = stacked(sheet, book, top, MARK, GAP)
    write_rows(sheet, book, places)
    pairs = [(row, place) for row, place in zip(drawn, places, strict=True) if not _reason(row, theme.words)]
    bottom = places[-1].bottom if places else top
    if pairs:
        x = scale.at(0.0)
        start, end = pairs[0][1].top - GAP / 2, pairs[-1][1].bottom + GAP / 2
        sheet.rule((x, start), (x, end), theme.palette.hairline, 0.9)
        sheet.write("0", x, end + theme.small_size, theme.small, 0.5)
        bottom = max(bottom, end + theme.small_size * theme.leading)
    for row, place in pairs:
        _row(sheet, row, place, scale)
    muted = any(row.paying is Paying.NOT_SHOWN for row in shown)
    return closed(sheet, bottom, caption, [theme.words("chart.open_payoff")] if muted else ())


def _reach(rows: Sequence[Payoff]) -> tuple[float, float]:
    """Give the ends of an axis that holds every interval and zero."""
    bounds = [bound for row in rows for bound in row.payoff if bound is not None]
    return min([-LEAST, *bounds]), max([LEAST, *bounds])


def _reason(row: Payoff, words: Words) -> str:
    """Say why a skill has no payoff, or nothing if it has one."""
    if row.payoff.value is not None:
        return ""
    return words(f"paying.{row.paying.name.lower()}")


def _entry(row: Payoff, target: str, words: Words) -> Entry:
    """Give the label of a skill, where it stands, its payoff and rank."""
    remark = ""
    if row.at is not None:
        at = standing(row, words("practices.mean", at=f"{POINTS * row.at:.0f}"))
        remark = words("practices.from_to", at=at, target=target)
    why = _reason(row, words)
    if why:
        return Entry(row.item.text, remark, reason=why)
    points = Estimate(*(None if part is None else POINTS * part for part in row.payoff))
    cells = (
        Cell(numbers.amount(points.value, words.signs), numbers.amount_interval(points, words.signs)),
        Cell(
            numbers.decimal(row.rank.value, signs=words.signs),
            numbers.rank_interval(row.rank, words.signs),
            strong=False,
        ),
    )
    return Entry(row.item.text, remark, cells, muted=row.paying is Paying.NOT_SHOWN)


def _row(sheet: Sheet, row: Payoff, place: Slot, scale: Linear) -> None:
    """Draw the interval of a payoff and the payoff itself: full where it is shown to pay, open where it is not."""
    theme, y = sheet.theme, place.middle
    muted = row.paying is Paying.NOT_SHOWN
    ink = theme.palette.quiet if muted else theme.palette.first
    if row.payoff.lower is not None and row.payoff.upper is not None:
        sheet.rule((scale.at(row.payoff.lower), y), (scale.at(row.payoff.upper), y), ink, 1.1)
    fill, edge = (theme.palette.paper, ink) if muted else (ink, None)
    sheet.dot(scale.at(row.payoff.value or 0.0), y, RADIUS, fill, edge)
