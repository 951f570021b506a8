from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.adjusted import Adjusted
from samkit.charts import adjusted, reach
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.reach import Power, Reach
from samkit.results import Estimate, Item, Side, Verdict
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)
SIDE = Side(20, 50, 1, Estimate(0.4, 0.3, 0.5))


def moved(
    text: str, gap: Estimate, after: Estimate, verdict: Verdict = Verdict.DIFFERS, notes: Sequence[str] = ()
) -> Adjusted:
    """One item with a gap as found and adjusted."""
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    item, e_value = Item(text, text, "s", "q", ()), None if after.value is None else 3.14
    ratio = Estimate(2.0, 1.5, 3.0)
    shares = (SIDE.share, SIDE.share, after, after, ratio)
    return Adjusted(
        item, SIDE, SIDE, gap, ratio, *shares, 0.01, 0.02, verdict, e_value, 1.5, "likelihood", 9.9, 0, told
    )


def reached(text: str, gap: Estimate, ends: tuple[float | None, float | None], notes: Sequence[str] = ()) -> Power:
    """One item with a gap as found, and the least gaps below and above."""
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    below, above = (Reach(end, None if end is None else 1.5) for end in ends)
    none = Reach(None, None)
    item = Item(text, text, "s", "q", ())
    return Power(item, SIDE, SIDE, gap, above, below, none, none, 0.1, 0.8, None, None, 0, told)


gaps = st.sampled_from(
    [
        NOTHING,
        Estimate(0.3, 0.1, 0.5),
        Estimate(-0.02, -0.1, 0.06),
        Estimate(-0.9, -1.0, -0.7),
        Estimate(0.1, None, None),
    ]
)
codes = st.lists(st.sampled_from(["circular", "collinear", "few_events", "hidden_base"]), max_size=2)
ends = st.sampled_from([(None, None), (-0.2, 0.25), (None, 0.3), (-0.6, None)])
ROWS = {
    adjusted: st.builds(moved, made.texts, gaps, gaps, st.sampled_from(Verdict), codes),
    reach: st.builds(reached, made.texts, gaps, ends, codes),
}
BOTH = pytest.mark.parametrize("chart", [adjusted, reach])


@BOTH
@BRIEF
@given(data=st.data(), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(
    chart: ModuleType, data: st.DataObject, grouping: Grouping, caption: Caption
) -> None:
    rows = data.draw(st.lists(ROWS[chart], max_size=6))
    for theme in (LIGHT, LIGHT._replace(width=380.0)):
        plate = chart.draw(rows, grouping, caption, theme)
        assert made.overlaps(plate) == []
        assert made.outside(plate) == []


@BOTH
def test_no_rows_are_a_figure_with_its_words_alone(chart: ModuleType) -> None:
    plate = chart.draw([], made.GROUPING, made.CAPTION)
    assert "3.1 times as likely" in made.words(plate)


def drawn(*rows: Adjusted) -> Plate:
    return adjusted.draw(rows, made.GROUPING, made.CAPTION)


def test_both_gaps_stand_beside_each_other_with_the_e_value_below_the_item() -> None:
    words = made.words(drawn(moved("Plans", Estimate(0.3, 0.2, 0.4), Estimate(0.12, 0.02, 0.22))))
    for text in ("+30", "+20 to +40", "+12", "+2 to +22", "E-value 3.1", "a hidden trait would have to be"):
        assert text in words


def test_an_item_without_an_adjusted_gap_says_why() -> None:
    plate = drawn(moved("Plans", Estimate(0.3, 0.2, 0.4), NOTHING, Verdict.NOT_COMPUTABLE, ["few_events"]))
    assert "Note about few_events" in made.words(plate)
    assert "+30" not in made.words(plate)
    given_up = moved("Region", NOTHING, NOTHING, Verdict.ADJUSTED_FOR)
    assert "adjusted for" in made.words(drawn(given_up))


def test_what_defines_the_groups_is_marked_as_no_finding() -> None:
    gap = Estimate(0.3, 0.2, 0.4)
    assert "never a finding" in made.words(drawn(moved("Grew", gap, gap, Verdict.CIRCULAR)))
    assert "never a finding" in made.words(
        reach.draw([reached("Grew", gap, (-0.1, 0.1), ["circular"])], made.GROUPING, made.CAPTION)
    )


@pytest.mark.parametrize(
    ("gap", "ends", "beyond"),
    [
        (0.3, (-0.2, 0.25), True),
        (0.2, (-0.2, 0.25), False),
        (-0.2, (-0.2, 0.25), True),
        (0.9, (-0.2, None), False),
        (0.1, (None, None), False),
    ],
)
def test_a_gap_beyond_the_band_is_filled_and_one_within_is_open(
    gap: float, ends: tuple[float | None, float | None], *, beyond: bool
) -> None:
    row = reached("Plans", Estimate(gap, gap - 0.1, gap + 0.1), ends)
    assert reach.is_beyond(row) == beyond
    words = made.words(reach.draw([row], made.GROUPING, made.CAPTION))
    assert ("the gap found lies within the band" in words) != beyond


def test_an_item_with_a_hidden_base_shows_no_number() -> None:
    words = made.words(
        reach.draw([reached("Plans", NOTHING, (None, None), ["hidden_base"])], made.GROUPING, made.CAPTION)
    )
    assert "Note about hidden_base" in words
