"""What was counted of respondents: answers by level, sums and distinct values of numbers, patterns of answers.

Each kind adds with `+` over disjoint respondents.
"""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray


class Units(NamedTuple):
    """Respondents of some weight, sums of weights and of squared weights by unit of a design, **shape** (units, G, L).

    Of replicates only `w` is there, with the weights of each replicate.
    """

    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]

    def __add__(self, other: "Units") -> "Units":  # type: ignore[override]  # tallies add; nobody joins them as tuples
        """Add the counts of other respondents, unit by unit."""
        return Units(self.n + other.n, self.w + other.w, self.w2 + other.w2)


class Block(NamedTuple):
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
    w_missing
        Sum of their weights, of the same shape.
    units
        The same for each unit of the design, respondents of weight 0 not counted; None without a design.
    """

    levels: tuple[str, ...]
    groups: tuple[str, ...]
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    missing: NDArray[np.int64]
    w_missing: NDArray[np.float64]
    units: Units | None = None

    def __add__(self, other: "Block") -> "Block":  # type: ignore[override]  # tallies add; nobody joins them as tuples
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
            self.w_missing + other.w_missing,
            _unit_by_unit(self.units, other.units),
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


class SumUnits(NamedTuple):
    """The sums of numeric answers in each unit of a design, **shape** (units, G), named as in `Sums`.

    Of replicates only `w` and `first` are there, with the weights of each replicate.
    """

    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    first: NDArray[np.float64]
    first2: NDArray[np.float64]
    second2: NDArray[np.float64]

    def __add__(self, other: "SumUnits") -> "SumUnits":  # type: ignore[override]  # tallies add; nobody joins them as tuples
        """Add the sums of other respondents, unit by unit."""
        counts = (self.n + other.n, self.w + other.w, self.w2 + other.w2)
        return SumUnits(*counts, self.first + other.first, self.first2 + other.first2, self.second2 + other.second2)

    def moved(self, step: NDArray[np.float64]) -> "SumUnits":
        """Give the same sums around origins that are lower by a step, **shape** (G,)."""
        return self._replace(
            first=self.first + step * self.w,
            first2=self.first2 + step * self.w2,
            second2=self.second2 + 2 * step * self.first2 + step**2 * self.w2,
        )


class Sums(NamedTuple):
    """The sums of one numeric question by one grouping, around origins near its values.

    Around zero, a large mean would leave no digits for the spread; around an answer of the group itself none are lost.

    Parameters
    ----------
    groups
        Group names; **length** G.
    origin
        What is taken from every answer of a group before it is summed, **shape** (G,), in the **unit** of the answers.
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
    units
        The same for each unit of the design, `second` left out and respondents of weight 0 not counted; None without a
        design.
    """

    groups: tuple[str, ...]
    origin: NDArray[np.float64]
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    w2: NDArray[np.float64]
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    first2: NDArray[np.float64]
    second2: NDArray[np.float64]
    missing: NDArray[np.int64]
    units: SumUnits | None = None

    def moved(self, origin: NDArray[np.float64]) -> "Sums":
        """Give the same sums around other origins, **shape** (G,)."""
        step = self.origin - origin
        return self._replace(
            origin=origin,
            first=self.first + step * self.w,
            second=self.second + 2 * step * self.first + step**2 * self.w,
            first2=self.first2 + step * self.w2,
            second2=self.second2 + 2 * step * self.first2 + step**2 * self.w2,
            units=None if self.units is None else self.units.moved(step),
        )

    def __add__(self, other: "Sums") -> "Sums":  # type: ignore[override]  # tallies add; nobody joins them as tuples
        """Add the sums of other respondents, around these origins.

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
            _unit_by_unit(self.units, beside.units),
        )

    @property
    def weighted(self) -> bool:
        """Whether the weights differ from one another."""
        return not (np.array_equal(self.w, self.n) and np.array_equal(self.w2, self.n))


class Values(NamedTuple):
    """The distinct answers to one numeric question by one grouping.

    Parameters
    ----------
    groups
        Group names; **length** G.
    values
        The answers, rising, **shape** (V,), in the **unit** of the question.
    n
        Respondents per group and value, **shape** (G, V).
    w
        Sum of their weights, **shape** (G, V).
    missing
        Respondents without an answer per group and reason, **shape** (G, 5), reasons as in `REASONS`.
    """

    groups: tuple[str, ...]
    values: NDArray[np.float64]
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    missing: NDArray[np.int64]

    def __add__(self, other: "Values") -> "Values":  # type: ignore[override]  # tallies add; nobody joins them as tuples
        """Add the answers of other respondents to the same question.

        Raises
        ------
        ValueError
            If the groups are not the same.
        """
        if self.groups != other.groups:
            message = "values by different groupings cannot be added"
            raise ValueError(message)
        values, place = np.unique(np.concatenate([self.values, other.values]), return_inverse=True)
        n = np.zeros((len(self.groups), values.size), dtype=np.int64)
        w = np.zeros(n.shape)
        for part, where in ((self, place[: self.values.size]), (other, place[self.values.size :])):
            n[:, where] += part.n
            w[:, where] += part.w
        return Values(self.groups, values, n, w, self.missing + other.missing)


