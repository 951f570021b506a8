"""The change of an index between two periods, and what each component adds to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from samkit.index.means import mean, teams
from samkit.index.score import DIGITS, band
from samkit.index.standing import item
from samkit.indexed import EVERYBODY, IndexChange, IndexStep
from samkit.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.indexed import Of
    from samkit.study.index import IndexTable

    Floats = NDArray[np.float64]


def changes(
    found: Panel,
    made: Indexed,
    index: IndexTable,
    periods: tuple[str, str],
    texts: Mapping[str, str],
    off: float | None,
    level: float,
) -> Iterator[IndexChange]:
    """Give the change of all managers, of each team and of each manager, of those who have an index in both periods.

    Parameters
    ----------
    found, made
        The rows, and their indices.
    index
        What is declared.
    periods
        Between which.
    texts
        The words of each component.
    off
        How far an index of one manager may be off, points; None where that is not known.
    level
        Confidence level of the changes of means.

    Notes
    -----
    ``I_1 - I_0 = sum_j (w_1j s_1j - w_0j s_0j)``, exactly, whatever the weights.
    """
    pairs = _pairs(found, made, *periods)
    of_team = np.array(found.teams)
    sets: list[tuple[str, Of, NDArray[np.int64]]] = [(EVERYBODY, "all", pairs)]
    sets += [(team, "team", pairs[of_team[pairs[:, 1]] == team]) for team in teams(found)]
    sets += [(found.managers[found.manager[pair[0]]], "manager", pair[None, :]) for pair in pairs]
    for name, of, rows in sets:
        if rows.size:
            values = made.value[rows]
            was, now = (float(end.mean().round(DIGITS)) for end in values.T)
            apart = round(now - was, DIGITS)
            between = _alone(apart, off) if of == "manager" else mean(values[:, 1] - values[:, 0], level)
            yield IndexChange(
                item=item(name),
                of=of,
                since=periods[0],
                until=periods[1],
                n=len(rows),
                before=was,
                after=now,
                change=between._replace(value=apart),
                steps=tuple(_steps(made, rows, texts)),
                band_before=band(was, index.edges),
                band_after=band(now, index.edges),
            )


def _steps(made: Indexed, rows: NDArray[np.int64], texts: Mapping[str, str]) -> Iterator[IndexStep]:
    """Give what each component adds before and after, of several managers their mean."""
    before, after = (made.points[rows[:, side]].mean(axis=0).tolist() for side in (0, 1))
    for (key, text), was, now in zip(texts.items(), before, after, strict=True):
        yield IndexStep(key, text, was, now, now - was)


def _alone(apart: float, off: float | None) -> Estimate:
    """Give the change of one manager, and how far it may be off: two indices are, each by itself."""
    if off is None:
        return Estimate(apart, None, None)
    return Estimate(apart, apart - math.sqrt(2) * off, apart + math.sqrt(2) * off)


def _pairs(found: Panel, made: Indexed, since: str, until: str) -> NDArray[np.int64]:
    """Give the rows of each manager who has an index in both periods, shape (managers, 2)."""
    rows = [{int(found.manager[row]): int(row) for row in found.at(period)} for period in (since, until)]
    both = [(rows[0][who], rows[1][who]) for who in sorted(rows[0].keys() & rows[1].keys())]
    kept = [pair for pair in both if not np.isnan(made.value[list(pair)]).any()]
    return np.array(kept, dtype=np.int64).reshape(-1, 2)
