"""The heat map: a number in each cell, darker where the share is larger, nothing hidden drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import heat_map
from samkit.charts.theme import LIGHT
from samkit.colours import luminance
from samkit.notes import Note
from samkit.results import Cell, Estimate, Item
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
ITEM, OVER = Item("found", "Where", "s", "found", ()), Item("switch", "Switch", "s", "switch", ("Likely",))


def row(place: int, name: str, counts: Sequence[int], levels: Sequence[str], notes: Sequence[str] = ()) -> list[Cell]:
    """The cells of a category."""
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    part = Estimate(0.5, 0.4, 0.6)
    sides = [made.side(count, sum(counts)) for count in counts]
    return [
        Cell(ITEM, name, OVER, level, place, column, side, part, notes=told)
        for column, (level, side) in enumerate(zip(levels, sides, strict=True))
    ]


LEVELS = ("Unlikely", "Undecided", "Likely")
ROWS = [*row(0, "Own staff", (60, 30, 10), LEVELS), *row(1, "The seller", (5, 20, 75), LEVELS)]


@BRIEF
@given(
    names=st.lists(made.texts, min_size=1, max_size=5),
    levels=st.lists(made.texts, min_size=1, max_size=7),
    notes=st.lists(st.sampled_from(["small_level", "hidden_category"]), max_size=2),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    names: list[str], levels: list[str], notes: list[str], grouping: Grouping, caption: Caption
) -> None:
    rows = [cell for at, name in enumerate(names) for cell in row(at, name, range(1, len(levels) + 1), levels, notes)]
    plate = heat_map.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_every_share_is_written_in_its_cell_and_the_larger_the_darker() -> None:
    plate = heat_map.draw(ROWS, made.GROUPING, made.CAPTION)
    boxes = made.rectangles(plate)
    assert len(boxes) == 6
    order = sorted(boxes, key=lambda box: -luminance(box[0]))
    shares = dict(zip([(box[1], box[2]) for box in boxes], [60, 30, 10, 5, 20, 75], strict=True))
    assert [shares[box[1], box[2]] for box in order] == [5, 10, 20, 30, 60, 75]
    assert {"60", "30", "10", "5", "20", "75"} <= {line.text for line in plate.lettering}


def test_a_small_category_is_hatched_and_a_hidden_one_keeps_its_row_and_its_reason_alone() -> None:
    small = row(2, "Few", (3, 4, 5), LEVELS, ["small_level"])
    hidden = row(3, "Fewer", (1, 1, 1), LEVELS, ["hidden_category"])
    plate = heat_map.draw([*ROWS, *small, *hidden], made.GROUPING, made.CAPTION)
    assert "Hatched: few answers." in made.words(plate)
    assert {"Fewer", "Note about hidden_category"} <= {line.text for line in plate.lettering}
    assert len(made.rectangles(plate)) == 9
    assert "Hatched" not in made.words(heat_map.draw(ROWS, made.GROUPING, made.CAPTION))


def test_no_rows_are_a_figure_with_its_words_alone() -> None:
    assert made.rectangles(heat_map.draw([], made.GROUPING, made.CAPTION, LIGHT)) == []
