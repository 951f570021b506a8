"""One bracketing root finder for whole arrays of equations."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from samkit.stats.interval import Floats

_TOLERANCE = 2 * float(np.finfo(np.float64).eps)
_STEPS = 400


class _Bracket(NamedTuple):
    """The newest point ``a``, ``b`` on the other side of the root, ``c`` the point that was dropped last."""

    a: Floats
    fa: Floats
    b: Floats
    fb: Floats
    c: Floats
    fc: Floats


def bracketed(
    function: Callable[[Floats], Floats],
    low: Floats,
    high: Floats,
    f_low: Floats,
    f_high: Floats,
    tolerance: float = _TOLERANCE,
) -> Floats:
    """Find the root of each of many functions inside its own bracket.

    Parameters
    ----------
    function
        Takes and gives arrays of the brackets' shape, element by element.
    low, high
        Ends of the brackets, finite, one common shape.
    f_low, f_high
        Values at the ends, of opposite sign and finite; the function itself is never asked there, so it may have a
        pole at an end whose value is given by its limit.
    tolerance
        How far from the root, as a part of it; more than rounding where the function costs much or is rounded itself.

    Returns
    -------
    Roots, to about four units in the last place unless less is asked for; the end with the smaller value where there
    is no change of sign.

    References
    ----------
    Chandrupatla (1997), Advances in Engineering Software 28, 145-149.

    Examples
    --------
    >>> low, high = np.array([0.0, 0.0]), np.array([2.0, 3.0])
    >>> bracketed(lambda t: t * t - np.array([2.0, 3.0]), low, high, np.array([-2.0, -3.0]), np.array([2.0, 6.0]))
    array([1.41421356, 1.73205081])
    """
    state = _Bracket(high, f_high, low, f_low, low, f_low)
    best = np.where(np.abs(f_low) < np.abs(f_high), low, high)
    done = np.sign(f_low) * np.sign(f_high) >= 0
    share = np.full(best.shape, 0.5)
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            if done.all():
                break
            state = _narrowed(function, state, share)
            nearest = np.where(np.abs(state.fa) < np.abs(state.fb), state.a, state.b)
            limit = tolerance * np.abs(nearest) / np.abs(state.b - state.a)
            best = np.where(done, best, nearest)
            done = done | (limit >= 0.5) | (state.fa == 0) | (state.b == state.a)
            share = np.clip(_next_share(state), limit, 1 - limit)
    return best


def _narrowed(function: Callable[[Floats], Floats], old: _Bracket, share: Floats) -> _Bracket:
    point = old.a + share * (old.b - old.a)
    value = function(point)
    same = np.sign(value) == np.sign(old.fa)
    return _Bracket(
        point,
        value,
        np.where(same, old.b, old.a),
        np.where(same, old.fb, old.fa),
        np.where(same, old.a, old.b),
        np.where(same, old.fa, old.fb),
    )


def _next_share(state: _Bracket) -> Floats:
    a, fa, b, fb, c, fc = state
    along, up = (a - b) / (c - b), (fa - fb) / (fc - fb)
    safe = (up**2 < along) & ((1 - up) ** 2 < 1 - along)
    step = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    return np.where(safe & np.isfinite(step), step, 0.5)
