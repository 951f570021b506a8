from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import ranked_bars
from samkit.charts.theme import LIGHT
from samkit.results import Verdict
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption
    from samkit.charts.items import Of
    from samkit.results import Contrast, Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
ROWS = [
    made.contrast("Often", (25, 50, 20, 200)),
    made.contrast("Sometimes", (10, 50, 100, 200)),
    made.contrast("Seldom", (7, 50, 10, 200)),
    made.contrast("Hardly", (1, 50, 10, 200)),
]


@BRIEF
@given(
    rows=st.lists(made.contrasts, max_size=6),
    grouping=made.groupings,
    caption=made.captions,
    of=st.sampled_from(["top", "rest", "all"]),
    cut_off=st.sampled_from([None, 0.1, 15, 33.5, 99]),
)
def test_no_text_touches_another_or_leaves_the_page(
    rows: list[Contrast], grouping: Grouping, caption: Caption, of: Of, cut_off: float | None
) -> None:
    plate = ranked_bars.draw(rows, grouping, caption, of=of, cut_off=cut_off)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@pytest.mark.parametrize(("of", "parts"), [("top", [50, 20, 14, 2]), ("rest", [10, 50, 5, 5]), ("all", [18, 44, 7, 4])])
def test_bars_start_at_zero_and_end_at_the_share_of_the_group(of: Of, parts: list[int]) -> None:
    plate = ranked_bars.draw(ROWS, made.GROUPING, made.CAPTION, of=of)
    fill = LIGHT.palette.second if of == "rest" else LIGHT.palette.first
    bars = [box for box in made.rectangles(plate) if box[0] == fill]
    assert len({bar[2] for bar in bars}) == 1
    unit = (bars[0][3] - bars[0][2]) / parts[0]
    assert [(bar[3] - bar[2]) / unit for bar in bars] == pytest.approx(parts, abs=0.5)
    assert {str(part) for part in parts} <= {line.text for line in plate.lettering}


def test_items_below_the_cut_off_stand_together_and_one_at_it_stands_alone() -> None:
    plate = ranked_bars.draw(ROWS, made.GROUPING, made.CAPTION, cut_off=14)  # 7 of 50 are 14 percent
    said = {line.text for line in plate.lettering}
    assert {"Often", "Sometimes", "Seldom", "1 more below 14", "cut-off 14"} <= said
    assert "Hardly" not in said
    assert "Items below 14 percent stand together in the last row." in made.words(plate)
    assert "cut-off" not in made.words(ranked_bars.draw(ROWS, made.GROUPING, made.CAPTION))


def test_a_hidden_item_keeps_its_row_and_its_reason_below_any_cut_off() -> None:
    row = made.contrast("Few", (1, 8, 110, 330), Verdict.HIDDEN, ["hidden_base"])
    said = made.words(ranked_bars.draw([*ROWS, row], made.GROUPING, made.CAPTION, cut_off=90))
    assert "Few" in said
    assert "Note about hidden_base" in said
    assert "4 more below 90" in said


def test_no_rows_are_a_figure_with_its_words_alone() -> None:
    assert "Thin lines" not in made.words(ranked_bars.draw([], made.GROUPING, made.CAPTION, cut_off=15))


def test_thirty_long_wordings_fit_one_figure() -> None:
    wording = "Understanding our clients well enough to be seen as a partner rather than as a supplier of goods, item"
    rows = [made.contrast(f"{wording} {i}", (50 - i, 52, i, 345)) for i in range(30)]
    plate = ranked_bars.draw(rows, made.GROUPING, made.CAPTION)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []
