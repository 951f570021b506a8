"""How many rows one figure takes."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from samkit.charts.items import item_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.charts.items import About

MOST_ROWS: Final = 30
"""Rows that one figure shows at most."""

AnyRow = TypeVar("AnyRow", bound="About")


def pages(rows: Sequence[AnyRow], most: int = MOST_ROWS) -> list[tuple[AnyRow, ...]]:
    """Share rows among as few figures as hold them, each about equally full; the levels of an item stay together.

    Parameters
    ----------
    rows
        Rows in the order in which they are shown.
    most
        Rows that one figure shows at most, count.

    Returns
    -------
    list of tuple
        The rows of each figure, in the same order; one empty page if there are no rows.
    """
    items = [tuple(group) for _, group in groupby(rows, key=lambda row: item_of(row).id)]
    if len(rows) <= most or len(items) < 2:
        return [tuple(rows)]
    per_item = max(len(item) for item in items)
    capacity = max(most // per_item, 1)
    count = math.ceil(len(items) / capacity)
    bounds = [round(page * len(items) / count) for page in range(count + 1)]
    return [tuple(row for item in items[start:stop] for row in item) for start, stop in pairwise(bounds)]
