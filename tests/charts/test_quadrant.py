from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import quadrant
from samkit.charts.placing import Box, beside, leader
from samkit.charts.theme import LIGHT
from samkit.results import Verdict
from samkit.words.language import ENGLISH
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption
    from samkit.charts.lettering import Line
    from samkit.charts.plate import Plate
    from samkit.results import Contrast, Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])


def common(row: Contrast) -> Contrast:
    """The row with the share of both groups together."""
    n = row.first.n + row.second.n
    both = ((row.first.x or 0) + (row.second.x or 0)) / n if n else None
    return row._replace(prevalence=both)


def items(*counts: tuple[int, int], verdict: Verdict = Verdict.DIFFERS) -> list[Contrast]:
    """Items from x1 of 50 and x0 of 200, named A, B, C and so on."""
    return [common(made.contrast(chr(65 + i), (x, 50, y, 200), verdict)) for i, (x, y) in enumerate(counts)]


def drawn(rows: list[Contrast]) -> Plate:
    return quadrant.draw(rows, made.GROUPING, made.CAPTION)


def one(plate: Plate, text: str) -> Line:
    (line,) = [line for line in plate.lettering if line.text == text]
    return line


def crossed(plate: Plate) -> list[str]:
    """Texts that a straight line runs through, sampled along it."""
    rules = [part for look, part in made.shapes(plate) if look == "line" and len(part) == 2]
    return [
        line.text
        for line in plate.lettering
        for (x0, y0), (x1, y1) in rules
        for step in range(201)
        if line.x < x0 + (x1 - x0) * step / 200 < line.x + line.width
        and line.y - 0.72 * line.size < y0 + (y1 - y0) * step / 200 < line.y - 0.05 * line.size
    ]


@BRIEF
@given(rows=st.lists(made.contrasts.map(common), max_size=12), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Contrast], grouping: Grouping, caption: Caption) -> None:
    plate = quadrant.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []
    assert crossed(plate) == []


def test_the_more_common_stand_further_right_and_the_wider_gaps_further_up() -> None:
    plate = drawn(items((10, 20), (40, 80), (48, 190)))  # gaps of 10, 40 and 1 points; shares of 12, 48 and 95 percent
    assert one(plate, "A").x < one(plate, "B").x < one(plate, "C").x
    assert one(plate, "B").y < one(plate, "A").y < one(plate, "C").y


def test_wider_gaps_stand_further_up_where_the_first_group_is_below_too() -> None:
    plate = drawn(items((10, 120), (20, 90)))  # gaps of -40 and -5 points
    assert one(plate, "A").y < one(plate, "B").y


def test_every_corner_has_its_name_and_the_footer_says_where_they_part() -> None:
    said = made.words(drawn(items((10, 20), (40, 80))))
    for corner in quadrant.CORNERS:
        assert ENGLISH(f"quadrant.{corner}") in said
        assert ENGLISH(f"quadrant.{corner}_means") in said
    assert ENGLISH("quadrant.divided") in said


def test_what_is_not_shown_is_light_and_open_and_the_footer_says_so() -> None:
    plate = drawn(items((10, 38), verdict=Verdict.NOT_SHOWN))
    assert one(plate, "A").ink == LIGHT.palette.light
    assert LIGHT.palette.first not in {look for look, _ in made.shapes(plate)}
    assert "no difference is shown" in made.words(plate)


@pytest.mark.parametrize("count", [3, 30])
def test_items_at_one_spot_are_each_told_once(count: int) -> None:
    rows = items(*[(20, 60)] * count)
    rows = [row._replace(item=row.item._replace(text=f"Item of the questionnaire {i}")) for i, row in enumerate(rows)]
    plate = drawn(rows)
    said = made.words(plate).replace("\n", " ")
    assert made.overlaps(plate) == []
    for i in range(count):
        assert sum(said.count(f"Item of the questionnaire {i}{end}") for end in (" ", "\n")) == 1


def test_a_label_that_three_lines_cannot_hold_is_told_below_with_its_number() -> None:
    rows = items((10, 20))
    long = "A wording that is far longer than three short lines beside a mark can hold, whichever way it is broken"
    plate = drawn([rows[0]._replace(item=rows[0].item._replace(text=long))])
    said = made.words(plate)
    assert f"1\n{long}"[:60] in said
    assert "(12 percent, gap +10)" in said.replace("\n", " ")
    assert ENGLISH("quadrant.numbered") in said


def test_a_hidden_item_is_told_below_with_its_reason() -> None:
    row = common(made.contrast("Few", (3, 8, 110, 330), Verdict.HIDDEN, ["hidden_base"]))
    assert "Few: Note about hidden_base" in made.words(drawn([row]))
    assert "What separates" not in made.words(drawn([row]))


def test_a_text_finds_the_free_side_and_none_where_all_is_taken() -> None:
    area = Box(0, 0, 100, 100)
    assert beside((50, 50), (10, 10), 5, area, [Box(52, 0, 100, 100)]) == Box(35, 45, 45, 55)
    assert beside((50, 50), (10, 10), 5, area, [Box(0, 0, 49, 100), Box(51, 0, 100, 100)]) is None


def test_a_line_leads_only_to_a_text_that_stands_away() -> None:
    assert leader((0, 0), Box(5, -5, 15, 5), 5) == []
    assert leader((0, 0), Box(30, -5, 40, 5), 5)
