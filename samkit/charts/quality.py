"""Who answered which question: one bar a question, and a line down the page of who was still there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import numbers
from samkit.charts.frame import centred, closed, opened
from samkit.charts.key import Key, write_key
from samkit.charts.ledger import Cell, Entry, ledger, stacked, write_rows
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Theme
from samkit.charts.wrap import wrap
from samkit.findings import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.ledger import Slot
    from samkit.charts.plate import Plate, Sheet
    from samkit.results import Grouping

BAR: Final = 9.0
GAP: Final = 3.0
SMALL_LABEL: Final = 8.0
LINE: Final = 1.4
AXIS: Final = 7.0
KEY_ROOM: Final = 160.0
MOST_ROWS: Final = 60
"""Questions that one figure shows at most."""

HEADS: Final = ("No answer, percent", "Still there, percent")


class Part(NamedTuple):
    """One part of a bar: what it stands for, its colour, and who is in it."""

    name: str
    ink: str
    fields: tuple[str, ...]

    def count(self, row: Response) -> int:
        """Count the respondents of one question who are in it."""
        return sum(getattr(row, field) for field in self.fields)


def pages(rows: Iterable[object]) -> list[tuple[Response, ...]]:
    """Share questions among as few figures as hold them, each about equally full.

    Parameters
    ----------
    rows
        The rows of a check; those that are no questions are passed over.
    """
    questions = [row for row in rows if isinstance(row, Response)]
    count = max(-(-len(questions) // MOST_ROWS), 1)
    bounds = [round(page * len(questions) / count) for page in range(count + 1)]
    return [tuple(questions[start:stop]) for start, stop in pairwise(bounds)]


def draw(rows: Sequence[object], grouping: Grouping, caption: Caption, theme: Theme = LIGHT) -> Plate:
    """Draw who answered which question.

    Parameters
    ----------
    rows
        The rows of a check; those that are no questions are passed over.
    grouping
        Its first group is all respondents.
    caption
        The words around the chart.
    theme
        The look.

    Returns
    -------
    Plate
        The figure.
    """
    questions = [row for row in rows if isinstance(row, Response)]
    theme = theme._replace(label_size=SMALL_LABEL)
    sheet, top = opened(caption, theme)
    parts = [part for part in _parts(theme) if any(part.count(row) for row in questions)]
    book = ledger(theme, [_entry(row) for row in questions], HEADS)
    words = tuple(wrap(part.name, KEY_ROOM, theme.small, 1) for part in parts)
    names = Key(theme, words, (theme.margin, book.end), over=False)
    write_key(sheet, names, (), [part.ink for part in parts], (top + names.height, 0.0))
    places = stacked(sheet, book, top + names.height, BAR, GAP)
    write_rows(sheet, book, places)
    scale = Linear(0.0, 1.0, book.left, book.end)
    for row, place in zip(questions, places, strict=True):
        _bar(sheet, row, parts, grouping.n_first, place, scale)
    if any(row.still < 1 for row in questions):
        _line(sheet, questions, places, scale)
    bottom = places[-1].bottom + GAP if places else top
    for mark in (0.0, 1.0):
        sheet.write(numbers.percent(mark), scale.at(mark), centred(bottom + AXIS, theme.small), theme.small, 0.5)
    return closed(sheet, bottom + AXIS, caption)


def _parts(theme: Theme) -> tuple[Part, ...]:
    """Give the parts of a bar from left to right."""
    return (
        Part("answered", theme.palette.first_tint, ("answered",)),
        Part("does not know or does not apply", theme.palette.second_faint, ("does_not_know", "does_not_apply")),
        Part("not readable", theme.palette.split[0], ("unreadable",)),
        Part("no answer", theme.palette.first, ("not_answered",)),
        Part("not asked", theme.palette.second_tint, ("not_asked",)),
    )


def _entry(row: Response) -> Entry:
    share = row.not_answered / row.asked if row.asked else None
    cells = (Cell(numbers.percent(share)), Cell(numbers.percent(row.still), strong=False))
    return Entry(row.text, cells=cells)


def _bar(sheet: Sheet, row: Response, parts: Sequence[Part], n: int, place: Slot, scale: Linear) -> None:
    """Draw the parts of one question, one behind the other."""
    before = 0
    for part in parts:
        after = before + part.count(row)
        if after > before and n:
            top = place.middle - BAR / 2
            sheet.box(scale.at(before / n), top, scale.at(after / n), top + BAR, part.ink)
        before = after


def _line(sheet: Sheet, rows: Sequence[Response], places: Sequence[Slot], scale: Linear) -> None:
    """Draw a line down the page that steps to the left where respondents leave."""
    ink = sheet.theme.palette.ink
    above: tuple[float, float] | None = None
    for row, place in zip(rows, places, strict=True):
        x, top, bottom = scale.at(row.still), place.top - GAP / 2, place.bottom + GAP / 2
        if above is not None and above[0] != x:
            sheet.rule((above[0], above[1]), (x, above[1]), ink, LINE, layer=3)
        sheet.rule((x, top), (x, bottom), ink, LINE, layer=3)
        above = (x, bottom)