class Patterns(NamedTuple):
    """The distinct patterns of answers to several questions: what each row of a table of all answers stands for.

    Parameters
    ----------
    questions
        Question names; **length** Q.
    levels
        Level names of each question; empty for a numeric one.
    codes
        The answers, **shape** (P, Q): the position of the level, or the negative code of `Missing`; 0 for a number.
    values
        The numbers, **shape** (P, Q); NaN where there is none.
    group
        Group of each pattern, **shape** (P,): 0 first, 1 second, 2 unclassified.
    n
        Respondents, **shape** (P,), count.
    w
        Weight of each of them, **shape** (P,): respondents of other weights are another pattern.
    stratum, cluster
        Where they were drawn, **shape** (P,), code; zeros, and None, where not declared.
    replicates
        Weights of each replicate, **shape** (P, replicates), of each of the respondents; None where there are none.
    """

    questions: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    codes: NDArray[np.int32]
    values: NDArray[np.float64]
    group: NDArray[np.int64]
    n: NDArray[np.int64]
    w: NDArray[np.float64]
    stratum: NDArray[np.intp]
    cluster: NDArray[np.intp] | None
    replicates: NDArray[np.float64] | None = None

    def __add__(self, other: "Patterns") -> "Patterns":  # type: ignore[override]  # nobody joins them as tuples
        """Put the patterns of other respondents below these."""
        clusters = replicates = None
        if self.cluster is not None and other.cluster is not None:
            clusters = np.concatenate([self.cluster, other.cluster])
        if self.replicates is not None and other.replicates is not None:
            replicates = np.concatenate([self.replicates, other.replicates])
        return Patterns(
            self.questions,
            self.levels,
            np.concatenate([self.codes, other.codes]),
            np.concatenate([self.values, other.values]),
            np.concatenate([self.group, other.group]),
            np.concatenate([self.n, other.n]),
            np.concatenate([self.w, other.w]),
            np.concatenate([self.stratum, other.stratum]),
            clusters,
            replicates,
        )


class Rereading(NamedTuple):
    """Labels under every reading of a rule beside the answers to nets: one row a respondent, in an order of their own.

    Parameters
    ----------
    truth
        The label under each reading, **shape** (readings, respondents): 1 first group, 0 second, -1 unclassified.
    favourable, valid
        Whether an answer counts, and whether there is one, **shape** (respondents, nets).
    w
        Weights, **shape** (respondents,); ones without a design.
    unit
        Stratum from which each was drawn alone, or cluster, **shape** (respondents,), code; zeros without a design.
    replicates
        Weights of each replicate, **shape** (respondents, replicates); None where there are none.
    """

    truth: NDArray[np.int8]
    favourable: NDArray[np.bool_]
    valid: NDArray[np.bool_]
    w: NDArray[np.float64]
    unit: NDArray[np.intp]
    replicates: NDArray[np.float64] | None = None

    def __add__(self, other: "Rereading") -> "Rereading":  # type: ignore[override]  # nobody joins them as tuples
        """Put other respondents below these."""
        both = None
        if self.replicates is not None and other.replicates is not None:
            both = np.concatenate([self.replicates, other.replicates])
        return Rereading(
            np.concatenate([self.truth, other.truth], axis=1),
            np.concatenate([self.favourable, other.favourable]),
            np.concatenate([self.valid, other.valid]),
            np.concatenate([self.w, other.w]),
            np.concatenate([self.unit, other.unit]),
            both,
        )


ByUnit = TypeVar("ByUnit", Units, SumUnits)


def _unit_by_unit(left: ByUnit | None, right: ByUnit | None) -> ByUnit | None:
    """Add the sums of units; what has units adds only to what has the same.

    Raises
    ------
    ValueError
        If one side has no units.
    """
    if left is None and right is None:
        return None
    if left is None or right is None:
        message = "counts with the units of a design cannot be added to counts without"
        raise ValueError(message)
    return left + right
