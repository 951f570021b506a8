from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit import results as shapes
from samkit.results import Estimate, Item, Method, contrasts, levels
from samkit.workflow import compare
from samkit.writers.plain import from_plain, to_plain
from tests.builders import answers, surveyed

NUMBERS = st.none() | st.floats(allow_nan=False)


@given(st.builds(Estimate, NUMBERS, NUMBERS, NUMBERS))
def test_an_estimate_comes_back_as_it_was(estimate: Estimate) -> None:
    assert from_plain(to_plain(estimate)) == estimate


@given(st.builds(Item, st.text(), st.text(), st.text(), st.text(), st.tuples(st.text(), st.text())))
def test_an_item_comes_back_as_it_was_whatever_it_is_called(item: Item) -> None:
    assert from_plain(to_plain(item)) == item


def test_a_text_that_is_called_infinity_stays_a_text_and_an_infinite_statistic_a_number() -> None:
    method, test = Method("inf", "-inf"), shapes.Test("inf", "inf", "z", -math.inf, None, 0.0)
    assert from_plain(to_plain(method)) == method
    assert from_plain(to_plain(test)) == test


def test_a_type_that_is_not_ours_is_refused() -> None:
    with pytest.raises(KeyError):
        from_plain({"type": "os.system"})


def test_rows_are_given_by_their_shape() -> None:
    results = compare(surveyed(answers()))[1]
    assert [(len(contrasts(result)), len(levels(result))) for result in results] == [(3, 0), (1, 0), (0, 3)]
