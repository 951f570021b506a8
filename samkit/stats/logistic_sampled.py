"""Logistic regression in a complex sample: weighted coefficients with the covariance of their design or replicates."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import confidence, influence, mixture, plan, replicate
from samkit.stats.binary import Model, model
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats, Interval
from samkit.stats.logistic import Fit, fit
from samkit.stats.logits import LONG, Binomial, fits
from samkit.stats.plan import Plan
from samkit.stats.replicate import Replicates
from samkit.stats.terms import Terms, TermTests, kept, listed


class SampledFit(NamedTuple):
    """A logistic model in a complex sample.

    Parameters
    ----------
    fit
        The weighted fit; its likelihood is that of weights whose mean is 1.
    coefficients, covariance
        As in the fit, the covariance that of the design.
    df
        Degrees of freedom of the design less the columns.
    p
        Of each coefficient, that it is 0, shape (1 + columns,).
    lost
        Replicates without a finite estimate, which count for nothing.
    """

    fit: Fit
    coefficients: Floats
    covariance: Floats
    df: float
    p: Floats
    lost: int

    @property
    def error(self) -> Floats:
        """Give the standard errors, shape (1 + columns,)."""
        return np.sqrt(np.diag(self.covariance))

    def interval(self, level: float = 0.95) -> Interval:
        """Give the intervals of t standard errors, shape (1 + columns,)."""
        return confidence.wald(self.coefficients, self.error, self.df, level)


def sampled(x: ArrayLike, y: ArrayLike, sample: Plan, inside: ArrayLike | None = None) -> SampledFit:
    """Fit a logistic model to a complex sample.

    Parameters
    ----------
    x
        Columns, shape (rows, columns), any unit, without a constant; what stands in rows outside does not matter.
    y
        Whether a row is in group 1, shape (rows,), boolean or 0 and 1.
    sample
        Design or replicates, of as many rows.
    inside
        Whether each row has an answer to everything, shape (rows,); all have where left out.

    Returns
    -------
    The fit.

    Raises
    ------
    ValueError
        If the rows differ in number, or as ``binary.model`` says.
    SeparatedError
        If the columns tell the groups apart.

    Notes
    -----
    Scores of the rows are ``w (y - p) A^-1 x`` with the weighted information A; replicates are fitted each.

    References
    ----------
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> x, y = np.repeat([0.0, 1.0], [346, 51])[:, None], np.r_[np.arange(346) < 62, np.arange(51) < 28]
    >>> sampled(x, y, design(np.ones(397))).error.round(6).tolist()
    [0.140356, 0.314789]
    """
    columns, group, there = _within(x, y, sample, inside)
    weight = sample.weight * there
    data = model(columns, group, weight * (there.sum() / max(float(weight.sum()), 1e-300)))
    found = fit(data)
    estimate, lost = _estimator(data, found, columns, group, sample)
    df = float(plan.degrees_of_freedom(sample, there)) - columns.shape[1]
    error = plan.error(estimate, sample)
    return SampledFit(
        found,
        found.coefficients,
        plan.covariance(estimate, sample),
        df,
        confidence.t_test(found.coefficients, error, df),
        lost,
    )


def likelihood_ratio(
    x: ArrayLike, y: ArrayLike, sample: Plan, terms: Terms | None = None, inside: ArrayLike | None = None
) -> TermTests:
    """Test each term by the weighted likelihood that the model loses without it: the working likelihood ratio test.

    Parameters
    ----------
    x
        Columns, shape (rows, columns), any unit, without a constant; what stands in rows outside does not matter.
    y
        Whether a row is in group 1, shape (rows,), boolean or 0 and 1.
    sample
        Design or replicates, of as many rows.
    terms
        Columns of each term; each column is a term where left out.
    inside
        Whether each row has an answer to everything, shape (rows,); all have where left out.

    Returns
    -------
    ``2 (log L - log L without)`` with weights whose mean is 1; under no effect a sum of chi-squares times the design
    effects of the term.

    Raises
    ------
    ValueError
        As ``sampled`` says.

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60; Lumley and Scott (2014), Australian & New Zealand Journal
    of Statistics 56, 1-14.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> x, y = np.repeat([0.0, 1.0], [346, 51])[:, None], np.r_[np.arange(346) < 62, np.arange(51) < 28]
    >>> round(float(likelihood_ratio(x, y, design(np.ones(397))).statistic[0]), 6)
    29.43152
    """
    found = sampled(x, y, sample, inside)
    columns, group, there = _within(x, y, sample, inside)
    weight = sample.weight * there
    data = model(columns, group, weight * (there.sum() / float(weight.sum())))
    groups = listed(data, terms)
    without = fits(data.x, data.groups, kept(data, groups), steps=LONG).log_likelihood
    lost = np.maximum(2 * (found.fit.log_likelihood - without), 0.0)
    p = [
        mixture.chi2_tail(float(loss), design_effects(found.fit.covariance, found.covariance, term), found.df)
        for loss, term in zip(lost, groups, strict=True)
    ]
    return TermTests(lost, np.array([len(term) for term in groups], dtype=np.float64), np.array(p))


def design_effects(plain: Floats, covariance: Floats, term: Sequence[int]) -> Floats:
    """Give the design effects of a term: by how much the design changes the variance of its coefficients.

    Parameters
    ----------
    plain
        Covariance of the coefficients from the likelihood, shape (1 + columns, 1 + columns).
    covariance
        That of the design.
    term
        Columns of the term, counted from 0 and without the constant.

    Returns
    -------
    Eigenvalues of ``plain^-1 covariance`` in the term, largest first, shape (columns of the term,).

    References
    ----------
    Rao and Scott (1984), The Annals of Statistics 12, 46-60.

    Examples
    --------
    >>> design_effects(np.eye(3), np.diag([1.0, 2.0, 3.0]), [0, 1]).tolist()
    [3.0, 2.0]
    """
    at = np.array(term, dtype=np.intp) + 1
    half = np.linalg.inv(np.linalg.cholesky(plain[np.ix_(at, at)]))
    return np.asarray(np.linalg.eigvalsh(half @ covariance[np.ix_(at, at)] @ half.T)[::-1])


def _within(
    x: ArrayLike, y: ArrayLike, sample: Plan, inside: ArrayLike | None
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    columns, group = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    there = np.ones(len(group), dtype=np.bool_) if inside is None else np.asarray(inside, dtype=np.bool_)
    if columns.ndim != 2 or not len(columns) == len(group) == len(there) == len(sample.weight):
        raise ValueError(f"as many rows as in the sample are expected, {len(sample.weight)}, got {len(columns)}")
    return np.where(there[:, None], columns, 0.0), np.where(there, group, 0.0), there


def _estimator(data: Model, found: Fit, x: Floats, y: Floats, sample: Plan) -> tuple[Estimator, int]:
    if isinstance(sample, Replicates):
        return _replicated(data, found, y, sample)
    design = np.hstack([np.ones((len(x), 1)), x])
    scores = (data.weight * (y - found.fitted))[:, None] * (design @ found.covariance)
    return Estimator(found.coefficients, scores), 0


def _replicated(data: Model, found: Fit, y: Floats, sample: Replicates) -> tuple[Estimator, int]:
    weights = sample.weights * (data.weight > 0)[:, None]
    ones, both = np.zeros((2, len(data.x), weights.shape[1]))
    np.add.at(ones, data.pattern, weights * y[:, None])
    np.add.at(both, data.pattern, weights)
    shape = (weights.shape[1], data.x.shape[1])
    start = np.broadcast_to(np.linalg.solve(data.back, found.coefficients), shape)
    again = fits(data.x, Binomial(ones, both), np.ones(shape, dtype=np.bool_), start)
    parts = np.where(again.exists[:, None], again.coefficients @ data.back.T, np.nan)
    # A coefficient is the total of a single row whose weight in each replicate is the coefficient there.
    single = [
        replicate.total(np.ones(1), sample._replace(weight=whole, weights=part[None, :]))
        for whole, part in zip(found.coefficients[:, None], parts.T, strict=True)
    ]
    return influence.stacked(*single), int(np.count_nonzero(~again.exists))
