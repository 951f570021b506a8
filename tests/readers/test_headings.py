"""The words above columns: made plain, told apart, cut into question and part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.headings import beyond, distinct, shared, stem, words


@given(st.lists(st.sampled_from(["a", "b", "a (2)", "a (2) (2)", ""]), max_size=12))
def test_names_become_distinct_and_the_first_of_each_stays(names: list[str]) -> None:
    made, notes = distinct(names)
    named = [name for name in made if name]
    assert len(set(named)) == len(named)
    assert [not name for name in made] == [not name for name in names]
    assert all(made[names.index(name)] == name for name in names)
    assert bool(notes) == (list(made) != names)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  a \n b\u00a0c ", "a b c"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("<b>Bold</b>, he said", "Bold , he said"),
        ("a < b and c > d", "a < b and c > d"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_words_are_plain(text: str, plain: str) -> None:
    assert words(text) == plain


@pytest.mark.parametrize(
    ("texts", "question", "parts"),
    [
        (["Q - A", "Q - B"], "Q", ["A", "B"]),
        (["Q - Tea", "Q - Tea, green"], "Q", ["Tea", "Tea, green"]),
        (["Q", "Q - Other - Text"], "Q", ["", "Other - Text"]),
        (["Q - pre - A", "Q - pre - B"], "Q - pre", ["A", "B"]),
        (["Yes", "No"], "", ["Yes", "No"]),
    ],
)
def test_what_texts_share_is_the_question(texts: list[str], question: str, parts: list[str]) -> None:
    assert shared(texts, " - ") == question
    assert [beyond(text, question, " - ") for text in texts] == parts


def test_column_names_share_whole_pieces() -> None:
    assert stem(["Q10_1", "Q10_10", "Q10_1_TEXT"]) == "Q10"
    assert stem(["Q1", "Q10"]) == ""
