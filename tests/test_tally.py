from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.counted import Block, Sums
from samkit.tally import REASONS, Ask, Cells, Missing, Request

ASKS = st.builds(Ask, st.sampled_from("abc"), st.sampled_from("gh"))
REQUESTS = st.frozensets(ASKS, max_size=6).map(Request)


def block(n: int = 1, levels: tuple[str, ...] = ("low", "high"), weight: float = 1.0) -> Block:
    table, missing = np.full((3, len(levels)), n), np.full((3, 5), n)
    return Block(levels, ("Top", "Rest", "Open"), table, table * weight, table * weight**2, missing, missing * weight)


@given(REQUESTS, REQUESTS, REQUESTS)
def test_requests_join_as_sets_do(a: Request, b: Request, c: Request) -> None:
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert (a | b).asks == a.asks | b.asks


def test_cells_of_different_questions_add_side_by_side_and_those_of_one_add_up() -> None:
    one, two = Ask("a", "g"), Ask("b", "g")
    total = Cells({one: block(1)}) + Cells({one: block(2), two: block(3)})
    assert set(total.blocks) == {one, two}
    assert total.blocks[one].n.tolist() == [[3, 3]] * 3
    assert total.blocks[two].missing.tolist() == [[3] * 5] * 3
    assert (block(1) + block(2, weight=0.5)).w_missing.tolist() == [[2.0] * 5] * 3


def test_blocks_of_different_levels_are_never_added() -> None:
    with pytest.raises(ValueError, match="different questions"):
        block() + block(levels=("bad", "good"))


def test_equal_weights_of_any_size_are_no_weights() -> None:
    assert not block(4, weight=1.0).weighted
    assert not block(4, weight=0.25).weighted
    assert not block(0).weighted


def test_two_different_weights_are_weights() -> None:
    assert (block(4, weight=1.0) + block(4, weight=0.5)).weighted


def test_each_reason_for_a_missing_answer_has_its_own_negative_code_and_words() -> None:
    assert [reason.value for reason in REASONS] == [-1, -2, -3, -4, -5]
    assert [reason.label for reason in Missing] == [
        "not asked", "not answered", "does not apply", "does not know", "unreadable",
    ]  # fmt: skip


def test_the_base_is_the_valid_answers_of_each_group() -> None:
    assert block(5).base().tolist() == [10, 10, 10]


def sums(values: list[float], weights: list[float], origin: float) -> Sums:
    x, w = np.array(values) - origin, np.array(weights)
    return Sums(
        groups=("g",),
        origin=np.array([origin]),
        n=np.array([len(values)]),
        w=np.array([w.sum()]),
        w2=np.array([(w**2).sum()]),
        first=np.array([(w * x).sum()]),
        second=np.array([(w * x**2).sum()]),
        first2=np.array([(w**2 * x).sum()]),
        second2=np.array([(w**2 * x**2).sum()]),
        missing=np.zeros((1, 5), dtype=np.int64),
    )


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 9)), min_size=2, max_size=12), st.integers(1, 11))
def test_sums_of_parts_around_different_origins_add_up_to_those_of_the_whole(
    rows: list[tuple[float, float]], cut: int
) -> None:
    values, weights = [row[0] for row in rows], [row[1] for row in rows]
    cut = min(cut, len(rows) - 1)
    total = sums(values[:cut], weights[:cut], values[0]) + sums(values[cut:], weights[cut:], values[-1])
    whole = sums(values, weights, values[0])
    for name in ("n", "w", "w2", "first", "second", "first2", "second2"):
        np.testing.assert_allclose(getattr(total, name), getattr(whole, name), rtol=1e-9, atol=1e-5)


def test_a_large_mean_costs_no_digits_of_the_spread() -> None:
    found = sums([1e9 + 1, 1e9 + 2, 1e9 + 3], [1.0] * 3, 1e9 + 2)
    assert float(found.second[0] / found.w[0] - (found.first[0] / found.w[0]) ** 2) == pytest.approx(2 / 3, rel=1e-12)


def test_sums_of_other_groups_are_refused() -> None:
    one = sums([1.0], [1.0], 0.0)
    with pytest.raises(ValueError, match="groupings"):
        _ = one + one._replace(groups=("other",))
