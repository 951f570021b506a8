"""The charts of a pipeline: what they write stays on the page, and says what the rows say, whatever the labels are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from samkit.charts import ageing, funnel, pace, velocity, win_rate
from samkit.charts.frame import Caption
from samkit.charts.literal import literal
from samkit.charts.theme import DARK, LIGHT, Theme
from samkit.notes import Note
from samkit.pipelined import FunnelShape, Landmark, Velocity, by_kind
from samkit.results import Estimate, Grouping, Item, Verdict
from samkit.words.language import Words
from tests.charts.made import NASTY
from tests.pipeline.made import results

if TYPE_CHECKING:
    from samkit.charts.plate import Plate
    from samkit.results import Row

CHARTS = (funnel, velocity, ageing, win_rate, pace)
CAPTION = Caption("A finding", "What is drawn", "n: 240")
GROUPING = Grouping("", "Opportunities", "", 240, 0, 0, "")
NOTHING = Estimate(None, None, None)


def rows() -> tuple[Row, ...]:
    return results()[0].rows


def texts(plate: Plate) -> list[str]:
    return [line.text for line in plate.lettering]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("theme", [LIGHT, DARK, Theme(words=Words("de"))])
@pytest.mark.parametrize("label", [*NASTY, "Offers"])
def test_whatever_a_stage_is_called_every_text_stays_on_the_page(chart: object, theme: Theme, label: str) -> None:
    about: dict[str, Any] = {"item": Item(label, label, "pipeline", "", ())}
    named = tuple(row._replace(**about) if "item" in row._fields else row for row in rows())
    plate = chart.draw(named, GROUPING, CAPTION, theme)  # type: ignore[attr-defined]
    wide, high = (72 * size for size in plate.get_size_inches())
    for line in plate.lettering:
        assert line.x >= -0.5
        assert line.x + line.width <= wide + 0.5
        assert 0 <= line.y <= high


def test_a_funnel_writes_who_entered_each_stage_and_what_was_won() -> None:
    found, drawn = by_kind(rows()), texts(funnel.draw(rows(), GROUPING, CAPTION))
    for stage in found.stages:
        assert literal(stage.item.text) in drawn
        assert str(stage.entered) in drawn
    assert str(found.whole[0].won.n) in drawn


def test_the_parts_of_a_bar_add_up_to_who_entered_the_stage() -> None:
    for row in by_kind(rows()).stages:
        assert sum(funnel.parts(row)) == row.entered
        assert min(funnel.parts(row)) >= 0


def test_each_category_stands_with_its_chance_and_one_of_too_few_with_the_reason() -> None:
    drawn = texts(win_rate.draw(rows(), GROUPING, CAPTION))
    for row in by_kind(rows()).slices:
        if row.win.value is not None:
            assert str(round(100 * row.win.value)) in drawn
    assert "not given" in drawn
    assert any("hidden" in text for text in drawn)


def test_a_comparison_that_is_not_shown_is_drawn_in_lighter_ink() -> None:
    muted = tuple(row._replace(verdict=Verdict.NOT_SHOWN) if isinstance(row, Landmark) else row for row in rows())
    inks = [[line.ink for line in pace.draw(each, GROUPING, CAPTION).lettering] for each in (rows(), muted)]
    assert inks[0] != inks[1]


@pytest.mark.parametrize("chart", CHARTS)
def test_rows_of_which_nothing_is_known_are_drawn_with_the_reason(chart: object) -> None:
    hidden = (Note("hidden_base", "hidden: 1 opportunities, fewer than 2"),)
    empty: dict[str, Any] = {
        "on": NOTHING, "out": NOTHING, "days": NOTHING, "win": NOTHING, "ratio": NOTHING, "bands": (),
        "usual": None, "slow": None, "age": None, "median": None, "notes": hidden,
    }  # fmt: skip
    bare = []
    for row in rows():
        fields = {key: value for key, value in empty.items() if key in row._fields}
        fields |= {"days": (), "on": (), "out": ()} if isinstance(row, Velocity) else {}
        fields = {"ratio": NOTHING, "notes": hidden} if isinstance(row, Landmark) else fields
        bare.append(row if isinstance(row, FunnelShape) else row._replace(**fields))
    drawn = texts(chart.draw(bare, GROUPING, CAPTION))  # type: ignore[attr-defined]
    assert chart is funnel or any("hidden" in text for text in drawn)


@pytest.mark.parametrize("chart", CHARTS)
def test_no_rows_at_all_leave_the_words_alone(chart: object) -> None:
    assert "A finding" in texts(chart.draw((), GROUPING, CAPTION))  # type: ignore[attr-defined]
