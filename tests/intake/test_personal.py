"""Personal columns are known by what the platform calls them, by their names and by what they hold."""

from __future__ import annotations

import pytest

from samkit.intake.personal import personal
from samkit.readers.export import Asked
from tests.intake.made import seen

DIFFERENT = [f"value {row}" for row in range(9)]


@pytest.mark.parametrize(
    "name",
    [
        "E-mail", "Email Address", "What is your email?", "RecipientFirstName", "Last name", "Your name", "Vorname",
        "IPAddress", "IP address", "LocationLatitude", "longitude", "Phone", "Mobile number", "Postal code",
        "Date of birth", "ExternalReference", "LinkedIn profile", "姓名",
    ],
)  # fmt: skip
def test_names_of_personal_columns(name: str) -> None:
    assert personal(seen(name, DIFFERENT))


@pytest.mark.parametrize(
    "texts",
    [
        ["a@example.org", "b.c@example.com", "", "d@example.net"],
        ["192.0.2.1", "198.51.100.7", "203.0.113.9"],
        ["+44 20 7946 0958", "(555) 010-0199"],
    ],
)
def test_contents_of_personal_columns(texts: list[str]) -> None:
    assert personal(seen("q1", texts)).startswith("it holds")


def test_what_the_platform_calls_personal_is() -> None:
    assert personal(seen("q1", DIFFERENT, Asked(kind="personal")))


@pytest.mark.parametrize(
    "name",
    [
        "How do you prefer to be contacted?",
        "shipping",
        "Brand name awareness",
        "q1",
        "Ranking",
        "Title",
        "email_open_rate_x",
    ],
)
def test_other_columns_are_not(name: str) -> None:
    assert personal(seen(name, ["Yes", "No"] * 5)) == ""


def test_a_name_that_many_share_is_the_name_of_something_else() -> None:
    assert personal(seen("name", ["Alpha", "Beta"] * 10)) == ""
