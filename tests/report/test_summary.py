from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit import reporting, workflow
from samkit.report.document import Sentence
from samkit.report.summary import checked, in_words, summary
from samkit.results import Contrast, Verdict, contrasts
from samkit.words.language import ENGLISH, LANGUAGES
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from samkit.report.document import Document

MADE = st.builds(answers, rows=st.integers(12, 160), seed=st.integers(0, 10_000), gap=st.floats(-0.3, 0.6))
FIGURES = "".join(
    f'\n[[figures]]\nid = "{name}"\nsection = "{section}"\nchart = "{chart}"\n'
    for name, section, chart in (
        ("gaps", "practices", "dumbbell"),
        ("ratios", "practices", "forest"),
        ("defining", "outcome", "paired_bars"),
        ("trend", "maturity", "p_top"),
    )
)
TEXT = STUDY.split("[[figures]]")[0] + FIGURES


def made(columns: dict[str, list[str]], text: str = TEXT) -> Document:
    return reporting.made(surveyed(columns, text))[2]


def rows(document: Document) -> list[Contrast]:
    return [row for figure in document.figures[:1] for row in contrasts(figure.pictures[0].rows)]


def said(document: Document, start: str) -> list[Sentence]:
    return [sentence for sentence in document.summary if re.search(start, sentence.text)]


@settings(max_examples=60)
@given(MADE)
def test_the_summary_says_no_more_than_the_verdicts(columns: dict[str, list[str]]) -> None:
    document = made(columns)
    by_verdict = {verdict: [row for row in rows(document) if row.verdict is verdict] for verdict in Verdict}
    told = " ".join(sentence.text for sentence in document.summary)
    assert ("times as likely" in told) <= bool(by_verdict[Verdict.DIFFERS])
    assert bool(said(document, "^Widest gap shown")) == bool(by_verdict[Verdict.DIFFERS])
    same = said(document, "are the same within 10 points:")
    assert bool(same) == bool(by_verdict[Verdict.EQUIVALENT])
    assert bool(said(document, "no difference is shown, which")) == bool(by_verdict[Verdict.NOT_SHOWN])
    assert "more likely" not in told
    for row in by_verdict[Verdict.NOT_SHOWN]:
        assert all(
            row.item.text not in sentence.text for sentence in (*same, *said(document, "shown to be (above|below)"))
        )


@settings(max_examples=60)
@given(MADE)
def test_every_reference_leads_to_a_figure_that_shows_the_item(columns: dict[str, list[str]]) -> None:
    document = made(columns)
    shown = {figure.id: {row.item.text for row in contrasts(figure.pictures[0].rows)} for figure in document.figures}
    texts = {row.item.text for row in rows(document)}
    for sentence in document.summary:
        assert set(sentence.figures) <= set(shown)
        named = {text for text in texts if text in sentence.text}
        assert named <= set().union(*(shown[id_] for id_ in sentence.figures))


@settings(max_examples=60)
@given(MADE)
def test_the_numbers_of_the_widest_gap_are_those_of_the_counts_rounded_once(columns: dict[str, list[str]]) -> None:
    document = made(columns)
    for sentence in said(document, "^Widest gap shown"):
        row = next(row for row in rows(document) if row.item.text in sentence.text)
        gaps = {each.item.id: abs(each.gap.value or 0) for each in rows(document) if each.verdict is Verdict.DIFFERS}
        assert gaps[row.item.id] == max(gaps.values())
        sides = sorted(Fraction(side.x or 0, side.n) for side in (row.first, row.second))
        found = [int(number) for number in re.findall(r"(\d+) percent", sentence.text)]
        assert found[: len(sides)] == [math.floor(100 * side + Fraction(1, 2)) for side in sides[::-1]][: len(found)]
        likely = re.search(r"([\d.]+) times as likely", sentence.text)
        assert bool(likely) == bool(sides[0])
        if likely:
            assert float(likely[1]) == math.floor(sides[1] / sides[0] * 10 + Fraction(1, 2)) / 10


@settings(max_examples=60)
@given(MADE)
def test_the_comparisons_that_were_judged_are_counted_and_add_up(columns: dict[str, list[str]]) -> None:
    document = made(columns)
    judged = [row.verdict for row in rows(document) if row.verdict in {"differs", "equivalent", "not shown"}]
    found = said(document, "judged, adjusted")
    assert bool(found) == bool(judged)
    for sentence in found:
        numbers = re.search(r": (\d+) differs?, (\d+) (?:is|are) the same within 10 points, on (\d+) ", sentence.text)
        assert numbers is not None
        wanted = [judged.count(verdict) for verdict in (Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN)]
        assert [int(number) for number in numbers.groups()] == wanted


