"""The exact interval of the odds ratio against the distribution that defines it, as scipy computes it."""

import pytest

from samkit.stats import independence, odds
from samkit.stats.normal import alpha

TABLES = [(28, 51, 62, 346), (7, 34, 1, 34), (1, 18, 7, 18), (9, 10, 3, 10), (3, 4, 1, 4), (50, 52, 345, 347)]


@pytest.mark.parametrize("cells", TABLES)
@pytest.mark.parametrize("level", [0.001, 0.5, 0.95, 0.9999])
def test_each_bound_leaves_half_of_alpha_in_its_tail(cells: tuple[int, int, int, int], level: float) -> None:
    from scipy.stats import nchypergeom_fisher

    x1, n1, x0, n0 = cells
    bounds = odds.conditional_exact(*cells, level)
    if bounds.lower > 0:
        above = nchypergeom_fisher(n1 + n0, x1 + x0, n1, float(bounds.lower)).sf(x1 - 1)
        assert float(above) == pytest.approx(alpha(level) / 2, rel=1e-9)
    if bounds.upper < float("inf"):
        below = nchypergeom_fisher(n1 + n0, x1 + x0, n1, float(bounds.upper)).cdf(x1)
        assert float(below) == pytest.approx(alpha(level) / 2, rel=1e-9)


def test_interval_leaves_out_one_exactly_when_a_one_sided_fisher_test_rejects_at_half_of_alpha() -> None:
    for n1 in range(1, 9):
        for x1 in range(n1 + 1):
            for x0 in range(13):
                cells = (x1, n1, x0, 12)
                sides = [float(independence.fisher(*cells, alternative="greater"))]
                sides.append(float(independence.fisher(*cells, alternative="less")))
                assert bool(odds.conditional_exact(*cells).excludes(1)) is (min(sides) < 0.025)
