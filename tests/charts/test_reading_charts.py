"""Curve and map of readings: every judged reading is drawn once, the declared one marked, nothing hidden drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import reading_map, specification_curve
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Bounds, Choice, Choices, Curve, Estimate, Item, Robust, RuleReading, Verdict
from tests.charts import made

if TYPE_CHECKING:
    from types import ModuleType

    from samkit.charts.frame import Caption
    from samkit.results import Grouping

    Drawn = Robust | Choices | RuleReading

BRIEF = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
KINDS = [Verdict.DIFFERS, Verdict.NOT_SHOWN, Verdict.EQUIVALENT]
BOTH = pytest.mark.parametrize("chart", [specification_curve, reading_map])


def read(names: list[str], readings: int, verdicts: list[Verdict], values: tuple[str, ...] = ("Good",)) -> list[Drawn]:
    """Give items under readings of one criterion of three choices; verdicts and gaps go round."""
    choices = (Choice("declared", "at_least", values), Choice("stricter", "is_in", values), Choice("left_out", "", ()))
    rows: list[Drawn] = [item(name, place, readings, verdicts) for place, name in enumerate(names)]
    rows.append(Choices(names[0] if names else "Criterion", choices))
    rows += [
        RuleReading(f"r{at}", (at % 3,), 1, 1 + at % 2, derived=at > 0, n_first=40 + at, n_second=300, n_left_out=0)
        for at in range(readings)
    ]
    return rows


def item(name: str, place: int, readings: int, verdicts: list[Verdict]) -> Robust:
    kinds = [verdicts[(at + place) % len(verdicts)] for at in range(readings)]
    gaps = [None if kind is Verdict.HIDDEN else ((7 * at) % 41 - 15) / 100 for at, kind in enumerate(kinds)]
    bounds = (
        tuple(gaps),
        *(tuple(None if gap is None else gap + by for gap in gaps) for by in (-0.1, 0.12)),
    )
    judged = sum(kind in KINDS for kind in kinds)
    declared = Estimate(gaps[0], bounds[1][0], bounds[2][0])
    curve = Curve(Bounds(*bounds), Bounds(*bounds), tuple(kinds), (40,) * readings, (300,) * readings)
    return Robust(
        Item(f"i{place}", name, "s", f"q{place}", ("Agree",)), 40, 300, declared, declared, kinds[0], declared,
        declared, judged, judged, Estimate(1, 1, 2), readings, judged, kinds.count(Verdict.CIRCULAR),
        kinds.count(Verdict.HIDDEN), 40, 0.01, 0.01, 0.02, place, curve, (Note("small_reading", "few"),),
    )  # fmt: skip


@BOTH
@BRIEF
@given(
    names=st.lists(made.texts, min_size=1, max_size=5),
    readings=st.integers(1, 90),
    verdicts=st.lists(st.sampled_from([*KINDS, Verdict.CIRCULAR, Verdict.HIDDEN]), min_size=1, max_size=4),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    chart: ModuleType, names: list[str], readings: int, verdicts: list[Verdict], grouping: Grouping, caption: Caption
) -> None:
    plate = chart.draw(read(names, readings, verdicts, (names[0] or "Good",)), grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@BOTH
def test_nothing_to_draw_is_no_error(chart: ModuleType) -> None:
    for rows in ([], read([], 5, KINDS), read(["Plans"], 5, [Verdict.HIDDEN])):
        assert made.rectangles(chart.draw(rows, made.GROUPING, made.CAPTION, LIGHT)) == []


@pytest.mark.parametrize("verdict", [Verdict.DIFFERS, Verdict.CIRCULAR])
def test_the_curve_names_its_item_with_its_sign(verdict: Verdict) -> None:
    rows = [
        row._replace(verdict=verdict) if isinstance(row, Robust) else row for row in read(["Plans accounts"], 30, KINDS)
    ]
    plate = specification_curve.draw(rows, made.GROUPING, made.CAPTION)
    assert ("Plans accounts" + ("\xa0†" if verdict is Verdict.CIRCULAR else "")) in made.words(plate).split("\n")


def test_the_curve_has_a_mark_and_a_tick_for_each_judged_reading_in_the_order_of_the_gaps() -> None:
    rows = read(["Plans"], 30, [*KINDS, Verdict.HIDDEN, Verdict.CIRCULAR])
    plate = specification_curve.draw(rows, made.GROUPING, made.CAPTION)
    marks = [box for box in made.rectangles(plate) if box[0] != LIGHT.palette.soft and box[0] != LIGHT.palette.ink]
    ticks = [box for box in made.rectangles(plate) if box[0] in {LIGHT.palette.soft, LIGHT.palette.ink}]
    assert len(marks) == 18
    assert len(ticks) == 2 * 18
    assert "12 of 30 readings are not judged" in made.words(plate)
    assert "as declared" in {line.text for line in plate.lettering}


def test_each_of_256_readings_has_more_than_a_point_of_room() -> None:
    plate = specification_curve.draw(read(["Plans"], 256, KINDS), made.GROUPING, made.CAPTION)
    lefts = sorted({round(box[2], 3) for box in made.rectangles(plate) if box[0] == LIGHT.palette.soft})
    assert len(lefts) == 255
    assert min(b - a for a, b in pairwise(lefts)) > 1.0


def test_the_map_leaves_readings_empty_that_are_not_judged_and_puts_alike_ones_together() -> None:
    empty, low, high = (
        made.rectangles(reading_map.draw(read(["Plans"], 10, [kind]), made.GROUPING, made.CAPTION))
        for kind in (Verdict.CIRCULAR, Verdict.NOT_SHOWN, Verdict.DIFFERS)
    )
    key = 2 * reading_map.STEPS + 1
    assert empty == []
    assert key < len(low) <= key + 10
    assert len(high) == len(low)


def test_the_map_says_why_an_item_has_no_cells() -> None:
    rows = read(["Plans", "Meets"], 2, [Verdict.CIRCULAR])
    assert "never a finding" in made.words(reading_map.draw(rows, made.GROUPING, made.CAPTION))
    hidden = read(["Plans"], 2, [Verdict.HIDDEN])
    assert "Base too small to be shown" in made.words(reading_map.draw(hidden, made.GROUPING, made.CAPTION))
