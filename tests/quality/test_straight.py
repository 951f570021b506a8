from __future__ import annotations

import math
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.quality.straight import LEAST_ITEMS, straight

GRIDS = arrays(np.int32, st.tuples(st.integers(4, 7), st.integers(1, 12)), elements=st.sampled_from([-2, -1, 0, 1, 2]))


@given(GRIDS)
def test_who_is_counted_and_what_chance_gives_are_those_of_a_count_by_hand(codes: np.ndarray) -> None:
    found = straight(codes, 3)
    given_by = [[code for code in person if code >= 0] for person in codes.T.tolist()]
    base = [len(answers) >= LEAST_ITEMS for answers in given_by]
    assert found.base.tolist() == base
    same = [enough and len(set(answers)) == 1 for enough, answers in zip(base, given_by, strict=True)]
    assert found.same.tolist() == same
    people = [person for person, enough in zip(codes.T.tolist(), base, strict=True) if enough]
    chances = []
    for person in people:
        there = [item for item, code in enumerate(person) if code >= 0]
        shares = [
            [
                sum(other[item] == level for other in people) / sum(other[item] >= 0 for other in people)
                for item in there
            ]
            for level in range(3)
        ]
        chances.append(sum(math.prod(row) for row in shares))
    assert found.expected == pytest.approx(sum(chances), abs=1e-9)
    assert found.error == pytest.approx(math.sqrt(sum(chance * (1 - chance) for chance in chances)), abs=1e-6)
    runs = [
        max(len(list(run)) for _, run in groupby(answers))
        for answers, enough in zip(given_by, base, strict=True)
        if enough
    ]
    assert found.longest == pytest.approx(sum(runs) / len(runs) if runs else 0.0)


def test_where_all_items_are_answered_alike_by_all_chance_gives_all() -> None:
    found = straight(np.full((5, 30), 2, dtype=np.int32), 3)
    assert (found.same.sum(), found.expected, found.error) == (30, 30.0, 0.0)
