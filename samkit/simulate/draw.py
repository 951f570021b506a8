"""Drawing respondents who give every printed number."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import numpy as np

from samkit.simulate.latent import UNANSWERED, score, skipping
from samkit.simulate.streams import Stream
from samkit.simulate.swap import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.simulate.frame import Frame
    from samkit.simulate.plan import Plan
    from samkit.study.model import Question

COMMON_REASON = 0.6
"""How often a missing answer is simply left out, where the question knows other reasons too."""


def draw(frame: Frame, plan: Plan, attempt: int) -> tuple[list[list[str]], int]:
    """Draw respondents.

    Parameters
    ----------
    attempt
        Which drawing this is, counted from 0.

    Returns
    -------
    rows
        Texts of the answers, one list for each respondent, in the order of the study's questions.
    misplaced
        How many respondents the rule does not put into the group they were drawn for.
    """
    size = frame.published.base.respondents
    order = Stream(frame.seed, "groups", attempt).order(size)
    members = (np.sort(order[: plan.sizes.top]), np.sort(order[plan.sizes.top :]))
    known: dict[str, NDArray[np.int64]] = {}
    scores: dict[str, NDArray[np.float64]] = {}
    misplaced = 0
    for name in in_order(frame):
        if name == "":
            sides = zip(members, (True, False), strict=True)
            misplaced = sum(settle(frame, known, side, scores, first=first) for side, first in sides)
            continue
        scores[name] = score(frame, plan, name, attempt, known)
        skips = skipping(frame, name, attempt)
        known[name] = _hand_out(plan, name, members, scores[name], skips)
    columns = [_texts(frame, plan, question, known[name], attempt) for name, question in frame.study.questions.items()]
    return [list(row) for row in zip(*columns, strict=True)], misplaced


def in_order(frame: Frame) -> Iterator[str]:
    """Walk the questions: criteria, an empty name where groups are settled, then each after what it follows."""
    yield from (name for name in frame.study.questions if name in frame.criteria)
    yield ""
    links = frame.published.correlation.links
    graph = TopologicalSorter({name: list(links.get(name, {})) for name in frame.study.questions})
    yield from (name for name in graph.static_order() if name not in frame.criteria)


def _hand_out(
    plan: Plan,
    name: str,
    members: tuple[NDArray[np.int64], ...],
    scores: NDArray[np.float64],
    skips: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Hand out the planned answers of a question, the lowest to the lowest score, none to those who skip it.

    A numeric answer is coded in steps of its grid.
    """
    codes = np.full(scores.shape, UNANSWERED, dtype=np.int64)
    for rows, answers in zip(members, _planned(plan, name), strict=True):
        answering = np.sort(rows[np.argsort(skips[rows], kind="stable")][: len(answers)])
        ranked = answering[np.argsort(scores[answering], kind="stable")]
        codes[ranked] = answers
    return codes


def _planned(plan: Plan, name: str) -> tuple[list[int], list[int]]:
    """List the answers of each group, lowest first."""
    if name in plan.numbers:
        number = plan.numbers[name]
        return list(number.top), list(number.rest)
    answers = plan.answers[name]
    both = (answers.top, answers.rest)
    top, rest = ([level for level, count in enumerate(counts) for _ in range(count)] for counts in both)
    return top, rest


def _texts(frame: Frame, plan: Plan, question: Question, codes: NDArray[np.int64], attempt: int) -> list[str]:
    """Write the answers to a question as the export spells them."""
    reasons = list(dict.fromkeys(question.missing)) if question.id not in frame.criteria else []
    uniform = Stream(frame.seed, "reasons", question.id, attempt).uniform(codes.size)
    texts = []
    for code, chance in zip(codes.tolist(), uniform.tolist(), strict=True):
        if code == UNANSWERED:
            texts.append(_reason(reasons, chance))
        elif question.numeric is not None:
            text = f"{code * plan.numbers[question.id].step:f}"
            texts.append(text.replace(".", question.numeric.decimal))
        else:
            texts.append(question.levels[code])
    return texts


def _reason(reasons: list[str], chance: float) -> str:
    """Choose why an answer is missing: an empty cell, or one of the texts that the question has for it."""
    if not reasons or chance < COMMON_REASON:
        return ""
    return reasons[min(int((chance - COMMON_REASON) / (1 - COMMON_REASON) * len(reasons)), len(reasons) - 1)]
