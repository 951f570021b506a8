"""One numeric question against the groups, beside its means: ratio of means, medians, shift, and who is higher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import guards
from samkit.analyses.measures import estimates, optional
from samkit.notes import Note
from samkit.results import Estimate, Method, Quantity, Test
from samkit.stats import mann_whitney, mean_ratio, means, moments, quantiles, shift, superiority
from samkit.stats.interval import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.counted import Values
    from samkit.results import Location
    from samkit.stats.mann_whitney import RankTest
    from samkit.stats.superiority import Superiority

MOST_VALUES: Final = 3_000
"""So many distinct numbers have nine million differences, which take a second and half a gigabyte to sort."""

TOO_MANY: Final = Note("left_out", f"the shift is left out: more than {MOST_VALUES:,} distinct answers")

METHODS: Final = (
    Method("ratio of means", "Fieller"),
    Method("median", "distribution-free interval"),
    Method("shift", "Hodges-Lehmann, distribution-free interval"),
    Method("superiority", "Brunner-Munzel"),
    Method("ranks", "Mann-Whitney, normal approximation with ties and continuity correction"),
)

LEFT_OUT: Final = Note(
    "weighted", "The ratio of means, medians, shift and ranks have no weighted form here, and are left out"
)


class _Answers(NamedTuple):
    """Distinct answers, **shape** (values,), and how many of each group gave them, **shape** (values, 2)."""

    values: NDArray[np.float64]
    counts: NDArray[np.int64]


def describe(plan: Plan, row: Location, values: Values | None) -> tuple[Quantity, tuple[Test, ...]]:
    """Add to the means of one question what there is beside them.

    Parameters
    ----------
    plan
        Questions and settings.
    row
        The means.
    values
        The distinct answers; None under weights or a design, where there is nothing beside the means.
    """
    blank = Quantity(row, *(guards.NOTHING,) * 5, None, None)
    if values is None or guards.is_hidden(row.notes):
        return blank, ()
    given = values.n[:2].sum(axis=0) > 0
    answers = _Answers(values.values[given], values.n[:2, given].T)
    level = plan.settings.level
    ranks = mann_whitney.asymptotic(answers.counts)
    higher = superiority.brunner_munzel(answers.counts, level)
    first, second = (_median(answers, k, level) for k in (0, 1))
    many = answers.values.size > MOST_VALUES
    found = Quantity(
        location=row._replace(notes=(*row.notes, TOO_MANY)) if many else row,
        ratio=_ratio(plan, row, answers, level),
        first_median=first,
        second_median=second,
        shift=guards.NOTHING if many else _shift(answers, level),
        superiority=_one(higher.value, higher.interval),
        p_superiority=optional(higher.p),
        p_ranks=optional(ranks.p),
    )
    return found, _tests(row, answers, ranks, higher)


def _tests(row: Location, answers: _Answers, ranks: RankTest, higher: Superiority) -> tuple[Test, ...]:
    """Give the test of the means first, then the two by ranks."""
    one, none = (moments.from_counts(answers.values, answers.counts[:, k]) for k in (0, 1))
    welch = means.welch(one, none)
    return (
        Test(row.item.id, "Welch's t test", "t", optional(welch.t), optional(welch.df), row.p),
        Test(row.item.id, "Mann-Whitney test", "z", optional(ranks.z), None, optional(ranks.p)),
        Test(row.item.id, "Brunner-Munzel test", "t", optional(higher.t), optional(higher.df), optional(higher.p)),
    )


def _ratio(plan: Plan, row: Location, answers: _Answers, level: float) -> Estimate:
    """Give the ratio of means, where no answer can be below a true zero."""
    numeric = plan.numeric(row.item.question)
    lowest = numeric.min if numeric and numeric.min is not None else float(answers.values[0])
    if lowest < 0:
        return guards.NOTHING
    one, none = (moments.from_counts(answers.values, answers.counts[:, k]) for k in (0, 1))
    found = mean_ratio.fieller(one, none, level)
    return _one(found.value, found.interval)


def _median(answers: _Answers, k: int, level: float) -> Estimate:
    """Give the median of one group."""
    n = answers.counts[:, k]
    value = quantiles.quantiles(answers.values, n, [0.5])[0]
    return _one(value, quantiles.quantile_interval(answers.values, n, 0.5, level))


def _shift(answers: _Answers, level: float) -> Estimate:
    found = shift.hodges_lehmann(answers.values, answers.counts, level)
    return _one(found.value, found.interval)


def _one(value: NDArray[np.float64], interval: Interval) -> Estimate:
    """Turn a number with its bounds into an estimate."""
    lower, upper = (np.atleast_1d(bound) for bound in interval)
    return estimates(np.atleast_1d(value), Interval(lower, upper))[0]
