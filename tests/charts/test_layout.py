from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import paired_bars
from samkit.charts.theme import LIGHT
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


LONG = (
    "Implementing account plans once they are built",
    "Coordination across regions and business units",
    "Choosing the right accounts to be strategic",
    "Enough people and budget for strategic accounts",
    "Pressure on price from the buyers of an account",
    "Measures that show the progress of each account",
    "Strategic accounts that cooperate and are willing to collaborate with us",
)


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS[1:])
def test_most_long_labels_take_two_lines_and_marks_keep_their_part_of_the_page(chart: ModuleType) -> None:
    plate = chart.draw([made.contrast(text, (29, 52, 62, 345)) for text in LONG], made.GROUPING, made.CAPTION)
    body = [line for line in plate.lettering if line.size == LIGHT.label_size and line.x == LIGHT.margin]
    assert len(body) <= 2 * len(LONG) + 1
    label_end = max(line.x + line.width for line in body)
    numbers_start = min(line.x for line in plate.lettering if line.text == "+25 to +51")
    assert numbers_start - label_end >= 0.45 * (LIGHT.width - 2 * LIGHT.margin)


@pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)
def test_no_word_of_a_label_is_left_alone_where_lines_can_share(chart: ModuleType) -> None:
    rows = [made.contrast(text, (29, 52, 62, 345)) for text in ("A handover plan for the main project", *LONG[:2])]
    lines = [line.text for line in chart.draw(rows, made.GROUPING, made.CAPTION).lettering]
    assert "project" not in lines
    assert {"A handover plan for", "the main project"} <= set(lines)


def test_the_last_word_of_a_footer_is_not_left_alone() -> None:
    for count in range(20, 60):
        plate = paired_bars.draw(made.ROLES[:1], made.GROUPING, made.CAPTION._replace(footer="word " * count))
        lines = [line for line in plate.lettering if line.text.startswith("word")]
        assert sum(len(line.text.split()) for line in lines) == count
        assert len(lines) == 1 or len(lines[-1].text.split()) > 1
