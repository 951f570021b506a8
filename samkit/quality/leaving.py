"""Drop-off: after which question respondents left, and how many were still there at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.findings import Finding, counted
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.quality.respondents import Respondents

NAME: Final = "drop-off"
TRAILING: Final = 2
FEW: Final = 3
MANY: Final = 0.05
RULE: Final = (
    "drop-off: left after the last answer, if 2 questions or more that followed, in the order of the export, were left "
    "empty; a warning where 5 % of the respondents or more left at one question"
)


def leaving(states: NDArray[np.int8]) -> NDArray[np.intp]:
    """Find the question before which each respondent left, the number of questions where they stayed to the end.

    Parameters
    ----------
    states
        0 where there is an answer, else the reason, **shape** (questions, respondents).

    Returns
    -------
    NDArray
        **shape** (respondents,).

    Examples
    --------
    >>> gone = int(Missing.NOT_ANSWERED)
    >>> leaving(np.array([[0, 0, gone], [0, gone, 0], [0, gone, 0], [gone, gone, 0]])).tolist()
    [4, 1, 4]
    """
    questions = states.shape[0]
    spoke = ~np.isin(states, (Missing.NOT_ASKED, Missing.NOT_ANSWERED))
    places = np.arange(1, questions + 1, dtype=np.int16)[:, None]
    following = (spoke * places).max(axis=0, initial=0)
    behind = (states == Missing.NOT_ANSWERED) & (places > following)
    return np.asarray(np.where(behind.sum(axis=0) >= TRAILING, following, questions), dtype=np.intp)


def still(states: NDArray[np.int8]) -> NDArray[np.float64]:
    """Give the share of respondents who had not left before each question, **shape** (questions,)."""
    questions, n = states.shape
    gone = np.bincount(leaving(states), minlength=questions + 1)[:questions]
    return np.asarray(1.0 - np.cumsum(gone) / max(n, 1))


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell how many left, and the questions at which many did."""
    left = leaving(data.states)
    questions = len(data.asked)
    gone = int((left < questions).sum())
    if not gone:
        return
    text = f"left before the end; {data.n - gone} of {data.n} stayed to the last question"
    yield counted(NAME, "", "info", (gone, data.n), text)
    for place in range(1, questions):
        here = left == place
        count = int(here.sum())
        if count >= max(FEW, MANY * data.n):
            last, following = data.asked[place - 1].name, data.asked[place].name
            text = f"left after {last}: {following} and all that followed were left empty"
            hint = f"see what {following} asked, and how long the survey was by then"
            yield counted(NAME, following, "warning", (count, data.n), text, hint)
