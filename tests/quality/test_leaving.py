from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samkit.quality.leaving import leaving, still
from samkit.tally import Missing

GONE, SKIPPED = int(Missing.NOT_ANSWERED), int(Missing.NOT_ASKED)
STATES = arrays(np.int8, st.tuples(st.integers(1, 6), st.integers(1, 8)), elements=st.sampled_from([0, -1, -2, -3, -4]))


def left_before(person: list[int]) -> int:
    """Find by hand before which question somebody left."""
    spoken = [place for place, state in enumerate(person) if state not in {GONE, SKIPPED}]
    after = spoken[-1] + 1 if spoken else 0
    return after if person[after:].count(GONE) >= 2 else len(person)


@given(STATES)
def test_everybody_leaves_after_their_last_word_if_two_questions_follow(states: np.ndarray) -> None:
    assert leaving(states).tolist() == [left_before(person) for person in states.T.tolist()]


@given(STATES)
def test_the_share_still_there_falls_from_question_to_question(states: np.ndarray) -> None:
    shares = still(states)
    left = [left_before(person) for person in states.T.tolist()]
    by_hand = [sum(place > question for place in left) / len(left) for question in range(states.shape[0])]
    assert shares.tolist() == pytest.approx(by_hand)
    assert (np.diff(shares) <= 0).all()
