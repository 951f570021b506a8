"""Pairs of items that two rankings are proved to turn round."""

import numpy as np

from samkit.stats import ranksets, reversal


def test_a_pair_turns_round_only_where_both_rankings_prove_it() -> None:
    draw = np.random.default_rng(1)
    one, two = np.array([4.0, 2.0, 0.0]), np.array([0.0, 0.1, 4.0])
    first, second = draw.normal(one, 0.3, (999, 3)), draw.normal(two, 0.3, (999, 3))
    found = reversal.agreement((one, first), (two, second))
    assert found.reverse.astype(int).tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]
    assert not found.agree.any()
    turned = reversal.agreement((one, first), (-two, -second))
    assert turned.agree.astype(int).tolist() == found.reverse.astype(int).tolist()
    assert not turned.reverse.any()


def test_what_two_rankings_prove_together_each_proves_alone() -> None:
    draw = np.random.default_rng(2)
    one, two = np.linspace(2, 0, 6), np.linspace(0, 2, 6)
    first, second = draw.normal(one, 0.3, (999, 6)), draw.normal(two, 0.3, (999, 6))
    found = reversal.agreement((one, first), (two, second)).reverse
    assert found.any()
    assert np.all(ranksets.superior(one, first)[found])
    assert np.all(ranksets.superior(two, second).T[found])
