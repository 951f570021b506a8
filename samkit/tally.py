"""What crosses the wall between respondents and statistics: requests go down, counts come up.

An analysis says what it needs counted (`Request`); an engine answers with `Cells`. Requests merge with `|`, so that a
whole report is one scan; cells of disjoint respondents add with `+`, so that a count can be taken anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray


class Missing(IntEnum):
    """Why an answer is missing; the value is the code that stands for it among coded answers."""

    NOT_ASKED = -1
    NOT_ANSWERED = -2
    DOES_NOT_APPLY = -3
    DOES_NOT_KNOW = -4
    UNREADABLE = -5

    @property
    def label(self) -> str:
        """The reason in words, as the study file and every output spell it."""
        return self.name.lower().replace("_", " ")


REASONS: Final = tuple(Missing)
"""The reasons in the order of the columns of `Block.missing`."""


class Ask(NamedTuple):
    """One question by one grouping."""

    question: str
    by: str


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody needs counted: `asks` by level, `sums` of numeric answers."""

    asks: frozenset[Ask] = frozenset()
    sums: frozenset[Ask] = frozenset()

    def __or__(self, other: Request) -> Request:
        """Join two requests; what both need is counted once."""
        return Request(self.asks | other.asks, self.sums | other.sums)

    def __iter__(self) -> Iterator[Ask]:
        """Walk what has to be counted by level, in a fixed order."""
        return iter(sorted(self.asks))

    def groupings(self) -> frozenset[str]:
        """Name the groupings that are needed."""
        return frozenset(ask.by for ask in self.asks | self.sums)


@dataclass(frozen=True, slots=True)
class Block:
    """The counts of one question by one grouping.

    Parameters
    ----------
    levels
        Level names, worst to best; **length** L.
    groups
        Group names; **length** G.
    n
        Respondents per group and level, **shape** (G, L).
    w, w2
        Sum of weights and of squared weights, **shape** (G, L); equal to `n` without weights.
    missing
        Respondents without an answer per group and reason, **shape** (G, 5), reasons as in `REASONS`.
    """

    levels: tuple[str, ...]
    groups: tuple[str, ...]
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    missing: NDArray[np.int64]

    def __add__(self, other: Block) -> Block:
        """Add the counts of other respondents to the same question.

        Raises
        ------
        ValueError
            If levels or groups are not the same.
        """
        if (self.levels, self.groups) != (other.levels, other.groups):
            message = "blocks of different questions or groupings cannot be added"
            raise ValueError(message)
        return Block(
            self.levels,
            self.groups,
            self.n + other.n,
            self.w + other.w,
            self.w2 + other.w2,
            self.missing + other.missing,
        )

    def base(self) -> NDArray[np.int64]:
        """Valid answers per group, **shape** (G,)."""
        return np.asarray(self.n.sum(axis=1), dtype=np.int64)

    @property
    def weighted(self) -> bool:
        """Whether the weights differ from one another; where all are equal, the unweighted methods hold."""
        if np.array_equal(self.w, self.n) and np.array_equal(self.w2, self.n):
            return False
        total = float(self.n.sum())
        mean = float(self.w.sum()) / total if total else 1.0
        same = np.allclose(self.w, mean * self.n, rtol=1e-12) and np.allclose(self.w2, mean**2 * self.n, rtol=1e-12)
        return not same


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one numeric question by one grouping, around an origin near its values.

    Around zero, a large mean would leave no digits for the spread; around an origin within the data none are lost.

    Parameters
    ----------
    groups
        Group names; **length** G.
    origin
        What is taken from every answer before it is summed, in the **unit** of the answers.
    n
        Respondents with an answer, **shape** (G,).
    w, w2
        Their weights and squared weights, **shape** (G,).
    first, second
        Sums of weight times the answer less the origin, and times its square, **shape** (G,).
    first2, second2
        The same with squared weights, **shape** (G,).
    missing
        Respondents without an answer per group and reason, **shape** (G, 5), reasons as in `REASONS`.
    """

    groups: tuple[str, ...]
    origin: float
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    first2: NDArray[np.float64]
    second2: NDArray[np.float64]
    missing: NDArray[np.int64]

    def moved(self, origin: float) -> Sums:
        """Give the same sums around another origin."""
        step = self.origin - origin
        return replace(
            self,
            origin=origin,
            first=self.first + step * self.w,
            second=self.second + 2 * step * self.first + step**2 * self.w,
            first2=self.first2 + step * self.w2,
            second2=self.second2 + 2 * step * self.first2 + step**2 * self.w2,
        )

    def __add__(self, other: Sums) -> Sums:
        """Add the sums of other respondents, around this origin.

        Raises
        ------
        ValueError
            If the groups are not the same.
        """
        if self.groups != other.groups:
            message = "sums by different groupings cannot be added"
            raise ValueError(message)
        beside = other.moved(self.origin)
        return Sums(
            self.groups,
            self.origin,
            self.n + beside.n,
            self.w + beside.w,
            self.w2 + beside.w2,
            self.first + beside.first,
            self.second + beside.second,
            self.first2 + beside.first2,
            self.second2 + beside.second2,
            self.missing + beside.missing,
        )

    @property
    def weighted(self) -> bool:
        """Whether the weights differ from one another."""
        return not (np.array_equal(self.w, self.n) and np.array_equal(self.w2, self.n))


@dataclass(frozen=True, slots=True)
class Cells:
    """What a request asked for: counts by level, and sums of numeric answers."""

    blocks: Mapping[Ask, Block] = field(default_factory=dict)
    sums: Mapping[Ask, Sums] = field(default_factory=dict)

    def __getitem__(self, ask: Ask) -> Block:
        """Give the counts of one question by one grouping."""
        return self.blocks[ask]

    def __iter__(self) -> Iterator[Ask]:
        """Walk what was counted by level, in a fixed order."""
        return iter(sorted(self.blocks))

    def __len__(self) -> int:
        """How many questions by groupings were counted by level."""
        return len(self.blocks)

    def __add__(self, other: Cells) -> Cells:
        """Add the counts and sums of disjoint respondents."""
        return Cells(_added(self.blocks, other.blocks), _added(self.sums, other.sums))

    def __or__(self, other: Cells) -> Cells:
        """Put counts and sums of the same respondents side by side."""
        return Cells({**self.blocks, **other.blocks}, {**self.sums, **other.sums})


Tally = TypeVar("Tally", Block, Sums)


def _added(left: Mapping[Ask, Tally], right: Mapping[Ask, Tally]) -> dict[Ask, Tally]:
    """Add what stands on both sides, keep what stands on one."""
    both = {ask: left[ask] + right[ask] for ask in left.keys() & right.keys()}
    return {**left, **right, **both}
