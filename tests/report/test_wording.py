from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit import workflow
from samkit.analyses import gap as gap_analysis
from samkit.analyses.plan import Plan
from samkit.report import wording
from samkit.results import Contrast, Grouping, Result, Verdict, contrasts
from samkit.tally import Cells
from tests.builders import STUDY, answers, study, surveyed

NAMES = ("plan", "train", "meet")


@st.composite
def columns(draw: st.DrawFn) -> dict[str, list[str]]:
    """Answers of any spread, with small and empty bases among them."""
    top, rest = draw(st.integers(0, 40)), draw(st.integers(1, 90))
    made = {**answers(top + rest, 1), "growth": ["Grew"] * top + ["Fell"] * rest}
    for name in NAMES:
        made[name] = []
        for size in (top, rest):
            agree, silent = draw(st.integers(0, size)), draw(st.sampled_from([0, 0, 0, size // 2, size]))
            texts = ["Agree"] * agree + ["Disagree"] * (size - agree)
            made[name] += [""] * silent + texts[silent:]
    return made


def compared(made: dict[str, list[str]], section: str = "practices") -> Result:
    text = STUDY.replace("hide_below", "margin = 20\nhide_below")
    return workflow.compare(surveyed(made, text), [section])[1][0]


SOME = columns()


@settings(max_examples=120)
@given(SOME)
def test_a_title_of_one_item_says_no_more_than_its_verdict(made: dict[str, list[str]]) -> None:
    result = compared(made)
    for row in contrasts(result):
        title = wording.contrast(row, result)
        assert ("times as likely" in title) <= (row.verdict is Verdict.DIFFERS)
        assert ("the same" in title) == (row.verdict is Verdict.EQUIVALENT)
        assert ("too few" in title) == (row.verdict is Verdict.HIDDEN)
        assert "more likely" not in title
        assert row.verdict in {Verdict.DIFFERS, Verdict.EQUIVALENT} or not re.search(r"\d", title)


@settings(max_examples=120)
@given(SOME)
def test_the_numbers_of_a_title_are_those_of_the_counts_rounded_once(made: dict[str, list[str]]) -> None:
    result = compared(made)
    for row in contrasts(result):
        title = wording.contrast(row, result)
        found = re.search(r"([\d.,]+) times as likely as .*\((\d+) against (\d+) percent\)", title)
        if not found:
            continue
        sides = sorted((share(row, "first"), share(row, "second")), reverse=True)
        high, low = sides
        digits = 1 if high / low >= Fraction(995, 1000) else 2
        assert float(found[1].replace(",", "")) == math.floor(high / low * 10**digits + Fraction(1, 2)) / 10**digits
        assert [int(found[2]), int(found[3])] == [math.floor(100 * side + Fraction(1, 2)) for side in sides]
        ahead = result.grouping.first if share(row, "first") > share(row, "second") else result.grouping.second
        assert f": {ahead} " in title


def share(row: Contrast, side: str) -> Fraction:
    counted = getattr(row, side)
    return Fraction(counted.x, counted.n)


@settings(max_examples=120)
@given(SOME)
def test_a_title_of_several_items_counts_those_that_differ_of_those_that_were_judged(
    made: dict[str, list[str]],
) -> None:
    result = compared(made)
    title = wording.title(result, "dumbbell")
    verdicts = [row.verdict for row in contrasts(result)]
    differing = [row for row in contrasts(result) if row.verdict is Verdict.DIFFERS]
    judged = [verdict for verdict in verdicts if verdict not in {Verdict.HIDDEN, Verdict.NOT_COMPUTABLE}]
    assert ("too few answers" in title) == (not judged)
    assert ("the same within" in title) == (bool(judged) and set(judged) == {Verdict.EQUIVALENT})
    assert ("no difference shown" in title) == (bool(judged) and not differing and Verdict.NOT_SHOWN in judged)
    if differing:
        words = {1: "one", 2: "two", 3: "three"}
        all_of = {1: "the item", 2: "both items", 3: "all three items"}
        counted = f"{words[len(differing)]} of {words[len(judged)]} items"
        assert f"on {all_of[len(judged)] if len(differing) == len(judged) else counted};" in title
        above = {(row.gap.value or 0) > 0 for row in differing}
        assert ("are above" in title, "are below" in title) == (above == {True}, above == {False})
        assert max(differing, key=lambda row: abs(row.gap.value or 0)).item.text in title


def test_an_item_that_defines_the_groups_is_never_a_finding() -> None:
    result = compared(answers(), "outcome")
    for title in (wording.title(result, "dumbbell"), wording.title(result, "forest")):
        assert "no finding" in title
        assert not re.search(r"\d|likely", title)


def ladder(*tops: int, empty: int = 0) -> Result:
    """Forty answers at each level, so many of them by those who grew; the first levels may be empty."""
    names = ["Disagree", "Neither", "Agree"][empty:]
    growth = [text for top in tops for text in ["Grew"] * top + ["Fell"] * (40 - top)]
    ripe = [level for level in names[: len(tops)] for _ in range(40)]
    return compared({**answers(len(growth)), "growth": growth, "ripe": ripe}, "maturity")


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (ladder(4, 12, 24), "rises with every level, from 10 percent at Disagree to 60 percent at Agree"),
        (ladder(24, 12, 4), "falls with every level, from 60 percent at Disagree to 10 percent at Agree"),
        (ladder(4, 20, 20), "rises with the level, though not at every step"),
        (ladder(4, 24, empty=1), "rises with every level, from 10 percent at Neither to 60 percent at Agree"),
        (ladder(12, 13, 12), "no trend shown"),
    ],
)
def test_a_trend_is_told_as_steadily_as_it_is(result: Result, said: str) -> None:
    title = wording.title(result, "p_top")
    assert said in title


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (ladder(4, 12, 24), "stand higher than"),
        (ladder(24, 12, 4), "stand lower than"),
        (ladder(20, 2, 20), "spread differently"),
        (ladder(12, 13, 12), "no difference shown"),
    ],
)
def test_two_spreads_are_compared_as_their_tests_allow(result: Result, said: str) -> None:
    assert said in wording.title(result, "stacked_levels")


