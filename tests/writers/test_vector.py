from __future__ import annotations

import re

import pytest

from samkit import drawing, reporting
from samkit.charts.theme import Theme
from samkit.look import DARK, LIGHT
from samkit.writers import vector
from samkit.writers.vector import MARGIN, Tone
from tests.builders import answers, surveyed

DOCUMENT = reporting.made(surveyed(answers()))[2]
DRAWN = drawing.draw(DOCUMENT, ["bare/svg", "dark/svg"])[0]
NAMES = [picture.name for figure in DOCUMENT.figures for picture in figure.pictures]
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
BARE = '<svg viewBox="0 0 90 60">{}</svg>'


def taken_apart(marks: str, dark: str | None = None) -> vector.Drawing:
    return vector.drawing(BARE.format(marks).encode(), BARE.format(dark).encode() if dark else None)


def colours(picture: bytes) -> list[str]:
    """Give the colours of a picture in the order in which they stand there."""
    return [found.upper() for found in COLOUR.findall(picture.decode())]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", ["light", "dark"])
def test_with_the_tones_of_a_paper_a_drawing_has_the_colours_that_it_is_drawn_with_there(name: str, paper: str) -> None:
    found = vector.drawing(DRAWN[f"bare/{name}.svg"], DRAWN[f"dark/{name}.svg"])
    values = {tone.name: tone.light if paper == "light" else tone.dark for tone in found.tones}
    shown = [values[tone] for tone in re.findall(r"var\((--tone-[\w-]+)\)", found.marks)]
    assert shown == colours(DRAWN[f"{'bare' if paper == 'light' else 'dark'}/{name}.svg"])
    assert not COLOUR.search(found.marks)


def test_every_letter_that_is_used_is_known() -> None:
    for name in NAMES:
        found = vector.drawing(DRAWN[f"bare/{name}.svg"])
        assert set(re.findall(r'href="#([\w-]+)"', found.marks)) == set(found.letters)


def test_an_outline_is_the_same_in_every_figure() -> None:
    known: dict[str, str] = {}
    for name in NAMES:
        for letter, outline in vector.drawing(DRAWN[f"bare/{name}.svg"]).letters.items():
            assert known.setdefault(letter, outline) == outline


def test_the_palettes_are_tones_of_the_first_drawing() -> None:
    tones = vector.drawing(DRAWN[f"bare/{NAMES[0]}.svg"], DRAWN[f"dark/{NAMES[0]}.svg"]).tones
    assert {Tone(LIGHT.paper, DARK.paper), Tone(LIGHT.first, DARK.first), Tone(LIGHT.ink, DARK.ink)} <= tones


def test_the_margin_of_the_charts_is_left_out() -> None:
    assert Theme().margin == MARGIN
    assert taken_apart("").box == (12, 12, 66, 36)


def test_one_light_colour_may_be_two_dark_ones() -> None:
    mark = '<path d="M 0 0 L 9 9" style="fill: {}"/>'
    found = taken_apart(mark.format("#ffffff") * 2, mark.format("#000000") + mark.format("#101010"))
    assert found.tones == {Tone("#FFFFFF", "#000000"), Tone("#FFFFFF", "#101010")}


def test_black_that_a_picture_leaves_out_is_a_colour_like_any_other() -> None:
    found = taken_apart('<path d="M 0 0"/>', '<path d="M 0 0" style="fill: #ffffff"/>')
    assert found.tones == {Tone("#000000", "#FFFFFF")}


def test_where_the_dark_picture_has_other_marks_each_paper_has_its_own() -> None:
    light, dark = '<path d="M 0 0" fill="#ffffff"/>', '<path d="M 1 0" fill="#000000"/>'
    found = taken_apart(light, dark)
    assert found.tones == {Tone("#FFFFFF", "#FFFFFF"), Tone("#000000", "#000000")}
    shown = re.findall(r'<g display="var\(--on-(light|dark)\)">(.*?)</g>', found.marks)
    assert shown == [("light", taken_apart(light).marks), ("dark", taken_apart(dark).marks)]


@pytest.mark.parametrize(
    "marks",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)" transform="scale(1)"/>',
        '<path d="M 0 0" onclick="alert(1)"/>',
        '<path d="M 0 0" class="x"/>',
        '<path d="M 0 0" style="fill: url(#a)"/>',
        '<path d="M 0 0" style="background: red"/>',
        '<path d="M 0 0&quot;&gt;&lt;script&gt;"/>',
        '<use href="https://example.org/#a"/>',
        '<use href="#figure-1"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<a><path d='M 0 0'/></a>",
        "<foreignObject/>",
        "<text>a</text>",
        '<path id="glyph-a" d="M 0 0&quot;/&gt;"/>',
    ],
)
def test_nothing_is_let_through_but_shapes(marks: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        taken_apart(marks)
