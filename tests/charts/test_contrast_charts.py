from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit.charts import dumbbell, forest, paired_bars
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT
from samkit.results import Verdict
from tests.charts import made

if TYPE_CHECKING:
    from types import ModuleType

    from samkit.charts.lettering import Line
    from samkit.charts.plate import Plate

every = pytest.mark.parametrize("chart", made.CONTRAST_CHARTS)


def one(plate: Plate, text: str) -> Line:
    """The only line that reads so."""
    (line,) = [line for line in plate.lettering if line.text == text]
    return line


@every
def test_the_distance_stands_in_numbers_with_its_intervals(chart: ModuleType) -> None:
    said = made.words(chart.draw([made.contrast("Innovator", (29, 52, 62, 345))], made.GROUPING, made.CAPTION))
    # 29 / 52 = 0.5577, 62 / 345 = 0.1797: 37.8 points apart, 3.1034 times as likely
    assert "+38" in said
    assert "+25 to +51" in said
    assert "3.1\u2009×" in said
    assert "2.1 to 4.7" in said


@pytest.mark.parametrize("chart", [paired_bars, dumbbell])
def test_both_shares_are_printed_and_each_group_is_named_once(chart: ModuleType) -> None:
    plate = chart.draw(made.ROLES[:3], made.GROUPING, made.CAPTION)
    drawn = [line.text for line in plate.lettering if "n 52" not in line.text and "times" not in line.text]
    assert sum("Top Performers" in text for text in drawn) == 1
    assert sum("The Rest" in text for text in drawn) == 1
    assert {"69", "38"} <= {line.text for line in plate.lettering}


@every
def test_a_row_that_is_not_shown_is_set_in_lighter_ink_and_the_footer_says_so(chart: ModuleType) -> None:
    rows = [made.contrast("Told", (29, 52, 62, 345)), made.contrast("Quiet", (25, 52, 138, 345), Verdict.NOT_SHOWN)]
    plate = chart.draw(rows, made.GROUPING, made.CAPTION)
    assert one(plate, "Told").ink == LIGHT.palette.ink
    assert one(plate, "Quiet").ink == LIGHT.palette.light
    assert "no difference is shown" in made.words(plate)
    assert "no difference is shown" not in made.words(chart.draw(rows[:1], made.GROUPING, made.CAPTION))


@every
def test_an_equivalent_row_says_so(chart: ModuleType) -> None:
    rows = [made.contrast("Alike", (30, 52, 197, 345), Verdict.EQUIVALENT)]
    assert one(chart.draw(rows, made.GROUPING, made.CAPTION), "equivalent").ink == LIGHT.palette.light


@every
def test_a_hidden_row_keeps_its_place_and_gives_its_reason_but_no_number(chart: ModuleType) -> None:
    rows = [made.contrast("Few", (3, 8, 110, 330), Verdict.HIDDEN, ["hidden_base"])]
    plate = chart.draw(rows, made.GROUPING, made.CAPTION)
    assert one(plate, "Few").y == pytest.approx(one(plate, "Note about hidden_base").y, abs=2)
    assert not {"38", "33", "8", "3"} & {line.text for line in plate.lettering}


@every
def test_a_row_without_answers_is_not_computable(chart: ModuleType) -> None:
    plate = chart.draw([made.contrast("Empty", (0, 0, 3, 9))], made.GROUPING, made.CAPTION)
    assert one(plate, "Empty").y == pytest.approx(one(plate, "Not computable").y, abs=2)


@every
def test_a_circular_item_carries_a_dagger_that_the_footer_explains(chart: ModuleType) -> None:
    rows = [made.contrast("Success", (29, 52, 62, 345), notes=["circular"])]
    said = made.words(chart.draw(rows, made.GROUPING, made.CAPTION))
    assert "Success\u00a0†" in said
    assert "† Part of the rule that makes the groups" in said


@every
def test_bases_stand_at_the_row_where_they_are_more_than_a_tenth_smaller(chart: ModuleType) -> None:
    rows = [made.contrast("All", (29, 52, 62, 345)), made.contrast("Some", (10, 46, 62, 345))]
    rows += [made.contrast("Nearly", (10, 47, 62, 345))]
    said = made.words(chart.draw(rows, made.GROUPING, made.CAPTION))
    assert "n 46 and 345" in said
    assert "n 47" not in said


@every
def test_ratios_without_bounds_are_told_without_an_invented_number(chart: ModuleType) -> None:
    rows = [made.contrast("Only they", (6, 52, 0, 345)), made.contrast("Nobody", (0, 52, 0, 345))]
    said = made.words(chart.draw(rows, made.GROUPING, made.CAPTION))
    assert "∞" in said
    assert "1.6 to ∞" in said
    assert "nan" not in said
    assert "inf" not in said.lower().replace("information", "")


@every
def test_no_line_runs_through_a_text(chart: ModuleType) -> None:
    plate = chart.draw(made.ROLES, made.GROUPING, made.CAPTION)
    rules = [part for look, part in made.shapes(plate) if look == "line" and len(part) == 2]
    assert rules
    crossed = [
        line.text
        for line in plate.lettering
        for rule in rules
        if min(rule[:, 0].max(), line.x + line.width) - max(rule[:, 0].min(), line.x) > 0.01
        and rule[:, 1].min() < line.y - 0.05 * line.size
        and rule[:, 1].max() > line.y - 0.72 * line.size
    ]
    assert crossed == []


