"""The p-values of one family, adjusted together as the study declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.analyses import guards
from samkit.stats import families

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.results import Adjusted, Benchmark, Contrast, Factor, Location, Trend

    Tested = Adjusted | Benchmark | Contrast | Factor | Location | Trend

_ADJUST: Final[dict[str, tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]]]] = {
    "benjamini-hochberg": ("Benjamini-Hochberg", families.benjamini_hochberg),
    "benjamini-yekutieli": ("Benjamini-Yekutieli", families.benjamini_yekutieli),
    "holm": ("Holm", families.holm),
    "none": ("not adjusted", families.none),
}


def in_family(rows: Sequence[Tested]) -> NDArray[np.float64]:
    """Give the p-values of a family; NaN for a row that has none or rests on what made the groups.

    Parameters
    ----------
    rows
        Rows with a p-value and notes.

    Returns
    -------
    NDArray
        **shape** (rows,).
    """
    return np.array([np.nan if row.p is None or guards.is_circular(row.notes) else row.p for row in rows])


def adjusted(plan: Plan, p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values over one family.

    Parameters
    ----------
    plan
        Names the adjustment.
    p
        NaN where an item is in no family, **shape** (items,).
    """
    return _ADJUST[plan.settings.adjust][1](p)


def family(plan: Plan, title: str, p: NDArray[np.float64]) -> str:
    """Say which p-values were adjusted together, and how; nothing if there were none."""
    count = int((~np.isnan(p)).sum())
    items = "1 item" if count == 1 else f"{count} items"
    return f"{items} of “{title}”, {_ADJUST[plan.settings.adjust][0]}" if count else ""
