"""The score machinery against its textbook form, worked out by a general optimiser."""

import math
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest

from samkit.stats import difference, odds, ratio, score
from samkit.stats.fourfold import fourfold
from samkit.stats.interval import Interval
from samkit.stats.normal import two_sided

Link = Callable[[float, float], float]

TABLES = [(28, 51, 62, 346), (7, 34, 1, 34), (1, 18, 7, 18), (5, 56, 3, 29), (40, 52, 340, 345), (3, 4, 1, 4)]


def inverse_logit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def log_likelihood(x: int, n: int, p: float) -> float:
    return x * math.log(p) + (n - x) * math.log1p(-p)


def restricted(cells: tuple[int, int, int, int], share: Callable[[float], float]) -> tuple[float, float]:
    """Find the most likely shares (p1, p0) when p1 is a function of p0."""
    from scipy.optimize import minimize_scalar

    x1, n1, x0, n0 = cells

    def loss(p0: float) -> float:
        p1 = share(p0)
        if not (0 < p1 < 1 and 0 < p0 < 1):
            return math.inf
        return -log_likelihood(x1, n1, p1) - log_likelihood(x0, n0, p0)

    grid = np.linspace(1e-6, 1 - 1e-6, 20_001)
    start = int(np.argmin([loss(p) for p in grid]))
    near = (grid[max(start - 1, 0)], grid[min(start + 1, grid.size - 1)])
    found = minimize_scalar(loss, bounds=near, method="bounded", options={"xatol": 1e-14})
    p0 = float(found.x)
    return share(p0), p0


def gap_z(cells: tuple[int, int, int, int], gap: float) -> float:
    x1, n1, x0, n0 = cells
    p1, p0 = restricted(cells, lambda p: p + gap)
    variance = (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) * (n1 + n0) / (n1 + n0 - 1)
    return (x1 / n1 - x0 / n0 - gap) / math.sqrt(variance)


def ratio_z(cells: tuple[int, int, int, int], times: float) -> float:
    x1, n1, x0, n0 = cells
    p1, p0 = restricted(cells, lambda p: p * times)
    variance = (p1 * (1 - p1) / n1 + times**2 * p0 * (1 - p0) / n0) * (n1 + n0) / (n1 + n0 - 1)
    return (x1 / n1 - times * x0 / n0) / math.sqrt(variance)


def odds_z(cells: tuple[int, int, int, int], odds_ratio: float) -> float:
    x1, n1, x0, n0 = cells
    p1, p0 = restricted(cells, lambda p: inverse_logit(math.log(p / (1 - p)) + math.log(odds_ratio)))
    weight1, weight0 = n1 * p1 * (1 - p1), n0 * p0 * (1 - p0)
    variance = (1 / weight1 + 1 / weight0) * (n1 + n0) / (n1 + n0 - 1)
    return ((x1 - n1 * p1) / weight1 - (x0 - n0 * p0) / weight0) / math.sqrt(variance)


# A bounded search finds a maximum to the square root of what a double can tell apart, which leaves six digits of z.
SIX_DIGITS = 2e-6


@pytest.mark.parametrize("cells", TABLES)
@pytest.mark.parametrize("gap", [-0.5, -0.1, 0.0, 0.05, 0.3])
def test_statistic_of_a_gap_is_that_of_miettinen_and_nurminen(cells: tuple[int, int, int, int], gap: float) -> None:
    assert float(difference.score_test(*cells, gap).z) == pytest.approx(gap_z(cells, gap), abs=SIX_DIGITS)


@pytest.mark.parametrize("cells", TABLES)
@pytest.mark.parametrize("times", [0.3, 0.9, 1.0, 1.5, 4.0])
def test_statistic_of_a_ratio_is_that_of_miettinen_and_nurminen(cells: tuple[int, int, int, int], times: float) -> None:
    assert float(ratio.score_test(*cells, times).z) == pytest.approx(ratio_z(cells, times), abs=SIX_DIGITS)


@pytest.mark.parametrize("cells", TABLES)
@pytest.mark.parametrize("value", [0.2, 0.9, 1.0, 1.5, 6.0])
def test_statistic_of_an_odds_ratio_is_that_of_miettinen_and_nurminen(
    cells: tuple[int, int, int, int], value: float
) -> None:
    assert float(odds.score_test(*cells, value).z) == pytest.approx(odds_z(cells, value), abs=SIX_DIGITS)


@pytest.mark.parametrize("module", [difference, ratio, odds])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.9999])
def test_the_test_rejects_beyond_a_bound_and_nowhere_within(module: ModuleType, level: float) -> None:
    interval = module.miettinen_nurminen
    test = module.score_test
    z = two_sided(level)
    for cells in TABLES:
        bounds = interval(*cells, level)
        if bounds.lower > 0:
            assert float(test(*cells, bounds.lower).z) == pytest.approx(z, rel=1e-11)
        if bounds.upper < math.inf:
            assert float(test(*cells, bounds.upper).z) == pytest.approx(-z, rel=1e-11)


@pytest.mark.parametrize("cells", TABLES)
def test_profile_likelihood_bounds_lie_half_z_squared_below_the_maximum(cells: tuple[int, int, int, int]) -> None:
    x1, n1, x0, n0 = cells
    top = log_likelihood(x1, n1, x1 / n1) + log_likelihood(x0, n0, x0 / n0)
    for bound in ratio.profile_likelihood(*cells):
        p1, p0 = restricted(cells, float(bound).__mul__)
        drop = top - log_likelihood(x1, n1, p1) - log_likelihood(x0, n0, p0)
        assert drop == pytest.approx(two_sided(0.95) ** 2 / 2, rel=1e-9)


def test_a_value_at_the_end_of_the_range_is_impossible_unless_the_data_are_there() -> None:
    assert difference.score_test(3, 10, 4, 10, 1).z == -math.inf
    assert ratio.score_test(3, 10, 4, 10, 0).z == math.inf
    assert ratio.score_test(0, 10, 4, 10, 0).p == 1


@pytest.mark.parametrize(("module", "value"), [(difference, 1.5), (difference, -1.5), (ratio, -1.0), (odds, -0.1)])
def test_a_value_outside_the_range_is_refused(module: ModuleType, value: float) -> None:
    with pytest.raises(ValueError, match="outside the range"):
        module.score_test(3, 10, 4, 10, value)


@pytest.mark.parametrize(
    ("cells", "rejected", "rounded", "expected"),
    [
        ((7, 34, 1, 34), True, (-1e-17, 0.3), (5e-324, 0.3)),
        ((7, 34, 1, 34), False, (1e-17, 0.3), (0.0, 0.3)),
        ((1, 34, 7, 34), True, (-0.3, 1e-17), (-0.3, -5e-324)),
        ((1, 34, 7, 34), False, (-0.3, -1e-17), (-0.3, 0.0)),
        ((7, 34, 1, 34), True, (0.1, 0.3), (0.1, 0.3)),
        ((7, 34, 1, 34), False, (-0.1, 0.3), (-0.1, 0.3)),
    ],
)
def test_a_bound_that_rounding_put_on_the_wrong_side_of_no_difference_is_moved_to_where_p_says(
    cells: tuple[int, int, int, int],
    rejected: bool,
    rounded: tuple[float, float],
    expected: tuple[float, float],
) -> None:
    bounds = Interval(np.array(rounded[0]), np.array(rounded[1]))
    moved = score._reconciled(bounds, np.array(rejected), fourfold(*cells), 0.0)
    assert (float(moved.lower), float(moved.upper)) == expected
