"""The rows of an index: how each manager stands in a period, by what it changed, and how far that can be relied on.

An index, a score and what a component adds are points from 0 to 100; weights and shares are fractions of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from samkit.measured import Estimate, Item
from samkit.notes import Note

EVERYBODY = "all"
"""The name of all managers together, where no team of this name is."""

Of = Literal["manager", "team", "all"]


class IndexComponent(NamedTuple):
    """One component as it is declared, and over how many rows it has a value.

    `floor` and `target` are the values that are worth 0 and 100, in the component's unit: as declared, or for
    `min-max` as found; None for scores that are ranks or standardised. `at_bounds` counts values beyond them, whose
    score is cut to 0 or 100.
    """

    item: Item
    unit: str
    weight: float
    direction: Literal["higher", "lower"]
    normalisation: str
    floor: float | None
    target: float | None
    n: int
    missing: int
    at_bounds: int


class IndexBand(NamedTuple):
    """A band from one edge to another, in points, and whether each edge belongs to it."""

    name: str
    lower_edge: float
    upper_edge: float
    with_lower: bool
    with_upper: bool


class IndexPart(NamedTuple):
    """What one component adds to an index: its value, its score, the weight that the score had, and both multiplied."""

    component: str
    raw: float | None
    score: float | None
    weight: float
    points: float


class IndexGap(NamedTuple):
    """How far an index lies above a benchmark, in points."""

    benchmark: str
    at: float
    gap: float


class IndexScore(NamedTuple):
    """The index of one manager in one period.

    The bounds of `points` say how far it may be off, as indices move from period to period; so do those of `rank`, 1
    being the highest. `weighed` and `rank_weighed` are the same with the bounds that drawn weights leave, and
    `same_band` is the share of draws that keep the band. Ranks have bounds in the ranked period alone. `quartile` is 4
    for the highest quarter of the managers of the period, None where there are fewer than four. `position` is
    the place of the period among all. No index is None, and the notes say why.
    """

    item: Item
    team: str
    period: str
    position: int
    ranked: bool
    points: Estimate
    weighed: Estimate
    rank: Estimate
    rank_weighed: Estimate
    quartile: int | None
    band: str
    same_band: float | None
    gaps: tuple[IndexGap, ...]
    parts: tuple[IndexPart, ...]
    notes: tuple[Note, ...] = ()


class IndexMean(NamedTuple):
    """The mean index of a team, or of all managers, in one period, with its interval."""

    item: Item
    of: Of
    period: str
    position: int
    n: int
    mean: Estimate
    band: str
    gaps: tuple[IndexGap, ...]


class IndexStep(NamedTuple):
    """What one component adds to an index before and after, and by how much that changed; all in points."""

    component: str
    text: str
    before: float
    after: float
    change: float


class IndexChange(NamedTuple):
    """The change of an index between two periods, of a manager, or the mean of `n` who have one in both.

    The bounds of `change` are those of a mean over managers, or for one manager say how far it may be off, as indices
    move from period to period. The changes of `steps` add up to it.
    """

    item: Item
    of: Of
    since: str
    until: str
    n: int
    before: float
    after: float
    change: Estimate
    steps: tuple[IndexStep, ...]
    band_before: str
    band_after: str


class IndexNormalisation(NamedTuple):
    """The ranking with every component normalised in another way, beside the declared one, in the ranked period.

    `tau` is Kendall's rank correlation of both; `furthest` by how many ranks a manager moves at most, `moved` how many
    do, `other_band` how many have another band.
    """

    normalisation: str
    n: int
    tau: float | None
    furthest: int
    moved: int
    other_band: int


class Reliability(NamedTuple):
    """How far the questions of one component measure the same: Cronbach's alpha over `n` managers of one period.

    `error` is the standard error of measurement that follows, in points of the index.
    """

    item: Item
    questions: int
    period: str
    n: int
    alpha: Estimate
    error: float | None
    notes: tuple[Note, ...] = ()


class Association(NamedTuple):
    """Spearman's correlation of the index with an outcome, each the mean of a manager over the periods.

    `without` is the component that the outcome is itself, left out of the index that is correlated.
    """

    item: Item
    n: int
    correlation: Estimate
    p: float | None
    without: str
    notes: tuple[Note, ...] = ()


class CardEntry(NamedTuple):
    """One entry of the index's card: what it is about, and its sentences."""

    key: str
    texts: tuple[str, ...]


IndexRow = (
    IndexComponent
    | IndexBand
    | IndexScore
    | IndexMean
    | IndexChange
    | IndexNormalisation
    | Reliability
    | Association
    | CardEntry
)


@dataclass(frozen=True, slots=True)
class IndexRows:
    """The rows of an index by their kinds."""

    components: tuple[IndexComponent, ...]
    bands: tuple[IndexBand, ...]
    scores: tuple[IndexScore, ...]
    means: tuple[IndexMean, ...]
    changes: tuple[IndexChange, ...]
    normalisations: tuple[IndexNormalisation, ...]
    reliabilities: tuple[Reliability, ...]
    associations: tuple[Association, ...]
    card: tuple[CardEntry, ...]


def by_kind(rows: Iterable[object]) -> IndexRows:
    """Tell the rows of an index apart."""
    found = tuple(rows)
    return IndexRows(
        tuple(row for row in found if isinstance(row, IndexComponent)),
        tuple(row for row in found if isinstance(row, IndexBand)),
        tuple(row for row in found if isinstance(row, IndexScore)),
        tuple(row for row in found if isinstance(row, IndexMean)),
        tuple(row for row in found if isinstance(row, IndexChange)),
        tuple(row for row in found if isinstance(row, IndexNormalisation)),
        tuple(row for row in found if isinstance(row, Reliability)),
        tuple(row for row in found if isinstance(row, Association)),
        tuple(row for row in found if isinstance(row, CardEntry)),
    )


def ranked(rows: Iterable[object]) -> tuple[IndexScore, ...]:
    """Give the managers of the ranked period, the highest index first; those without one last."""
    scores = [row for row in by_kind(rows).scores if row.ranked]
    return tuple(sorted(scores, key=lambda row: (row.points.value is None, -(row.points.value or 0.0), row.item.id)))


def over_periods(rows: Iterable[object]) -> tuple[IndexScore | IndexMean, ...]:
    """Give the indices of managers and the means over them, of every period."""
    return tuple(row for row in rows if isinstance(row, IndexScore | IndexMean))
