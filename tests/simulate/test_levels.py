"""Whole numbers per level: sums, nets and printed percentages hold exactly."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from samkit.simulate import grim, levels

WEIGHTS = st.lists(st.floats(0, 100), min_size=1, max_size=6).filter(lambda weights: sum(weights) > 1e-3)


@given(st.integers(0, 500), WEIGHTS)
def test_a_number_is_shared_out_whole_and_within_one_of_its_due(total: int, weights: list[float]) -> None:
    found = levels.spread(total, weights)
    assert sum(found) == total
    for count, weight in zip(found, weights, strict=True):
        assert abs(count - total * weight / sum(weights)) < 1 + 1e-6
        assert count == 0 or weight > 0


@given(st.integers(2, 7), st.data(), st.integers(1, 400))
def test_a_net_holds_its_count_and_nothing_is_lost(size: int, data: st.DataObject, base: int) -> None:
    favourable = set(range(data.draw(st.integers(1, size - 1)), size))
    count = data.draw(st.integers(0, base))
    weights = levels.ordered_weights(size, favourable, count / base)
    found = levels.within_nets(favourable, count, base, weights)
    assert found is not None
    assert sum(found) == base
    assert sum(found[place] for place in favourable) == count


def test_a_net_whose_levels_are_all_forbidden_cannot_hold_anybody() -> None:
    assert levels.within_nets({2}, 3, 10, [1, 1, 0]) is None


@given(st.floats(0.02, 0.98))
def test_an_ordered_answer_gives_its_upper_levels_the_share(share: float) -> None:
    weights = levels.ordered_weights(5, {3, 4}, share)
    assert abs(sum(weights) - 1) < 1e-12
    assert abs(weights[3] + weights[4] - share) < 1e-9


def test_a_net_in_the_middle_of_a_scale_spreads_evenly() -> None:
    assert levels.ordered_weights(5, {2}, 0.4) == [1.0] * 5


@given(st.lists(st.integers(0, 100), min_size=2, max_size=3), st.integers(1, 40))
def test_printed_levels_are_met_exactly_where_brute_force_meets_them(percents: list[int], base: int) -> None:
    choices = product(*(range(base + 1) for _ in percents[:-1]))
    possible = any(
        sum(counts) <= base
        and all(
            grim.percent_of(count, base) == percent
            for count, percent in zip((*counts, base - sum(counts)), percents, strict=True)
        )
        for counts in choices
    )
    found = levels.printed_counts(percents, base) if any(percents) else None
    assert (found is not None) == possible
    if found is not None:
        assert sum(found) == base
        assert [grim.percent_of(count, base) for count in found] == percents
