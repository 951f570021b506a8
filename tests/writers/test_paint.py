from __future__ import annotations

import re
from typing import Literal

import pytest

from samkit.look import DARK, LIGHT, Look
from samkit.writers import paint
from samkit.writers.vector import Tone

TONES = [Tone("#FFFFFF", "#101010"), Tone("#000000", "#EEEEEE")]


def block(rules: str, selector: str) -> dict[str, str]:
    """Give the custom properties that a selector sets."""
    found = re.search(rf"^{re.escape(selector)} \{{(.*)\}}$", rules, re.MULTILINE)
    assert found
    return dict(re.findall(r"(--[\w-]+): (#\w{6});", found[1]))


def test_each_paper_has_its_palette_and_its_tones() -> None:
    rules = paint.rules(Look(), TONES)
    light, dark = block(rules, ":root"), block(rules, ":root[data-theme=dark]")
    assert (light["--first-ink"], dark["--first-ink"]) == (LIGHT.first_ink, DARK.first_ink)
    assert (light["--tone-FFFFFF-101010"], dark["--tone-FFFFFF-101010"]) == TONES[0]
    assert light.keys() == dark.keys()
    assert block(rules, ":root:not([data-theme=light])") == dark


def test_each_paper_shows_its_own_marks() -> None:
    found = re.findall(r"(--on-\w+): (\w+); (--on-\w+): (\w+);", paint.rules(Look(), []))
    light, dark = ("--on-light", "inline", "--on-dark", "none"), ("--on-dark", "inline", "--on-light", "none")
    assert found == [light, dark, dark]


def test_dark_paper_is_for_screens_alone() -> None:
    rules = paint.rules(Look(), TONES)
    for start in (place.start() for place in re.finditer(re.escape(DARK.paper), rules)):
        assert "@media screen" in rules[rules.rindex("@media", 0, start) : start]


def test_the_order_of_tones_changes_nothing() -> None:
    assert paint.rules(Look(), TONES) == paint.rules(Look(), TONES[::-1])


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_the_paper_is_that_of_the_look(page: Literal["A4", "Letter"]) -> None:
    assert f"size: {page};" in paint.rules(Look()._replace(page=page), [])


def test_a_page_brings_the_typeface_of_the_figures_unless_its_house_has_one() -> None:
    assert paint.rules(Look(), []).count("@font-face") == 2
    assert "@font-face" not in paint.rules(Look(font="Georgia"), [])
    assert '--font: "Georgia"' in paint.rules(Look(font="Georgia"), [])


@pytest.mark.parametrize("font", ['"; } body { display: none', "</style><script>", "a\\", "a\nb"])
def test_no_name_of_a_typeface_leaves_its_string(font: str) -> None:
    found = paint.quoted(font)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', found)
    read = re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), found[1:-1])
    assert read == font


@pytest.mark.parametrize("colour", ["red", "#FFF", "#FFFFFF; }", "url(#a)"])
def test_a_colour_is_six_digits_or_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=re.escape(colour)):
        paint.rules(Look(LIGHT._replace(ink=colour)), [])
