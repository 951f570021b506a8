"""What crosses the wall between respondents and statistics: requests go down, counts come up.

An analysis says what it needs counted (`Request`); an engine answers with `Cells`. Requests merge with `|`, so that a
whole report is one scan; cells of disjoint respondents add with `+`, so that a count can be taken anywhere. Where a
sample was drawn from strata, in clusters, or has replicate weights, each tally has the same sums once more for every
unit of the design (`units`), and `Cells.sample` says how the units were drawn.
"""

import math
from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from samkit.counted import Block, Patterns, Rereading, Sums, Values
from samkit.outcomes import Outcomes


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
"""The reasons in the order of the columns of `missing` in every tally."""

UNTOLD: Final = (Missing.NOT_ANSWERED, Missing.DOES_NOT_KNOW, Missing.UNREADABLE)
"""The reasons behind which there could be an answer; where a question was not asked or does not apply there is none."""


class Ask(NamedTuple):
    """One question by one grouping."""

    question: str
    by: str


class Together(NamedTuple):
    """Several questions by one grouping, answers side by side."""

    questions: tuple[str, ...]
    by: str


class Reread(NamedTuple):
    """Nets of questions, each with the levels that count, by readings of the rule of one grouping.

    `of` says which: every reading of the `rule`, or the declared one and that without the `self_rated` criteria.
    """

    nets: tuple[tuple[str, tuple[str, ...]], ...]
    by: str
    of: Literal["rule", "self_rated"] = "rule"


_NONE: Final[Mapping[Any, Any]] = MappingProxyType({})


class Request(NamedTuple):
    """What somebody needs counted: `asks` by level, `sums` and distinct `values` of numeric answers, `patterns`.

    `rereads` are whole groupings under each reading of their rule, `outcomes` answers by what the criteria of a rule
    made of each respondent.
    """

    asks: frozenset[Ask] = frozenset()
    sums: frozenset[Ask] = frozenset()
    values: frozenset[Ask] = frozenset()
    patterns: frozenset[Together] = frozenset()
    rereads: frozenset[Reread] = frozenset()
    outcomes: frozenset[Ask] = frozenset()

    def __or__(self, other: "Request") -> "Request":
        """Join two requests; what both need is counted once."""
        return Request(
            self.asks | other.asks,
            self.sums | other.sums,
            self.values | other.values,
            self.patterns | other.patterns,
            self.rereads | other.rereads,
            self.outcomes | other.outcomes,
        )

    def groupings(self) -> frozenset[str]:
        """Name the groupings that are needed."""
        one_by_one = (ask.by for ask in self.asks | self.sums | self.values | self.outcomes)
        return frozenset(one_by_one) | frozenset(whole.by for whole in self.patterns | self.rereads)


class Sample(NamedTuple):
    """How the units of a design were drawn.

    Parameters
    ----------
    kind
        What the units are: the strata from which `respondents` were drawn one by one; `clusters`; or `replicates`.
    stratum
        The stratum of each unit, **shape** (units,), code; the units are sorted by it.
    drawn
        Respondents or clusters drawn from each stratum, **shape** (strata,), count.
    population
        How many of them each stratum has, **shape** (strata,), count; infinite where it is not declared.
    lonely
        What strata of which one was drawn are, a name that `stats.lonely` knows.
    factor
        Factor of each replicate's square, **shape** (units,), no unit.
    about_estimate
        Whether the squares of replicates are about the estimate of the whole sample.
    df
        Degrees of freedom: units of some weight less the strata that they come from, or as the replicates have them.
    """

    kind: Literal["respondents", "clusters", "replicates"]
    stratum: NDArray[np.intp]
    drawn: NDArray[np.float64]
    population: NDArray[np.float64]
    lonely: Literal["fail", "remove", "certainty", "adjust", "average"]
    factor: NDArray[np.float64]
    about_estimate: bool
    df: float

    @property
    def simple(self) -> bool:
        """Whether each respondent was drawn alone, out of no strata and no finite population."""
        return self.kind == "respondents" and self.drawn.size == 1 and bool(self.population[0] == math.inf)

    def __add__(self, other: "Sample") -> "Sample":  # type: ignore[override]  # samples add; nobody joins them as tuples
        """Add other respondents of the same strata; clusters and replicates are those of the whole sample already.

        Raises
        ------
        ValueError
            If the units are not the same.
        """
        same = (self.kind, self.lonely, self.about_estimate) == (other.kind, other.lonely, other.about_estimate)
        fixed = ("stratum", "population", "factor", *(() if self.kind == "respondents" else ("drawn", "df")))
        if not same or not all(np.array_equal(getattr(self, name), getattr(other, name)) for name in fixed):
            message = "samples of different units cannot be added"
            raise ValueError(message)
        if self.kind != "respondents":
            return self
        both = ((self.drawn > 0) & (other.drawn > 0)).sum()
        return self._replace(drawn=self.drawn + other.drawn, df=self.df + other.df + float(both))


class Cells(NamedTuple):
    """What a request asked for: counts by level, sums and distinct values of numeric answers, patterns of answers."""

    blocks: Mapping[Ask, Block] = _NONE
    sums: Mapping[Ask, Sums] = _NONE
    values: Mapping[Ask, Values] = _NONE
    patterns: Mapping[Together, Patterns] = _NONE
    sample: Sample | None = None
    rereads: Mapping[Reread, Rereading] = _NONE
    outcomes: Mapping[Ask, Outcomes] = _NONE

    def __add__(self, other: "Cells") -> "Cells":  # type: ignore[override]  # tallies add; nobody joins them as tuples
        """Add what was counted of disjoint respondents."""
        return Cells(
            _added(self.blocks, other.blocks),
            _added(self.sums, other.sums),
            _added(self.values, other.values),
            _added(self.patterns, other.patterns),
            self.sample + other.sample if self.sample and other.sample else self.sample or other.sample,
            _added(self.rereads, other.rereads),
            _added(self.outcomes, other.outcomes),
        )

    def __or__(self, other: "Cells") -> "Cells":
        """Put what was counted of the same respondents side by side."""
        return Cells(
            {**self.blocks, **other.blocks},
            {**self.sums, **other.sums},
            {**self.values, **other.values},
            {**self.patterns, **other.patterns},
            self.sample or other.sample,
            {**self.rereads, **other.rereads},
            {**self.outcomes, **other.outcomes},
        )


Key = TypeVar("Key", Ask, Together, Reread)
Tally = TypeVar("Tally", Block, Sums, Values, Patterns, Rereading, Outcomes)


def _added(left: Mapping[Key, Tally], right: Mapping[Key, Tally]) -> dict[Key, Tally]:
    """Add what stands on both sides, keep what stands on one."""
    both = {ask: left[ask] + right[ask] for ask in left.keys() & right.keys()}
    return {**left, **right, **both}
