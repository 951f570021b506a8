"""Scales are recognised whatever their spelling and order, and nothing is ordered that is not known."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.intake import library
from samkit.intake.scales import recognise
from samkit.intake.spelling import STAR, folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.intake.library import Chain

CHAINS = library.chains()
DRESSES = (
    lambda _, text: text.upper(),
    lambda _, text: text.replace(" ", "  ").replace("'", "’"),
    lambda _, text: f"  {text}. ",
    lambda _, text: text.replace("-", "–"),
    "{} - {}".format,
    "{}={}".format,
    "({}) {}".format,
    "{}. {}".format,
    lambda place, text: f"{text} ({place})",
)
"""Ways to write a level, from its place and its text."""


def words_of(chain: Chain) -> str:
    """Give words that may stand for the star of a chain."""
    return next(iter(chain.names), "") if chain.patterns else ""


def levels_of(chain: Chain, form: tuple[int, ...], words: str = "") -> list[str]:
    """Write the levels of a form, each in its first spelling."""
    return [chain.steps[step][0].replace(STAR, words or words_of(chain)) for step in form]


def order(texts: list[str], levels: tuple[str, ...]) -> list[int]:
    """Give the place of each text in an order."""
    return [levels.index(text) for text in texts]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_every_form_is_recognised_whatever_its_order(chain: Chain) -> None:
    for form in chain.forms:
        levels = levels_of(chain, form)
        found = recognise(tuple(random.Random(7).sample(levels, len(levels))))  # noqa: S311 - an order for a test
        assert found is not None
        assert found.ordered
        assert found.levels == tuple(levels)
        assert not found.missing


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
@pytest.mark.parametrize("dress", DRESSES)
def test_every_form_is_recognised_in_another_dress(chain: Chain, dress: Callable[[int, str], str]) -> None:
    for form in chain.forms:
        levels = [dress(place, text) for place, text in enumerate(levels_of(chain, form), 1)]
        found = recognise(tuple(reversed(levels)))
        assert found is not None
        assert found.levels == tuple(levels)
        assert found.backwards


@pytest.mark.parametrize("chain", [chain for chain in CHAINS if not chain.patterns], ids=lambda chain: chain.name)
def test_every_spelling_stands_on_its_own_step(chain: Chain) -> None:
    for step, spellings in enumerate(chain.steps):
        for spelling in spellings:
            assert chain.places[folded(spelling)] == step, spelling


def test_no_spelling_of_a_level_means_a_missing_answer() -> None:
    spelt = [text for chain in CHAINS for texts in chain.steps for text in texts if STAR not in text]
    assert [text for text in spelt if library.missing_reason(text)] == []


def test_no_two_scales_order_the_same_texts_otherwise() -> None:
    for one, other in combinations(CHAINS, 2):
        shared = sorted(set(one.places) & set(other.places), key=one.places.__getitem__)
        steps = [other.places[text] for text in shared]
        assert steps == sorted(steps), (one.name, other.name, shared)


def test_no_two_scales_have_the_same_form() -> None:
    forms: dict[tuple[str, ...], str] = {}
    for chain in CHAINS:
        for form in chain.forms:
            key = tuple(map(folded, levels_of(chain, form)))
            assert forms.setdefault(key, chain.name) == chain.name
            forms[key] = chain.name


@given(st.data())
def test_part_of_a_scale_is_ordered_as_the_whole(data: st.DataObject) -> None:
    chain = data.draw(st.sampled_from([chain for chain in CHAINS if not chain.patterns]))
    form = data.draw(st.sampled_from(chain.forms))
    levels = levels_of(chain, form)
    some = data.draw(st.lists(st.sampled_from(levels), min_size=2, unique=True))
    found = recognise(tuple(some))
    assert found is not None
    assert found.ordered
    assert order(sorted(some, key=levels.index), found.levels) == sorted(order(some, found.levels))


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        (["Very useful", "Not useful", "Somewhat useful"], ["Not useful", "Somewhat useful", "Very useful"]),
        (
            ["Very masculine", "Not at all masculine", "Somewhat masculine", "Not very masculine"],
            ["Not at all masculine", "Not very masculine", "Somewhat masculine", "Very masculine"],
        ),
        (
            ["Very likely", "Somewhat likely", "Very unlikely", "Somewhat unlikely"],
            ["Very unlikely", "Somewhat unlikely", "Somewhat likely", "Very likely"],
        ),
        (["Less than 10", "50+", "10–49"], ["Less than 10", "10–49", "50+"]),
        (["1,000-4,999", "501-999", "5,000 or more", "1-500"], ["1-500", "501-999", "1,000-4,999", "5,000 or more"]),
        (
            ["More than a year", "Less than six months", "Six months to a year"],
            ["Less than six months", "Six months to a year", "More than a year"],
        ),
        (
            ["$1 billion or greater", "Less than $50 million", "$50 million to less than $1 billion"],
            ["Less than $50 million", "$50 million to less than $1 billion", "$1 billion or greater"],
        ),
        (
            ["Increased 10% or more", "Decreased 1-9%", "No change", "Increased 1-9%", "Decreased 10% or more"],
            ["Decreased 10% or more", "Decreased 1-9%", "No change", "Increased 1-9%", "Increased 10% or more"],
        ),
        (["3", "1 (None at all)", "5 (All my time)"], ["1 (None at all)", "2", "3", "4", "5 (All my time)"]),
        (["0 - Not at all", "10 - Completely", "4"], ["0 - Not at all", *"123456789", "10 - Completely"]),
        (
            ["4-6 ปี", "มากกว่า 6 ปี", "น้อยกว่า 1 ปี", "1-3 ปี"],
            ["น้อยกว่า 1 ปี", "1-3 ปี", "4-6 ปี", "มากกว่า 6 ปี"],
        ),
        (["10年以上", "1年未満", "1年-3年", "4年-9年"], ["1年未満", "1年-3年", "4年-9年", "10年以上"]),
        (["до 10", "более 50", "10-50"], ["до 10", "10-50", "более 50"]),
        (
            ["ist um 1-9 % gestiegen", "ist gesunken", "ist gleich geblieben", "ist um 10 % oder mehr gestiegen"],
            ["ist gesunken", "ist gleich geblieben", "ist um 1-9 % gestiegen", "ist um 10 % oder mehr gestiegen"],
        ),
        (["Hardly any", "A great deal", "Only some"], ["Hardly any", "Only some", "A great deal"]),
        (["60+", "18 - 29", "45 - 59", "30 - 44"], ["18 - 29", "30 - 44", "45 - 59", "60+"]),
    ],
)
def test_orders_that_are_known_without_being_in_the_library(texts: list[str], levels: list[str]) -> None:
    found = recognise(tuple(texts))
    assert found is not None
    assert found.ordered
    assert list(found.levels) == levels


@pytest.mark.parametrize(
    "texts",
    [
        ["Red", "Green", "Blue"],
        ["Python 2", "Java 8", "Neither of them", "Rust"],
        ["Alpha", "Beta"],
        ["Married", "Unmarried"],
        ["Pacific", "Mountain", "South Atlantic"],
    ],
)
def test_what_is_not_known_is_not_ordered(texts: list[str]) -> None:
    found = recognise(tuple(texts))
    assert found is not None
    assert not found.ordered
    assert found.levels == tuple(texts)
    assert found.favourable == ()


def test_the_top_boxes_are_proposed() -> None:
    found = recognise(("Agree", "Strongly disagree", "Strongly agree"))
    assert found is not None
    assert found.favourable == ("Agree", "Strongly agree")
    yes = recognise(("Yes", "No"))
    assert yes is not None
    assert yes.favourable == ("Yes",)


def test_texts_that_are_no_answers_keep_their_reasons() -> None:
    found = recognise(("Agree", "Don’t know", "N/A", "Prefer not to say", "Disagree"))
    assert found is not None
    assert found.missing == {
        "Don’t know": "does not know",
        "N/A": "does not apply",
        "Prefer not to say": "not answered",
    }
    assert recognise(("N/A", "-")) is None


def test_two_spellings_of_one_level_are_one_level() -> None:
    found = recognise(("Strongly agree", "Strongly Agree", "Disagree", "Agree"))
    assert found is not None
    assert found.codes == {"Strongly Agree": "Strongly agree"}
    assert "Strongly Agree" not in found.levels


def test_no_level_is_added_to_those_of_a_file_that_gives_all_of_them() -> None:
    labels = ("very happy", "pretty happy", "not too happy")
    part, whole = recognise(labels), recognise(labels, whole=True)
    assert part is not None
    assert whole is not None
    assert len(part.levels) == 4
    assert whole.levels == labels[::-1]
    assert whole.favourable == ("very happy",)


def test_an_answer_outside_the_scale_is_asked_about() -> None:
    found = recognise(("Very useful", "Somewhat useful", "Not useful", "I was not told of this"))
    assert found is not None
    assert not found.ordered
    assert found.unplaced == ("I was not told of this",)
    assert found.favourable == ("Very useful",)


def test_growth_begins_where_the_levels_say_so() -> None:
    change = recognise(("Somewhat better", "Same", "Much worse"))
    assert change is not None
    assert change.growth == "Somewhat better"
    percent = recognise(("Decreased", "Unchanged", "Increased 1-9%", "Increased 10-19%"))
    assert percent is not None
    assert percent.growth == "Increased 1-9%"
