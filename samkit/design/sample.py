"""How each respondent was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.design import replicates, strata, weight

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from samkit.errors import Problem
    from samkit.notes import Note
    from samkit.readers.export import Export
    from samkit.stats.replicate import Replicates
    from samkit.study.file import Lonely, StudyTable


class Design(NamedTuple):
    """The sampling design of the respondents; nothing in it depends on the order in which they stand.

    Parameters
    ----------
    weight
        Weights divided by the largest one, **shape** (respondents,); ones where none are declared.
    stratum
        Codes from 0 in the order of the labels, **shape** (respondents,), or None.
    cluster
        Codes from 0 in the order of the strata, and within them of the labels, **shape** (respondents,), or None where
        each respondent was drawn alone; no two strata share a code.
    population
        Clusters, or respondents where there are none, that the stratum has, **shape** (respondents,), **unit** count,
        finite and not below those drawn, or None.
    lonely
        What a stratum of one cluster adds to a variance.
    replicates
        Replicate weights on the scale of `weight`, **shape** (respondents, replicates), with their factors, or None.
    """

    weight: NDArray[np.float64]
    stratum: NDArray[np.intp] | None
    cluster: NDArray[np.intp] | None
    population: NDArray[np.float64] | None
    lonely: Lonely
    replicates: Replicates | None


def read(
    about: StudyTable, export: Export, missing: Collection[str] = ()
) -> tuple[Design | None, list[Problem], list[Note]]:
    """Read the sampling design.

    Parameters
    ----------
    about
        Says which columns hold it.
    export
        The answers as they stood.
    missing
        Texts that mean a missing answer in any column; one that stands for a stratum or a cluster is none.

    Returns
    -------
    tuple
        The design, or None if the study declares none or it has problems; problems; notes.
    """
    if not about.tells_design():
        return None, [], []
    raw = weight.read(export, about.weight)
    if about.replicate_weights is not None:
        found = replicates.read(about.replicate_weights, export, raw)
        drawn, problems, notes = strata.NONE, [*raw.problems, *found.problems], [*raw.notes, *found.notes]
        parts = found.replicates
    else:
        drawn = strata.read(about, export, raw.scaled, missing)
        problems, notes, parts = [*raw.problems, *drawn.problems], [*raw.notes, *drawn.notes], None
    if problems:
        return None, problems, notes
    return Design(raw.scaled, drawn.stratum, drawn.cluster, drawn.population, about.lonely, parts), [], notes
