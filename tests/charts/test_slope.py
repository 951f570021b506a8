from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import slope
from samkit.charts.theme import LIGHT
from samkit.notes import Note
from samkit.results import Base, Estimate, Item, Place, Rank
from tests.charts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.frame import Caption
    from samkit.charts.lettering import Line

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)


def place(rank: int | None, low: int = 0, high: int = 0) -> Place:
    """A rank with its interval."""
    found = NOTHING if rank is None else Estimate(rank, low or rank, high or rank)
    return Place(found, found, None)


def ranked(
    text: str, common: Place, separating: Place, notes: Sequence[str] = (), gap: float = 0.2, position: int = 0
) -> Rank:
    """One item with its places in both rankings."""
    item = Item(text, text, "roles", "q", ("Agree",))
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    gaps = Estimate(gap, gap - 0.1, gap + 0.1)
    base = (Base(52, 0), Base(345, 0))
    return Rank(item, *base, 0.4, gaps, NOTHING, common, separating, place(None), position, told)


def hidden(text: str) -> Rank:
    """An item that is not ranked."""
    return ranked(text, place(None), place(None), ["hidden_base"])


@st.composite
def rankings(draw: st.DrawFn) -> list[Rank]:
    texts = draw(st.lists(made.texts, max_size=8))
    orders = [draw(st.permutations(range(1, len(texts) + 1))) for _ in range(2)]
    spread = draw(st.integers(0, 5))
    places = [[place(rank, max(rank - spread, 1), rank + spread) for rank in order] for order in orders]
    notes = draw(st.sampled_from([(), ("circular",)]))
    rows = [
        ranked(text, one, other, notes)._replace(item=Item(f"item{number}", text, "s", "q", ()))
        for number, (text, one, other) in enumerate(zip(texts, *places, strict=True))
    ]
    return [*rows, hidden("Few")] if draw(st.booleans()) else rows


def lines_of(rows: Sequence[Rank], text: str) -> list[Line]:
    plate = slope.draw(rows, made.GROUPING, made.CAPTION)
    return [line for line in plate.lettering if line.text == text]


ROWS = [
    ranked("Expert", place(1), place(3, 2, 3)),
    ranked("Lead", place(2), place(2, 1, 3)),
    ranked("Innovator", place(3), place(1, 1, 2)),
]


@BRIEF
@given(rows=rankings(), grouping=made.groupings, caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Rank], grouping: object, caption: Caption) -> None:
    plate = slope.draw(rows, grouping, caption)  # type: ignore[arg-type]  # any grouping at all
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_each_item_stands_at_both_ends_in_the_order_of_its_ranks() -> None:
    plate = slope.draw(ROWS, made.GROUPING, made.CAPTION)
    found = {
        text: sorted((line.x, line.y) for line in plate.lettering if line.text == text)
        for text in ("Expert", "Lead", "Innovator")
    }
    left = sorted(found, key=lambda text: found[text][0][1])
    right = sorted(found, key=lambda text: found[text][1][1])
    assert left == ["Expert", "Lead", "Innovator"]
    assert right == ["Innovator", "Lead", "Expert"]


def test_ink_is_strong_only_where_the_intervals_of_both_ranks_exclude_each_other() -> None:
    inks = {text: {line.ink for line in lines_of(ROWS, text)} for text in ("Expert", "Lead", "Innovator")}
    assert inks == {
        "Expert": {LIGHT.palette.second_ink},
        "Lead": {LIGHT.palette.ink},
        "Innovator": {LIGHT.palette.first},
    }


def test_a_rank_in_common_at_the_ends_of_two_intervals_is_not_an_exclusion() -> None:
    assert not slope.crosses(ranked("A", place(1, 1, 2), place(3, 2, 3)))
    assert slope.crosses(ranked("A", place(1, 1, 2), place(4, 3, 4)))
    assert not slope.crosses(hidden("A"))


def test_equal_ranks_keep_the_order_of_the_questionnaire_and_say_the_same_rank() -> None:
    rows = [
        ranked("Later", place(1, 1, 2), place(1, 1, 2), position=1),
        ranked("Earlier", place(1, 1, 2), place(1, 1, 2), position=0),
    ]
    assert max(line.y for line in lines_of(rows, "Earlier")) < min(line.y for line in lines_of(rows, "Later"))
    assert len(lines_of(rows, "1")) == 4


def test_measure_and_interval_of_a_rank_stand_below_the_label() -> None:
    said = made.words(slope.draw(ROWS, made.GROUPING, made.CAPTION))
    assert "40 percent, rank 1" in said
    assert "+20 points, rank 1 to 2" in said


def test_an_item_that_is_not_ranked_keeps_its_row_and_its_reason() -> None:
    said = made.words(slope.draw([*ROWS, hidden("Few answers")], made.GROUPING, made.CAPTION))
    assert "Few answers\nNote about hidden_base" in said


def test_a_circular_item_carries_a_dagger_that_the_footer_explains() -> None:
    said = made.words(slope.draw([ranked("Own", place(1), place(1), ["circular"])], made.GROUPING, made.CAPTION))
    assert said.count("Own\u00a0†") == 2
    assert "† Part of the rule" in said


def test_nobody_ranked_is_a_figure_with_its_words_and_reasons_alone() -> None:
    for rows in ([], [hidden("Few")]):
        plate = slope.draw(rows, made.GROUPING, made.CAPTION)
        assert "Most common first" not in made.words(plate)
        assert made.overlaps(plate) == []


def test_thirty_long_wordings_fit_one_figure() -> None:
    wording = "Understanding our clients well enough to be seen as a partner rather than as a supplier of goods, item"
    rows = [ranked(f"{wording} {i}", place(i, 1, 30), place(31 - i, 1, 30)) for i in range(1, 31)]
    plate = slope.draw(rows, made.GROUPING, made.CAPTION)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []
    assert sum(line.text.startswith("Understanding") for line in plate.lettering) == 60
