"""Replicate weights made from a design: jackknife, balanced half-samples, bootstrap."""

import numpy as np
from numpy.typing import NDArray

from samkit.stats.design import Design, degrees_of_freedom
from samkit.stats.hadamard import hadamard
from samkit.stats.interval import Floats
from samkit.stats.replicate import Replicates, replicates, scale


def jackknife(sample: Design, *, about_estimate: bool = False) -> Replicates:
    """Leave out each cluster in turn: JK1 where there is one stratum, JKn where there are more.

    Parameters
    ----------
    sample
        The design; later stages than the first are not replicated.
    about_estimate
        Whether squares are about the estimate of the whole sample.

    Returns
    -------
    One replicate per cluster; those of a stratum of one cluster have no part in a variance.

    Raises
    ------
    ValueError
        If there are fewer than two clusters.

    Notes
    -----
    The other n - 1 clusters of the stratum have their weights times ``n / (n - 1)``, and the square has the factor
    ``(1 - n / N) (n - 1) / n``.

    References
    ----------
    Wolter (2007), Introduction to Variance Estimation, section 4.5.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> jackknife(design([1, 1, 1])).weights.tolist()
    [[0.0, 1.5, 1.5], [1.5, 0.0, 1.5], [1.5, 1.5, 0.0]]
    """
    stage = sample.stages[0]
    n = np.maximum(stage.clusters, 2)
    size, stratum = np.repeat(n, stage.clusters), np.repeat(np.arange(stage.clusters.size), stage.clusters)
    times = np.where(stratum[:, None] == stratum, size / (size - 1), 1.0)
    alone = np.repeat(stage.clusters < 2, stage.clusters)
    np.fill_diagonal(times, 0.0)
    times[:, alone] = 1.0
    factor = np.repeat(stage.factor * ((n - 1) / n) ** 2, stage.clusters) * ~alone
    return _made(sample, times, factor, about_estimate=about_estimate)


def half_samples(sample: Design, rho: float = 0.0, *, about_estimate: bool = False) -> Replicates:
    """Take balanced half-samples of two clusters per stratum, by Fay's method where rho is above zero.

    Parameters
    ----------
    sample
        The design, with two clusters in every stratum; without population sizes, which half-samples cannot use.
    rho
        Fay's coefficient from 0 to below 1: the clusters of a half-sample weigh ``2 - rho``, the others ``rho``.
    about_estimate
        Whether squares are about the estimate of the whole sample.

    Returns
    -------
    As many replicates as the smallest Hadamard matrix at hand above the number of strata has rows.

    Raises
    ------
    ValueError
        If a stratum has not two clusters, or a population size, or the coefficient is out of range.

    References
    ----------
    McCarthy (1969), Review of the International Statistical Institute 37, 239-264; Judkins (1990), Journal of Official
    Statistics 6, 223-239.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> half_samples(design([1, 1, 1, 1], stratum=[0, 0, 1, 1])).weights[:, 1].tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    stage = sample.stages[0]
    if not np.all(stage.clusters == 2):
        raise ValueError("half-samples need two clusters in every stratum")
    if not np.all(stage.factor == 2):
        raise ValueError("half-samples know no finite population: leave the population sizes out")
    signs = hadamard(stage.clusters.size + 1)[:, 1 : stage.clusters.size + 1].T
    times = 1 + (1 - rho) * np.stack([signs, -signs], axis=1).reshape(-1, signs.shape[1])
    return _made(sample, times, scale("Fay", signs.shape[1], rho), about_estimate=about_estimate)


def bootstrap(sample: Design, count: int, seed: int, *, about_estimate: bool = False) -> Replicates:
    """Draw clusters again within strata, one fewer than there are.

    Parameters
    ----------
    sample
        The design; population sizes and later stages are not replicated.
    count
        Replicates, at least two.
    seed
        Seed of the generator.
    about_estimate
        Whether squares are about the estimate of the whole sample.

    Returns
    -------
    The replicates; a stratum of one cluster is the same in all.

    Raises
    ------
    ValueError
        If there are fewer than two replicates.

    Notes
    -----
    ``n - 1`` of n clusters with replacement, weights times ``n / (n - 1)`` for each time that a cluster is drawn.

    References
    ----------
    Rao and Wu (1988), Journal of the American Statistical Association 83, 231-241.

    Examples
    --------
    >>> from samkit.stats.design import design
    >>> bootstrap(design([1, 1]), 4, seed=1).weights.sum(axis=0).tolist()
    [2.0, 2.0, 2.0, 2.0]
    """
    if count < 2:
        raise ValueError(f"two or more replicates are expected, got {count}")
    generator = np.random.default_rng(seed)
    parts = [_drawn(int(n), count, generator) for n in sample.stages[0].clusters]
    return _made(sample, np.concatenate(parts), scale("bootstrap", count), about_estimate=about_estimate)


def _drawn(n: int, count: int, generator: np.random.Generator) -> Floats:
    if n < 2:
        return np.ones((n, count))
    return np.asarray(generator.multinomial(n - 1, np.full(n, 1 / n), size=count).T * (n / (n - 1)))


def _made(sample: Design, times: Floats, factor: float | Floats, *, about_estimate: bool) -> Replicates:
    stage = sample.stages[0]
    place = np.empty(stage.order.size, dtype=np.intp)
    place[stage.order] = np.repeat(np.arange(stage.starts.size), _sizes(sample))
    return replicates(
        sample.weight,
        times[place],
        factor,
        combined=False,
        about_estimate=about_estimate,
        df=float(degrees_of_freedom(sample)),
    )


def _sizes(sample: Design) -> NDArray[np.intp]:
    stage = sample.stages[0]
    return np.diff(np.append(stage.starts, stage.order.size))
