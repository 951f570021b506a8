"""A text is taken apart without deciding what its numbers mean."""

import pytest

from samkit.readers.clock import taken_apart


@pytest.mark.parametrize(
    ("text", "order", "numbers"),
    [
        ("2019-07-26", "ymd", (2019, 7, 26)),
        ("07/26/2019", "?", (7, 26, 2019)),
        ("26 Juin 2019", "ymd", (2019, 6, 26)),
        ("26 juillet 2019", "ymd", (2019, 7, 26)),
        ("5.6.19", "?", (5, 6, 19)),
    ],
)
def test_the_numbers_of_a_date_stand_as_they_stood(text: str, order: str, numbers: tuple[int, int, int]) -> None:
    found = taken_apart(text)
    assert found is not None
    assert (found.order, found.numbers) == (order, numbers)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("Z", 0), (" GMT+7", 25_200), ("+05:30", 19_800), ("-0330", -12_600), (" EST", -18_000), (" MESZ", 7_200)],
)
def test_an_offset_is_told_in_seconds(text: str, offset: int) -> None:
    found = taken_apart("2019-07-26T10:06:06" + text)
    assert found is not None
    assert found.offset == offset


def test_a_clock_without_an_offset_says_so() -> None:
    found = taken_apart("2019-07-26 10:06")
    assert found is not None
    assert found.offset is None
    assert found.clock == 10 * 3600 + 6 * 60
