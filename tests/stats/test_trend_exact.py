"""The exact trend test against the list of all tables, in fractions."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.stats import exact, mann_whitney, trend_exact
from samkit.stats.hypergeometric import Alternative

levels = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=4)


def listed(top: list[int], base: list[int], scores: list[Fraction], alternative: str) -> float:
    """Go through all ways to draw the group, weighed by how often each comes about."""
    drawn = sum(top)
    mean = Fraction(drawn, sum(base)) * sum(score * size for score, size in zip(scores, base, strict=True))
    far = {"greater": lambda x: x, "less": lambda x: -x, "two-sided": abs}[alternative]
    total, beyond = 0, 0
    seen = far(sum(score * part for score, part in zip(scores, top, strict=True)) - mean)
    for parts in itertools.product(*(range(size + 1) for size in base)):
        if sum(parts) == drawn:
            ways = math.prod(math.comb(size, part) for size, part in zip(base, parts, strict=True))
            total += ways
            beyond += ways * (far(sum(s * x for s, x in zip(scores, parts, strict=True)) - mean) >= seen)
    return float(Fraction(beyond, total))


@given(levels, st.sampled_from(["two-sided", "greater", "less"]))
def test_the_exact_p_is_that_of_all_groups_of_the_size(cells: list[tuple[int, int]], alternative: Alternative) -> None:
    top, other = ([cell[side] for cell in cells] for side in (0, 1))
    base = [one + none for one, none in cells]
    ours = float(trend_exact.exact(top, base, alternative=alternative))
    if not sum(top) or not sum(other) or np.count_nonzero(base) < 2:
        assert math.isnan(ours)
    else:
        scores = [Fraction(place) for place in range(len(base))]
        assert ours == pytest.approx(listed(top, base, scores, alternative), rel=1e-12)


def test_scores_count_by_their_distances_alone() -> None:
    top, base = [1, 2, 5], [9, 8, 7]
    plain = trend_exact.exact(top, base, [1, 2, 5])
    assert trend_exact.exact(top, base, [10.25, 10.5, 11.25]) == plain
    assert float(plain) == pytest.approx(
        listed(top, base, [Fraction(1), Fraction(2), Fraction(5)], "two-sided"), rel=1e-12
    )


def test_two_levels_have_the_one_sided_p_of_fishers_test() -> None:
    ours = trend_exact.exact([3, 9], [20, 15], alternative="greater")
    assert float(ours) == pytest.approx(float(exact.fisher(9, 15, 3, 20, alternative="greater")), rel=1e-12)


def test_mid_ranks_as_scores_give_the_exact_test_of_mann_and_whitney() -> None:
    top, base = np.array([1, 4, 2, 6]), np.array([5, 7, 6, 8])
    ranks = np.cumsum(base) - (base - 1) / 2
    counts = np.stack([top, base - top], axis=-1)
    assert float(trend_exact.exact(top, base, ranks)) == pytest.approx(float(mann_whitney.exact(counts)), rel=1e-12)


def test_several_items_are_tested_at_once() -> None:
    found = trend_exact.exact([[1, 2, 5], [0, 0, 0]], [9, 8, 7])
    assert found.shape == (2,)
    assert found[0] == trend_exact.exact([1, 2, 5], [9, 8, 7])
    assert np.isnan(found[1])
    assert np.isnan(trend_exact.exact([1, 2], [4, 5], [3, 3]))


def test_what_has_no_exact_distribution_within_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        trend_exact.exact([1.5, 2.0], [4, 5])
    with pytest.raises(ValueError, match="one finite score per level"):
        trend_exact.exact([1, 2], [4, 5], [1, 2, 3])
    with pytest.raises(ValueError, match="fractions of one step"):
        trend_exact.exact([1, 2], [4, 5], [1, math.pi])
    with pytest.raises(ValueError, match="too many answers"):
        trend_exact.exact([3000, 2000], [9000, 8000], [1, 500])
