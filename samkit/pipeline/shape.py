"""The shape of the funnel: whether opportunities reach the late stages and are lost there, or are let go early."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.pipeline.chance import NOTHING, estimate, quantile_of
from samkit.pipeline.events import LOST
from samkit.pipeline.history import OPEN
from samkit.pipelined import FunnelShape
from samkit.results import Estimate
from samkit.stats.competing import incidence
from samkit.stats.left_out import spread
from samkit.stats.life_table import life_tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.pipeline.stages import Pipe

    Floats = NDArray[np.float64]

HALF: Final = 0.5


class _Ended(NamedTuple):
    """Shares of all that end within the horizon: won, then lost by stage; whole, **shape** (1 + stages,), and parts."""

    whole: Floats
    parts: Floats


def funnel(pipe: Pipe, horizon: int) -> FunnelShape:
    """Say where opportunities are lost, and what shape that gives the funnel.

    Parameters
    ----------
    pipe
        The pipeline.
    horizon
        Days within which losses are told.

    Notes
    -----
    Being won, and being lost from each stage, are competing ends of an opportunity since its beginning, so that nothing
    is assumed of how stages follow one another, and what is still open counts for its days. The index is ``sum L_k
    (k - 1) / (K - 1) / sum L_k`` over the K stages, L_k the share lost from stage k; its interval is on the logit scale
    with the error of the jackknife.
    """
    at, level = pipe.history, pipe.about.level
    notes = pipe.doubts(int(at.ended(LOST).sum()), "opportunities lost")
    shares = tuple(NOTHING for _ in pipe.stages)
    if at.ended(LOST).sum() < pipe.about.hide_below or pipe.clusters.number < 2:
        return FunnelShape(tuple(pipe.stages), at.size, NOTHING, shares, NOTHING, "not shown", horizon, notes)
    found = _ended(pipe, horizon)
    error = spread(found.parts)
    told = [
        estimate(float(value), float(each), error.df, at.size, level)
        for value, each in zip(found.whole, error.error, strict=True)
    ]
    index = _index(found, level)
    shape = _shape(index)
    return FunnelShape(tuple(pipe.stages), at.size, told[0], tuple(told[1:]), index, shape, horizon, notes)


def _ended(pipe: Pipe, horizon: int) -> _Ended:
    """Compute the shares, and again without each cluster in turn."""
    at = pipe.history
    cause = np.where(at.outcome == OPEN, OPEN, np.where(at.outcome == LOST, 1 + at.stage, 0))
    each = life_tables(at.days, cause, 1 + at.stages, pipe.clusters.of, pipe.clusters.number)
    day = min(horizon, each.at_risk.shape[-1] - 1)
    return _Ended(incidence(each.together)[:, day], incidence(each.without_each)[..., day])


def depth(shares: Floats) -> Floats:
    """Give the mean place of a loss from 0, in the first stage, to 1, in the last.

    Parameters
    ----------
    shares
        Won, then lost by stage, **shape** (..., 1 + stages), fractions of one.

    Examples
    --------
    >>> float(depth(np.array([0.2, 0.4, 0.0, 0.4]))), float(depth(np.array([0.2, 0.8, 0.0, 0.0])))
    (0.5, 0.0)
    """
    lost = shares[..., 1:]
    places = np.linspace(0.0, 1.0, lost.shape[-1])
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((lost * places).sum(axis=-1) / lost.sum(axis=-1))


def _index(found: _Ended, level: float) -> Estimate:
    """Give the index with its interval; none where all losses are in one end of the funnel."""
    value = float(depth(found.whole))
    if math.isnan(value):
        return NOTHING
    if not 0 < value < 1:
        return Estimate(value, None, None)
    parts = depth(found.parts)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = spread(np.log(parts / (1 - parts)))
    wide, middle = quantile_of(error.df, level) * float(error.error), math.log(value / (1 - value))
    lower, upper = (1 / (1 + math.exp(-min(max(middle + side * wide, -700.0), 700.0))) for side in (-1, 1))
    return Estimate(value, lower, upper)


def _shape(index: Estimate) -> str:
    """Name the shape that an index shows: its interval on one side of a half."""
    if index.lower is None or index.upper is None:
        return "not shown"
    return "bottom-heavy" if index.lower > HALF else "slims early" if index.upper < HALF else "not shown"
