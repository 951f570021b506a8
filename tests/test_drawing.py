from __future__ import annotations

import pytest

from samkit import drawing, reporting
from samkit.drawing import BARE, DARK
from tests.builders import answers, surveyed

DOCUMENT = reporting.made(surveyed(answers()))[2]
NAMES = [picture.name for figure in DOCUMENT.figures for picture in figure.pictures]


def tall(svg: bytes) -> float:
    return float(svg.decode().partition('height="')[2].partition("pt")[0])


@pytest.mark.parametrize("formats", [["svg"], ["png", "svg"], [f"{BARE}png"], ["svg", f"{BARE}svg", f"{DARK}svg"], []])
def test_a_picture_is_drawn_in_each_format_that_is_asked_for_and_in_no_other(formats: list[str]) -> None:
    parts = [form.rpartition("/") for form in formats]
    expected = {f"{before}{stroke}{name}.{form}" for name in NAMES for before, stroke, form in parts}
    assert set(drawing.draw(DOCUMENT, formats)[0]) == expected


def test_a_chart_without_its_words_is_lower_by_them() -> None:
    drawn = drawing.draw(DOCUMENT, ["svg", f"{BARE}svg"])[0]
    assert all(tall(drawn[f"{BARE}{name}.svg"]) < 0.8 * tall(drawn[f"{name}.svg"]) for name in NAMES)


def test_a_chart_for_dark_paper_has_the_colours_of_dark_paper_and_no_other() -> None:
    look = DOCUMENT.look._replace(dark=DOCUMENT.look.dark._replace(paper="#102030"))
    drawn = drawing.draw(DOCUMENT._replace(look=look), [f"{BARE}svg", f"{DARK}svg"])[0]
    assert all(b"#102030" in drawn[f"{DARK}{name}.svg"] for name in NAMES)
    assert not any(b"#102030" in drawn[f"{BARE}{name}.svg"] for name in NAMES)


def test_a_sign_that_no_font_has_is_noted_where_it_is_drawn() -> None:
    figures = tuple(figure._replace(title="ก") for figure in DOCUMENT.figures)
    notes = drawing.draw(DOCUMENT._replace(figures=figures), ["svg"])[1]
    assert {note.code for note in notes} == {"missing_glyph"}
    assert not drawing.draw(DOCUMENT._replace(figures=figures), [f"{BARE}svg"])[1]
