from __future__ import annotations

import pytest

from samkit import drawing, reporting
from samkit.drawing import BARE
from tests.builders import answers, surveyed

DOCUMENT = reporting.made(surveyed(answers()))[2]
NAMES = [picture.name for figure in DOCUMENT.figures for picture in figure.pictures]


def tall(svg: bytes) -> float:
    return float(svg.decode().partition('height="')[2].partition("pt")[0])


@pytest.mark.parametrize("formats", [["svg"], ["png", "svg"], [f"{BARE}png"], ["svg", f"{BARE}svg"], []])
def test_a_picture_is_drawn_in_each_format_that_is_asked_for_and_in_no_other(formats: list[str]) -> None:
    expected = {
        f"{BARE}{name}.{form.removeprefix(BARE)}" if form.startswith(BARE) else f"{name}.{form}"
        for name in NAMES
        for form in formats
    }
    assert set(drawing.draw(DOCUMENT, formats)[0]) == expected


def test_a_chart_without_its_words_is_lower_by_them() -> None:
    drawn = drawing.draw(DOCUMENT, ["svg", f"{BARE}svg"])[0]
    assert all(tall(drawn[f"{BARE}{name}.svg"]) < 0.8 * tall(drawn[f"{name}.svg"]) for name in NAMES)


def test_a_sign_that_no_font_has_is_noted_where_it_is_drawn() -> None:
    figures = tuple(figure._replace(title="ก") for figure in DOCUMENT.figures)
    notes = drawing.draw(DOCUMENT._replace(figures=figures), ["svg"])[1]
    assert {note.code for note in notes} == {"missing_glyph"}
    assert not drawing.draw(DOCUMENT._replace(figures=figures), [f"{BARE}svg"])[1]
