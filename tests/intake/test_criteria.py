"""Questions that speak of growth, profit, satisfied clients or success are candidates, and each says why."""

from __future__ import annotations

import pytest

from samkit.intake.criteria import candidates, proposed
from samkit.readers.export import Asked
from tests.intake.made import found

GROWTH = ["Increased", "Decreased", "Stayed the same", "Increased"]
QUALITY = ["Good", "Excellent", "Poor", "Very good"]
NUMBERS = ["3.5", "-2", "11", "0.5"]


@pytest.mark.parametrize(
    ("text", "texts", "aspect", "comparison", "operand"),
    [
        ("How did your revenue change?", GROWTH, "revenue", "at_least", "Increased slightly"),
        ("Wie hat sich Ihr Umsatz entwickelt?", GROWTH, "revenue", "at_least", "Increased slightly"),
        ("Margen im letzten Jahr", GROWTH, "profit", "at_least", "Increased slightly"),
        ("Évolution du chiffre d'affaires", GROWTH, "revenue", "at_least", "Increased slightly"),
        ("How satisfied are your clients?", QUALITY, "satisfaction", "is_in", ("Very good", "Excellent")),
        ("Overall success of the programme", QUALITY, "success", "is_in", ("Very good", "Excellent")),
        ("Sales growth in percent", NUMBERS, "revenue", "above", 0),
        ("Umsatzwachstum (%)", NUMBERS, "revenue", "above", 0),
        ("Profit margin", NUMBERS, "profit", "top_share", 0.25),
    ],
)
def test_candidates_are_found_in_several_languages(
    text: str, texts: list[str], aspect: str, comparison: str, operand: object
) -> None:
    (one,) = candidates(found({"q1": texts}, {"q1": Asked(text)}))
    assert (one.aspect, one.comparison) == (aspect, comparison)
    if comparison == "at_least":
        assert str(one.operand).startswith("Increased")
    else:
        assert one.operand == operand
    assert "speak of" in one.why


def test_clients_must_be_as_satisfied_as_before() -> None:
    texts = ["Somewhat better", "Same", "Somewhat worse", "Significantly better"]
    (one,) = candidates(found({"q1": texts}, {"q1": Asked("How did client satisfaction change?")}))
    assert (one.comparison, one.operand) == ("at_least", "Same")
    assert "the same or better" in one.label


@pytest.mark.parametrize(
    "text", ["How long have you worked here?", "Staff turnover is a problem", "Which colours do you like?"]
)
def test_other_questions_are_no_candidates(text: str) -> None:
    assert candidates(found({"q1": QUALITY}, {"q1": Asked(text)})) == []


def test_codes_of_answers_are_no_growth() -> None:
    asked = {"q1": Asked("How did your revenue change?")}
    assert candidates(found({"q1": ["1", "2", "4", "3", "2"]}, asked)) == []
    (one,) = candidates(found({"q1": [str(place) for place in range(3, 40, 2)]}, asked))
    assert one.comparison == "top_share"


def test_a_burden_is_no_sign_of_the_best() -> None:
    texts = ["Major challenge", "Minor challenge", "Moderate challenge", "Not a challenge"]
    assert candidates(found({"q1": texts}, {"q1": Asked("Revenue targets")})) == []


def test_one_candidate_of_each_aspect_is_proposed_and_a_change_goes_first() -> None:
    columns = {"a": QUALITY, "b": GROWTH, "c": QUALITY}
    asked = {
        "a": Asked("How good is your revenue?"),
        "b": Asked("How did revenue change?"),
        "c": Asked("Overall success"),
    }
    offered = candidates(found(columns, asked))
    assert len(offered) == 3
    assert [each.question.seen.name for each in proposed(offered)] == ["b", "c"]