def test_a_hidden_or_weighted_factor_has_a_title_without_a_finding() -> None:
    hidden = ladder(1, 1, 1)
    assert "too few answers" in wording.title(hidden, "p_top")
    assert "no finding" not in wording.title(hidden, "stacked_levels")


@settings(max_examples=60)
@given(SOME, st.sampled_from(["dumbbell", "forest", "paired_bars"]), st.sampled_from(["gap", "prevalence"]))
def test_every_figure_has_a_subtitle_and_an_alternative_text_without_nan_or_none(
    made: dict[str, list[str]], chart: str, order: str
) -> None:
    result = compared(made)
    for text in (wording.subtitle(result, order), wording.alt(result, chart, wording.title(result, chart))):
        assert text
        assert not re.search(r"\b(nan|None|inf)\b", text)


def test_the_sentence_of_the_groups_counts_only_who_could_be_classified() -> None:
    grouping = Grouping("g", "Top", "Rest", 52, 345, 3, "Unclassified")
    assert wording.group_sentence(grouping) == ("52 of 397 respondents, 13 percent, are Top; 3 could not be classified")
    assert "–" in wording.group_sentence(Grouping("g", "Top", "Rest", 0, 0, 9, "Unclassified"))


def test_an_analysis_of_no_section_gives_no_result() -> None:
    survey = workflow.classify(surveyed(answers()))[0]
    grouping = workflow.describe(survey, study().groups["performance"])
    plan = Plan((), grouping, {}, study().about, workflow.provenance(survey))
    assert gap_analysis.answer(plan, Cells()) == ()
