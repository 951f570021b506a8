"""Respondents: who is refused, who is repeated, and the order they come in."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats.respondents import Respondents, respondents

SMALL: dict[str, Any] = {
    "favourable": np.array([[1, 0], [1, 1], [0, 1], [0, 1], [1, 0], [0, 0]]),
    "valid": np.array([[1, 1], [1, 1], [1, 1], [1, 1], [1, 0], [1, 1]]),
    "first": np.array([True, True, True, False, False, False]),
}


def same(one: Respondents, other: Respondents) -> bool:
    return all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(one, other, strict=True))


def test_group_1_stands_first_and_answers_that_are_not_valid_are_not_favourable() -> None:
    found = respondents(**SMALL | {"favourable": np.ones((6, 2)), "first": ~SMALL["first"]})
    assert found.size == 3
    assert np.array_equal(found.favourable, found.valid)
    assert np.flatnonzero(~found.valid[:, 1]).tolist() == [0]


@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    weight = np.array([1, 2, 3, 4, 5, 6])
    moved = {name: part[order] for name, part in SMALL.items()}
    assert same(respondents(**SMALL, weight=weight), respondents(**moved, weight=weight[order]))


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6).filter(lambda n: any(n[:3]) and any(n[3:])))
def test_a_pattern_of_n_is_the_same_as_n_rows(n: list[int]) -> None:
    weight, stratum = np.array([1, 2, 3, 4, 5, 6]), np.array([0, 0, 1, 1, 2, 2])
    repeated = {name: np.repeat(part, n, axis=0) for name, part in SMALL.items()}
    assert same(
        respondents(**SMALL, n=n, weight=weight, cluster=stratum),
        respondents(**repeated, weight=np.repeat(weight, n), cluster=np.repeat(stratum, n)),
    )


def test_weights_that_are_all_the_same_become_1() -> None:
    assert respondents(**SMALL, weight=np.full(6, 0.37)).weight.tolist() == [1.0] * 6
    # Those of nobody do not count.
    assert respondents(**SMALL, n=[1, 1, 1, 1, 1, 0], weight=[2, 2, 2, 2, 2, 9]).weight.tolist() == [1.0] * 5


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "shape": ({"valid": np.ones((6, 3))}, "of one shape"),
    "group": ({"first": np.ones(5, dtype=bool)}, "of one shape"),
    "nobody first": ({"first": np.zeros(6, dtype=bool)}, "both groups"),
    "nobody else": ({"first": np.ones(6, dtype=bool)}, "both groups"),
    "a pattern of nobody": ({"n": [0, 0, 0, 1, 1, 1]}, "both groups"),
    "negative": ({"weight": [1, 1, 1, 1, -2, 1]}, "1 are not, in row 4"),
    "missing": ({"weight": [np.nan, 1, 1, 1, 1, np.inf]}, "2 are not, in row 0, 5"),
    "no weight in a group": ({"weight": [0, 0, 0, 1, 1, 1]}, "not all of weight 0"),
    "too few weights": ({"weight": [1, 1]}, "one weight for each of 6"),
    "half a respondent": ({"n": [1, 1, 1, 1, 1, 0.5]}, "whole number"),
    "fewer than none": ({"n": [1, 1, 1, 1, 1, -1]}, "whole number"),
    "no count": ({"n": [1, 1, 1, 1, 1, np.nan]}, "whole number"),
    "too few counts": ({"n": [1]}, "for each of 6"),
    "too few strata": ({"stratum": [1]}, "a stratum is expected for each of 6"),
    "a cluster of two strata": ({"cluster": [1, 2, 2, 3, 3, 4], "stratum": [0, 0, 1, 1, 1, 1]}, "lies in two strata"),
    "no cluster": ({"cluster": [1, 2, np.nan, 1, 2, 3]}, "a cluster is missing in 1"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_drawn_from_is_refused(name: str) -> None:
    change, message = FAULTS[name]
    with pytest.raises(ValueError, match=message):
        respondents(**SMALL | change)
