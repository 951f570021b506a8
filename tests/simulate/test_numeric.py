"""Numbers along quantiles: the sum is exact and the limits hold."""

from statistics import fmean, pstdev
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from samkit.simulate.numeric import values
from samkit.simulate.published import Spread

SHAPES = st.sampled_from(["lognormal", "normal"])


@given(SHAPES, st.integers(2, 80), st.integers(1, 50), st.floats(0.2, 1.5))
def test_numbers_have_the_sum_and_keep_the_limits(
    shape: Literal["lognormal", "normal"], base: int, mean: int, sigma: float
) -> None:
    spread = Spread(shape=shape, top=sigma, rest=sigma, step=1)
    found = values(mean * base, base, spread, sigma, (0, 60))
    assert found is not None
    assert sum(found) == mean * base
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] <= 60


def test_a_sum_that_the_limits_forbid_is_not_reached() -> None:
    spread = Spread(shape="normal", top=1, rest=1, step=1)
    assert values(500, 10, spread, 1, (0, 40)) is None


def test_normal_numbers_spread_as_they_should() -> None:
    spread = Spread(shape="normal", top=20, rest=20, step=1)
    found = values(50 * 400, 400, spread, 20, (None, None))
    assert found is not None
    assert abs(fmean(found) - 50) < 1e-9
    assert abs(pstdev(found) - 20) < 0.5


def test_lognormal_numbers_are_skewed_to_the_right() -> None:
    spread = Spread(shape="lognormal", top=1, rest=1, step=0.1)
    found = values(50 * 400, 400, spread, 1, (0, None))
    assert found is not None
    assert found[200] < 0.7 * fmean(found)
