from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import odds
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Driver, Estimate, Importance, Item, Verdict
from samkit.words.language import ENGLISH
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.lettering import Line
    from samkit.charts.plate import Plate
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)
INFINITE = float("inf")


def term(
    text: str,
    ratio: Estimate,
    verdict: Verdict = Verdict.DIFFERS,
    level: str = "",
    step: str = "favourable against other answers",
    notes: Sequence[str] = (),
) -> Driver:
    """One term of a model."""
    effect = NOTHING if ratio.value is None else Estimate(0.13, 0.04, 0.22)
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    none = Importance(NOTHING, NOTHING)
    item = Item(text, text, "roles", "q", ())
    return Driver(item, level, step, 0, 0, ratio, effect, 0.01, 0.02, none, none, verdict, 0, told)


def drawn(*rows: Driver) -> Plate:
    return odds.draw(rows, made.GROUPING, made.CAPTION)


def one(plate: Plate, text: str) -> Line:
    (line,) = [line for line in plate.lettering if line.text == text]
    return line


ratios = st.sampled_from(
    [NOTHING, Estimate(3.1, 1.6, 6.3), Estimate(0.01, 0.0, 0.2), Estimate(INFINITE, 2.0, INFINITE), Estimate(1, 1, 1)]
)
terms = st.builds(
    term, made.texts, ratios, st.sampled_from(Verdict), made.texts, made.texts,
    st.lists(st.sampled_from(["circular", "collinear", "separated"]), max_size=2),
)  # fmt: skip


@BRIEF
@given(rows=st.lists(terms, max_size=6), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Driver], grouping: Grouping, caption: Caption) -> None:
    plate = odds.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_odds_ratio_and_effect_stand_in_numbers_with_their_intervals() -> None:
    said = made.words(drawn(term("Innovator", Estimate(3.1, 1.6, 6.3)))).replace("\n", " ")
    for part in ("3.1 1.6 to 6.3", "+13 +4 to +22", "favourable against other answers", "Odds ratio"):
        assert part in said


def test_a_term_that_is_not_shown_is_light_and_open() -> None:
    plate = drawn(term("Told", Estimate(3.1, 1.6, 6.3)), term("Quiet", Estimate(1.5, 0.7, 3.0), Verdict.NOT_SHOWN))
    assert (one(plate, "Told").ink, one(plate, "Quiet").ink) == (LIGHT.palette.ink, LIGHT.palette.light)
    assert ENGLISH("chart.open_given") in made.words(plate)
    assert ENGLISH("chart.open_given") not in made.words(drawn(term("Told", Estimate(3.1, 1.6, 6.3))))


def test_a_question_with_categories_names_its_coding_and_its_categories_have_the_numbers() -> None:
    whole = term("Industry", NOTHING, step="3 categories, against Other")
    plate = drawn(whole, term("Industry", Estimate(2.0, 1.1, 4.0), level="Technology"))
    assert {"Industry", "3 categories, against Other", "Technology"} <= {line.text for line in plate.lettering}
    assert one(plate, "Industry").y < one(plate, "Technology").y


def test_a_term_without_numbers_of_its_own_gives_the_reason() -> None:
    assert "Note about collinear" in made.words(drawn(term("Twin", NOTHING, step="", notes=["collinear"])))


def test_an_infinite_bound_is_an_arrow() -> None:
    def triangles(ratio: Estimate) -> int:
        return sum(look != "line" and len(part) == 4 for look, part in made.shapes(drawn(term("A", ratio))))

    assert triangles(Estimate(3.1, 1.6, 6.3)) == 0
    assert triangles(Estimate(INFINITE, 2.0, INFINITE)) == 1


def test_no_rows_are_a_figure_with_its_words_alone() -> None:
    assert made.overlaps(drawn()) == []
