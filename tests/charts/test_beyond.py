"""Gaps beyond a factor: everything that is known is drawn once, nothing that is hidden or circular is, all in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import beyond
from samkit.charts.theme import LIGHT, Theme
from samkit.notes import Note
from samkit.results import Beyond, Estimate, Halo, Item, Verdict
from samkit.words.language import Words
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption
    from samkit.charts.plate import Plate
    from samkit.results import Grouping

BRIEF = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
NOTHING = Estimate(None, None, None)
KINDS = [Verdict.DIFFERS, Verdict.NOT_SHOWN, Verdict.CIRCULAR, Verdict.HIDDEN, Verdict.NOT_COMPUTABLE]


def item(name: str, place: int, verdict: Verdict, gap: float = 0.3, expected: float = 0.1) -> Halo:
    """Give an item of which the factor makes a part."""
    told = verdict in KINDS[:2]
    left = Estimate(gap - expected, gap - expected - 0.12, gap - expected + 0.12) if told else NOTHING
    notes = {Verdict.HIDDEN: (Note("hidden_base", "hidden: base below 10 (Top 3)"),)}.get(verdict, ())
    return Halo(
        Item(f"i{place}", name, "s", f"q{place}", ("Agree",)), 40, 300, Estimate(gap, gap - 0.1, gap + 0.1),
        Estimate(2.0, 1.2, 3.1), Verdict.DIFFERS if told else verdict, None, 0.6 if told else None,
        Beyond(expected if told else None, left, 0.01 if told else None, 0.02 if told else None, verdict), place, notes,
    )  # fmt: skip


def draw(rows: list[Halo], theme: Theme = LIGHT) -> Plate:
    return beyond.draw(rows, made.GROUPING, made.CAPTION, theme)


def written(rows: list[Halo], theme: Theme = LIGHT) -> str:
    return made.words(draw(rows, theme))


@BRIEF
@given(
    names=st.lists(made.texts, min_size=0, max_size=7),
    verdicts=st.lists(st.sampled_from(KINDS), min_size=1, max_size=4),
    gaps=st.lists(st.floats(-0.8, 0.8), min_size=1, max_size=4),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    names: list[str], verdicts: list[Verdict], gaps: list[float], grouping: Grouping, caption: Caption
) -> None:
    rows = [
        item(name, place, verdicts[place % len(verdicts)], gaps[place % len(gaps)], gaps[(place + 1) % len(gaps)] / 2)
        for place, name in enumerate(names)
    ]
    plate = beyond.draw(rows, grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_every_known_gap_is_drawn_as_found_and_beyond_and_no_other() -> None:
    rows = [item(f"Item {place}", place, verdict) for place, verdict in enumerate(KINDS)]
    text = written(rows)
    assert text.count("+20 to +40") == 2
    assert text.count("+8 to +32") == 2
    assert "hidden: base below 10 (Top 3)" in text
    assert "Item 2\xa0†" in text
    assert "Not computable" in text
    assert "not shown to differ beyond" in text


def test_the_pale_box_reaches_from_none_to_what_the_factor_makes_and_the_bar_stands_at_the_gap() -> None:
    for gap, expected in ((0.3, 0.1), (-0.3, -0.2), (0.2, -0.1)):
        plate = draw([item("Plans", 0, Verdict.DIFFERS, gap, expected)])
        boxes = made.rectangles(plate)
        pale = [box for box in boxes if box[0] == LIGHT.palette.second_tint]
        bars = [box for box in boxes if box[0] == LIGHT.palette.soft]
        assert len(pale) == len(bars) == 1
        low, high, at = pale[0][2], pale[0][3], (bars[0][2] + bars[0][3]) / 2
        zero, end = (low, high) if expected > 0 else (high, low)
        assert (at - zero) / (end - zero) == pytest.approx(gap / expected, rel=0.01)


def test_nothing_to_draw_is_no_error() -> None:
    for rows in ([], [item("Plans", 0, Verdict.HIDDEN)]):
        assert made.rectangles(draw(rows)) == []


def test_without_open_marks_they_are_not_explained_and_german_is_german() -> None:
    text = written([item("Item", 0, Verdict.DIFFERS)])
    assert "Open marks" not in text
    assert "pale box" in text
    assert "im blassen Feld" in written([item("Item", 0, Verdict.DIFFERS)], Theme(words=Words("de")))
