"""Making the groups true: respondents of a group exchange answers until each of them is where the rule puts them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from heapq import merge
from typing import TYPE_CHECKING

from samkit.simulate.rule import distance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from samkit.simulate.frame import Frame

Codes = dict[str, "NDArray[np.int64]"]


def settle(
    frame: Frame, codes: Codes, members: NDArray[np.int64], scores: Mapping[str, NDArray[np.float64]], *, first: bool
) -> int:
    """Exchange answers to criteria within one group until the rule gives each member that group.

    Parameters
    ----------
    codes
        Coded answers by question, **shape** (respondents,); changed in place, with the same margins as before.
    members
        Row numbers of the group.
    scores
        Latent scores by question; exchanges between the nearest scores are tried first.
    first
        Whether the group is the first one.

    Returns
    -------
    int
        How many members are still in the wrong group.
    """
    ranked = {question: _ranked(members.tolist(), scores[question]) for question in sorted(frame.criteria)}
    columns = {question: codes[question].tolist() for question in ranked}
    far = _measure(frame, columns, first=first)
    left = 0
    for row in members.tolist():
        while far(row):
            near = merge(
                *(_nearest(row, float(scores[question][row]), question, ranked[question]) for question in ranked)
            )
            helps = (_helps(far, columns[question], (row, partner)) for _, question, partner in near)
            if not any(helps):
                left += 1
                break
    for question, column in columns.items():
        codes[question][:] = column
    return left


def _ranked(members: list[int], scores: NDArray[np.float64]) -> list[tuple[float, int]]:
    return sorted((float(scores[row]), row) for row in members)


def _nearest(row: int, own: float, question: str, ranked: list[tuple[float, int]]) -> Iterator[tuple[float, str, int]]:
    """Walk the other members of a group, those with the nearest scores first."""
    place = bisect_left(ranked, (own, row))
    below = ((own - ranked[near][0], question, ranked[near][1]) for near in range(place - 1, -1, -1))
    above = ((ranked[near][0] - own, question, ranked[near][1]) for near in range(place + 1, len(ranked)))
    return merge(below, above)


def _helps(far: Callable[[int], int], column: list[int], rows: tuple[int, int]) -> bool:
    """Make an exchange if it brings two respondents together nearer to their group; else leave all as it is."""
    row, partner = rows
    if column[row] == column[partner]:
        return False
    before = far(row) + far(partner)
    column[row], column[partner] = column[partner], column[row]
    if far(row) + far(partner) < before:
        return True
    column[row], column[partner] = column[partner], column[row]
    return False


def _measure(frame: Frame, columns: Mapping[str, list[int]], *, first: bool) -> Callable[[int], int]:
    """Prepare the measure of how far a respondent is from the group; few answers differ, so each is measured once."""
    questions = list(columns)

    @cache
    def of(answers: tuple[int, ...]) -> int:
        said = dict(zip(questions, answers, strict=True))
        return distance(frame.groups.rule, said, frame.passing, wanted=first)

    return lambda row: of(tuple([column[row] for column in columns.values()]))
