from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.results import Verdict
from tests.charts import made

if TYPE_CHECKING:
    from types import ModuleType

    from samkit.charts.frame import Caption
    from samkit.results import Contrast, Grouping, Level

# A page that fails is shown as it was found: making it smaller draws hundreds of pages.
BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)
@BRIEF
@given(rows=st.lists(made.contrasts, max_size=6), grouping=made.groupings, caption=made.captions)
def test_no_text_of_any_contrast_chart_touches_another_or_leaves_the_page(
    chart: ModuleType, rows: list[Contrast], grouping: Grouping, caption: Caption
) -> None:
    plate = chart.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@pytest.mark.parametrize("chart", made.LEVEL_CHARTS)
@BRIEF
@given(items=st.lists(made.level_rows(), max_size=3), grouping=made.groupings, caption=made.captions)
def test_no_text_of_any_level_chart_touches_another_or_leaves_the_page(
    chart: ModuleType, items: list[list[Level]], grouping: Grouping, caption: Caption
) -> None:
    plate = chart.draw([row for item in items for row in item], grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)
def test_thirty_items_with_long_wordings_fit_one_figure(chart: ModuleType) -> None:
    wording = "Understanding our clients well enough to be seen as a partner rather than as a supplier of goods, item"
    rows = [made.contrast(f"{wording} {i}", (i, 52, 340 - 10 * i, 345), list(Verdict)[i % 3]) for i in range(30)]
    plate = chart.draw(rows, made.GROUPING, made.CAPTION)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []
    assert sum(line.text.startswith("Understanding") for line in plate.lettering) == 30


@pytest.mark.parametrize("chart", [*made.CONTRAST_CHARTS, *made.LEVEL_CHARTS])
def test_no_rows_are_a_figure_with_its_words_alone(chart: ModuleType) -> None:
    plate = chart.draw([], made.GROUPING, made.CAPTION)
    assert "3.1 times as likely" in made.words(plate)
    assert made.overlaps(plate) == []


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)
@pytest.mark.parametrize("text", made.NASTY)
def test_any_wording_is_drawn_as_it_stands(chart: ModuleType, text: str) -> None:
    plate = chart.draw([made.contrast(text, (29, 52, 62, 345))], made.GROUPING, made.CAPTION)
    assert made.overlaps(plate) == []
    if text.startswith("$"):
        assert "$\\frac{1}{$ and $$" in made.words(plate)


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)
def test_no_label_takes_more_than_three_lines(chart: ModuleType) -> None:
    word = "challenge"
    plate = chart.draw([made.contrast(f"{word} " * 60, (29, 52, 62, 345))], made.GROUPING, made.CAPTION)
    assert sum(word in line.text for line in plate.lettering) == 3


def test_a_higher_row_follows_a_longer_label() -> None:
    short = made.CONTRAST_CHARTS[1].draw([made.ROLES[0]], made.GROUPING, made.CAPTION)
    long = made.CONTRAST_CHARTS[1].draw(
        [made.contrast("Understanding clients well enough to be a partner " * 2, (29, 52, 62, 345))],
        made.GROUPING,
        made.CAPTION,
    )
    assert long.get_size_inches()[1] > short.get_size_inches()[1]
    assert long.get_size_inches()[0] == pytest.approx(180 / 25.4)
