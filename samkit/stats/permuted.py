"""Permutation test of a curve: whether gaps under many readings differ, all of them together, from chance."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.counted import Rereading
from samkit.stats.interval import Floats
from samkit.stats.normal import two_sided
from samkit.tally import Sample

PERMUTATIONS = 1_000

_PRODUCT = 1 << 22  # numbers of one product, so that it is worth sharing among processors
_CACHED = 1 << 17  # numbers that are looked at together, so that what is made of them stays in a processor's cache
_TIED = 1 - 1e-6  # a statistic that falls short of the observed one by rounding alone counts as one that reaches it

_Singles = NDArray[np.float32]


class CurveTest(NamedTuple):
    """What is tested of each item, shape (items,), and of all together, with p-values.

    `median` is the absolute value of the median gap over readings, `share` the larger of the shares of readings under
    which the gap is above, and below, zero by a test of its own; `whole` is the mean of the medians over items.
    """

    median: Floats
    share: Floats
    whole: float
    p_median: Floats
    p_share: Floats
    p_whole: float


class _Curves(NamedTuple):
    """What a permutation is counted from: who is where under each reading, and columns of sums for each item.

    `sides` has shape (respondents, readings + bases): the first group under each reading, then both groups together,
    each of these once, `home` saying which of them belongs to which reading. `columns` has shape (sums, items,
    respondents): weights of favourable answers, of all answers and, where weights differ, squared weights of all.
    """

    sides: _Singles
    home: NDArray[np.intp]
    columns: _Singles
    judged: NDArray[np.bool_]
    least: float = 1.0
    square: float = 0.0

    def seen(self, orders: NDArray[np.intp]) -> Floats:
        """Give median and share, shape (2, items, permutations), with answers in other orders of the respondents."""
        sums, items, respondents = self.columns.shape
        drawn = np.take(self.columns, orders, axis=-1).reshape(-1, respondents) @ self.sides
        found = drawn.reshape(sums, items, len(orders), -1)
        step = max(_CACHED // max(found[:, :, 0].size, 1), 1)
        parts = [self._statistics(found[:, :, start : start + step]) for start in range(0, len(orders), step)]
        return np.concatenate(parts, axis=-1)

    def _statistics(self, found: _Singles) -> Floats:
        """Give median and share from sums of shape (sums, items, permutations, readings + bases)."""
        size = self.home.size
        first, both = found[..., :size], found[..., size:]
        both = both if both.shape[-1] == 1 else np.take(both, self.home, axis=-1)
        ok = self._enough(first[1:], both[1:])
        product, cross = first[1] * (both[1] - first[1]), first[0] * both[1] - both[0] * first[1]
        if not ok.all():
            cross = np.where(ok, cross, np.float32(np.nan))
        many = np.broadcast_to(np.count_nonzero(ok, axis=-1), found.shape[1:3])
        with np.errstate(invalid="ignore", divide="ignore"):
            median = np.abs(_median(cross / product, many))
            if len(found) > 2:
                return np.stack([median, np.zeros_like(median)])
            bound = self._bound(product, both)
            beyond = np.count_nonzero(cross >= bound, axis=-1), np.count_nonzero(cross <= -bound, axis=-1)
        return np.stack([median, np.maximum(*beyond) / np.maximum(many, 1)])

    def _enough(self, first: _Singles, both: _Singles) -> NDArray[np.bool_]:
        """Say under which readings an item is judged, shape (items, permutations or 1, readings)."""
        judged, second = self.judged.T[:, None], both - first
        with np.errstate(invalid="ignore", divide="ignore"):
            bases = [part[0] if len(part) == 1 else part[0] * (part[0] / part[1]) for part in (first, second)]
        small = min(base.min(initial=np.inf) for base in bases) < self.least
        return judged & (bases[0] >= self.least) & (bases[1] >= self.least) if small else judged

    def _bound(self, product: _Singles, both: _Singles) -> _Singles:
        """Give the difference of cross products from which on the score test rejects; above 0, so that 0 never does."""
        yes, total = both
        bound = product * (yes * (total - yes) * (self.square / (total - 1)))
        return np.asarray(np.maximum(np.sqrt(bound, out=bound), np.float32(0.5), out=bound))


def _median(gap: _Singles, many: NDArray[np.intp]) -> Floats:
    """Give the median over the last axis of as many numbers as are there; 0 where there is none."""
    rising = np.sort(gap, axis=-1)  # what is not a number comes last
    places = np.stack([np.maximum(many - 1, 0) // 2, many // 2], axis=-1).clip(max=gap.shape[-1] - 1)
    middle = np.take_along_axis(rising, places, axis=-1).astype(np.float64).mean(axis=-1)
    return np.where(many > 0, middle, 0.0)


def curve_test(
    rows: Rereading,
    judged: NDArray[np.bool_],
    seed: int,
    sample: Sample | None = None,
    *,
    least: float = 1.0,
    level: float = 0.95,
    permutations: int = PERMUTATIONS,
) -> CurveTest:
    """Test that answers have nothing to do with who is in which group, under all readings together.

    Parameters
    ----------
    rows
        Labels under each reading, beside the answers, of respondents in an order of their own.
    judged
        Under which readings an item is judged, shape (readings, items).
    seed
        Seed of the generator, at least 0.
    sample
        How respondents were drawn, one by one; without it weights and strata are left out.
    least
        The smallest effective base of a group with which a reading is judged.
    level
        Scalar confidence level of the tests that are counted in shares.
    permutations
        How often respondents are exchanged, count.

    Returns
    -------
    Statistics and p-values; NaN for an item that no reading judges.

    Raises
    ------
    ValueError
        If the seed is negative or there is no permutation.

    Notes
    -----
    The labels of a respondent under all readings stay together, and so do the answers to all items with their weight;
    which go with which is drawn anew, within strata where there are any. So readings and items keep their dependence.
    With b permutations of m reaching what was observed, ``p = (b + 1) / (m + 1)``. Weights enter the gaps; shares of
    tests are of unweighted samples alone and NaN otherwise.

    References
    ----------
    Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4, 1208-1214; Phipson and Smyth (2010), Statistical
    Applications in Genetics and Molecular Biology 9, article 39.

    Examples
    --------
    >>> first, ones = np.arange(40) < 20, np.ones(40)
    >>> rows = Rereading(np.array([first]), first[:, None], ones[:, None] > 0, ones, ones.astype(int))
    >>> found = curve_test(rows, np.array([[True]]), seed=1, permutations=99)
    >>> float(found.median[0]), float(found.p_median[0])
    (1.0, 0.01)
    """
    if seed < 0 or permutations < 1:
        raise ValueError(f"a seed of at least 0 and at least one permutation are expected, got {seed}, {permutations}")
    weighted = sample is not None
    stratum = rows.unit if sample is not None and sample.drawn.size > 1 else None
    curves = _laid_out(rows, judged, weighted=weighted)._replace(least=least, square=two_sided(level) ** 2)
    items, respondents = curves.columns.shape[1:]
    there = np.asarray(curves.judged.any(axis=0))
    if not there.any():
        nothing = np.full(items, np.nan)
        return CurveTest(nothing, nothing, np.nan, nothing, nothing, np.nan)
    found = curves.seen(np.arange(respondents)[None])
    reached, whole = np.zeros((2, items)), 0
    step = max(_PRODUCT // max(curves.columns.shape[0] * items * curves.sides.shape[1], 1), 1)
    draw = np.random.default_rng(seed)
    for start in range(0, permutations, step):
        some = curves.seen(_orders(draw, min(step, permutations - start), respondents, stratum))
        reached += (some >= found * _TIED).sum(axis=-1)
        whole += int((_whole(some, there) >= _whole(found, there) * _TIED).sum())
    told = np.array([there, there & (not weighted)])
    (median, share), (p_median, p_share) = (
        np.where(told, part, np.nan) for part in (found[..., 0], (reached + 1) / (permutations + 1))
    )
    return CurveTest(median, share, float(_whole(found, there)[0]), p_median, p_share, (whole + 1) / (permutations + 1))


def _laid_out(rows: Rereading, judged: NDArray[np.bool_], *, weighted: bool) -> _Curves:
    """Lay out what permutations are counted from; a reading under which nothing is judged is left out."""
    mask = rows.valid.T
    weight = rows.w if weighted else np.ones(mask.shape[1])
    sums = [(rows.favourable.T & mask) * weight, mask * weight, *([mask * weight**2] if weighted else [])]
    kept = judged.any(axis=1)
    first = rows.truth[kept] == 1
    bases, home = np.unique(first | (rows.truth[kept] == 0), axis=0, return_inverse=True)
    sides = np.ascontiguousarray(np.concatenate([first, bases]).T, dtype=np.float32)
    return _Curves(sides, home, np.array(sums, dtype=np.float32), judged[kept])


def _whole(seen: Floats, there: NDArray[np.bool_]) -> Floats:
    """Average the medians of the items that some reading judges, shape (permutations,)."""
    return np.asarray(seen[0][there].mean(axis=0))


def _orders(draw: np.random.Generator, count: int, respondents: int, home: NDArray[np.intp] | None) -> NDArray[np.intp]:
    """Draw orders of the respondents, shape (count, respondents), that leave each in its stratum."""
    chance = draw.random((count, respondents))
    if home is None:
        return np.argsort(chance, axis=-1)
    orders = np.empty((count, respondents), dtype=np.intp)
    orders[:, np.argsort(home, kind="stable")] = np.lexsort([chance, np.broadcast_to(home, chance.shape)], axis=-1)
    return orders
