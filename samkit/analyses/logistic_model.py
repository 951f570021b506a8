"""A logistic model of being in the first group, by the method that suits: plain, Firth's, weighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from samkit.analyses.cases import described
from samkit.results import Method
from samkit.stats import binary, firth, logistic, logistic_sampled, profile, terms
from samkit.stats.separation import SeparatedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.cases import Cases
    from samkit.stats.binary import Model
    from samkit.stats.interval import Interval
    from samkit.stats.terms import TermTests
    from samkit.tally import Sample

    Floats = NDArray[np.float64]

Estimator = Literal["likelihood", "Firth", "weighted"]

METHODS: Final[dict[Estimator, tuple[Method, ...]]] = {
    "likelihood": (
        Method("odds ratio", "logistic regression, profile likelihood interval"),
        Method("test", "likelihood-ratio test"),
    ),
    "Firth": (
        Method("odds ratio", "logistic regression by Firth’s penalised likelihood, profile interval"),
        Method("test", "penalised likelihood-ratio test"),
    ),
    "weighted": (
        Method("odds ratio", "weighted logistic regression, covariance of the design, t interval"),
        Method("test", "Wald F test"),
        Method("weights", "n counts respondents, the model is weighted"),
    ),
}


class Fitted(NamedTuple):
    """A model that was fitted; coefficients are log odds ratios, the constant first.

    Parameters
    ----------
    estimator
        By which method.
    data
        One row a pattern, or a respondent where there are weights; the weights have a mean of 1 for a respondent.
    coefficients, covariance
        **Shape** (1 + columns,) and (1 + columns, 1 + columns).
    interval
        Bounds of the coefficients, **shape** (1 + columns,).
    tests
        One for each term.
    df
        Degrees of freedom of the covariance; infinite without a design.
    steps
        Newton's steps, count.
    mcfadden
        McFadden's R2, or None where the groups are separated.
    separating
        Columns whose most likely coefficients are infinite.
    lost
        Replicates without a finite estimate, which count for nothing.
    """

    estimator: Estimator
    data: Model
    coefficients: Floats
    covariance: Floats
    interval: Interval
    tests: TermTests
    df: float
    steps: int
    mcfadden: float | None
    separating: tuple[int, ...] = ()
    lost: int = 0


def fit(cases: Cases, groups: Sequence[Sequence[int]], level: float) -> Fitted:
    """Fit a model; where the groups are separated, by Firth's penalised likelihood.

    Parameters
    ----------
    cases
        Respondents and columns.
    groups
        The columns of each term.
    level
        Confidence level, a fraction.

    Raises
    ------
    SeparatedError
        If the groups are separated, and there are weights.
    ValueError
        If a penalised likelihood has no maximum that can be found.
    """
    if cases.sample is not None:
        return _weighted(cases, cases.sample, groups, level)
    used, patterns = cases.inside, cases.patterns
    data = binary.model(cases.x[used], patterns.group[used] == 0, patterns.n[used])
    try:
        found = logistic.fit(data)
    except SeparatedError as error:
        return _penalised(data, groups, level, np.flatnonzero(error.found.columns[1:]).tolist())
    return Fitted(
        estimator="likelihood",
        data=data,
        coefficients=found.coefficients,
        covariance=found.covariance,
        interval=profile.interval(data, level),
        tests=terms.likelihood_ratio(data, groups),
        df=np.inf,
        steps=found.steps,
        mcfadden=found.mcfadden,
    )


def _penalised(data: Model, groups: Sequence[Sequence[int]], level: float, separating: Sequence[int]) -> Fitted:
    found = firth.fit(data)
    return Fitted(
        estimator="Firth",
        data=data,
        coefficients=found.coefficients,
        covariance=found.covariance,
        interval=firth.interval(data, level),
        tests=firth.likelihood_ratio(data, groups),
        df=np.inf,
        steps=found.steps,
        mcfadden=None,
        separating=tuple(separating),
    )


def _weighted(cases: Cases, sample: Sample, groups: Sequence[Sequence[int]], level: float) -> Fitted:
    """Fit under a design, in which those outside the model stay."""
    patterns = cases.patterns
    each = np.repeat(np.arange(patterns.n.size), patterns.n)
    drawn = described(cases, sample, each)
    found = logistic_sampled.sampled(cases.x[each], patterns.group[each] == 0, drawn, cases.inside[each])
    return Fitted(
        estimator="weighted",
        data=cases.one_by_one(),
        coefficients=found.coefficients,
        covariance=found.covariance,
        interval=found.interval(level),
        tests=terms.wald(found.coefficients, found.covariance, groups, found.df),
        df=found.df,
        steps=found.fit.steps,
        mcfadden=found.fit.mcfadden,
        lost=found.lost,
    )
