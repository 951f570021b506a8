"""`python -m tests.benchmarks.bootstrap [RUNS]`: ranks of 72 gaps in 10,000 replicates, against other ways to them.

What samkit is timed for is the whole job: draw, count, take gaps, rank, and give intervals. The references do less:

- the bare product is one float32 matrix product of 10,000 by 397 with 397 by 72 numbers that lie ready, on as many
  processors as numpy's library takes, while the rest of the whole job runs on one. Where an answer is missing, bases
  have to be counted too, so there are two of them.
- `scipy.stats.bootstrap` stops at the gaps and their percentiles, and draws for each item anew, so that no ranks could
  follow from it. It takes samples of one size, so items with a base of their own are called one by one: that is what an
  analyst has to write, and what the aim means. Where nobody left an answer out, one call may take all items at once,
  vectorized and in one batch (batches of about 100 spare it up to a fifth): that is told beside it.
- the loop over replicates makes a tenth of them, and its time is taken ten times.

Both sides run in turn, so that what else the machine does meets both; still, only a quiet machine tells a ratio. The
ratio of the shortest runs stands beside the median of the ratios of pairs.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from samkit.stats import rankings, resample
from samkit.stats.respondents import Respondents, respondents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from samkit.stats.interval import Floats

RUNS = 7
RESPONDENTS, FIRST, ITEMS, REPLICATES = 397, 52, 72, 10_000


@dataclass(frozen=True, slots=True)
class Case:
    """Two ways to time in turn: the aim is a ratio of at most so much, or for slow references of at least, or none."""

    name: str
    ours: Callable[[], object]
    reference: Callable[[], object]
    aim: str
    share: float = 1.0  # what part of the replicates the reference makes, for references that take too long

    def line(self, runs: int) -> str:
        """Time both in turn and tell medians, the ratios of pairs, and that of the shortest runs."""
        pairs = [(seconds(self.ours), seconds(self.reference) / self.share) for _ in range(runs + 1)][1:]
        ours, theirs = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
        least = (min(pair[0] for pair in pairs), min(pair[1] for pair in pairs))
        ratios = [a / b if "most" in self.aim else b / a for a, b in (least, *pairs)]
        return (
            f"{self.name:58} {1e3 * ours:8.1f} ms {1e3 * theirs:8.1f} ms  "
            f"ratio {statistics.median(ratios[1:]):6.1f} ({min(ratios[1:]):.1f} to {max(ratios[1:]):.1f}), "
            f"of shortest runs {ratios[0]:.1f}  aim {self.aim}"
        )


def seconds(action: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def answers(*, missing: float = 0.0, weighted: bool = False) -> Respondents:
    """Make answers of as many respondents as the published study has."""
    draw = np.random.default_rng(2016)
    shape = (RESPONDENTS, ITEMS)
    first = np.arange(RESPONDENTS) < FIRST
    favourable = draw.random(shape) < np.where(first[:, None], 0.5, 0.2) + draw.random(ITEMS) * 0.3
    weight = draw.lognormal(0, 0.4, RESPONDENTS) if weighted else None
    return respondents(favourable, draw.random(shape) >= missing, first, weight=weight)


def ranked(given: Respondents, replicates: int = REPLICATES) -> rankings.Ranks:
    """Do the whole job: draw, count, take gaps, rank, and give intervals."""
    drawn = resample.bootstrap(given, seed=2016, replicates=replicates)
    return rankings.ranks(rankings.gap(resample.observed(given)), rankings.gap(drawn))


def product(given: Respondents) -> Callable[[], object]:
    """Give the bare float32 product of replicates by respondents with respondents by items."""
    draw = np.random.default_rng(1)
    times = draw.poisson(1.0, (REPLICATES, RESPONDENTS)).astype(np.float32)
    favourable = given.favourable.astype(np.float32)
    return lambda: times @ favourable


def loop(given: Respondents, replicates: int) -> Floats:
    """Draw and rank one replicate after the other, as one writes it first."""
    draw = np.random.default_rng(1)
    one, none = given.favourable[: given.size], given.favourable[given.size :]
    ranks = np.empty((replicates, ITEMS))
    for row in range(replicates):
        p1 = one[draw.integers(0, len(one), len(one))].mean(axis=0)
        p0 = none[draw.integers(0, len(none), len(none))].mean(axis=0)
        gaps = p1 - p0
        ranks[row, np.argsort(-gaps)] = np.arange(1, ITEMS + 1)
    return ranks


def by_scipy(given: Respondents, replicates: int) -> object:
    """Draw the gaps with scipy.stats.bootstrap in one call: vectorized, without ranks, all replicates in one batch."""
    return _scipy(given.favourable, given.size, replicates)


def item_by_item(given: Respondents, replicates: int) -> list[object]:
    """Draw the gaps with scipy.stats.bootstrap, one call an item, as items with bases of their own need it."""
    return [_scipy(column[:, None], given.size, replicates) for column in given.favourable.T]


def _scipy(favourable: NDArray[np.bool_], size: int, replicates: int) -> object:
    from scipy.stats import bootstrap

    return bootstrap(
        (favourable[:size].astype(float), favourable[size:].astype(float)),
        lambda one, none, axis: one.mean(axis=axis) - none.mean(axis=axis),
        n_resamples=replicates,
        axis=0,
        method="percentile",
        rng=np.random.default_rng(1),
    )


def cases() -> Iterator[Case]:
    """List what is timed."""
    plain, heavy, gaps = answers(), answers(weighted=True), answers(missing=0.05)
    bare = product(plain)
    yield Case("ranks of 72 gaps / bare product", lambda: ranked(plain), bare, "at most 5")
    yield Case("the same, weighted / bare product", lambda: ranked(heavy), bare, "at most 5")
    yield Case("the same, 5 % missing / two bare products", lambda: ranked(gaps), lambda: (bare(), bare()), "at most 5")
    yield Case("numpy loop / ranks of 72 gaps", lambda: ranked(plain), lambda: loop(plain, 1_000), "at least 12", 0.1)
    yield Case(
        "scipy.stats.bootstrap item by item / ranks of 72 gaps",
        lambda: ranked(plain),
        lambda: item_by_item(plain, REPLICATES),
        "at least 50",
    )
    yield Case(
        "scipy.stats.bootstrap in one call / ranks of 72 gaps",
        lambda: ranked(plain),
        lambda: by_scipy(plain, REPLICATES),
        "told",
    )


def main() -> None:
    """Time every case and print a line for each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    sys.stdout.write("in turn in one process, median of samkit and of the reference; ratios of pairs\n")
    for case in cases():
        sys.stdout.write(f"{case.line(runs)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
