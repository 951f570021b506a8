"""Speeding: respondents who were too fast to have read the questions, and those who left the survey open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.findings import Finding, counted
from samkit.numbers import decimal
from samkit.quality.leaving import leaving
from samkit.quality.timing import of_export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.quality.respondents import Respondents

NAME: Final = "speed"
LEAST: Final = 20
FAST: Final = 1 / 3
FENCE: Final = 1.5
RULE: Final = (
    "speed: faster than a third of the median of those who stayed to the end; slower than 1.5 quartile ranges of the "
    "logarithm above its upper quartile"
)


class Pace(NamedTuple):
    """What is too fast and too slow, in the unit of the times, and who is."""

    median: float
    fast: NDArray[np.bool_]
    slow: NDArray[np.bool_]
    slowest: float


def pace(seconds: NDArray[np.float64]) -> Pace:
    """Find the respondents who were far faster or slower than the others.

    Parameters
    ----------
    seconds
        How long each took, **shape** (respondents,); NaN where it is not known. Zero is less than the clock can tell,
        below zero is no time.

    Notes
    -----
    Times are skewed to the right, so the fence of the slow is put on their logarithm; it hardly ever catches the
    fast, whom the third of the median does.

    References
    ----------
    Greszki, R., Meyer, M., Schoen, H. (2015), Public Opinion Quarterly 79, 471-503 (30, 40 and 50 % below and of the
    median).
    Tukey, J. W. (1977), Exploratory Data Analysis, Addison-Wesley, chapter 2 (fences).

    Examples
    --------
    >>> found = pace(np.array([300.0, 330, 360, 390, 420, 90, 86400]))
    >>> found.median, found.fast.tolist().index(True), found.slow.tolist().index(True)
    (360.0, 5, 6)
    """
    known = seconds >= 0
    median = float(np.median(seconds[known]))
    low, high = np.quantile(np.log(np.maximum(seconds[known], 1.0)), [0.25, 0.75])
    slowest = float(np.exp(high + FENCE * (high - low)))
    return Pace(median, known & (seconds < FAST * median), known & (seconds > slowest), slowest)


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell who was too fast, who took very long, and times that cannot be."""
    found = of_export(data.survey.export, data.survey.study)
    if found is None:
        return
    backwards = found.seconds < 0
    if backwards.any():
        text = f"ended before they started ({found.source})"
        hint = "see that both are of one clock; one of 12 hours without am and pm jumps back at one"
        yield counted(NAME, "", "warning", (int(backwards.sum()), data.n), text, hint, data.lines(backwards))
    stayed = leaving(data.states) == len(data.asked)
    seconds = np.where(stayed, found.seconds, np.nan)
    base = int((seconds >= 0).sum())
    if base < LEAST:
        return
    here = pace(seconds)
    unit = "" if found.plain else " seconds"
    if here.fast.any():
        third, half = _said(here.median * FAST), _said(here.median)
        text = f"took less than {third}{unit}, a third of the median of {half}{unit} ({found.source})"
        hint = "see whether results change without them"
        yield counted(NAME, "", "warning", (int(here.fast.sum()), base), text, hint, data.lines(here.fast))
    if here.slow.any():
        text = f"took more than {_said(here.slowest)}{unit}: they left the survey open, or came back ({found.source})"
        yield counted(NAME, "", "info", (int(here.slow.sum()), base), text, "", data.lines(here.slow))


def _said(seconds: float) -> str:
    return decimal(seconds, 0 if seconds >= 100 else 1)