def test_rows_stand_in_the_order_in_which_they_come() -> None:
    plate = dumbbell.draw(made.ROLES[:3], made.GROUPING, made.CAPTION)
    at = [one(plate, name).y for name in ("Innovator", "Relationship Lead", "Collaborator\u00a0†")]
    assert at == sorted(at)


def test_bars_start_at_zero_and_end_at_their_share_on_one_scale() -> None:
    plate = paired_bars.draw([made.contrast("A", (26, 52, 69, 345))], made.GROUPING, made.CAPTION)
    bars = [box for box in made.rectangles(plate) if box[0] in {LIGHT.palette.first, LIGHT.palette.second}]
    assert [box[0] for box in bars] == [LIGHT.palette.first, LIGHT.palette.second]
    (_, _, start, end), (_, _, other_start, other_end) = bars
    assert start == other_start
    assert (end - start) / (other_end - other_start) == pytest.approx(50 / 20)


def test_the_forest_marks_one_and_names_a_half_and_two() -> None:
    said = {line.text for line in forest.draw(made.ROLES, made.GROUPING, made.CAPTION).lettering}
    assert {"1", "0.5", "2"} <= said


def test_an_infinite_bound_is_an_arrow() -> None:
    def triangles(counts: tuple[int, int, int, int]) -> int:
        plate = forest.draw([made.contrast("A", counts)], made.GROUPING, made.CAPTION)
        return sum(look != "line" and len(part) == 4 for look, part in made.shapes(plate))

    assert triangles((29, 52, 62, 345)) == 0
    assert triangles((6, 52, 0, 345)) == 1


def test_a_value_beyond_a_scale_stays_inside() -> None:
    assert Linear(0, 1, 10, 20).at(1.5) == 20


@every
@pytest.mark.parametrize("notes", [(), ("circular",)])
def test_a_circular_row_is_filled_and_in_full_ink_with_its_dagger(chart: ModuleType, notes: tuple[str, ...]) -> None:
    rows = [made.contrast("Success", (29, 52, 62, 345), Verdict.CIRCULAR, notes)]
    plate = chart.draw(rows, made.GROUPING, made.CAPTION)
    assert one(plate, "Success\u00a0†").ink == LIGHT.palette.ink
    assert LIGHT.palette.first in {look for look, _ in made.shapes(plate)}
    assert "no difference is shown" not in made.words(plate)
    assert "† Part of the rule that makes the groups" in made.words(plate)


@pytest.mark.parametrize("shares", [(26, 40), (30, 35), (34, 35), (40, 26), (35, 34), (5, 50), (50, 50)])
@pytest.mark.parametrize("names", [("Fathers", "Childless men"), ("A", "B"), ("Open men of thirty", "All others")])
def test_no_text_straddles_the_edge_of_a_bar(shares: tuple[int, int], names: tuple[str, str]) -> None:
    rows = [made.contrast(f"Item {i}", (shares[0], 52, shares[1], 52)) for i in range(2)]
    plate = paired_bars.draw(rows, made.GROUPING._replace(first=names[0], second=names[1]), made.CAPTION)
    boxes = [part for look, part in made.shapes(plate) if look != "line" and len(part) == 5]
    near = [
        (line.text, round(edge, 1))
        for line in plate.lettering
        for box in boxes
        for edge in (box[:, 0].min(), box[:, 0].max())
        if box[:, 1].min() < line.y < box[:, 1].max() and line.x - 2.5 < edge < line.x + line.width + 2.5
    ]
    assert near == []


def test_names_without_room_behind_the_values_stand_in_the_bars() -> None:
    rows = [made.contrast("Account managers create new business opportunities", (48, 52, 250, 345))]
    plate = paired_bars.draw(rows, made.GROUPING, made.CAPTION)
    bars = [
        part
        for look, part in made.shapes(plate)
        if look in {LIGHT.palette.first, LIGHT.palette.second} and len(part) == 5
    ]
    for name, bar in zip(("Top Performers", "The Rest"), bars, strict=True):
        line = one(plate, name)
        assert bar[:, 0].min() < line.x < line.x + line.width < bar[:, 0].max()
        assert bar[:, 1].min() < line.y < bar[:, 1].max()


def test_the_value_of_a_muted_row_is_light_where_its_group_is_named_too() -> None:
    plate = paired_bars.draw([made.contrast("A", (13, 52, 69, 345), Verdict.NOT_SHOWN)], made.GROUPING, made.CAPTION)
    assert one(plate, "25").ink == LIGHT.palette.light
    assert one(plate, "Top Performers").ink == LIGHT.palette.first_ink


@pytest.mark.parametrize("between", [1, 60])
def test_a_dumbbell_of_the_first_and_the_last_says_how_many_lie_between(between: int) -> None:
    rows = [
        made.contrast(name, (50 - at, 52, at, 345)) for at, name in enumerate(("One", "Two", "Last but one", "Last"))
    ]
    plate = dumbbell.draw(rows, made.GROUPING, made.CAPTION, between=between)
    heights = {line.text: line.y for line in plate.lettering}
    said = heights[f"{between} more in between"]
    assert [heights[row.item.text] < said for row in rows] == [True, True, False, False]
    assert made.overlaps(plate) == []
