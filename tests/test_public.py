from __future__ import annotations

import pytest

import samkit


@pytest.mark.parametrize("name", samkit.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(samkit, name) is not None


def test_there_are_at_most_fifteen_public_names() -> None:
    assert len(samkit.__all__) <= 15


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        samkit.nope  # noqa: B018 - the question itself raises
