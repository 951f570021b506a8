"""p-values and quantiles of the normal and of Student's distribution, one-sided and two-sided."""

import numpy as np
from numpy.typing import ArrayLike

from samkit.stats import student
from samkit.stats.hypergeometric import Alternative
from samkit.stats.interval import Floats
from samkit.stats.normal import alpha, chi2_tail_1


def normal_p(z: ArrayLike, alternative: Alternative = "two-sided") -> Floats:
    """Give the p-value of a standard normal statistic.

    Parameters
    ----------
    z
        Statistics, any shape, no unit; NaN stays NaN.
    alternative
        ``two-sided``, or that the quantity tested is ``greater`` or ``less``.

    Returns
    -------
    p-values of the same shape, with their digits far into the tail.

    Examples
    --------
    >>> normal_p([1.96, -1.96], "greater").round(4).tolist()
    [0.025, 0.975]
    """
    value = np.asarray(z, dtype=np.float64)
    both = chi2_tail_1(value**2)
    if alternative == "two-sided":
        return both
    towards = value if alternative == "greater" else -value
    return np.where(towards > 0, both / 2, 1 - both / 2)


def student_p(t: ArrayLike, df: ArrayLike, alternative: Alternative = "two-sided") -> Floats:
    """Give the p-value of a statistic with Student's distribution.

    Parameters
    ----------
    t
        Statistics, any shape, no unit; NaN stays NaN.
    df
        Degrees of freedom, above 0, broadcast with ``t``.
    alternative
        ``two-sided``, or that the quantity tested is ``greater`` or ``less``.

    Returns
    -------
    p-values of the broadcast shape, with their digits far into the tail.

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> round(float(student_p(2.228138851986275, 10)), 12)
    0.05
    """
    value = np.asarray(t, dtype=np.float64)
    both = student.two_sided(value, df)
    if alternative == "two-sided":
        return both
    towards = value if alternative == "greater" else -value
    return np.where(towards > 0, both / 2, 1 - both / 2)


def student_quantile(df: ArrayLike, level: float) -> Floats:
    """Give the quantile of Student's distribution for a two-sided interval.

    Parameters
    ----------
    df
        Degrees of freedom, any shape.
    level
        Scalar confidence level, strictly between 0 and 1.

    Returns
    -------
    The t with probability ``level`` between -t and t, of the shape of ``df``; NaN where ``df`` is not above 0.

    Raises
    ------
    ValueError
        If ``level`` is not strictly between 0 and 1.

    Examples
    --------
    >>> round(float(student_quantile(10, 0.95)), 12)
    2.228138851986
    """
    return student.quantile(alpha(level), df)
