from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image

import samkit.charts
from samkit.charts import typeface
from samkit.charts.plate import Sheet
from samkit.charts.save import render
from samkit.charts.theme import LIGHT, Style
from samkit.charts.typeface import EM, run, width

FONTS = Path(samkit.charts.__file__).parent / "fonts"


@pytest.mark.parametrize(
    "text", ["Top Performers", "AVATAR Tom's 3.1 times", "+24 to +51", "Łódź Größe γη", "Wave: To Ty"]
)
@pytest.mark.parametrize(("strong", "file"), [(False, "SamkitSans-Regular.otf"), (True, "SamkitSans-SemiBold.otf")])
def test_letters_stand_where_the_shaping_engine_puts_them(text: str, strong: bool, file: str) -> None:
    font = FT2Font(str(FONTS / file))
    font.set_size(EM, 72)
    expected = [place[0] / 64 for place in font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)]
    assert [x for _, x, _ in run(text, strong=strong).glyphs] == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize("strong", [False, True])
def test_digits_and_signs_of_one_length_are_equally_wide(strong: bool) -> None:
    assert len({round(width(str(digit), 100, strong=strong)) for digit in range(10)}) == 1
    assert width("+24", 100, strong=strong) == pytest.approx(width("−24", 100, strong=strong), abs=0.5)


def ink(text: str, style: Style) -> tuple[tuple[float, float, float, float], tuple[float, float, float, float]]:
    """The box that a line claims and the box of the pixels that it blackens, in points."""
    sheet = Sheet(LIGHT)
    sheet.write(text, 40.0, 50.0, style)
    plate = sheet.plate(90.0)
    pixels = np.asarray(Image.open(io.BytesIO(render(plate, "png"))).convert("L")) < 200
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    drawn = tuple(float(pixel) * 72 / 200 for pixel in (columns[0], rows[0], columns[-1], rows[-1]))
    return plate.lettering[0].box, (drawn[0], drawn[1], drawn[2], drawn[3])


@pytest.mark.parametrize("text", ["Jagged pyqÅŽ†", "שלום", "0 to +51 ×", "e\u0301a\u0308"])
@pytest.mark.parametrize("style", [LIGHT.title, LIGHT.label, LIGHT.small])
def test_what_is_drawn_lies_where_it_was_measured(text: str, style: Style) -> None:
    box, drawn = ink(text, style)
    assert drawn[0] >= box[0] - 0.05 * style.size
    assert drawn[1] >= box[1] - 0.05 * style.size
    assert drawn[2] <= box[2] + 0.05 * style.size
    assert drawn[3] <= box[3] + 0.05 * style.size
    assert drawn[2] - drawn[0] >= 0.8 * (box[2] - box[0])


def test_the_fonts_travel_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 1_000_000


def test_no_font_stays_open_so_that_two_processes_never_read_it_at_one_place() -> None:
    before = opened()
    assert typeface._font.__wrapped__(typeface._paths(strong=True)[0]) is not None
    assert opened() == before


def opened() -> list[str]:
    return sorted(str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
