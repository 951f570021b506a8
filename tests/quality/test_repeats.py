from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.quality.repeats import repeats


def drawn(questions: int, respondents: int, levels: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, levels, (questions, respondents))


def everywhere(codes: np.ndarray) -> np.ndarray:
    return np.ones(codes.shape, dtype=bool)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 50))
def test_a_respondent_who_is_copied_is_found_wherever_the_copy_stands(one: int, other: int, seed: int) -> None:
    codes = drawn(20, 100, 5, seed)
    codes[:, other] = codes[:, one]
    found = [repeat.rows for repeat in repeats(codes, everywhere(codes), [])]
    assert found == ([tuple(sorted((one, other)))] if one != other else [])


def test_the_pairs_expected_by_chance_are_the_product_of_the_shares_for_all_pairs() -> None:
    codes = drawn(12, 40, 3)
    codes[:, 7] = codes[:, 3]
    (found,) = repeats(codes, everywhere(codes), [])
    shares = [sum(row == row[3]) / 40 for row in codes.tolist() for row in [np.array(row)]]
    assert found.expected == pytest.approx(math.comb(40, 2) * math.prod(shares), rel=1e-12)
    assert found.answered == 12


def test_who_is_alike_in_a_few_questions_is_no_repeat() -> None:
    codes = drawn(3, 200, 2)
    assert any((codes[:, a] == codes[:, b]).all() for a, b in combinations(range(200), 2))
    assert repeats(codes, everywhere(codes), []) == []


def test_gaps_are_no_evidence_but_must_be_alike() -> None:
    codes = drawn(20, 100, 5)
    codes[:, 4] = codes[:, 2]
    there = everywhere(codes)
    there[3:, [2, 4]] = False
    assert repeats(codes, there, []) == []
    assert repeats(codes, there & False, []) == []
    codes[0, 4] += 1
    assert repeats(codes, everywhere(codes), []) == []


def test_who_answers_a_section_as_many_others_do_is_no_repeat_for_it() -> None:
    codes = drawn(24, 200, 5)
    codes[:20, :60] = 4
    codes[20:, 1] = codes[20:, 0]
    block = [list(range(20))]
    assert repeats(codes, everywhere(codes), [])[0].rows[:2] == (0, 1)
    assert repeats(codes, everywhere(codes), block) == []


def test_in_independent_answers_a_repeat_is_as_rare_as_is_said() -> None:
    # 200 surveys of 60 respondents who answer 6 questions of 4 levels: by chance, in 5 of 100 at most.
    surveys = [drawn(6, 60, 4, seed) for seed in range(200)]
    assert sum(bool(repeats(codes, everywhere(codes), [])) for codes in surveys) <= 10


def test_no_order_of_rows_or_questions_matters() -> None:
    codes = drawn(15, 80, 4)
    codes[:, 9] = codes[:, 70]
    codes[:, 31] = codes[:, 70]
    (found,) = repeats(codes, everywhere(codes), [])
    turned = codes[::-1, ::-1]
    (other,) = repeats(turned, everywhere(turned), [])
    assert found.rows == (9, 31, 70)
    assert sorted(79 - row for row in other.rows) == [9, 31, 70]
    assert other.expected == pytest.approx(found.expected)
