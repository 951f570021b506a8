"""The ranking with every component normalised in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.index.score import band, indexed
from samkit.indexed import IndexNormalisation
from samkit.stats.kendall import tau_b
from samkit.stats.ranks import ranks
from samkit.study.index import NORMALISATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.index.panel import Panel
    from samkit.index.score import Indexed
    from samkit.study.index import IndexTable


def normalisations(found: Panel, made: Indexed, index: IndexTable, ranked: str) -> Iterator[IndexNormalisation]:
    """Rank the managers of a period by each normalisation that can be taken for all components.

    Parameters
    ----------
    found, made
        The rows, and their indices as declared.
    index
        What is declared.
    ranked
        The period.
    """
    said = index.components.values()
    rows = found.at(ranked)
    rows = rows[~np.isnan(made.value[rows])]
    if not rows.size:
        return
    declared = made.value[rows]
    for name in NORMALISATIONS:
        if all(each.normalisation == name for each in said):
            continue
        if name == "target" and any(each.target is None for each in said):
            continue
        other = indexed(found, index, name).value[rows]
        apart = np.abs(ranks(declared, "min", descending=True) - ranks(other, "min", descending=True))
        tau = float(tau_b(declared, other)) if rows.size > 1 else np.nan
        pairs = zip(declared.tolist(), other.tolist(), strict=True)
        crossed = sum(band(one, index.edges) != band(two, index.edges) for one, two in pairs)
        yield IndexNormalisation(
            name, int(rows.size), None if np.isnan(tau) else tau, int(apart.max()), int((apart > 0).sum()), crossed
        )
