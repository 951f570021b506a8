"""Which texts are usual, and that it pays to look for them."""

from __future__ import annotations

from samkit.readers.coding import OTHER
from samkit.readers.gathered import usual_texts


def test_texts_that_repeat_are_usual_and_the_most_frequent_comes_first() -> None:
    assert usual_texts(["R1", *["Agree"] * 9, *["Disagree"] * 10]) == {"Disagree": 0, "Agree": 1}


def test_no_text_is_usual_where_most_cells_hold_texts_of_their_own() -> None:
    assert usual_texts([*map(str, range(50)), *["Agree"] * 50]) == {}


def test_a_byte_holds_the_number_of_every_usual_text() -> None:
    numbers = usual_texts([str(place % 256) for place in range(2_560)])
    assert sorted(numbers.values()) == list(range(OTHER))
