"""How far answers tell who meets a criterion: against guessing one respondent after the other, and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import proportion
from samkit.stats.foretold import foretold

TABLES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=5)


def common(others: list[int]) -> int | None:
    """Give the commoner outcome, None where there is none."""
    met = sum(others)
    return None if 2 * met == len(others) else int(2 * met > len(others))


@given(TABLES)
def test_each_respondent_is_guessed_from_what_the_others_did(table: list[tuple[int, int]]) -> None:
    rows = [(level, met) for level, (yes, no) in enumerate(table) for met in [1] * yes + [0] * no]
    wrong = 0
    for place, (level, met) in enumerate(rows):
        others = rows[:place] + rows[place + 1 :]
        guess = common([other for at, other in others if at == level])
        wrong += (common([other for _, other in others]) if guess is None else guess) != met
    found = foretold(np.array(table))
    rarer = min(sum(met for _, met in rows), sum(1 - met for _, met in rows))
    if not rarer:
        assert np.isnan(found.value)
        assert np.isnan(found.lower)
        return
    assert found.right == pytest.approx(1 - wrong / len(rows))
    assert found.value == pytest.approx(1 - wrong / rarer)
    upper = float(proportion.wilson(wrong, len(rows)).upper)
    assert found.lower == pytest.approx(1 - upper * len(rows) / rarer)
    assert found.lower <= found.value


def of_traits(correlation: float, rows: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(5)
    one = draw.normal(size=rows)
    other = correlation * one + np.sqrt(1 - correlation**2) * draw.normal(size=rows)
    return one > 0, other > 0


def test_half_of_the_error_goes_where_two_traits_have_half_of_their_variance_in_common() -> None:
    """The agreement of two halved normal traits is 1/2 + arcsin(r) / pi (Sheppard 1899)."""
    for correlation in (0.3, np.sqrt(0.5), 0.95):
        met, answer = of_traits(correlation, 400_000)
        table = np.array([[np.sum((answer == a) & (met == b)) for b in (True, False)] for a in (False, True)])
        assert foretold(table).value == pytest.approx(2 * np.arcsin(correlation) / np.pi, abs=0.006)


@pytest.mark.parametrize(("rows", "levels"), [(30, 2), (30, 5), (100, 60), (397, 5)])
def test_noise_tells_nothing_however_many_levels_it_has(rows: int, levels: int) -> None:
    draw = np.random.default_rng(rows + levels)
    answer, met = draw.integers(levels, size=(2000, rows)), draw.integers(2, size=(2000, rows))
    tables = np.zeros((2000, levels, 2))
    np.add.at(tables, (np.arange(2000)[:, None], answer, met), 1)
    assert foretold(tables).lower.max() < 0.5


def test_few_respondents_prove_nothing_and_a_copy_is_known_from_a_usual_number() -> None:
    assert foretold([[3, 0], [0, 3]]).lower < 0.5
    copy = foretold([[20, 0], [0, 20]])
    assert copy.value == 1
    assert copy.lower > 0.5


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not to be negative"):
        foretold([[-1, 2]])
