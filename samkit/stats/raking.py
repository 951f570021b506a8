"""Raking: weights whose sums meet declared margins, or a plain answer that none were found."""

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samkit.stats.interval import Floats
from samkit.stats.weights import Weighted, design_effect, effective_n, weighted

Codes: TypeAlias = NDArray[np.intp]

TOLERANCE = 1e-10
ROUNDS = 1_000


class Raked(NamedTuple):
    """Weights that meet every margin and bound, and what they cost.

    ``deviation`` is the largest distance from a margin as a part of the total, ``at_bounds`` how many weights were
    trimmed, ``effective_n`` and ``design_effect`` are Kish's.
    """

    weights: Floats
    rounds: int
    deviation: float
    at_bounds: int
    effective_n: float
    design_effect: float


class Reason(StrEnum):
    """Why margins were not met."""

    ROUNDS = "not met within the rounds allowed"
    BOUNDS = "not met within the bounds"


class Unmet(NamedTuple):
    """Margins that were not met: why, by how much, where most, and the weights that came closest."""

    reason: Reason
    rounds: int
    deviation: float
    margin: int
    category: int
    closest: Floats


class _Problem(NamedTuple):
    codes: list[Codes]
    targets: list[Floats]
    start: Floats
    low: float
    high: float
    total: float


def rake(
    codes: Sequence[ArrayLike],
    targets: Sequence[ArrayLike],
    start: ArrayLike | None = None,
    bounds: tuple[float, float] = (0.0, math.inf),
    *,
    tolerance: float = TOLERANCE,
    rounds: int = ROUNDS,
) -> Raked | Unmet:
    """Rake weights to margins by iterative proportional fitting.

    Parameters
    ----------
    codes
        For each margin the category of each respondent, shape (respondents,), whole numbers from 0.
    targets
        For each margin what the weights of each category should sum to, shape (categories,), any unit, the same total
        for every margin.
    start
        Weights to start from, shape (respondents,), any unit; all the same unless given.
    bounds
        Smallest and largest weight allowed, in mean weights.
    tolerance
        How far a margin may be missed, as a part of the total.
    rounds
        How often to go through all margins, count.

    Returns
    -------
    ``Raked`` with weights that sum to the total of the targets, shape (respondents,), where every margin is met;
    ``Unmet`` where one is not. The two share no name for the weights, so that the second is never used for the first.

    Raises
    ------
    ValueError
        If there is no margin, shapes do not fit, a target is negative or not finite, totals differ, a category with a
        target has no respondent of positive weight, a starting weight is negative or not finite, or the bounds do not
        enclose 1.

    Notes
    -----
    Each margin in turn: the weights of category c are multiplied by a factor so that they sum to its target. Within
    bounds every weight is ``min(max(v, low), high)`` with v the product of the starting weight and its factors, and the
    factor is the one with which the trimmed weights meet the target; among all weights that meet margins and bounds
    these are the closest to the starting ones in ``sum w log(w / start)``.
    Respondents are put into an order of their own first, so that weights do not depend on the order of rows.

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal and Sautory (1993),
    Journal of the American Statistical Association 88, 1013-1020.

    Examples
    --------
    >>> found = rake([[0, 0, 1, 1], [0, 1, 0, 1]], [[3.0, 1.0], [2.0, 2.0]])
    >>> isinstance(found, Raked), found.weights.round(9).tolist()
    (True, [1.5, 1.5, 0.5, 0.5])
    """
    given = _checked(codes, targets, start, bounds)
    order = np.lexsort([given.start, *given.codes])
    problem = given._replace(codes=[code[order] for code in given.codes], start=given.start[order])
    count, missed, closest = _fit(problem, tolerance, rounds)
    weights = np.empty_like(closest)
    weights[order] = closest
    worst = [float(part.max()) for part in missed]
    margin = worst.index(max(worst))
    if worst[margin] > tolerance:
        category = int(missed[margin].argmax())
        return Unmet(_reason(problem, tolerance, rounds), count, worst[margin], margin, category, weights)
    at_low, at_high = (closest <= problem.low) & (closest > 0), closest >= problem.high
    kish = _kish(closest)
    return Raked(
        weights=weights,
        rounds=count,
        deviation=worst[margin],
        at_bounds=int(np.count_nonzero(at_low | at_high)),
        effective_n=float(effective_n(kish)),
        design_effect=float(design_effect(kish)),
    )


def _fit(problem: _Problem, tolerance: float, rounds: int) -> tuple[int, list[Floats], Floats]:
    factored = problem.start * (problem.total / problem.start.sum())
    members = [
        [np.flatnonzero(code == category) for category in range(len(target))]
        for code, target in zip(problem.codes, problem.targets, strict=True)
    ]
    positive, closest = factored > 0, _trimmed(factored, problem)
    missed = _missed(problem, closest)
    nearest = _farthest(missed)
    count = 0
    while count < rounds and nearest > tolerance:
        count += 1
        for rows, target in zip(members, problem.targets, strict=True):
            for own, wanted in zip(rows, target.tolist(), strict=True):
                # Where no weights meet margins and bounds, factors grow without end: that ends the search below.
                with np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore"):
                    factored[own] *= _factor(factored[own], wanted, problem)
        if not np.all(np.isfinite(factored)) or (problem.low > 0 and np.any((factored > 0) != positive)):
            break
        weights = _trimmed(factored, problem)
        found = _missed(problem, weights)
        if _farthest(found) < nearest:
            closest, missed, nearest = weights, found, _farthest(found)
    return count, missed, closest


