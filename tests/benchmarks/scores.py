"""`python -m tests.benchmarks.scores [RUNS]`: score intervals and tests of many items, against statsmodels."""

from __future__ import annotations

import statistics
import sys
import time
import warnings
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from samkit.stats import difference, independence, odds, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samkit.stats.interval import Floats
    from tests.stats.tables import Cells

RUNS = 7
FIRST, REST = 52, 345
MANY, FEW, SAMPLE = 10_000, 72, 200
MEASURES = {"diff": difference, "ratio": ratio, "odds-ratio": odds}  # as statsmodels calls them


@dataclass(frozen=True, slots=True)
class Case:
    """Two ways to time in turn, each over its own number of items; `aim` is the ratio of time per item to reach."""

    name: str
    ours: Callable[[], object]
    reference: Callable[[], object]
    items: tuple[int, int]
    aim: float
    at_most: bool = False

    def line(self, runs: int) -> str:
        """Time both in turn and tell the result."""
        pairs = [self.pair() for _ in range(runs + 1)][1:]
        ours, theirs = (1e6 * statistics.median(pair[side] for pair in pairs) for side in (0, 1))
        ratios = [a / b if self.at_most else b / a for a, b in pairs]
        aim = f"at {'most' if self.at_most else 'least'} {self.aim:g}"
        return (
            f"{self.name:52} {ours:8.2f} µs {theirs:8.1f} µs an item  "
            f"ratio {statistics.median(ratios):7.2f} ({min(ratios):.2f} to {max(ratios):.2f})  aim {aim}"
        )

    def pair(self) -> tuple[float, float]:
        """Time each once, in seconds an item."""
        return seconds(self.ours) / self.items[0], seconds(self.reference) / self.items[1]


def seconds(action: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def tables(items: int) -> Cells:
    """Make items of as many respondents as the published study has, none without a favourable answer in a group."""
    draw = np.random.default_rng(2016)
    n1, n0 = np.full(items, float(FIRST)), np.full(items, float(REST))
    share = draw.uniform(0.1, 0.8, items)
    x1, x0 = draw.binomial(FIRST, share), draw.binomial(REST, 0.6 * share)
    return np.clip(x1, 1, FIRST - 1).astype(float), n1, np.clip(x0, 1, REST - 1).astype(float), n0


def every_view(cells: Cells) -> list[Floats]:
    """Compute gap, ratio and odds ratio with their score intervals, and the score test."""
    bounds = [bound for module in MEASURES.values() for bound in module.miettinen_nurminen(*cells)]
    values = [module.estimate(*cells) for module in MEASURES.values()]
    return [*values, *bounds, independence.score(*cells)]


def by_statsmodels(cells: Cells, measure: str) -> list[tuple[float, float]]:
    """Compute score intervals one by one; an item that the program gives up is one it has spent no less time on."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = []
    for x1, n1, x0, n0 in np.array(cells).T.tolist():
        try:
            found.append(confint_proportions_2indep(x1, n1, x0, n0, method="score", compare=measure))
        except ValueError:
            found.append((np.nan, np.nan))
    return found


def cases() -> Iterator[Case]:
    """List what is timed."""
    many, few = tables(MANY), tables(FEW)
    some = many[0][:SAMPLE], many[1][:SAMPLE], many[2][:SAMPLE], many[3][:SAMPLE]
    slow = {measure: partial(by_statsmodels, some, measure) for measure in MEASURES}
    for measure, module in MEASURES.items():
        ours = partial(module.miettinen_nurminen, *many)
        yield Case(f"statsmodels / interval of 10,000: {measure}", ours, slow[measure], (MANY, SAMPLE), 30)
    yield Case(
        "statsmodels / all intervals and the test of 10,000",
        partial(every_view, many),
        lambda: [one() for one in slow.values()],
        (MANY, SAMPLE),
        30,
    )
    yield Case(
        "all of 72 / statsmodels, the ratio alone of 72",
        partial(every_view, few),
        partial(by_statsmodels, few, "ratio"),
        (FEW, FEW),
        3,
        at_most=True,
    )


def main() -> None:
    """Time every case and print a line for each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    sys.stdout.write("in turn in one process, median of samkit and of the reference; ratio of pairs\n")
    warnings.simplefilter("ignore")
    for case in cases():
        sys.stdout.write(f"{case.line(runs)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
