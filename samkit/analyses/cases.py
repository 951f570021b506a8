"""The respondents that a model is fitted to, and how they were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.stats import binary
from samkit.stats.design import design
from samkit.stats.replicate import Replicates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.counted import Patterns
    from samkit.stats.binary import Model
    from samkit.stats.plan import Plan
    from samkit.tally import Sample

    Floats = NDArray[np.float64]


class Cases(NamedTuple):
    """What a model is fitted to.

    Parameters
    ----------
    x
        Columns, **shape** (patterns, columns).
    patterns
        Who gave the answers, the incomplete ones too, for the design needs them.
    inside
        Which patterns the model uses, **shape** (patterns,).
    sample
        How they were drawn, or None where all were drawn alone and weigh the same.
    """

    x: Floats
    patterns: Patterns
    inside: NDArray[np.bool_]
    sample: Sample | None

    def one_by_one(self) -> Model:
        """Give a model of one row a respondent, with weights whose mean is 1."""
        each = np.repeat(np.flatnonzero(self.inside), self.patterns.n[self.inside])
        weight = self.patterns.w[each] if self.sample else np.ones(each.size)
        return binary.model(self.x[each], self.patterns.group[each] == 0, weight * (each.size / weight.sum()))


def described(cases: Cases, sample: Sample, each: NDArray[np.intp]) -> Plan:
    """Describe how respondents were drawn, one row a respondent.

    Parameters
    ----------
    cases
        Hold the weights, strata and clusters, or the replicate weights.
    sample
        Holds the population sizes of the strata, or the factors of the replicates.
    each
        The pattern of each respondent, **shape** (respondents,).
    """
    patterns = cases.patterns
    if patterns.replicates is not None:
        parts = patterns.replicates[each]
        return Replicates(patterns.w[each], parts, sample.factor, sample.about_estimate, sample.df)
    return design(
        patterns.w[each],
        stratum=patterns.stratum[each],
        cluster=None if patterns.cluster is None else patterns.cluster[each],
        population=sample.population[patterns.stratum[each]],
        lonely=sample.lonely,
    )
