"""Rows of two bars: means on scales of their own, waves on one, and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import composition, means, waves
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Average, Benchmark, Estimate, Item, Location, Verdict
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.results import Grouping, Level

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 2))


def around(value: float, half: float) -> Estimate:
    return Estimate(value, value - half, value + half)


def location(
    text: str,
    first: float,
    second: float,
    verdict: Verdict = Verdict.DIFFERS,
    notes: Sequence[str] = (),
    unit: str = "accounts",
) -> Location:
    """A numeric item with any interval around its means."""
    one, other, both = (Average(40, 0, around(mean, 1.0), 2.0) for mean in (first, second, (first + second) / 2))
    apart = around(first - second, 1.5)
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    return Location(
        Item(text, text, "s", text, ()), unit, one, other, apart, apart, 0.1, 0.1, verdict, 0, None, told, both
    )


def change(text: str, group: str, ours: int, theirs: float, verdict: Verdict, notes: Sequence[str] = ()) -> Benchmark:
    """A share out of 100 against that of another wave."""
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    item, side = Item(text, text, "s", text, ("Yes",)), made.side(ours, 100)
    gap = around(ours / 100 - theirs, 0.1)
    return Benchmark(item, group, side, Estimate(theirs, theirs, theirs), 90, gap, gap, 0.1, 0.1, verdict, 0, told)


@BRIEF
@given(
    rows=st.lists(
        st.builds(location, made.texts, NUMBERS, NUMBERS, st.sampled_from(Verdict), unit=made.texts), max_size=4
    ),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_of_means_touches_another_or_leaves_the_page(
    rows: list[Location], grouping: Grouping, caption: Caption
) -> None:
    plate = means.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@BRIEF
@given(
    rows=st.lists(
        st.builds(
            change,
            made.texts,
            made.texts,
            st.integers(0, 100),
            st.sampled_from([0.0, 0.3, 1.0]),
            st.sampled_from(Verdict),
        ),
        max_size=4,
    ),
    grouping=made.groupings,
    caption=made.captions,
    other=made.texts,
)
def test_no_text_of_waves_touches_another_or_leaves_the_page(
    rows: list[Benchmark], grouping: Grouping, caption: Caption, other: str
) -> None:
    plate = waves.draw(rows, grouping, caption, other=other)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@BRIEF
@given(rows=st.lists(made.level_rows(), max_size=3), grouping=made.groupings, caption=made.captions)
def test_no_text_of_a_composition_touches_another_or_leaves_the_page(
    rows: list[list[Level]], grouping: Grouping, caption: Caption
) -> None:
    plate = composition.draw([row for item in rows for row in item], grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def bars(rows: Sequence[Location]) -> list[tuple[str, float, float, float]]:
    inks = {LIGHT.palette.first, LIGHT.palette.second}
    return [box for box in made.rectangles(means.draw(rows, made.GROUPING, made.CAPTION)) if box[0] in inks]


def test_bars_of_one_item_share_a_scale_from_zero() -> None:
    first, second = bars([location("Accounts", 20.0, 10.0)])
    assert first[2] == second[2]
    assert (first[3] - first[2]) / (second[3] - second[2]) == pytest.approx(2.0)


def test_a_mean_below_zero_stands_on_the_other_side_of_it() -> None:
    first, second = bars([location("Margin", -10.0, 10.0)])
    assert first[3] == pytest.approx(second[2])


def test_all_groups_and_the_difference_with_its_interval_stand_beside() -> None:
    said = {line.text for line in means.draw([location("Accounts", 20.0, 10.0)], made.GROUPING, made.CAPTION).lettering}
    assert {"20.0", "10.0", "15.0", "+10.0", "8.5 to 11.5"} <= said


@pytest.mark.parametrize("verdict", [Verdict.NOT_SHOWN, Verdict.NOT_COMPUTABLE])
def test_what_is_not_shown_is_open_and_said_so(verdict: Verdict) -> None:
    plate = means.draw([location("Accounts", 20.0, 19.0, verdict)], made.GROUPING, made.CAPTION)
    assert "no difference is shown" in made.words(plate)
    assert not {LIGHT.palette.first, LIGHT.palette.second} & {box[0] for box in made.rectangles(plate)}


def test_a_hidden_item_keeps_its_row_and_its_reason_alone() -> None:
    hidden = location("Few", 20.0, 10.0, Verdict.HIDDEN, ["hidden_base"])
    wave = change("Item", "Few", 30, 0.2, Verdict.HIDDEN, ["hidden_base"])
    for plate in (
        means.draw([hidden], made.GROUPING, made.CAPTION),
        waves.draw([wave], made.GROUPING, made.CAPTION, other="then"),
    ):
        assert {"Few", "Note about hidden_base"} <= {line.text for line in plate.lettering}
        assert made.rectangles(plate) == []


def test_waves_of_one_item_are_named_by_group_with_both_bases_and_the_change() -> None:
    rows = [
        change("Item", "Top Performers", 30, 0.2, Verdict.ABOVE),
        change("Item", "The Rest", 25, 0.25, Verdict.EQUIVALENT),
    ]
    said = {line.text for line in waves.draw(rows, made.GROUPING, made.CAPTION, other="the wave of 2012").lettering}
    assert {"Top Performers", "The Rest", "n 100 and 90", "+10", "0", "This survey", "the wave of 2012"} <= said
    assert "equivalent" in " ".join(said)
    two = [rows[0], change("Other item", "The Rest", 25, 0.25, Verdict.EQUIVALENT)]
    assert "Item: Top" in made.words(waves.draw(two, made.GROUPING, made.CAPTION, other="then"))


def test_a_composition_draws_both_groups_together_and_writes_each_beside() -> None:
    rows = made.levels("Size", ["Small", "Large"], [10, 40], [30, 20])
    plate = composition.draw(rows, made.GROUPING, made.CAPTION)
    said = {line.text for line in plate.lettering}
    assert {"Size", "Small", "Large", "40", "60", "20", "80"} <= said
    small, large = (box for box in made.rectangles(plate) if box[0] == LIGHT.palette.first)
    assert (large[3] - large[2]) / (small[3] - small[2]) == pytest.approx(60 / 40)
