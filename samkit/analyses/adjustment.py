"""The p-values of one family, adjusted together as the study declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.stats import families

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan

_ADJUST: Final[dict[str, tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]]]] = {
    "benjamini-hochberg": ("Benjamini-Hochberg", families.benjamini_hochberg),
    "benjamini-yekutieli": ("Benjamini-Yekutieli", families.benjamini_yekutieli),
    "holm": ("Holm", families.holm),
    "none": ("not adjusted", families.none),
}


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
    return f"{count} items of “{title}”, {_ADJUST[plan.settings.adjust][0]}" if count else ""
