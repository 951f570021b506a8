"""How many findings of a whole report are false: 72 items of the same respondents, drawn again and again."""

import math
from collections.abc import Callable
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import families, independence
from samkit.stats.interval import Floats
from tests.calibration.enumerated import STUDY, tables
from tests.calibration.job import Job
from tests.calibration.record import Key, Record

PART, SUBJECT = "report", "72 items"
ITEMS, REPLICATES, BLOCK = 72, 10_000, 50
ALPHA, GAP = 0.05, 0.2
SHARES = (0.10, 0.18, 0.30, 0.50, 0.70)
RARE = (0.02, 0.03, 0.05, 0.08)


class Method(NamedTuple):
    """How p-values are adjusted, and of which test they are."""

    adjusted: Callable[[ArrayLike], Floats]
    test: Callable[..., Floats] = independence.score


METHODS = {
    "Benjamini-Hochberg": Method(families.benjamini_hochberg),
    "Benjamini-Hochberg of Fisher's mid-p": Method(families.benjamini_hochberg, independence.fisher_mid_p),
    "Benjamini-Yekutieli": Method(families.benjamini_yekutieli),
    "Holm": Method(families.holm),
    "none": Method(families.none),
}


class Report(NamedTuple):
    """How many items truly do not differ, what part of the latent answers is one common factor, and the shares."""

    level: int
    strength: float
    shares: tuple[float, ...] = SHARES

    @property
    def setting(self) -> str:
        rare = ", rare items" if self.shares == RARE else ""
        return f"{self.level} of {ITEMS} items level, common factor {self.strength:g}{rare}"


COMMON = tuple(Report(*pair) for pair in product((72, 54, 36, 18), (0.0, 0.3, 0.6)))
REPORTS = (*COMMON, Report(72, 0.3, RARE), Report(54, 0.3, RARE))


def jobs() -> list[Job]:
    """List the work: one job for each kind of report."""
    return [Job(f"reports, {report.setting}", REPLICATES, partial(_simulate, report)) for report in REPORTS]


def truth(report: Report) -> tuple[Floats, Floats, np.ndarray]:
    """Give the shares of both groups and which items differ: by twenty points, spread over rare and common items."""
    none = np.resize(report.shares, ITEMS)
    differs = np.arange(ITEMS) % ITEMS >= report.level
    return np.where(differs, none + GAP, none), none, differs


def _simulate(report: Report, replicates: int, seed: int) -> list[Record]:
    draw = np.random.default_rng([72, report.level, int(10 * report.strength), len(report.shares), seed])
    sizes = [min(BLOCK, replicates - start) for start in range(0, replicates, BLOCK)]
    x1, x0 = np.concatenate([_favourable(report, draw, size) for size in sizes], axis=1)
    differs = truth(report)[2]
    return [
        record
        for name, method in METHODS.items()
        for record in _records(report, name, method.adjusted(_all_p(method.test)[x1, x0]) <= ALPHA, differs)
    ]


@cache
def _all_p(test: Callable[..., Floats]) -> Floats:
    """Give the p-values of all tables, to be looked up."""
    return test(*tables(*STUDY))


def _favourable(report: Report, draw: np.random.Generator, replicates: int) -> np.ndarray:
    """Draw the answers of all respondents to all items, those of one respondent alike, and count them by group."""
    from scipy.special import ndtri

    n1, n0 = STUDY
    one, none, _ = truth(report)
    limits = np.where(np.arange(n1 + n0)[:, None] < n1, ndtri(one), ndtri(none)).astype(np.float32)
    latent = draw.standard_normal((replicates, n1 + n0, ITEMS), dtype=np.float32)
    latent *= np.float32(np.sqrt(1 - report.strength))
    latent += np.float32(np.sqrt(report.strength)) * draw.standard_normal((replicates, n1 + n0, 1), dtype=np.float32)
    yes = latent < limits
    return np.stack([yes[:, :n1].sum(axis=1), yes[:, n1:].sum(axis=1)])


def _records(report: Report, method: str, found: np.ndarray, differs: np.ndarray) -> list[Record]:
    false = found[:, ~differs].sum(axis=1)
    told = {
        "false discoveries": false / np.maximum(found.sum(axis=1), 1),
        "any false discovery": (false > 0).astype(np.float64),
        "power": found[:, differs].mean(axis=1) if np.any(differs) else np.empty(0),
    }
    key = Key(PART, SUBJECT, method, "", report.setting, *STUDY)
    return [
        Record(
            key._replace(quantity=quantity),
            _promised(report, method, quantity),
            float(values.mean()),
            _error(values),
            replicates=values.size,
        )
        for quantity, values in told.items()
        if values.size
    ]


def _promised(report: Report, method: str, quantity: str) -> float | None:
    """Say what is promised: where all items are level any finding is false, and Holm's promise is one about any."""
    if method == "none" or quantity == "power":
        return None
    if quantity == "any false discovery":
        return ALPHA if method == "Holm" or report.level == ITEMS else None
    return ALPHA * report.level / ITEMS if method.startswith("Benjamini-Hochberg") else ALPHA


def _error(values: Floats) -> float:
    """Give the standard error of a mean, above zero also where all replicates agree."""
    count = len(values)
    spread = float(values.std(ddof=1)) if count > 1 else 0.0
    return (spread or 1 / math.sqrt(count)) / math.sqrt(count)
