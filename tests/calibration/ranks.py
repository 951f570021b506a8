"""How often intervals and sets of ranks hold the true ranks of items: surveys drawn again and again."""

from functools import partial
from typing import NamedTuple

import numpy as np

from samkit.stats import rankings, ranksets, resample
from samkit.stats.interval import Floats
from samkit.stats.respondents import Respondents, respondents
from tests.calibration.enumerated import STUDY
from tests.calibration.job import Job
from tests.calibration.record import Key, Record, binomial_error

PART, SUBJECT, LEVEL = "rank", "true ranks", 0.95
SURVEYS, BOOTSTRAP = 1_000, 999
STRENGTH = 0.3
"""Part of the latent answers that is one common factor."""


class Items(NamedTuple):
    """Shares of both groups, item by item."""

    one: Floats
    none: Floats


ITEMS = {
    "five items far apart": Items(np.array([0.95, 0.75, 0.55, 0.30, 0.10]), np.full(5, 0.2)),
    "five items near each other": Items(np.array([0.55, 0.52, 0.50, 0.48, 0.45]), np.full(5, 0.2)),
    "five level items": Items(np.full(5, 0.5), np.full(5, 0.2)),
    "ten items, evenly spread": Items(np.linspace(0.75, 0.30, 10), np.full(10, 0.3)),
}
METHODS = ("simultaneous sets", "marginal sets", "bootstrap intervals")


def jobs() -> list[Job]:
    """List the work: one job for each set of items."""
    return [Job(f"ranks, {name}", SURVEYS, partial(_simulate, name)) for name in ITEMS]


def _simulate(name: str, surveys: int, seed: int) -> list[Record]:
    items, draw = ITEMS[name], np.random.default_rng([5, list(ITEMS).index(name), seed])
    true = 1 + np.sum(gaps(items)[:, None] < gaps(items), axis=1)
    told = [_ranked(items, draw) for _ in range(surveys)]
    lower, upper = (np.array([[found[side] for found in one] for one in told]) for side in (0, 1))
    held = (lower <= true) & (true <= upper)  # surveys, methods, items
    width = (upper - lower + 1).mean(axis=(0, 2))
    found: list[Record] = []
    for place, method in enumerate(METHODS):
        shares = {
            "coverage of all": held[:, place].all(axis=1).mean(),
            "least coverage": held[:, place].mean(axis=0).min(),
        }
        for quantity, share in shares.items():
            key = Key(PART, SUBJECT, method, quantity, name, *STUDY)
            promised = None if quantity == "coverage of all" and method != METHODS[0] else LEVEL
            error = binomial_error(float(share), surveys)
            found.append(Record(key, promised, float(share), error, float(width[place]), replicates=surveys))
    return found


def gaps(items: Items) -> Floats:
    """Give the true gaps, those that are level as equal numbers."""
    return np.asarray(np.round(items.one - items.none, 9))


def _ranked(items: Items, draw: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Ask 397 respondents and give the bounds of the ranks by each method."""
    answers = _answers(items, draw)
    seen = rankings.gap(resample.observed(answers))
    drawn = rankings.gap(resample.bootstrap(answers, int(draw.integers(2**31)), BOOTSTRAP))
    intervals = rankings.ranks(seen, drawn, LEVEL)
    sets = (ranksets.simultaneous(seen, drawn, LEVEL), ranksets.marginal(seen, drawn, LEVEL))
    return [(found.lower, found.upper) for found in (*sets, intervals)]


def _answers(items: Items, draw: np.random.Generator) -> Respondents:
    from scipy.special import ndtri

    first = np.arange(sum(STUDY)) < STUDY[0]
    own = draw.standard_normal((first.size, items.one.size))
    latent = np.sqrt(STRENGTH) * draw.standard_normal((first.size, 1)) + np.sqrt(1 - STRENGTH) * own
    favourable = latent < ndtri(np.where(first[:, None], items.one, items.none))
    return respondents(favourable, np.ones_like(favourable), first)
