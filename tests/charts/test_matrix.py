"""The matrix: share, interval and base in each cell, darker where larger, nothing of a hidden cell drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import matrix
from samkit.colours import luminance
from samkit.notes import Note
from samkit.results import Cell, Estimate, Item, Side
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
ITEM, OVER = Item("found", "Where", "s", "found", ()), Item("switch", "Switch", "s", "switch", ("Likely",))
NONE = Estimate(None, None, None)


def cell(row: int, column: int, names: tuple[str, str], x: int, n: int, code: str = "") -> Cell:
    """Give one cell; a hidden one has a base and no share."""
    hidden = code == "hidden_category"
    side = Side(None, n, 0, NONE) if hidden else made.side(x, n)
    notes = (Note(code, f"Note about {code}"),) if code else ()
    return Cell(ITEM, names[0], OVER, names[1], row, column, side, NONE, "Top", notes)


def table(names: list[str], levels: list[str], code: str = "") -> list[Cell]:
    """Give a table with totals; the first cell has a note."""
    return [
        cell(row, column, (name, level), 10 + 7 * row + column, 100, code if (row, column) == (0, 0) else "")
        for row, name in enumerate([*names, ""])
        for column, level in enumerate([*levels, ""])
    ]


@BRIEF
@given(
    names=st.lists(made.texts, min_size=1, max_size=5),
    levels=st.lists(made.texts, min_size=1, max_size=4),
    code=st.sampled_from(["", "small_level", "hidden_category", "circular"]),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    names: list[str], levels: list[str], code: str, grouping: Grouping, caption: Caption
) -> None:
    plate = matrix.draw(table(names, levels, code), grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_every_share_has_its_interval_and_base_and_the_larger_is_the_darker() -> None:
    rows = table(["Low", "High"], ["No", "Yes"])
    plate = matrix.draw(rows, made.GROUPING, made.CAPTION)
    boxes = made.rectangles(plate)
    assert len(boxes) == 9
    order = sorted(boxes, key=lambda box: -luminance(box[0]))
    shares = dict(zip([(box[1], box[2]) for box in boxes], [row.side.x for row in rows], strict=True))
    found = [shares[box[1], box[2]] for box in order]
    assert found == sorted(found)  # type: ignore[type-var]  # none is hidden
    texts = [line.text for line in plate.lettering]
    assert texts.count("n 100") == 9
    assert sum(" to " in text for text in texts) >= 9
    assert texts.count("All together") == 2


def test_of_a_hidden_cell_neither_share_nor_base_is_drawn() -> None:
    plate = matrix.draw(table(["Low"], ["No", "Yes"], "hidden_category"), made.GROUPING, made.CAPTION)
    texts = [line.text for line in plate.lettering]
    assert texts.count("too few") == 1
    assert texts.count("n 100") == 5
    assert "Too few: hidden" in made.words(plate)


def test_a_small_cell_is_hatched_and_said_so() -> None:
    assert "Hatched: few answers." in made.words(
        matrix.draw(table(["Low"], ["No"], "small_level"), made.GROUPING, made.CAPTION)
    )
    assert "Hatched" not in made.words(matrix.draw(table(["Low"], ["No"]), made.GROUPING, made.CAPTION))


def test_no_rows_are_a_figure_with_its_words_alone() -> None:
    assert made.rectangles(matrix.draw([], made.GROUPING, made.CAPTION)) == []
