"""The chart of one organisation: every text in its place, a diamond at 0 or 100, no mark where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import standing
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Estimate, Item, Standing
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)
SHARE, RATIO = Estimate(0.55, 0.41, 0.68), Estimate(2.5, 1.8, 3.4)
INFINITE = float("inf")


def row(
    text: str,
    has: bool | None = True,
    first: Estimate = SHARE,
    ratio: Estimate = RATIO,
    notes: Sequence[str] = (),
) -> Standing:
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    item = Item(text, text, "roles", "q", ("Yes",))
    return Standing(item, "Yes", has, first, Estimate(0.22, 0.18, 0.27), 51, 340, ratio, has is not None, 0, told)


def drawn(*rows: Standing) -> Plate:
    return standing.draw(rows, made.GROUPING, made.CAPTION)


def diamonds(plate: Plate) -> list[float]:
    """Give where the diamonds are, in points from the left."""
    found = [corners for fill, corners in made.shapes(plate) if fill == LIGHT.palette.ink and len(corners) == 5]
    return sorted(float(corners[0, 0]) for corners in found)


shares = st.sampled_from([NOTHING, Estimate(0.0, 0.0, 0.1), Estimate(0.55, 0.41, 0.68), Estimate(0.5, None, None)])
ratios = st.sampled_from(
    [NOTHING, Estimate(2.0, None, None), Estimate(INFINITE, 2.0, INFINITE), Estimate(0.0, 0.0, 0.3)]
)
codes = st.lists(st.sampled_from(["circular", "hidden_base", "skipped"]), max_size=2)
rows_ = st.builds(row, made.texts, st.sampled_from([True, False, None]), shares, ratios, codes)


@BRIEF
@given(rows=st.lists(rows_, max_size=6), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Standing], grouping: Grouping, caption: Caption) -> None:
    plate = standing.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_who_has_the_item_stands_further_right_than_who_has_not() -> None:
    (left,), (right,) = diamonds(drawn(row("A", has=False))), diamonds(drawn(row("A", has=True)))
    assert left < right


def test_without_an_answer_or_without_numbers_there_is_no_diamond() -> None:
    assert diamonds(drawn(row("A", has=None))) == []
    assert diamonds(drawn(row("A", notes=["hidden_base"]))) == []
    assert "Note about hidden_base" in {line.text for line in drawn(row("A", notes=["hidden_base"])).lettering}


def test_the_answer_and_its_ratio_stand_in_numbers() -> None:
    texts = {line.text for line in drawn(row("A"), row("B", has=False, ratio=Estimate(0.5, 0.3, 0.8))).lettering}
    assert {"yes", "no", "2.5\u2009×", "1.8 to 3.4", "0.50\u2009×"} <= texts
