"""The words around two rankings of the same items: what comes first in each, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.report.wording import opened
from samkit.results import Rank

if TYPE_CHECKING:
    from samkit.results import Place, Result


def title(result: Result) -> str:
    """Name the most common and the most separating item, and say which of these is no more than this sample's.

    Notes
    -----
    A first place is sure when the range that holds the true ranks of all items together is 1 alone.
    """
    rows = [row for row in result.rows if isinstance(row, Rank) and row.common.rank.value is not None]
    if not rows:
        return f"{result.title}: too few answers to rank"
    if len(rows) == 1:
        return f"{result.title}: one item alone, and so no ranking"
    common = min(rows, key=lambda row: (row.common.rank.value or 0.0, row.position))
    apart = min(rows, key=lambda row: (row.separating.rank.value or 0.0, row.position))
    sure = [_is_sure(common.common), _is_sure(apart.separating)]
    if common is apart:
        return f"{common.item.text}: first of {len(rows)} by both rankings, {_how_sure(sure)}"
    return f"Most common: {common.item.text}; most separating: {apart.item.text}, {_how_sure(sure)}"


def _is_sure(place: Place) -> bool:
    return place.range.upper == 1


def _how_sure(sure: list[bool]) -> str:
    """Say which of the two first places is shown."""
    if all(sure):
        return "and both are shown to be first"
    if not any(sure):
        return "though neither is shown to be first"
    return f"though only the {'former' if sure[0] else 'latter'} is shown to be first"


def subtitle(result: Result) -> str:
    """Say what was asked, and what each side is ranked by."""
    question = result.question.strip() or result.title
    way = next((method.name for method in result.methods if method.of == "rank by gap"), "")
    ending = f" ({way})" if way else ""
    return f"{opened(question)}Ranked by the share of both groups together, and by the gap{ending}"
