"""Straight-lining: the same answer all through a section, more often than the answers to its items would make it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.answers import Coded
from samkit.findings import Finding, counted
from samkit.numbers import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.findings import Severity
    from samkit.quality.respondents import Respondents
    from samkit.study.model import Section

NAME: Final = "straight-lining"
LEAST_ITEMS: Final = 4
LEAST_LEVELS: Final = 3
MANY: Final = 0.05
RULE: Final = (
    "straight-lining: one level for all items that were answered, 4 at least on one scale of 3 levels or more, against "
    "what the shares of each item would give if items were answered independently; told from 3 standard errors above "
    "it, a warning from 5 points"
)


class Straight(NamedTuple):
    """Who gave one answer all through.

    Parameters
    ----------
    base
        Who answered enough items, **shape** (respondents,).
    same
        Who of them gave one and the same answer, **shape** (respondents,).
    expected
        How many would, if they answered each item without looking at the others, **unit** respondents.
    error
        The standard error of that number.
    longest
        The longest run of one answer from item to item, mean over the base, **unit** items.
    """

    base: NDArray[np.bool_]
    same: NDArray[np.bool_]
    expected: float
    error: float
    longest: float


def straight(codes: NDArray[np.int32], levels: int) -> Straight:
    """Count who answered all items alike, and how many would by chance.

    Parameters
    ----------
    codes
        Positions of levels, negative where missing, **shape** (items, respondents).
    levels
        How many levels there are.

    Notes
    -----
    The chance of respondent i is the sum over levels l of the product, over the items that i answered, of the share of
    l in the item: somebody who agrees where everybody agrees does what was to be expected.

    References
    ----------
    Johnson, J. A. (2005), Journal of Research in Personality 39, 103-129 (the longest run of one answer).
    Kim, Y., Dykema, J., Stevenson, J., Black, P., Moberg, D. P. (2019), Social Science Computer Review 37, 214-233.
    """
    there = codes >= 0
    base = there.sum(axis=0) >= LEAST_ITEMS
    high = np.where(there, codes, -1).max(axis=0, initial=-1)
    low = np.where(there, codes, levels).min(axis=0, initial=levels)
    chance = np.zeros(int(base.sum()))
    kept = there[:, base]
    for level in range(levels):
        shares = ((codes == level) & base).sum(axis=1) / np.maximum((there & base).sum(axis=1), 1)
        chance += np.where(kept, shares[:, None], 1.0).prod(axis=0)
    runs = _longest_run(codes[:, base])
    error = math.sqrt(float((chance * (1 - chance)).sum()))
    return Straight(base, base & (high == low), float(chance.sum()), error, float(runs.mean()) if runs.size else 0.0)


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell sections in which one answer all through is more common than it should be."""
    for section in data.survey.study.sections.values():
        for columns, codes, levels in _grids(data, section):
            found = straight(codes, levels)
            n, base = int(found.same.sum()), int(found.base.sum())
            excess = n - found.expected
            if n < 2 or excess <= 3 * found.error:
                continue
            few = found.expected < 1
            chance = "less than one" if few else f"{decimal(found.expected)} ({percent(found.expected / base)} %)"
            text = (
                f"gave one and the same answer to all items ({columns} on one scale), where independent answers would "
                f"give {chance}; the longest run of one answer is {decimal(found.longest, 1)} items on average"
            )
            hint = "see whether results change without them"
            severity: Severity = "warning" if excess >= MANY * base else "info"
            yield counted(NAME, section.id, severity, (n, base), text, hint, data.lines(found.same))


def _grids(data: Respondents, section: Section) -> Iterator[tuple[int, NDArray[np.int32], int]]:
    """Give the items of a section that have one scale, each column once: how many, their codes, how many levels."""
    by_scale: dict[tuple[str, ...], dict[str, NDArray[np.int32]]] = defaultdict(dict)
    for item in section.items:
        answers = data.survey.answers[item.question]
        if isinstance(answers, Coded) and len(answers.levels) >= LEAST_LEVELS:
            by_scale[answers.levels][data.survey.study.questions[item.question].column] = answers.codes
    for levels, columns in by_scale.items():
        if len(columns) >= LEAST_ITEMS:
            yield len(columns), np.array(list(columns.values())), len(levels)


def _longest_run(codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the longest run of one answer of each respondent, **shape** (respondents,); a gap does not end a run."""
    run, longest = np.zeros(codes.shape[1], dtype=np.int32), np.zeros(codes.shape[1], dtype=np.int32)
    last = np.full(codes.shape[1], -1, dtype=np.int32)
    for item in codes:
        there = item >= 0
        run = np.where(there, np.where(item == last, run + 1, 1), run)
        last = np.where(there, item, last)
        longest = np.maximum(longest, run)
    return longest
