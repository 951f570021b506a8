"""How often tests of means, orders and trends err where nothing differs: drawn again and again."""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np

from samkit.stats import equivalence, mann_whitney, means, superiority, trend
from samkit.stats.interval import Floats
from samkit.stats.moments import Moments, from_sums
from tests.calibration.enumerated import STUDY
from tests.calibration.job import Job
from tests.calibration.record import Key, Record, binomial_error

PART = "test"
ALPHA, REPLICATES, BLOCK = 0.05, 10_000, 1_000
BASES = (STUDY, (10, 40))
P = Callable[..., Floats]


class Source(NamedTuple):
    """How numeric answers of a group are drawn, and how wide they spread in group 1 and group 0."""

    draw: Callable[[np.random.Generator, tuple[int, int]], Floats]
    spread: tuple[float, float] = (1.0, 1.0)


def _lognormal(draw: np.random.Generator, shape: tuple[int, int]) -> Floats:
    """Draw skewed answers of mean zero and a standard deviation of about one."""
    return np.asarray((draw.lognormal(0.0, 0.8, shape) - np.exp(0.32)) / 1.31)


def _levels(draw: np.random.Generator, shape: tuple[int, int]) -> Floats:
    return np.asarray(draw.choice(np.arange(-2.0, 3.0), shape, p=[0.1, 0.2, 0.4, 0.2, 0.1]) / np.sqrt(1.2))


SOURCES = {
    "normal": Source(np.random.Generator.standard_normal),
    "normal, group 1 spread three times": Source(np.random.Generator.standard_normal, (3.0, 1.0)),
    "skewed (log-normal)": Source(_lognormal),
    "five levels as numbers": Source(_levels),
}
MEANS: dict[str, P] = {
    "Welch": lambda one, none: means.welch(one, none).p,
    "Student": lambda one, none: means.student(one, none).p,
}
MARGIN = 0.5

SAME = ((0.1, 0.2, 0.4, 0.2, 0.1), (0.1, 0.2, 0.4, 0.2, 0.1))
APART = ((0.35, 0.1, 0.1, 0.1, 0.35), (0.05, 0.2, 0.5, 0.2, 0.05))
ORDERS = {"same levels in both groups": SAME, "group 1 at both ends, group 0 in the middle": APART}
RANKS: dict[str, P] = {
    "Brunner-Munzel": lambda counts: superiority.brunner_munzel(counts).p,
    "Mann-Whitney": lambda counts: mann_whitney.asymptotic(counts).p,
}

TOP = 0.13
FACTORS = {"397 in five levels": (97, 141, 89, 47, 23), "50 in five levels": (10, 10, 10, 10, 10)}
TRENDS: dict[str, P] = {
    "Cochran-Armitage": lambda top, every: trend.cochran_armitage(top, every).p,
    "linear-by-linear": lambda top, every: trend.linear_by_linear(top, every).p,
}


def jobs() -> list[Job]:
    """List the work: one job for each source of answers and pair of bases."""
    pairs = [f"{n1} and {n0} answers" for n1, n0 in BASES]
    told = [
        *((f"means, {name}", partial(_means, name)) for name in SOURCES),
        *((f"orders, {name}", partial(_orders, name)) for name in ORDERS),
    ]
    grouped = [
        Job(f"{name}, {pair}", REPLICATES, partial(run, bases))
        for (name, run), (pair, bases) in product(told, zip(pairs, BASES, strict=True))
    ]
    return [*grouped, *(Job(f"trend, {name}", REPLICATES, partial(_trend, name)) for name in FACTORS)]


def _means(name: str, bases: tuple[int, int], replicates: int, seed: int) -> list[Record]:
    draw = np.random.default_rng([1, list(SOURCES).index(name), *bases, seed])
    source = SOURCES[name]
    one, none = (
        _moments(source, draw, (replicates, n), spread) for n, spread in zip(bases, source.spread, strict=True)
    )
    found = [_record("equal means", method, name, bases, test(one, none)) for method, test in MEANS.items()]
    # Group 1 is put where the difference is just the margin, half a standard deviation, and equivalence just false.
    moved = one._replace(shift=one.shift + MARGIN)
    claimed = equivalence.means(moved, none, MARGIN, ALPHA).p
    setting = f"{name}, difference at the margin"
    return [*found, _record("equivalence of means", "two one-sided Welch tests", setting, bases, claimed)]


def _moments(source: Source, draw: np.random.Generator, shape: tuple[int, int], spread: float) -> Moments:
    """Draw the answers block by block and keep what tests of means look at."""
    replicates, n = shape
    sizes = [min(BLOCK, replicates - start) for start in range(0, replicates, BLOCK)]
    blocks = [spread * source.draw(draw, (size, n)) for size in sizes]
    total = np.concatenate([block.sum(axis=1) for block in blocks])
    return from_sums(n, total, np.concatenate([(block**2).sum(axis=1) for block in blocks]))


def _orders(name: str, bases: tuple[int, int], replicates: int, seed: int) -> list[Record]:
    draw = np.random.default_rng([2, list(ORDERS).index(name), *bases, seed])
    pairs = zip(bases, ORDERS[name], strict=True)
    counts = np.stack([draw.multinomial(n, chances, replicates) for n, chances in pairs], axis=-1)
    subject = "as often above as below"
    return [_record(subject, method, name, bases, test(counts)) for method, test in RANKS.items()]


def _trend(name: str, replicates: int, seed: int) -> list[Record]:
    draw = np.random.default_rng([3, list(FACTORS).index(name), seed])
    every = np.array(FACTORS[name])
    top = draw.binomial(every, TOP, (replicates, every.size))
    return [_record("no trend", method, name, (None, None), test(top, every)) for method, test in TRENDS.items()]


def _record(subject: str, method: str, setting: str, bases: tuple[int | None, int | None], p: Floats) -> Record:
    size = float(np.mean(p <= ALPHA))  # a p that does not exist claims nothing
    key = Key(PART, subject, method, "size", setting, *bases)
    return Record(key, ALPHA, size, binomial_error(size, len(p)), replicates=len(p))
