"""Lengths of time are read to seconds in every usual spelling."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.durations import durations

SECONDS = st.integers(0, 9 * 86_400)


def spelt(seconds: int) -> list[str]:
    """Spell a length of time in every way that names all of it."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    day, rest = divmod(hour, 24)
    return [
        str(seconds),
        f"{hour}:{minute:02}:{second:02}",
        f"{day} days, {rest}:{minute:02}:{second:02}",
        f"{day}d {rest}h {minute}m {second}s",
        f"{hour} hours, {minute} minutes and {second} seconds",
        f"{hour} Std. {minute} Min. {second} Sek.",
        f"P{day}DT{rest}H{minute}M{second}S",
    ]


@given(SECONDS)
def test_every_spelling_of_a_length_of_time_gives_its_seconds(seconds: int) -> None:
    assert durations(spelt(seconds)).seconds.tolist() == [seconds] * 7


def test_minutes_and_seconds_with_one_colon_are_told() -> None:
    found = durations(["12:31", "1:05.5"])
    assert found.seconds.tolist() == [751.0, 65.5]
    assert found.decided == ("2 lengths of time like 12:31 read as minutes and seconds",)


def test_a_plain_number_is_of_the_unit_that_is_given_and_counted() -> None:
    found = durations(["1.5", "2,5", "3 h"], unit=60)
    assert found.seconds.tolist() == [90.0, 150.0, 10_800.0]
    assert found.numbers == 2


@pytest.mark.parametrize("text", ["-5", "soon", "P", "PT", "12:3", "1:2:3:4", "5 light years", "+3"])
def test_what_is_no_length_of_time_is_unreadable(text: str) -> None:
    found = durations([text, "", "1"])
    assert found.unreadable == (text,)
    assert [math.isnan(value) for value in found.seconds] == [True, True, False]


@given(st.lists(st.text(max_size=60)))
def test_no_text_at_all_stops_the_reading(texts: list[str]) -> None:
    found = durations(texts)
    assert all(value >= 0 or math.isnan(value) for value in found.seconds)