def _factor(weights: Floats, target: float, problem: _Problem) -> float:
    own = weights[weights > 0]
    if not own.size:
        return 1.0
    factor = target / float(own.sum())
    if factor * own.min() >= problem.low and factor * own.max() <= problem.high:
        return factor
    # The trimmed sum grows with the factor along straight pieces: by w from each low / w on, to each high / w.
    turns = np.concatenate([problem.low / own, problem.high / own])
    slopes = np.concatenate([own, -own])
    order = np.argsort(turns, kind="stable")
    order = order[np.isfinite(turns[order])]
    turns, slopes = turns[order], np.cumsum(slopes[order])
    sums = problem.low * own.size + np.concatenate([[0.0], np.cumsum(slopes[:-1] * np.diff(turns))])
    if target > sums[-1] and problem.high == math.inf:
        return float(turns[-1] + (target - sums[-1]) / slopes[-1])
    return float(np.interp(target, sums, turns))


def _trimmed(weights: Floats, problem: _Problem) -> Floats:
    return np.where(weights > 0, np.clip(weights, problem.low, problem.high), 0.0)


def _missed(problem: _Problem, weights: Floats) -> list[Floats]:
    return [
        np.abs(np.bincount(code, weights, minlength=len(target)) - target) / problem.total
        for code, target in zip(problem.codes, problem.targets, strict=True)
    ]


def _farthest(missed: list[Floats]) -> float:
    return max(float(part.max()) for part in missed)


def _reason(problem: _Problem, tolerance: float, rounds: int) -> Reason:
    if problem.low == 0 and problem.high == math.inf:
        return Reason.ROUNDS
    _, missed, _ = _fit(problem._replace(low=0.0, high=math.inf), tolerance, rounds)
    return Reason.BOUNDS if _farthest(missed) <= tolerance else Reason.ROUNDS


def _kish(weights: Floats) -> Weighted:
    scaled = weights / weights.max()
    return weighted(len(scaled), math.fsum(scaled), math.fsum(scaled * scaled), 0, 0, 0)


def _checked(
    codes: Sequence[ArrayLike], targets: Sequence[ArrayLike], start: ArrayLike | None, bounds: tuple[float, float]
) -> _Problem:
    if not codes or len(codes) != len(targets):
        raise ValueError(f"one target for each margin is expected, got {len(codes)} margins and {len(targets)} targets")
    groups = [np.asarray(code) for code in codes]
    wanted = [np.asarray(target, dtype=np.float64) for target in targets]
    size = groups[0].size
    weights = np.ones(size) if start is None else np.asarray(start, dtype=np.float64)
    _refuse_weights(weights, size)
    for place, (group, target) in enumerate(zip(groups, wanted, strict=True)):
        _refuse_margin(place, group, target, weights)
    totals = [math.fsum(target) for target in wanted]
    if max(totals) - min(totals) > 1e-9 * max(totals):
        raise ValueError(f"targets of one total are expected for every margin, got {totals}")
    low, high = bounds
    if not 0 <= low <= 1 <= high:
        raise ValueError(f"bounds that enclose the mean weight, 1, are expected, got {low} and {high}")
    mean = totals[0] / size
    return _Problem([group.astype(np.intp) for group in groups], wanted, weights, low * mean, high * mean, totals[0])


def _refuse_weights(weights: Floats, size: int) -> None:
    if weights.shape != (size,) or not size:
        raise ValueError(f"one weight for each of {size} respondents is expected, got {weights.shape}")
    faulty = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if faulty.size:
        rows = ", ".join(str(row) for row in faulty[:10])
        raise ValueError(f"weights that are finite and not negative are expected; {faulty.size} are not, in row {rows}")


def _refuse_margin(place: int, group: NDArray[np.generic], target: Floats, weights: Floats) -> None:
    if group.shape != weights.shape or group.dtype.kind not in "iu" or target.ndim != 1 or not target.size:
        raise ValueError(f"margin {place}: one whole number for each respondent and a list of targets are expected")
    if not np.all(np.isfinite(target) & (target >= 0)) or not np.any(target > 0):
        raise ValueError(f"margin {place}: targets that are finite and not negative are expected, not all of them 0")
    code = group.astype(np.int64)
    if code.min() < 0 or code.max() >= target.size:
        raise ValueError(
            f"margin {place}: categories 0 to {target.size - 1} are expected, got {code.min()} to {code.max()}"
        )
    empty = np.flatnonzero((np.bincount(code, weights, minlength=target.size) == 0) & (target > 0))
    if empty.size:
        raise ValueError(f"margin {place}: category {empty[0]} has a target and no respondent of positive weight")
