from __future__ import annotations

import math

import pytest

from samkit.report import resting, wording
from samkit.report.takeaway import takeaway
from samkit.results import Baseline, Contrast, Verdict
from samkit.words.language import ENGLISH, LANGUAGES, Words
from tests.builders import answers
from tests.charts import made
from tests.report.test_wording import compared

GERMAN = Words("de")
LABELS = ("Revenue grew",)


def row(
    counts: tuple[int, int, int, int] = (29, 52, 62, 345),
    baseline: Baseline | None = None,
    code: str = "circular",
    text: str = "Growth",
) -> Contrast:
    verdict = Verdict.CIRCULAR if code == "circular" else Verdict.DIFFERS
    return made.contrast(text, counts, verdict, [code])._replace(baseline=baseline)


RESULT = compared(answers(), "outcome")._replace(grouping=made.GROUPING)
FIRST, SECOND = made.GROUPING.first, made.GROUPING.second


def said(found: Contrast, words: Words = ENGLISH) -> str:
    return wording.contrast(found, RESULT, words)


def test_a_circular_item_is_no_finding_and_its_ratio_stands_beside_that_of_the_rule_alone() -> None:
    assert said(row(baseline=Baseline(LABELS, 0.13, 1.6))) == (
        f"Growth: part of what defines {FIRST}, so no finding; {FIRST} are 3.1 times as likely as {SECOND}, "
        "1.6 would follow from the rule alone"
    )


def test_where_the_second_group_is_ahead_both_ratios_are_turned_round() -> None:
    text = said(row((10, 50, 200, 400), Baseline(LABELS, -0.1, 0.8)))
    assert f"{SECOND} are 2.5 times as likely as {FIRST}, 1.3 would follow" in text


@pytest.mark.parametrize("ratio", [None, math.inf])
def test_a_ratio_that_is_not_there_is_not_told(ratio: float | None) -> None:
    text = said(row(baseline=Baseline(LABELS, 0.13, ratio)))
    assert text == f"Growth: part of what defines {FIRST}, so no finding"
    assert resting.alone(row((10, 50, 200, 400), Baseline(LABELS, -0.1, 0.0)), ENGLISH) == ""


def test_what_is_almost_a_criterion_is_never_told_as_a_clean_finding() -> None:
    found = row(baseline=Baseline(LABELS, 0.3, 2.4), code="almost_criterion")
    assert said(found) == (
        f"Growth (almost a criterion): {FIRST} 3.1 times as likely as {SECOND} (56 against 18 percent); "
        "2.4 would follow from the rule alone"
    )
    assert "Growth (fast ein Kriterium)" in said(found, GERMAN)
    assert "; 2,4-mal folgte allein aus der Regel" in said(found, GERMAN)
    for verdict in (Verdict.EQUIVALENT, Verdict.NOT_SHOWN):
        assert said(found._replace(verdict=verdict)).startswith("Growth (almost a criterion): ")


@pytest.mark.parametrize("chart", ["dumbbell", "forest"])
def test_where_it_stands_out_among_several_its_name_says_so(chart: str) -> None:
    others = [made.contrast("Trust", (26, 52, 100, 345)), row(code="almost_criterion")]
    assert "Growth (almost a criterion)" in wording.title(RESULT._replace(rows=tuple(others)), chart)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_circular_items_the_widest_stands_beside_the_rule(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]  # each is a language
    narrow = row((20, 52, 100, 345), Baseline(LABELS, 0.05, 1.2), text="Profit")
    both = (narrow, row(baseline=Baseline(LABELS, 0.13, 1.6)))
    title = wording.title(RESULT._replace(rows=both), "paired_bars", words)
    assert ("no finding" if language == "en" else "kein Befund") in title
    assert "Growth" in title
    assert "Profit" not in title
    assert ("1.6" if language == "en" else "1,6") in title


def test_the_sentence_below_a_title_tells_every_gap_beside_that_of_the_rule_alone() -> None:
    both = (row(baseline=Baseline(LABELS, 0.13, 1.6)), row((20, 52, 100, 345), Baseline(LABELS, -0.05, 0.9), text="B"))
    told = takeaway(RESULT._replace(rows=both), "paired_bars", ENGLISH)
    assert told == "Gap: Growth +38 points, +13 from the rule alone; B +9 points, −5 from the rule alone."
    one = takeaway(RESULT._replace(rows=both[:1]), "paired_bars", ENGLISH)
    assert one == "Gap: +38 points, +13 would follow from the rule alone."
    assert takeaway(RESULT._replace(rows=(row(),)), "paired_bars", ENGLISH) == ""


def test_an_item_that_rests_on_nothing_keeps_its_name() -> None:
    clean = made.contrast("Trust", (26, 52, 100, 345), notes=["small_base"])
    assert resting.named(clean.item, clean.notes, ENGLISH) == "Trust"
    assert resting.named(clean.item, row().notes, ENGLISH) == "Trust (part of what defines the groups)"
