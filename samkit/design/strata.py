"""Strata, clusters and population sizes: who was drawn together, from where, and out of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.design.column import Labels, labels, numbers
from samkit.design.units import Units, units
from samkit.errors import Place, Problem, shown
from samkit.notes import Note
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from samkit.readers.export import Export
    from samkit.study.file import Lonely, StudyTable

_WHOLE: Final = 1 / (1 - 1e-7)
"""A stratum of fewer units than this, of which one was drawn, was drawn as a whole, and is never lonely."""

_LISTED: Final = 5
_LONELY_HINT: Final = (
    'join each with a stratum like it, or say in [study] what it adds: lonely = "adjust" (the cautious choice), '
    '"average", "certainty" or "remove"'
)
_POLICIES: Final[dict[Lonely, str]] = {
    "remove": "left out of every variance",
    "certainty": "taken as drawn for certain, without a variance",
    "adjust": "taken about the mean of the whole sample",
    "average": "taken to vary as the other strata do on average",
}


class Strata(NamedTuple):
    """Strata, clusters and population sizes of the respondents, as `sample.Design` has them."""

    stratum: NDArray[np.intp] | None
    cluster: NDArray[np.intp] | None
    population: NDArray[np.float64] | None
    problems: list[Problem]
    notes: list[Note]


NONE: Final = Strata(None, None, None, [], [])


class _Read(NamedTuple):
    """The columns of the design: where they stand, their labels, and the units that these make."""

    about: StudyTable
    export: Export
    stratum: Labels
    cluster: Labels | None
    units: Units

    def place(self, row: int | None, column: str) -> Place:
        """Point at a respondent."""
        return self.export.place(row, column)

    def named(self, stratum: int) -> str:
        """Name a stratum; the sample as a whole where no strata are declared."""
        return f"stratum {shown(self.stratum.names[stratum])}" if self.about.stratum else "the sample"


def read(about: StudyTable, export: Export, weight: NDArray[np.float64], missing: Collection[str]) -> Strata:
    """Read strata, clusters and population sizes.

    Parameters
    ----------
    about
        Says which columns hold them.
    export
        The answers as they stood.
    weight
        Weights, **shape** (respondents,); a cluster without any weight adds no degree of freedom.
    missing
        Texts that are no label in any column.

    Returns
    -------
    Strata
        Codes and counts; problems, of all kinds in one go; notes.
    """
    if not (about.stratum or about.cluster or about.population):
        return NONE
    whole = Labels(np.zeros(export.rows, dtype=np.intp), ("",), [])
    stratum = labels(export, about.stratum, "stratum", missing) if about.stratum else whole
    cluster = labels(export, about.cluster, "cluster", missing) if about.cluster else None
    found = _Read(about, export, stratum, cluster, units(stratum.codes, cluster.codes if cluster else None))
    population, problems = _population(found)
    problems += [*stratum.problems, *(cluster.problems if cluster else []), *_in_two_strata(found)]
    lonely = _lonely(found, population)
    if not problems:
        problems = [*_failed(found, lonely), *_no_freedom(found, weight, lonely)]
    elif not (stratum.problems or (cluster and cluster.problems)):
        problems += _failed(found, lonely)
    return Strata(
        stratum.codes if about.stratum else None,
        found.units.cluster if cluster else None,
        population if about.population else None,
        problems,
        [] if problems else _notes(found, weight, lonely),
    )


def _in_two_strata(found: _Read) -> list[Problem]:
    """Refuse a cluster in two strata, unless its label means another cluster in each."""
    if found.cluster is None or found.about.nest:
        return []
    problems = []
    for label, first, other in found.units.crossing():
        name = found.cluster.names[label]
        here, there = (found.named(int(found.stratum.codes[row])) for row in (other, first))
        lies = f"lies in {here} here, and in {there} {found.export.stands} {found.export.lines[first]}"
        message = f"the cluster {shown(name)} {lies}"
        hint = "say nest = true in [study] if the labels begin again in every stratum; else correct the export"
        problems.append(
            Problem("cluster_in_two_strata", message, found.place(other, found.about.cluster), got=name, hint=hint)
        )
    return problems


def _population(found: _Read) -> tuple[NDArray[np.float64], list[Problem]]:
    """Read how many units each stratum has: the same on all its lines, and not fewer than were drawn."""
    if not found.about.population:
        return np.full(found.export.rows, np.inf), []
    size, problems = numbers(found.export, found.about.population, "population size")
    for stratum, rows in enumerate(found.units.rows_by_stratum()):
        there = rows[np.isfinite(size[rows])]
        if there.size:
            problems += _sizes_of(found, stratum, there, size)
    return size, problems


def _sizes_of(found: _Read, stratum: int, rows: NDArray[np.intp], size: NDArray[np.float64]) -> list[Problem]:
    """See that a stratum has one size, and that so many can have been drawn from it."""
    column, first = found.about.population, int(rows[0])
    others = rows[size[rows] != size[first]]
    if others.size:
        there = f"{found.export.stands} {found.export.lines[first]}"
        message = f"{found.named(stratum)} has {size[others[0]]:.15g} here, and {size[first]:.15g} {there}"
        hint = "the size of a stratum is the same for all its respondents"
        got = f"{size[others[0]]:.15g}"
        return [Problem("population_varies", message, found.place(int(others[0]), column), got=got, hint=hint)]
    drawn = int(found.units.drawn[stratum])
    if size[first] >= drawn:
        return []
    what = counted(drawn, "respondent" if found.cluster is None else "cluster")
    message = f"{what} of {found.named(stratum)} were drawn, more than it has"
    hint = "the column holds a count for the whole stratum: neither the part that was drawn, nor one respondent's share"
    return [
        Problem(
            "population_too_small", message, found.place(first, column), f"{drawn} or more", f"{size[first]:.15g}", hint
        )
    ]


def _lonely(found: _Read, population: NDArray[np.float64]) -> list[tuple[int, int]]:
    """List the strata of which one unit was drawn, and not the whole, each with its first respondent."""
    return [(stratum, row) for stratum, row in found.units.alone() if not population[row] < _WHOLE]


def _failed(found: _Read, lonely: Sequence[tuple[int, int]]) -> list[Problem]:
    """Refuse strata of one cluster, unless the study says what they add to a variance."""
    if not lonely or found.about.lonely != "fail":
        return []
    what = "respondent" if found.cluster is None else "cluster"
    place = found.place(lonely[0][1], found.about.stratum or found.about.cluster or found.about.population)
    if not found.about.stratum:
        message = f"the sample has one {what}, and no variance can be estimated from it"
        return [Problem("lonely_stratum", message, place)]
    lines, names = found.export.lines, found.stratum.names
    told = [f"{shown(names[stratum])} ({found.export.unit} {lines[row]})" for stratum, row in lonely[:_LISTED]]
    more = f" and {len(lonely) - _LISTED} more" if len(lonely) > _LISTED else ""
    subject = "1 stratum has" if len(lonely) == 1 else f"{len(lonely)} strata have"
    message = f"{subject} one {what}, so no variance of their own: {', '.join(told)}{more}"
    return [Problem("lonely_stratum", message, place, hint=_LONELY_HINT)]


def _no_freedom(found: _Read, weight: NDArray[np.float64], lonely: Sequence[tuple[int, int]]) -> list[Problem]:
    """Refuse a sample with as many strata as clusters: nothing is left to estimate an error from."""
    declared = found.about.stratum or found.about.cluster
    if not declared or (lonely and found.about.lonely == "fail") or found.units.freedom(weight) > 0:
        return []
    message = "there are no more clusters than strata (of some weight): nothing is left to estimate an error from"
    hint = "join strata that are alike, or leave stratum and cluster out if the respondents were drawn one by one"
    return [Problem("no_degrees_of_freedom", message, found.place(None, declared), hint=hint)]


def _notes(found: _Read, weight: NDArray[np.float64], lonely: Sequence[tuple[int, int]]) -> list[Note]:
    """Tell the design in one line, and how strata of one cluster are taken."""
    strata = len(found.stratum.names)
    parts = [f"{strata} strata" if strata != 1 else "1 stratum"] if found.about.stratum else []
    parts += [counted(int(found.units.drawn.sum()), "cluster")] if found.cluster else []
    freedom = found.units.freedom(weight)
    parts += [f"{freedom} degree{'' if freedom == 1 else 's'} of freedom"] if parts else []
    parts += ["finite population"] if found.about.population else []
    notes = [Note("design", f"sample of {found.export.rows} respondents: {', '.join(parts)}")]
    if lonely and found.about.lonely in _POLICIES:
        subject = "1 stratum of one cluster" if len(lonely) == 1 else f"{len(lonely)} strata of one cluster"
        text = f'{subject}, {_POLICIES[found.about.lonely]} as declared (lonely = "{found.about.lonely}")'
        notes.append(Note("lonely_strata", text))
    return notes
