"""Why one respondent's answers hang together: a latent score for each question, by which answers are handed out.

The margins are fixed by the plan; the scores only decide who in a group gives which answer. This is a Gaussian copula
whose margins are exact.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from samkit.simulate.streams import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from samkit.simulate.frame import Frame
    from samkit.simulate.plan import Plan


UNANSWERED = int(np.iinfo(np.int64).min)
"""The code of a missing answer; no number that anybody plans."""


def score(
    frame: Frame, plan: Plan, question: str, attempt: int, known: Mapping[str, NDArray[np.int64]]
) -> NDArray[np.float64]:
    """Give each respondent's latent score on a question.

    Parameters
    ----------
    attempt
        Which drawing this is; each has streams of its own.
    known
        Answers to the questions that this one may follow: codes, **shape** (respondents,), `UNANSWERED` if missing.

    Returns
    -------
    ndarray
        **Shape** (respondents,), in standard deviations; a question that belongs to no section and is no criterion
        has nothing but noise.

    Notes
    -----
    score = sign sqrt(g) G + sqrt(s) S + sqrt(1 - g - s) E + sum of link weights times standardised answers.
    """
    said = frame.published.correlation
    size = frame.published.base.respondents
    noise = Stream(frame.seed, "noise", question, attempt).normal(size)
    section = frame.section_of(frame.study.questions[question])
    if not section and question not in frame.criteria:
        found = noise
    else:
        general = Stream(frame.seed, "general", attempt).normal(size)
        shared = Stream(frame.seed, "section", section or frame.groups.id, attempt).normal(size)
        found = _sign(plan, question) * sqrt(said.general) * general + sqrt(said.section) * shared
        found = found + sqrt(1 - said.general - said.section) * noise
    for followed, weight in said.links.get(question, {}).items():
        found = found + weight * _standardised(known[followed])
    return found


def skipping(frame: Frame, question: str, attempt: int) -> NDArray[np.float64]:
    """Give each respondent's inclination to leave a question out, **shape** (respondents,)."""
    size = frame.published.base.respondents
    person = Stream(frame.seed, "skips", attempt).normal(size)
    return 0.6 * person + 0.8 * Stream(frame.seed, "skips", question, attempt).normal(size)


def _sign(plan: Plan, question: str) -> int:
    """Say which way an item goes with doing well: against it where the first group answers lower."""
    answers = plan.answers.get(question)
    if answers is None:
        return 1
    top, rest = (
        sum(level * count for level, count in enumerate(counts)) / max(sum(counts), 1)
        for counts in (answers.top, answers.rest)
    )
    return 1 if top >= rest else -1


def _standardised(codes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Bring answers to mean 0 and variance 1; a missing answer stands at the mean."""
    answered = codes != UNANSWERED
    values = codes[answered].astype(np.float64)
    spread = float(values.std()) if values.size else 0.0
    found = np.zeros(codes.shape)
    if spread:
        found[answered] = (values - values.mean()) / spread
    return found
