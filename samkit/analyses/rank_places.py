"""The places of items in one ranking, with what is uncertain about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.analyses import guards
from samkit.notes import Note
from samkit.numbers import percent
from samkit.results import Estimate, Place
from samkit.stats import rankings, ranksets

if TYPE_CHECKING:
    from samkit.analyses.redrawn import Measure
    from samkit.stats.rankings import Ranks
    from samkit.stats.ranksets import RankSet

NOWHERE: Final = Place(guards.NOTHING, guards.NOTHING, None)
"""The place of an item that is not ranked."""

_TOLD: Final = 0.005
"""The part of the draws without a value from which on it is told."""


class Ranking(NamedTuple):
    """Items ranked by one measure: each by itself, and all together."""

    alone: Ranks
    together: RankSet

    def place(self, item: int) -> Place:
        """Give the place of one item; none where it has nothing to be ranked by."""
        alone, together = self.alone, self.together
        rank = int(alone.rank[item])
        if not rank:
            return NOWHERE
        return Place(
            Estimate(rank, int(alone.lower[item]), int(alone.upper[item])),
            Estimate(rank, int(together.lower[item]), int(together.upper[item])),
            float(alone.first[item]),
        )

    def notes(self, item: int, by: str) -> tuple[Note, ...]:
        """Say that an item shares its rank, has none, or has none in some of the draws.

        Parameters
        ----------
        item
            Its place among the ranked ones.
        by
            What is ranked by, in words.
        """
        rank = int(self.alone.rank[item])
        if not rank:
            return (Note("no_variation", f"no rank by {by}: all answers are alike, in both groups"),)
        same, lost = int((self.alone.rank == rank).sum()), float(self.alone.undefined[item])
        tied = (Note("tied", f"{same} items share rank {rank} by {by}"),) if same > 1 else ()
        text = f"no {by} in {percent(lost)} % of the draws, which are left out of the interval of its rank"
        return (*tied, *((Note("lost_replicates", text),) if lost >= _TOLD else ()))


def ranking(measure: Measure, level: float) -> Ranking:
    """Rank items, the largest value first.

    Parameters
    ----------
    measure
        Values and draws.
    level
        Confidence level, a fraction.
    """
    return Ranking(rankings.ranks(*measure, level), ranksets.simultaneous(*measure, level))
