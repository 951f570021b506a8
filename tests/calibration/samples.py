"""How often intervals from weighted samples of clusters hold the population's truth: drawn again and again."""

from functools import partial
from typing import NamedTuple

import numpy as np

from samkit.stats import difference, replication
from samkit.stats.design import design
from samkit.stats.interval import Floats, Interval
from tests.calibration.job import Job
from tests.calibration.population import ITEMS, Plan, Population, population, sample
from tests.calibration.record import Key, Record, binomial_error
from tests.stats import sampled

PART, LEVEL, REPLICATES = "sample", 0.95, 2_000

PLANS = (
    Plan("397 people one by one", 8000, 1, 99),
    Plan("44 clusters of 9", 900, 9, 11),
    Plan("12 clusters of 33", 240, 33, 3),
)


class Asked(NamedTuple):
    """An interval of a subject by a method, item by item, and where it is finite and how wide."""

    subject: str
    method: str
    bounds: Interval


def jobs() -> list[Job]:
    """List the work: one job for each way of sampling."""
    return [Job(f"samples, {plan.name}", REPLICATES, partial(_simulate, plan)) for plan in PLANS]


def _simulate(plan: Plan, replicates: int, seed: int) -> list[Record]:
    people, draw = population(plan), np.random.default_rng([4, plan.clusters, seed])
    truths = _truths(people)
    told = [_asked(plan, people, draw) for _ in range(replicates)]
    found: list[Record] = []
    for place, first in enumerate(told[0]):
        lower, upper = (np.stack([asked[place].bounds[side] for asked in told]) for side in (0, 1))
        truth = truths[first.subject]
        held = ((lower <= truth) & (upper >= truth)).mean(axis=0)
        width = _mean_width(lower, upper)
        for item, name in enumerate(ITEMS):
            key = Key(PART, first.subject, first.method, "coverage", f"{plan.name}, item {name}")
            value = float(held[item])
            error = binomial_error(value, replicates)
            found.append(Record(key, LEVEL, value, error, width[item], replicates=replicates))
    return found


def _truths(people: Population) -> dict[str, Floats]:
    one, none = people.shares()
    return {
        "share of group 1": one,
        "share of group 0": none,
        "gap": one - none,
        "likelihood ratio": np.log(one / none),
        "odds ratio": np.log(one / (1 - one) * (1 - none) / none),
    }


def _asked(plan: Plan, people: Population, draw: np.random.Generator) -> list[Asked]:
    drawn = sample(plan, people, draw)
    first, yes = people.first[drawn.rows][:, None], people.favourable[drawn.rows]
    one, none = sampled.group(first & yes, first), sampled.group(~first & yes, ~first)
    whole = design(drawn.weight, drawn.stratum, drawn.cluster, drawn.population)
    weights = design(drawn.weight)
    counts = (one.x.sum(axis=0), one.n.sum(axis=0), none.x.sum(axis=0), none.n.sum(axis=0))
    return [
        Asked("share of group 1", "sampling design", sampled.share(one, whole, LEVEL).interval),
        Asked("share of group 0", "sampling design", sampled.share(none, whole, LEVEL).interval),
        Asked("share of group 0", "weights, clusters ignored", sampled.share(none, weights, LEVEL).interval),
        Asked("gap", "sampling design", sampled.gap(one, none, whole, LEVEL).interval),
        Asked("gap", "jackknife", sampled.gap(one, none, replication.jackknife(whole), LEVEL).interval),
        Asked("gap", "weights, clusters ignored", sampled.gap(one, none, weights, LEVEL).interval),
        Asked("gap", "no weights, no design", difference.miettinen_nurminen(*counts, LEVEL)),
        Asked("likelihood ratio", "sampling design", sampled.log_ratio(one, none, whole, LEVEL).interval),
        Asked("odds ratio", "sampling design", sampled.log_odds(one, none, whole, LEVEL).interval),
    ]


def _mean_width(lower: Floats, upper: Floats) -> list[float | None]:
    width = upper - lower
    finite = np.isfinite(width)
    return [float(width[finite[:, k], k].mean()) if finite[:, k].any() else None for k in range(width.shape[1])]
