"""How the respondents were drawn, and their weights added up: by cell, and by unit of the design."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.counted import SumUnits, Units
from samkit.tally import Sample

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.design.sample import Design
    from samkit.survey import Survey


class Drawn(NamedTuple):
    """The respondents as they were drawn.

    Parameters
    ----------
    weight
        Weights, **shape** (respondents,); ones where none are declared.
    order
        The respondents by rising weight, **shape** (respondents,).
    stratum
        Their stratum, **shape** (respondents,), code.
    cluster
        Their cluster, **shape** (respondents,), code; None where each was drawn alone.
    replicates
        Their replicate weights, **shape** (respondents, replicates), or None.
    sample
        What the analyses need of the design, or None where none is declared.
    """

    weight: NDArray[np.float64]
    order: NDArray[np.intp]
    stratum: NDArray[np.intp]
    cluster: NDArray[np.intp] | None
    replicates: NDArray[np.float64] | None
    sample: Sample | None

    def added(
        self,
        cell: NDArray[np.int64],
        power: int,
        shape: tuple[int, ...],
        times: NDArray[np.float64] | None = None,
        rows: NDArray[np.intp] | None = None,
    ) -> NDArray[np.float64]:
        """Add up a power of the weights, times what is given, by cell.

        Parameters
        ----------
        cell
            Cell of each row, **shape** (rows,), code.
        power
            1 for sums of weights, 2 for sums of their squares.
        shape
            Shape of the table of cells.
        times
            Factors of the rows, **shape** (rows,); 1 where left out.
        rows
            Which respondents the rows are, in the order in which they are to be added; all of them, by rising weight,
            where left out.
        """
        if rows is None:
            cell, rows = cell[self.order], self.order
        weight = self.weight[rows] ** power
        found = np.bincount(cell, weights=weight if times is None else weight * times, minlength=prod(shape))
        return np.asarray(found, dtype=np.float64).reshape(shape)

    def by_unit(self, cell: NDArray[np.int64], shape: tuple[int, int]) -> Units | None:
        """Count and weigh by unit of the design and cell, **shape** (units, *shape); None without a design."""
        if self.sample is None:
            return None
        if self.replicates is not None:
            w = _replicated(cell, self.replicates, shape)
            return Units(np.zeros((0, *shape), dtype=np.int64), w, np.zeros((0, *shape)))
        each = self._units() * prod(shape) + cell
        whole = (self.sample.stratum.size, *shape)
        n = np.bincount(each[self.weight > 0], minlength=prod(whole)).reshape(whole)
        return Units(n, self.added(each, 1, whole), self.added(each, 2, whole))

    def sums_by_unit(
        self, group: NDArray[np.int64], apart: NDArray[np.float64], rows: NDArray[np.intp]
    ) -> SumUnits | None:
        """Sum numbers by unit of the design and group, **shape** (units, 3); None without a design."""
        if self.sample is None:
            return None
        none = np.zeros((0, 3))
        if self.replicates is not None:
            parts = self.replicates[rows]
            w, first = (_replicated(group, parts * times[:, None], (3,)) for times in (np.ones(rows.size), apart))
            return SumUnits(none.astype(np.int64), w, none, first, none, none)
        each = self._units()[rows] * 3 + group
        whole = (self.sample.stratum.size, 3)
        n = np.bincount(each[self.weight[rows] > 0], minlength=prod(whole)).reshape(whole)
        powers = ((1, None), (2, None), (1, apart), (2, apart), (2, apart**2))
        w, w2, first, first2, second2 = (self.added(each, power, whole, times, rows) for power, times in powers)
        return SumUnits(n, w, w2, first, first2, second2)

    def part(self, rows: slice | NDArray[np.intp]) -> Drawn:
        """Give some of the respondents, drawn from the strata, or in the clusters, of the whole."""
        weight, stratum = self.weight[rows], self.stratum[rows]
        cluster = None if self.cluster is None else self.cluster[rows]
        replicates = None if self.replicates is None else self.replicates[rows]
        sample = self.sample
        if sample is not None and sample.kind == "respondents":
            drawn_ = np.bincount(stratum, minlength=sample.drawn.size).astype(np.float64)
            from samkit.design.units import units

            df = float(units(stratum, None).freedom(weight))
            sample = sample._replace(drawn=drawn_, df=df)
        return Drawn(weight, np.argsort(weight, kind="stable"), stratum, cluster, replicates, sample)

    def places(self) -> NDArray[np.float64]:
        """Give what tells respondents of one pattern apart: weights, stratum, cluster, **shape** (respondents, ...)."""
        told = (self.weight, self.stratum, self.cluster, self.replicates)
        return np.column_stack([part for part in told if part is not None])

    def _units(self) -> NDArray[np.intp]:
        return self.stratum if self.cluster is None else self.cluster


def drawn(survey: Survey) -> Drawn:
    """Say how the respondents of a survey were drawn."""
    design = survey.design
    nobody = np.zeros(survey.respondents, dtype=np.intp)
    if design is None:
        return Drawn(np.ones(survey.respondents), np.arange(survey.respondents), nobody, None, None, None)
    order = np.argsort(design.weight, kind="stable")
    parts = None if design.replicates is None else design.replicates.weights
    stratum = nobody if design.stratum is None else design.stratum
    return Drawn(design.weight, order, stratum, design.cluster, parts, _sample(design, stratum))


def _sample(design: Design, stratum: NDArray[np.intp]) -> Sample:
    """Describe the units of a design."""
    parts, nothing = design.replicates, np.zeros(0)
    if parts is not None:
        codes = nothing.astype(np.intp)
        return Sample(
            "replicates", codes, nothing, nothing, "fail", parts.factor, parts.about_estimate, float(parts.df)
        )
    from samkit.design.units import units

    found = units(stratum, design.cluster)
    population = np.full(found.drawn.size, np.inf)
    if design.population is not None:
        population[stratum] = design.population
    alone = design.cluster is None
    return Sample(
        kind="respondents" if alone else "clusters",
        stratum=np.arange(found.drawn.size) if alone else found.home,
        drawn=found.drawn.astype(np.float64),
        population=population,
        lonely=design.lonely,
        factor=nothing,
        about_estimate=False,
        df=float(found.freedom(design.weight)),
    )


def _replicated(cell: NDArray[np.int64], weights: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Add up the weights of each replicate by cell, **shape** (replicates, *shape)."""
    cells = prod(shape)
    orders = np.argsort(weights, axis=0, kind="stable").T
    found = [
        np.bincount(cell[order], weights=part[order], minlength=cells)
        for order, part in zip(orders, weights.T, strict=True)
    ]
    return np.asarray(found, dtype=np.float64).reshape(-1, *shape)
