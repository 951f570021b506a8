from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samkit.charts.literal import literal
from samkit.charts.theme import LIGHT
from samkit.charts.typeface import width
from samkit.charts.wrap import balanced, shortened, wrap
from tests.charts import made


@given(made.texts, st.floats(30, 300), st.integers(1, 4))
def test_every_line_fits_and_there_are_no_more_than_asked_for(text: str, room: float, most: int) -> None:
    lines = wrap(text, room, LIGHT.label, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, LIGHT.label.size) <= room for line in lines)


@given(st.lists(st.sampled_from(["grow", "accounts", "with", "senior", "clients"]), min_size=1, max_size=20))
def test_no_word_is_lost_or_broken_while_there_are_lines(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 90, LIGHT.label, 20)).split() == words


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert wrap("a long wording " * 20, 80, LIGHT.label, 2)[-1].endswith("…")
    assert shortened("a long wording", 40, LIGHT.label).endswith("…")


def test_forty_thousand_characters_are_broken_at_once() -> None:
    assert len(wrap("x" * 40_000, 120, LIGHT.label)) == 3


@given(made.texts)
def test_balanced_lines_say_the_same_in_as_many_lines(text: str) -> None:
    even, plain = balanced(text, 300, LIGHT.title, 4), wrap(text, 300, LIGHT.title, 4)
    assert len(even) == len(plain)
    assert all(width(line, LIGHT.title.size, strong=True) <= 300 for line in even)


@given(st.text(alphabet=st.characters()))
def test_literal_text_has_nothing_that_breaks_a_file_and_stays_as_it_is(text: str) -> None:
    clean = literal(text)
    assert literal(clean) == clean
    assert not any(c < " " or "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff\u202e" for c in clean)


def test_balancing_breaks_no_word_that_fits() -> None:
    assert balanced("Continuously improved", 74, LIGHT.small) == ("Continuously", "improved")


def test_two_lines_part_at_a_colon_near_the_middle() -> None:
    said = "Maturity of the process: Top Performers stand higher than The Rest"
    assert balanced(said, 420, LIGHT.title)[0] == "Maturity of the process:"
    assert balanced("Q: " + said.replace(":", ""), 420, LIGHT.title)[0] != "Q:"


def test_no_balanced_line_ends_in_a_dash() -> None:
    room = width("7 to 10 - Completely", LIGHT.small_size) + 1
    assert balanced("7 to 10 - Completely satisfied", room, LIGHT.small) == ("7 to 10 - Completely", "satisfied")
