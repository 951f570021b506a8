"""How much of a model's fit is due to each term: shares of McFadden's R2 and relative weights, with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses.digits import rounded
from samkit.analyses.measures import estimates
from samkit.results import Importance, Method
from samkit.stats import importance, importance_bootstrap, relative_weights, relative_weights_bootstrap
from samkit.stats.interval import Interval
from samkit.stats.shapley import EXACT, ORDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.stats.binary import Model
    from samkit.stats.importance_bootstrap import Drawn

    Floats = NDArray[np.float64]
    Terms = Sequence[Sequence[int]]
    Draw = Callable[[int, int], Drawn]

REPLICATES: Final = (1000, 500, 200)
"""How often respondents are drawn: the first that the model's size allows."""

BUDGET: Final = 6e7
"""Rows times sets of terms times columns, of all fits of a bootstrap: about fifteen seconds on one processor."""

_AT_ONCE: Final = 100
"""Replicates between two signs of progress."""

_HELD: Final = 1 << 22
"""Draws that are held at a time, so that memory stays small however many respondents there are."""


class Importances(NamedTuple):
    """The importance of each term by both measures, the methods, and of how many replicates how many had none."""

    shapley: tuple[Importance, ...]
    relative_weight: tuple[Importance, ...]
    methods: tuple[Method, ...]
    drawn: int
    lost: int


class Settings(NamedTuple):
    """Confidence level, seed, whether respondents may be drawn again one by one, and who hears of progress."""

    level: float
    seed: int
    one_by_one: bool
    progress: Callable[[int], None]


def measured(data: Model, terms: Terms, coefficients: Floats, settings: Settings) -> Importances:
    """Measure the importance of terms by Shapley values and by relative weights.

    Parameters
    ----------
    data
        The model, one row a respondent.
    terms
        Columns of each term; what they are adjusted for belongs to none.
    coefficients
        Most likely ones, **shape** (1 + columns,), the constant first.
    settings
        How to draw, and whom to tell.
    """
    each = relative_weights.logistic_weights(data, coefficients)
    parts = importance.mcfadden(data, terms, settings.seed).value
    weights = np.array([each[list(term)].sum() for term in terms])
    wanted = _replicates(data, 1 << min(len(terms), EXACT + 1)) if settings.one_by_one and len(terms) <= EXACT else 0
    also = _replicates(data, 1) if settings.one_by_one else 0
    orders = f", {ORDERS} random orders of the terms" if len(terms) > EXACT else ""
    half = round(100 * wanted / max(wanted + also, 1))
    shares = _drawn(
        lambda seed, some: importance_bootstrap.mcfadden(data, terms, seed=seed, replicates=some),
        data, settings, wanted, (0, half),
    )  # fmt: skip
    weighed = _drawn(
        lambda seed, some: relative_weights_bootstrap.logistic(data, terms, seed=seed, replicates=some),
        data, settings, also, (half, 100),
    )  # fmt: skip
    return Importances(
        shapley=_importances(parts, shares, settings.level),
        relative_weight=_importances(weights, weighed, settings.level),
        methods=(
            Method("importance", f"Shapley (LMG) share of McFadden’s R²{orders}{_told(wanted, settings)}"),
            Method("relative weight", f"Johnson’s relative weights, logistic{_told(also, settings)}"),
        ),
        drawn=wanted or also,
        lost=wanted - len(shares) if wanted else also - len(weighed),
    )


def _replicates(data: Model, sets: int) -> int:
    """Choose how often to draw, by the size of what is fitted each time; none where 200 times would take too long."""
    each = len(data.x) * sets * data.x.shape[1] + data.y.size
    return next((count for count in REPLICATES if count * each <= BUDGET), 0)


def _drawn(draw: Draw, data: Model, settings: Settings, replicates: int, way: tuple[int, int]) -> Floats:
    """Draw in parts, each with a seed of its own, and tell how far that brings it; **shape** (kept, terms)."""
    at_once = max(min(_AT_ONCE, _HELD // data.y.size), 2)
    counts = [min(at_once, replicates - start) for start in range(0, replicates, at_once)]
    found = []
    for part, count in enumerate(counts):
        # Two replicates are the fewest that can be drawn, and one of them may be too many.
        found.append(draw(settings.seed * 1000 + part, max(count, 2)).replicates[:count])
        before, now = (way[0] + (way[1] - way[0]) * done // len(counts) for done in (part, part + 1))
        settings.progress(now - before)
    return np.concatenate(found) if found else np.empty((0, 0))


def _importances(value: Floats, replicates: Floats, level: float) -> tuple[Importance, ...]:
    """Give each term's part of the whole and its share among the terms, with percentile intervals."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = value / value.sum()
        shares = replicates / replicates.sum(axis=1, keepdims=True) if replicates.size else replicates
    parts = estimates(rounded(value), _percentiles(replicates, value, level))
    among = estimates(rounded(share), _percentiles(shares, value, level))
    return tuple(Importance(part, of_all) for part, of_all in zip(parts, among, strict=True))


def _percentiles(replicates: Floats, like: Floats, level: float) -> Interval:
    if not replicates.size:
        nothing = np.full(like.shape, np.nan)
        return Interval(nothing, nothing)
    lower, upper = np.quantile(replicates, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Interval(rounded(lower), rounded(upper))


def _told(replicates: int, settings: Settings) -> str:
    if replicates:
        return f", percentile interval of {replicates} bootstrap draws of respondents within groups"
    why = ": it would take too long" if settings.one_by_one else " under strata, clusters or replicate weights"
    return f", no interval{why}"
