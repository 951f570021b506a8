"""What the improvement of a skill pays: distance left to go, adjusted association and gap, with ranks and intervals.

The payoff of a skill is ``d a max(g, 0)``. d is the distance from its level to the target, a part of the scale; a the
average marginal effect of the whole scale in a logistic model of all skills, a difference of shares; g the gap of the
two groups on the skill, a difference of shares. ``d a`` is by how much the share of group 1 differs between those who
stand d apart on this skill and alike on the others; g weighs it by how far the groups stand apart on the skill itself,
so that a skill in which group 1 is not ahead pays nothing, whatever the model says of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats import influence, logistic, plan, replicate
from samkit.stats.binary import model
from samkit.stats.influence import Estimator
from samkit.stats.interval import Floats, Interval
from samkit.stats.plan import Plan
from samkit.stats.replicate import Replicates
from samkit.stats.replicate_draws import normals
from samkit.stats.separation import SeparatedError

_DIGITS = 10


class Skills(NamedTuple):
    """What is known of k skills: associations and gaps, shape (k,), their covariance, shape (2 k, 2 k), and draws.

    `a` and `g` are draws of both, shape (draws, k); `lost` counts replicates without a finite model.
    """

    association: Floats
    gap: Floats
    covariance: Floats
    a: Floats
    g: Floats
    lost: int = 0


class Payoffs(NamedTuple):
    """The payoffs of one unit, shape (k,); NaN for skills that are not rated, or at the target.

    `rank` counts from the largest; `first` is the part of the draws in which a skill pays most.
    """

    value: Floats
    interval: Interval
    rank: Floats
    rank_interval: Interval
    first: Floats


def joint(
    x: ArrayLike,
    skills: Sequence[int],
    first: ArrayLike,
    inside: ArrayLike,
    has: ArrayLike,
    counted: ArrayLike,
    sample: Plan,
) -> tuple[Estimator, int]:
    """Estimate the associations and the gaps of skills together, so that their covariance is known.

    Parameters
    ----------
    x
        Columns of the model, shape (rows, columns), a skill from 0 to 1 over its scale; anything in rows outside.
    skills
        Which columns are the skills, in their order; length k.
    first
        Whether a row is in group 1, shape (rows,).
    inside
        Whether a row is in the model, shape (rows,).
    has, counted
        Whether a row counts as having each skill, and whether it is in a group and rated, shape (rows, k).
    sample
        Design or replicates, of as many rows.

    Returns
    -------
    Associations, then gaps, shape (2 k,), with their scores; and how many replicates have no finite model.

    Raises
    ------
    SeparatedError
        If the columns tell the groups apart.

    Notes
    -----
    The average marginal effect ``a = b sum w v / sum w``, ``v = p (1 - p)``, is a smooth function of coefficients and
    totals: its score is ``m s_b + b (w (v - m) / sum w + s_beta dm / dbeta)`` with m the mean of v and s_b, s_beta the
    scores of the coefficients. Under replicate weights the model is fitted under each.

    References
    ----------
    Bartus (2005), The Stata Journal 5, 309-329; Binder (1983), International Statistical Review 51, 279-292.
    """
    columns, group, there = np.asarray(x, dtype=np.float64), np.asarray(first, dtype=bool), np.asarray(inside, bool)
    columns = np.where(there[:, None], columns, 0.0)
    member, yes = np.asarray(counted, dtype=bool), np.asarray(has, dtype=bool)
    one, none = member & group[:, None], member & ~group[:, None]
    apart = influence.difference(plan.ratio(yes & one, one, sample), plan.ratio(yes & none, none, sample))
    if isinstance(sample, Replicates):
        effects, lost = _replicated(columns, skills, group, there, sample)
    else:
        effects, lost = _effects(columns, skills, group, sample.weight * there), 0
    return Estimator(np.concatenate([effects.value, apart.value]), np.hstack([effects.score, apart.score])), lost


def _effects(x: Floats, skills: Sequence[int], group: NDArray[np.bool_], weight: Floats) -> Estimator:
    """Estimate average marginal effects of whole scales, with the scores of the rows."""
    there, total = weight > 0, float(weight.sum())
    data = model(x, group & there, weight * (there.sum() / total))
    found = logistic.fit(data)
    p, part = found.fitted, (weight / total)[:, None]
    design = np.hstack([np.ones((len(x), 1)), x])
    scores = (data.weight * (group - p))[:, None] * (design @ found.covariance)
    v, bend = (p * (1 - p))[:, None], (p * (1 - p) * (1 - 2 * p))[:, None]
    mean = float((part * v).sum())
    of_mean = part * (v - mean) + (scores @ (part * bend * design).sum(axis=0))[:, None]
    at = np.array(skills, dtype=np.intp) + 1
    b = found.coefficients[at]
    return Estimator(b * mean, scores[:, at] * mean + b * of_mean)


def _replicated(
    x: Floats, skills: Sequence[int], group: NDArray[np.bool_], there: NDArray[np.bool_], sample: Replicates
) -> tuple[Estimator, int]:
    """Estimate the same under each replicate; one whose groups are told apart has no estimate."""
    whole = _effects(x, skills, group, sample.weight * there).value
    parts = np.full((sample.weights.shape[1], len(skills)), np.nan)
    for at, weight in enumerate(sample.weights.T):
        try:
            parts[at] = _effects(x, skills, group, weight * there).value
        except SeparatedError:
            continue
    single = [
        replicate.total(np.ones(1), sample._replace(weight=np.array([value]), weights=part[None, :]))
        for value, part in zip(whole, parts.T, strict=True)
    ]
    return influence.stacked(*single), int(np.isnan(parts).any(axis=1).sum())


def skills(found: Estimator, sample: Plan, seed: int, draws: int, lost: int = 0) -> Skills:
    """Draw associations and gaps around their values, as their covariance tells.

    Parameters
    ----------
    found
        Associations, then gaps, as ``joint`` gives them.
    sample
        Design or replicates.
    seed
        Seed of the generator PCG64, at least 0.
    draws
        How often to draw, count.
    lost
        Replicates without a finite model.

    Notes
    -----
    ``value + C^(1/2) z`` with the symmetric root, which no library is free to turn round, and z standard normal.
    """
    covariance = plan.covariance(found, sample)
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0)) @ vectors.T
    z = normals(np.random.PCG64(seed), (draws, found.value.size))
    drawn = np.round(found.value + np.einsum("dk,jk->dj", z, root), _DIGITS)
    k = found.value.size // 2
    return Skills(found.value[:k], found.value[k:], covariance, drawn[:, :k], drawn[:, k:], lost)


def payoffs(distance: ArrayLike, known: Skills, level: float = 0.95) -> Payoffs:
    """Give the payoffs of one unit, and rank them.

    Parameters
    ----------
    distance
        From the level of each skill to the target, part of the scale, shape (k,); NaN where it is not rated, 0 where
        the target is reached: neither has a payoff.
    known
        Associations, gaps and their draws.
    level
        Scalar confidence level.

    Examples
    --------
    >>> draws = np.array([[0.2, 0.1], [0.1, 0.3], [0.3, 0.1]])
    >>> known = Skills(np.array([0.2, 0.1]), np.array([0.5, 0.5]), np.zeros((4, 4)), draws, np.full((3, 2), 0.5))
    >>> found = payoffs([0.5, 0.25], known)
    >>> found.value.tolist(), found.rank.tolist(), found.first.round(2).tolist()
    ([0.05, 0.0125], [1.0, 2.0], [0.67, 0.33])
    """
    far = np.asarray(distance, dtype=np.float64)
    left = far > 0
    value = np.where(left, far * known.association * np.maximum(known.gap, 0.0), np.nan)
    drawn = (far * known.a * np.maximum(known.g, 0.0))[:, left]
    ranks = 1 + (drawn[:, None, :] > drawn[:, :, None]).sum(axis=2)
    outer = (1 - level) / 2
    return Payoffs(
        value,
        Interval(*(_put(_quantile(drawn, part), left) for part in (outer, 1 - outer))),
        _put(1.0 + (value[left][None, :] > value[left][:, None]).sum(axis=1), left),
        Interval(*(_put(_quantile(ranks.astype(np.float64), part), left) for part in (outer, 1 - outer))),
        _put((ranks == 1).mean(axis=0) if left.any() else np.zeros(0), left),
    )


def _quantile(draws: Floats, part: float) -> Floats:
    """Give the draw below which a part of them lies."""
    ordered = np.sort(draws, axis=0)
    return np.asarray(ordered[min(int(part * len(ordered)), len(ordered) - 1)])


def _put(values: Floats, where: NDArray[np.bool_]) -> Floats:
    found = np.full(where.shape, np.nan)
    found[where] = values
    return found
