"""Newton's method for many small maxima at once: the gradients and matrices of all of them are one stack."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from samkit.stats.interval import Floats

Which: TypeAlias = NDArray[np.intp]

STEPS = 40

_GAIN = 1e-18
"""Expected gain, in parts of the scale, below which the step at hand is the last: it doubles the digits once more."""

_RIDGE = 1e-14
"""Added to a unit diagonal, so that a direction without information is left alone instead of dividing by zero."""

_NEAR = 1e-6
"""Expected gain, in parts of the scale, below which no step is too long."""

_HALVINGS = 30


class Local(NamedTuple):
    """Values, shape (sets,), gradients, (sets, k), minus the second derivatives, (sets, k, k), positive definite."""

    value: Floats
    gradient: Floats
    information: Floats


class Ascent(NamedTuple):
    """Where each climb ended, its value, its last step, whether it got to the top, and the steps that it took."""

    place: Floats
    value: Floats
    last: Floats
    converged: NDArray[np.bool_]
    steps: Which


Objective: TypeAlias = Callable[[Floats, Which], Local]


def ascend(
    objective: Objective, start: Floats, free: NDArray[np.bool_], scale: Floats | float = 1.0, steps: int = STEPS
) -> Ascent:
    """Climb to the maxima of many smooth functions, halving each step that leads down.

    Parameters
    ----------
    objective
        Takes places, shape (some, k), and which of the sets they belong to; gives their local values.
    start
        Where to begin, shape (sets, k).
    free
        Coordinates that may move, shape (sets, k); the others stay where they begin.
    scale
        Unit of the gain that no longer matters, above 0, scalar or shape (sets,): the weight of all rows, say.
    steps
        How many steps to take at most, count.

    Returns
    -------
    The ends of all climbs.

    References
    ----------
    Boyd and Vandenberghe (2004), Convex Optimization, section 9.5.

    Examples
    --------
    >>> def parabola(x, which):
    ...     return Local(-((x[:, 0] - which) ** 2), -2 * (x - which[:, None]), np.full((len(x), 1, 1), 2.0))
    >>> ascend(parabola, np.zeros((3, 1)), np.ones((3, 1), dtype=bool)).place.round(9).tolist()
    [[0.0], [1.0], [2.0]]
    """
    sets, limit = len(start), np.broadcast_to(_GAIN * np.asarray(scale, dtype=np.float64), len(start))
    end = Ascent(start.copy(), np.zeros(sets), np.zeros_like(start), np.zeros(sets, np.bool_), np.zeros(sets, np.intp))
    with np.errstate(all="ignore"):  # a step too far has no value, and is halved
        _climb(objective, end, free, limit, steps)
    return end


def newton_step(here: Local, free: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Solve for the steps of the coordinates that may move.

    Parameters
    ----------
    here
        Local values of the sets.
    free
        Coordinates that may move, shape (sets, k).

    Returns
    -------
    Steps, shape (sets, k), and the products of step and gradient, shape (sets,): twice the gain to expect.

    Examples
    --------
    >>> step, gain = newton_step(Local(np.zeros(1), np.ones((1, 1)), np.full((1, 1, 1), 4.0)), np.array([[True]]))
    >>> step.round(9).tolist(), gain.round(9).tolist()
    ([[0.25]], [0.25])
    """
    gradient = np.where(free, here.gradient, 0.0)
    root = np.sqrt(np.einsum("sii->si", here.information))
    unit = np.where(free & (root > 0), root, 1.0)
    matrix = np.where(free[:, :, None] & free[:, None, :], here.information, 0.0)
    matrix = matrix / (unit[:, :, None] * unit[:, None, :])
    np.einsum("sii->si", matrix)[...] = 1 + _RIDGE
    step = np.linalg.solve(matrix, (gradient / unit)[:, :, None])[:, :, 0] / unit
    return step, np.einsum("si,si->s", step, gradient)


def _climb(objective: Objective, end: Ascent, free: NDArray[np.bool_], limit: Floats, steps: int) -> None:
    active = np.arange(len(free))
    here = objective(end.place, active)
    for count in range(1, steps + 1):
        step, gain = newton_step(here, free[active])
        done = gain <= limit[active]
        end.value[active], end.last[active], end.steps[active] = here.value + np.where(done, gain / 2, 0), step, count
        end.place[active[done]] += step[done]
        end.converged[active[done]] = True
        active, here = active[~done], _some(here, ~done)
        if not active.size:
            break
        # So close to the top a full step is right, and the rounding of the value must not say otherwise.
        least = np.where(gain[~done] < _NEAR / _GAIN * limit[active], -np.inf, here.value)
        end.place[active], here = _forward(objective, end.place[active], step[~done], least, active)
    end.value[active] = here.value


def _some(here: Local, kept: NDArray[np.bool_]) -> Local:
    return Local(here.value[kept], here.gradient[kept], here.information[kept])


def _forward(objective: Objective, place: Floats, step: Floats, least: Floats, active: Which) -> tuple[Floats, Local]:
    there = objective(place + step, active)
    for _ in range(_HALVINGS):
        down = np.flatnonzero(~(there.value >= least))
        if not down.size:
            break
        step[down] /= 2
        again = objective((place + step)[down], active[down])
        for old, new in zip(there, again, strict=True):
            old[down] = new
    return place + step, there