def test_what_defines_the_groups_is_called_so_and_never_a_difference() -> None:
    document = made(answers())
    (sentence,) = said(document, "part of what defines")
    assert sentence == Sentence(
        "One item is part of what defines Top Performers and so no finding: Revenue grew.", ("defining",)
    )
    assert all("Revenue grew (" not in each.text for each in document.summary)


def test_the_summary_opens_with_who_was_compared_and_ends_with_what_the_data_are() -> None:
    document = made(answers(), TEXT.replace("hide_below", 'synthetic = "Made up."\nhide_below'))
    assert document.summary[0].text == (
        "40 of 119 respondents, about a third (34 percent), are Top Performers; 1 could not be classified."
    )
    assert document.summary[1].text == "One criterion decides who is among Top Performers: Revenue grew."
    assert document.summary[-1] == Sentence("Made up.", ())


def test_a_trend_is_told_with_its_figure_and_small_bases_are_counted() -> None:
    document = made(answers(), TEXT.replace("mark_below = 8", "mark_below = 45"))
    (trend,) = said(document, "the share of Top Performers")
    assert trend.figures == ("trend",)
    small = [row for row in rows(document) if any(note.code == "small_base" for note in row.notes)]
    assert said(document, "small base")[0].text.startswith(f"{ENGLISH.number(len(small)).capitalize()} of them ")


def test_a_sentence_that_names_a_figure_which_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="9b"):
        checked((Sentence("See there.", ("1", "9b")),), ("1", "2"))


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_in_words_always_has_its_percent(some: int, n: int) -> None:
    share = Fraction(min(some, n), n)
    assert f"{math.floor(100 * share + Fraction(1, 2))} percent" in in_words(float(share), ENGLISH)


@settings(max_examples=40)
@given(MADE)
def test_what_is_said_below_a_title_adds_what_the_title_leaves_out(columns: dict[str, list[str]]) -> None:
    document = made(columns)
    judged = [row.verdict for row in rows(document) if row.verdict in {"differs", "equivalent", "not shown"}]
    left = judged.count(Verdict.NOT_SHOWN)
    takeaway = document.figures[0].takeaway
    assert bool(takeaway) == (Verdict.DIFFERS in judged and set(judged) != {Verdict.DIFFERS})
    assert ("no difference shown" in takeaway.lower()) == bool(takeaway and left)


def test_a_title_of_the_study_leaves_the_finding_to_the_sentence_below_it() -> None:
    text = TEXT.replace('chart = "dumbbell"\n', 'chart = "dumbbell"\ntitle = "Ours"\n')
    figure, plain = made(answers(), text).figures[0], made(answers()).figures[0]
    assert figure.title == "Ours"
    assert figure.takeaway.startswith(f"{plain.title}. ")


def test_one_item_has_the_intervals_of_its_gap_and_ratio_below_its_title() -> None:
    text = TEXT.replace('chart = "dumbbell"\n', 'chart = "paired_bars"\nitems = ["plan"]\n')
    figure = made(answers(), text).figures[0]
    (row,) = contrasts(figure.pictures[0].rows)
    assert row.verdict is Verdict.DIFFERS
    gap, ratio = r"of the gap \+\d+ to \+\d+", r"of the likelihood ratio [\d.]+ to [\d.]+"
    assert re.match(rf"Gap \+\d+ points; 95 percent intervals: {gap}, {ratio}\. The finding holds", figure.takeaway)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", ["{first}", "{0.__class__}", "{share} of {every}", "<b>$x$</b> {{ 7 * 7 }}"])
def test_a_label_with_braces_stands_in_titles_and_summary_as_it_is(label: str, language: str) -> None:
    text = TEXT.replace("Plans accounts", label).replace("hide_below", f'language = "{language}"\nhide_below')
    document = made(answers(), text)
    assert label in document.figures[0].title
    assert any(label in sentence.text for sentence in document.summary)
    assert document.words.language == language


def test_what_is_synthetic_in_another_study_is_said_under_its_name() -> None:
    classification = workflow.classify(surveyed(answers(), TEXT))[1]
    other = classification.provenance._replace(study="Before", synthetic="Assumed")
    said = summary(classification, (), ENGLISH, (other, classification.provenance))
    assert [sentence.text for sentence in said if "Before" in sentence.text] == ["Before: Assumed."]


def test_bars_of_one_group_say_nothing_of_differences() -> None:
    text = TEXT.replace('chart = "dumbbell"', 'chart = "ranked_bars"')
    assert made(answers(), text).figures[0].takeaway == ""
