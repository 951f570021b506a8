from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import margins
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Average, Base, Estimate, Factor, Item, Location, Quantity, Verdict
from samkit.words.language import ENGLISH
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.lettering import Line
    from samkit.charts.plate import Plate
    from samkit.results import Grouping, Row

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)


def factor(text: str, gap: Estimate, verdict: Verdict = Verdict.NOT_SHOWN, notes: Sequence[str] = ()) -> Factor:
    """A question with categories, its gap and the interval that is held against the margin."""
    item, base = Item(text, text, "profile", "q", ()), Base(50, 0)
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    v = Estimate(0.05, 0.0, 0.16)
    return Factor(item, base, base, v, v, "Americas", gap, gap, "", 0.5, 0.5, verdict, 0, told)


def quantity(text: str, found: Estimate, margin: float | None, verdict: Verdict = Verdict.NOT_SHOWN) -> Quantity:
    """A numeric question, its difference of means with the interval, and its margin."""
    average = Average(50, 0, Estimate(5.0, 4.0, 6.0), 2.0)
    item = Item(text, text, "profile", "q", ())
    location = Location(item, "accounts", average, average, found, found, 0.5, 0.5, verdict, 0, margin)
    return Quantity(location, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, None, None)


def drawn(*rows: Row) -> Plate:
    return margins.draw(rows, made.GROUPING, made.CAPTION, margin=0.1)


def one(plate: Plate, text: str) -> Line:
    (line,) = [line for line in plate.lettering if line.text == text]
    return line


def ends(plate: Plate, ink_width: float = 6.0) -> list[tuple[float, float]]:
    """Left and right end of every level line that is no edge of a mark."""
    rules = [part for look, part in made.shapes(plate) if look == "line" and len(part) == 2]
    level = [part for part in rules if part[0, 1] == part[1, 1]]
    return [(float(part[0, 0]), float(part[1, 0])) for part in level if part[1, 0] - part[0, 0] > ink_width]


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    value = draw(st.floats(-2, 2))
    return draw(st.sampled_from([NOTHING, Estimate(value, value - draw(st.floats(0, 3)), value + 0.1)]))


factors = st.builds(
    factor, made.texts, estimates(), st.sampled_from(Verdict), st.lists(st.sampled_from(["circular", "hidden_base"]))
)
quantities = st.builds(quantity, made.texts, estimates(), st.sampled_from([None, 0.01, 5.0]), st.sampled_from(Verdict))


@BRIEF
@given(rows=st.lists(st.one_of(factors, quantities), max_size=6), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Row], grouping: Grouping, caption: Caption) -> None:
    plate = margins.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_a_difference_is_drawn_in_multiples_of_its_own_margin() -> None:
    # both intervals reach from half a margin below zero to one above: of 10 points, and of 4 accounts
    plate = drawn(factor("Where", Estimate(0.02, -0.05, 0.1)), quantity("How many", Estimate(1.0, -2.0, 4.0), 4.0))
    first, second = ends(plate)
    assert first == pytest.approx(second)
    zero, right = (one(plate, text) for text in ("0", "+margin"))
    middles = [line.x + line.width / 2 for line in (zero, right)]
    assert first[1] == pytest.approx(middles[1], abs=0.01)
    assert (middles[0] - first[0]) * 2 == pytest.approx(middles[1] - middles[0], abs=0.01)


def test_numbers_stand_in_their_own_units_with_the_interval_that_is_drawn() -> None:
    said = made.words(
        drawn(factor("Where", Estimate(0.02, -0.05, 0.1)), quantity("How many", Estimate(1.0, -2.0, 4.0), 4.0))
    )
    for part in ("+2 −5 to +10", "1.0 −2.0 to 4.0", "points, at Americas", "accounts, margin 4.0", "0.00 to 0.16"):
        assert part in said.replace("\n", " ")


def test_a_numeric_question_without_a_margin_keeps_its_numbers_and_has_no_mark() -> None:
    plate = drawn(quantity("How many", Estimate(1.0, -2.0, 4.0), None))
    said = made.words(plate)
    assert "no margin declared" in said.replace("\n", " ")
    assert "1.0\n−2.0 to 4.0" in said
    assert ends(plate) == []
    assert "+margin" not in said


def test_verdicts_are_told_apart_by_ink_and_word() -> None:
    small = Estimate(0.01, -0.05, 0.05)
    plate = drawn(
        factor("Same", small, Verdict.EQUIVALENT),
        factor("Other", Estimate(0.3, 0.2, 0.4), Verdict.DIFFERS),
        factor("Open", small),
    )
    assert [one(plate, text).ink for text in ("Same", "Other", "Open")] == [
        LIGHT.palette.ink,
        LIGHT.palette.ink,
        LIGHT.palette.light,
    ]
    assert "points, at Americas, equivalent" in made.words(plate).replace("\n", " ")
    assert LIGHT.palette.first in {look for look, _ in made.shapes(plate)}
    assert ENGLISH("chart.open_same") in made.words(plate)
    assert ENGLISH("chart.open_same") not in made.words(drawn(factor("Same", small, Verdict.EQUIVALENT)))


def test_what_lies_beyond_the_axis_is_an_arrow() -> None:
    def triangles(upper: float) -> int:
        shapes = made.shapes(drawn(factor("Far", Estimate(0.1, 0.0, upper))))
        return sum(look != "line" and len(part) == 4 for look, part in shapes)

    assert triangles(0.2) == 0
    assert triangles(0.9) == 1


def test_a_hidden_question_keeps_its_row_and_its_reason() -> None:
    said = made.words(drawn(factor("Few", Estimate(0.1, 0.0, 0.2), Verdict.HIDDEN, ["hidden_base"])))
    assert "Note about hidden_base" in said
    assert "+10" not in said
    assert "Not computable" in made.words(drawn(factor("None", NOTHING, Verdict.NOT_COMPUTABLE)))


def test_no_rows_are_a_figure_with_its_words_alone() -> None:
    assert "+margin" not in made.words(drawn())


def test_thirty_long_wordings_fit_one_figure() -> None:
    wording = "How many of our clients are seen as partners rather than as buyers of goods, counted by the half year"
    plate = drawn(*(quantity(f"{wording} {i}", Estimate(i - 15.0, i - 20.0, i - 10.0), 5.0) for i in range(30)))
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []
