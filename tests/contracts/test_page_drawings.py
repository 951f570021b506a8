"""Every chart of the catalogue can be put into a page; a new chart is tested by being listed."""

from __future__ import annotations

import pytest

from samkit import catalogue
from samkit.catalogue import CHARTS
from samkit.charts.frame import Caption
from samkit.charts.save import render
from samkit.charts.theme import DARK, LIGHT
from samkit.writers import vector
from tests.contracts.test_catalogue import results

NONE = Caption("", "", "")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_follows_the_page_to_dark_paper(name: str) -> None:
    result = results()[CHARTS[name].takes]
    draw = catalogue.load(CHARTS[name])
    light, dark = (render(draw(result.rows, result.grouping, NONE, theme=theme), "svg") for theme in (LIGHT, DARK))
    found = vector.drawing(light, dark)
    assert found.marks
    assert any(tone.light != tone.dark for tone in found.tones) or vector.ON_DARK in found.marks
