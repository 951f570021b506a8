"""Outliers among numbers: far from the middle, measured by how far the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.answers import Numbered
from samkit.findings import Finding, counted
from samkit.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.quality.respondents import Respondents
    from samkit.study.model import Question

NAME: Final = "outliers"
LEAST: Final = 10
CUT: Final = 3.5
RATING: Final = 10
TAIL: Final = 0.1
RULE: Final = (
    "outliers: modified z-score above 3.5, by the median and the median absolute deviation, of the number or of its "
    "logarithm, whichever is the less skewed; more than a tenth of all are a tail, and ratings have none"
)

_NORMAL: Final = 0.6745
"""The median absolute deviation of a normal distribution, in standard deviations."""

_NORMAL_MEAN: Final = 0.797885
"""Its mean absolute deviation, in standard deviations."""


class Fences(NamedTuple):
    """Between which two numbers an answer is none to look at, and whether they were found on the logarithm."""

    low: float
    high: float
    median: float
    logarithm: bool


def fences(values: NDArray[np.float64]) -> Fences | None:
    """Find the bounds beyond which a number is an outlier.

    Parameters
    ----------
    values
        Valid answers, **shape** (answers,).

    Returns
    -------
    Fences or None
        None if there are fewer than 10 answers, or all are alike.

    Notes
    -----
    An outlier is 0.6745 |x - median| / MAD > 3.5. Where more than half of the answers are alike, MAD is 0 and the mean
    absolute deviation takes its place. Numbers above zero are taken as their logarithm, and counts as that of the count
    and one, where this leaves their quartiles less skewed.

    References
    ----------
    Iglewicz, B., Hoaglin, D. C. (1993), How to Detect and Handle Outliers, ASQC Quality Press, section 3.2.

    Examples
    --------
    >>> found = fences(np.array([10.0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 400]))
    >>> found.median, found.low < 10, 19 < found.high < 400
    (15.0, True, True)
    """
    if values.size < LEAST:
        return None
    counts = bool((values == np.floor(values)).all() and values.min() >= 0)
    add = 1.0 if counts else 0.0
    logarithm = values.min() + add > 0 and abs(_skew(np.log(values + add))) < abs(_skew(values))
    scaled = np.log(values + add) if logarithm else values
    median = float(np.median(scaled))
    apart = np.abs(scaled - median)
    deviation = float(np.median(apart)) / _NORMAL or float(apart.mean()) / _NORMAL_MEAN
    if not deviation:
        return None
    low, high = median - CUT * deviation, median + CUT * deviation
    if logarithm:
        low, high, median = (max(float(np.exp(min(end, 700.0))) - add, 0.0) for end in (low, high, median))
    return Fences(low, high, median, logarithm)


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell the numeric questions that have outliers; the numbers themselves are not shown."""
    for name, answers in data.survey.answers.items():
        if not isinstance(answers, Numbered) or _is_bounded(data.survey.study.questions[name]):
            continue
        valid = answers.reasons == 0
        found = None if is_rating(answers.values[valid]) else fences(answers.values[valid])
        if found is None:
            continue
        out = valid & ((answers.values < found.low) | (answers.values > found.high))
        if 0 < out.sum() <= TAIL * valid.sum():
            low, high, median = (_said(value) for value in (found.low, found.high, found.median))
            scale = ", on a logarithmic scale" if found.logarithm else ""
            text = f"numbers lie outside {low} to {high}{scale} (median {median})"
            possible = f"numeric = {{ min = {found.low:.0f}, max = {found.high:.0f} }}"
            hint = f"look at these lines, and say what is possible, for example {possible}"
            yield counted(NAME, name, "warning", (int(out.sum()), int(valid.sum())), text, hint, data.lines(out))


def is_rating(values: NDArray[np.float64]) -> bool:
    """Say whether numbers are a rating, of which the far end is no outlier: whole, and 10 apart at most.

    Examples
    --------
    >>> is_rating(np.array([0.0, 10, 9])), is_rating(np.array([0.0, 11])), is_rating(np.array([0.5, 1]))
    (True, False, False)
    """
    return bool(values.size and (values == np.floor(values)).all() and values.max() - values.min() <= RATING)


def _is_bounded(question: Question) -> bool:
    """Say whether a study declares both ends of what is possible, beyond which an answer cannot be read."""
    numeric = question.numeric
    return numeric is not None and numeric.min is not None and numeric.max is not None


def _skew(values: NDArray[np.float64]) -> float:
    """Give Bowley's skewness of the quartiles, between -1 and 1; 0 where they are alike."""
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    return float((high + low - 2 * middle) / (high - low)) if high > low else 0.0


def _said(value: float) -> str:
    return decimal(value, 0 if abs(value) >= 100 else 1)
