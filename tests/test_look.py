from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samkit import look
from samkit.colours import EYES, apart, contrast, ink_on, seen

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
HOUSES = [("#0B5A8C", "#8A939C"), ("#C8102E", "#8E8F91"), ("#00703C", "#8A939C"), ("#5B2D86", "#8F8F8F")]


def fine(first: str, second: str) -> tuple[look.Palette, look.Palette]:
    """Give both palettes of colours that have no flaw on white paper."""
    white = look.on_white(first, second)
    assume(not any(look.flaws(white)))
    return white, look.on_black(first, second)


@given(COLOURS, COLOURS)
def test_every_text_can_be_read_whatever_the_colours(first: str, second: str) -> None:
    for palette in fine(first, second):
        papers = {
            palette.ink: [palette.paper],
            palette.soft: [palette.paper],
            palette.light: [palette.paper],
            palette.first_ink: [palette.paper, palette.second_tint],
            palette.second_ink: [palette.paper, palette.first_tint],
        }
        assert min(contrast(ink, paper) for ink, on in papers.items() for paper in on) >= look.LEGIBLE


@given(COLOURS, COLOURS)
def test_colours_that_are_fine_on_white_paper_have_fine_ones_on_dark_paper(first: str, second: str) -> None:
    assert not list(look.flaws(fine(first, second)[1]))


@given(COLOURS, COLOURS, st.sampled_from([(5, None), (5, 2)]))
def test_neighbouring_levels_differ_for_every_eye(first: str, second: str, levels: tuple[int, int | None]) -> None:
    for palette in fine(first, second):
        shades = look.shades(palette, *levels)
        assert min(apart(one, other, eye) for one, other in pairwise(shades) for eye in EYES) >= 8
        assert min(contrast(ink_on(shade), shade) for shade in shades) >= look.LEGIBLE


@pytest.mark.parametrize(("first", "second"), HOUSES)
def test_usual_colours_of_a_house_are_taken_as_they_are(first: str, second: str) -> None:
    palette = look.on_white(first, second)
    assert (palette.first, palette.second) == (first, second)
    assert not list(look.flaws(palette))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("#FFE000", "#5E6871", "stands out too little from the paper"),
        ("#C0504D", "#4F8F4F", "nearly the same grey"),
        ("#0B5A8C", "#0B5A8C", "look nearly the same"),
    ],
)
def test_colours_that_cannot_be_told_apart_are_named_with_the_reason(first: str, second: str, why: str) -> None:
    assert any(why in flaw for flaw in look.flaws(look.on_white(first, second)))


def test_the_usual_palettes_have_no_flaw() -> None:
    assert not [*look.flaws(look.LIGHT), *look.flaws(look.DARK)]


def test_an_eye_without_red_cones_sees_red_and_green_nearer_together() -> None:
    red, green = "#D03020", "#408030"
    assert apart(red, green, "protanopia") < apart(red, green) / 2
    assert seen("#808080", "deuteranopia") == pytest.approx(seen("#808080"), abs=0.01)
