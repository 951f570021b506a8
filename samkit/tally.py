"""What crosses the wall between respondents and statistics: requests go down, counts come up.

An analysis says what it needs counted (`Request`); an engine answers with `Cells`. Requests merge with `|`, so that a
whole report is one scan; cells of disjoint respondents add with `+`, so that a count can be taken anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True, order=True)
class Ask:
    """One question by one grouping."""

    question: str
    by: str


@dataclass(frozen=True, slots=True)
class Request:
    """The set of counts that somebody needs."""

    asks: frozenset[Ask] = frozenset()

    def __or__(self, other: Request) -> Request:
        """Join two requests; what both need is counted once."""
        return Request(self.asks | other.asks)

    def __iter__(self) -> Iterator[Ask]:
        """Walk the asks in a fixed order."""
        return iter(sorted(self.asks))


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
class Cells:
    """The counts that a request asked for."""

    blocks: Mapping[Ask, Block] = field(default_factory=dict)

    def __getitem__(self, ask: Ask) -> Block:
        """Give the counts of one question by one grouping."""
        return self.blocks[ask]

    def __iter__(self) -> Iterator[Ask]:
        """Walk what was counted, in a fixed order."""
        return iter(sorted(self.blocks))

    def __len__(self) -> int:
        """How many questions by groupings were counted."""
        return len(self.blocks)

    def __add__(self, other: Cells) -> Cells:
        """Add the counts of disjoint respondents."""
        merged = dict(self.blocks)
        for ask, block in other.blocks.items():
            merged[ask] = merged[ask] + block if ask in merged else block
        return Cells(merged)

    def __or__(self, other: Cells) -> Cells:
        """Put counts of the same respondents side by side."""
        return Cells({**self.blocks, **other.blocks})
