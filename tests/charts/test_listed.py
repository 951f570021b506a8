"""Items below each other: rows in their order, a scale that holds all marks, an axis where there are any."""

from __future__ import annotations

from samkit.charts.frame import opened
from samkit.charts.ledger import Entry
from samkit.charts.listed import GAP, Listed, listed
from samkit.charts.theme import LIGHT
from tests.charts import made


def laid(*drawn: tuple[float | None, ...]) -> Listed:
    sheet, top = opened(made.CAPTION, LIGHT)
    entries = [Entry(f"Item {place}", reason="" if bounds else "too few") for place, bounds in enumerate(drawn)]
    return listed(sheet, top, entries, (), drawn, 19.0)


def test_rows_stand_below_each_other_on_a_scale_that_holds_all_that_is_drawn() -> None:
    found = laid((0.31, -0.22, None), (), (0.05,))
    assert len(found.places) == 3
    assert all(one.bottom <= other.top for one, other in zip(found.places, found.places[1:], strict=False))
    assert found.scale.low < -0.22
    assert found.scale.high > 0.31


def test_an_axis_stands_below_marks_and_nowhere_else() -> None:
    for drawn, is_there in (((0.1,), ()), True), (((), ()), False):
        found = laid(*drawn)
        assert (found.bottom > found.places[-1].bottom + GAP / 2) is is_there
    assert laid().places == ()
