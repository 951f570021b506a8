"""Answers that stand more than once: respondents alike in everything, where chance would not make them so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.findings import Finding, counted
from samkit.quality.respondents import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from samkit.quality.respondents import Asked, Respondents

    Codes = NDArray[np.int32]

NAME: Final = "repeats"
BY_CHANCE: Final = 0.05
RULE: Final = (
    "repeats: respondents alike in all answers and gaps, where chance would make fewer than 0.05 pairs: pairs of "
    "respondents × product of the shares of their answers (in a section the share of others who answer so, if larger)"
)

_ODD: Final = 0x9E3779B97F4A7C15


class Repeat(NamedTuple):
    """Respondents with the same answers.

    Parameters
    ----------
    rows
        Their rows, ascending.
    answered
        To how many questions they gave an answer.
    expected
        How many pairs of respondents would be as alike by chance.
    """

    rows: tuple[int, ...]
    answered: int
    expected: float


def repeats(codes: Codes, answered: NDArray[np.bool_], blocks: Sequence[Sequence[int]]) -> list[Repeat]:
    """Find respondents alike in all answers whom chance would not make alike.

    Parameters
    ----------
    codes
        The text of each answer by number, **shape** (questions, respondents).
    answered
        Where there is an answer; gaps must be alike, but are no evidence, **shape** (questions, respondents).
    blocks
        Places of questions that hang together, such as the items of a section; no question in two of them.

    Returns
    -------
    list of Repeat
        In the order of their first rows.

    Notes
    -----
    For answers l_q to the questions q the expected pairs are n (n − 1) / 2 · Π p(l_q), p the share among those who
    answered q. In a block the product gives way to the share of all others who have the same answers to the whole
    block, if there are any: people who agree with everything are alike without being one. If the blocks are
    independent, the chance that anybody at all is found in clean data is 0.05 at most.
    """
    n = codes.shape[1]
    logs = [_log_share(row, there) for row, there in zip(codes, answered, strict=True)]
    marks = [_marks(codes[list(block)]) for block in blocks]
    found = []
    for rows in _alike(codes):
        here = [int(place) for place in np.flatnonzero(answered[:, rows[0]])]
        alone = sum(logs[place][codes[place, rows[0]]] for place in here)
        pairs = math.log(n * (n - 1) / 2)
        if not here or pairs + alone >= math.log(BY_CHANCE):
            continue
        for block, mark in zip(blocks, marks, strict=True):
            product = sum(logs[place][codes[place, rows[0]]] for place in block if place in here)
            others = int((mark == mark[rows[0]]).sum()) - len(rows)
            alone += max(0.0, math.log(others / (n - len(rows))) - product) if others else 0.0
        if pairs + alone < math.log(BY_CHANCE):
            found.append(Repeat(tuple(rows), len(here), math.exp(pairs + alone)))
    return found


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell respondents who gave the very same answers as another one."""
    if not data.asked or data.n < 2:
        return
    codes = np.array([_texts(data, each) for each in data.asked])
    found = repeats(codes, data.states == ANSWERED, _blocks(data))
    rows = np.zeros(data.n, dtype=np.bool_)
    rows[[row for repeat in found for row in repeat.rows]] = True
    if found:
        fewest, most = min(repeat.answered for repeat in found), max(repeat.answered for repeat in found)
        covered = f"{most}" if fewest == most else f"{fewest} to {most}"
        sets = f"{len(found)} set{'s' if len(found) > 1 else ''}"
        text = f"respondents gave the same answers as another one ({sets}), to {covered} questions"
        hint = "compare the lines: keep one of each set if they are one respondent"
        yield counted(NAME, "", "warning", (int(rows.sum()), data.n), text, hint, data.lines(rows))


def _texts(data: Respondents, asked: Asked) -> Codes:
    """Number what respondents gave as it stood, all columns of one question together, **shape** (respondents,)."""
    columns = [data.survey.export.columns[name].codes.astype(np.int32) for name in asked.columns]
    if len(columns) == 1:
        return columns[0]
    return np.asarray(np.unique(_marks(np.array(columns)), return_inverse=True)[1], dtype=np.int32)


def _blocks(data: Respondents) -> list[list[int]]:
    """Give the questions of each section by their places; one that stands in two belongs to the first."""
    free = {name: place for place, each in enumerate(data.asked) for name in each.questions}
    blocks = []
    for section in data.survey.study.sections.values():
        own = {free[item.question] for item in section.items if item.question in free}
        free = {name: place for name, place in free.items() if place not in own}
        blocks.append(sorted(own))
    return [block for block in blocks if len(block) > 1]


def _log_share(codes: Codes, answered: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give the logarithm of each answer's share among all answers, **shape** (answers,)."""
    counts = np.bincount(codes[answered], minlength=int(codes.max(initial=0)) + 1)
    return np.log(np.maximum(counts, 1) / max(int(counts.sum()), 1))


def _marks(codes: Codes) -> NDArray[np.uint64]:
    """Give one number for the answers of each respondent, the same for the same answers, **shape** (respondents,)."""
    mark = np.zeros(codes.shape[1], dtype=np.uint64)
    for row in codes:
        mark = (mark ^ row.astype(np.uint64)) * np.uint64(_ODD)
        mark ^= mark >> np.uint64(29)
    return mark


def _alike(codes: Codes) -> Iterator[list[int]]:
    """Give the rows of each set of respondents with the same answers, in the order of their first rows."""
    _, first, mark, size = np.unique(_marks(codes), return_index=True, return_inverse=True, return_counts=True)
    for group in sorted(np.flatnonzero(size > 1).tolist(), key=lambda place: int(first[place])):
        rows = np.flatnonzero(mark == group).tolist()
        same = [row for row in rows if np.array_equal(codes[:, row], codes[:, rows[0]])]
        if len(same) > 1:
            yield same
