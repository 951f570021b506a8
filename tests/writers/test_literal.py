from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from samkit.writers.literal import on_one_line, visible, without_formula


@given(st.text())
def test_nothing_is_left_that_steers_a_terminal_or_turns_the_direction_of_text(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) != "Cs"
        assert unicodedata.category(character) != "Cc" or character in "\t\n\r"
        assert unicodedata.bidirectional(character) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }


@given(st.text())
def test_text_keeps_its_length_and_is_made_safe_once(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert visible(visible(text)) == visible(text)


def test_words_of_every_script_stay_as_they_are() -> None:
    for text in ("Zoë – “größer”", "顧客", "клиент", "שלום", "é\u0301", "a\u00a0b", "👩\u200d💻"):
        assert visible(text) == text


@given(st.text(min_size=1))
def test_a_text_that_is_no_formula_is_left_alone(text: str) -> None:
    assert without_formula(text) in {text, f"'{text}"}
    assert (without_formula(text) == text) == (text[0] not in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@given(st.text())
def test_a_text_on_one_line_neither_leaves_it_nor_writes_over_it(text: str) -> None:
    assert not set("\r\n\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") & set(on_one_line(text))
