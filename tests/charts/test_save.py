from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from samkit.charts import dumbbell, paired_bars, stacked_levels
from samkit.charts.save import FORMATS, Format, missing_glyphs, render
from tests.charts import made

if TYPE_CHECKING:
    from pathlib import Path

DRAW = """
import hashlib, sys
from samkit.charts import dumbbell
from samkit.charts.save import FORMATS, render
from tests.charts import made
figure = dumbbell.draw(made.ROLES, made.GROUPING, made.CAPTION)
print(*(hashlib.sha256(render(figure, fmt)).hexdigest() for fmt in FORMATS))
print("pyplot" if "matplotlib.pyplot" in sys.modules else "no pyplot")
print([name for name in ("pandas", "scipy", "statsmodels") if name in sys.modules])
"""
HOSTILE = """
svg.fonttype: none
savefig.dpi: 31
savefig.bbox: tight
savefig.transparent: True
figure.autolayout: True
figure.facecolor: red
path.sketch: 3, 10, 2
font.size: 30
text.usetex: True
pdf.compression: 0
patch.antialiased: False
"""


def digests() -> list[str]:
    figure = dumbbell.draw(made.ROLES, made.GROUPING, made.CAPTION)
    return [hashlib.sha256(render(figure, fmt)).hexdigest() for fmt in FORMATS]


def test_the_same_figure_is_the_same_bytes_again() -> None:
    assert digests() == digests()


@pytest.mark.parametrize(("zone", "locale", "seed"), [("Asia/Kathmandu", "de_DE.UTF-8", "7"), ("UTC", "C", "0")])
def test_neither_machine_nor_settings_reach_the_bytes(
    tmp_path: Path, checkout: Path, zone: str, locale: str, seed: str
) -> None:
    (tmp_path / "matplotlibrc").write_text(HOSTILE, encoding="utf-8")
    there = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "MPLCONFIGDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, **there, "PYTHONPATH": str(checkout)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert said[0].split() == digests()
    assert said[1:] == ["no pyplot", "[]"]


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_date_and_no_program_is_written(fmt: Format) -> None:
    body = render(paired_bars.draw(made.ROLES, made.GROUPING, made.CAPTION), fmt)
    assert not re.search(rb"CreationDate|<dc:date>|Software|Matplotlib v|Producer", body)


def test_a_png_has_two_hundred_dots_per_inch() -> None:
    body = render(paired_bars.draw(made.ROLES, made.GROUPING, made.CAPTION), "png")
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(body[16:20], "big") == int(180 / 25.4 * 200)


@pytest.mark.parametrize("text", made.NASTY)
def test_an_svg_with_any_text_is_well_formed_and_holds_no_text_elements(text: str) -> None:
    rows = [made.contrast(text, (29, 52, 62, 345))]
    root = ET.fromstring(render(paired_bars.draw(rows, made.GROUPING, made.CAPTION), "svg"))  # noqa: S314
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"text", "script", "image", "foreignObject"}


def test_every_letter_of_an_svg_refers_to_an_outline_that_is_there() -> None:
    figure = stacked_levels.draw(made.MATURITY, made.GROUPING, made.CAPTION)
    body = render(figure, "svg").decode()
    wanted = set(re.findall(r'href="#(glyph-[^"]+)"', body))
    assert wanted
    assert wanted <= set(re.findall(r'id="(glyph-[^"]+)"', body))


def test_characters_that_no_font_has_are_named_not_passed_over_in_silence() -> None:
    figure = paired_bars.draw([made.contrast("ภาษาไทย 中", (29, 52, 62, 345))], made.GROUPING, made.CAPTION)
    assert "中" in missing_glyphs(figure)
    assert "ภ" in missing_glyphs(figure)
    assert render(figure, "pdf")


def test_a_figure_in_latin_greek_and_cyrillic_misses_nothing() -> None:
    figure = paired_bars.draw(
        [made.contrast("Größe Łódź γη да ≤ ∞ † → €", (29, 52, 62, 345))], made.GROUPING, made.CAPTION
    )
    assert missing_glyphs(figure) == ()
