import pytest

from samkit.readers.text.likeness import Likeness, is_number_like

ROWS = [["R1", "1.5", "Agree"], ["R2", "2", "Disagree"], ["R3", "", "Agree"], ["R4", "4", "Agree"]]


@pytest.mark.parametrize("text", ["1", "-1.5", "1,5", "1.234,5", "12 %", "1e3", " 7 ", ".5"])
def test_the_usual_spellings_of_a_number_look_like_one(text: str) -> None:
    assert is_number_like(text)


@pytest.mark.parametrize("text", ["", "q1", "1a", "-", "Agree", "1-2", "R1"])
def test_other_texts_do_not(text: str) -> None:
    assert not is_number_like(text)


def test_a_line_is_as_like_as_the_share_of_its_filled_cells_that_fit() -> None:
    look = Likeness(ROWS)
    assert look.share(["R9", "7", "Agree"]) == 2 / 3
    assert look.share(["R9", "", "Agree"]) == 1 / 2
    assert look.share(["id", "growth", "q1"]) == 0


def test_a_line_of_another_width_or_without_text_is_not_like_the_others() -> None:
    look = Likeness(ROWS)
    assert (look.share(["Agree"]), look.share(["", " ", ""]), Likeness([]).share(["a"])) == (0, 0, 0)


def test_a_word_among_numbers_and_a_new_one_where_answers_recur_cannot_be_answers() -> None:
    look = Likeness(ROWS)
    assert look.cannot_be(1, "Text of growth")
    assert look.cannot_be(2, "Text of q1")
    assert not look.cannot_be(0, "Text of id")
    assert not look.cannot_be(2, "Agree")
    assert not Likeness([]).cannot_be(0, "Text")
