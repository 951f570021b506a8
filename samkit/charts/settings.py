"""The settings of matplotlib that reach a figure, fixed, so that those of the user and the machine have no say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_SETTINGS: Final[Any] = {
    "agg.path.chunksize": 0,
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "figure.frameon": True,
    "figure.hooks": [],
    "path.effects": [],
    "path.simplify": False,
    "path.sketch": None,
    "path.snap": True,
    "pdf.compression": 6,
    "pdf.inheritcolor": False,
    "savefig.bbox": None,
    "savefig.edgecolor": "auto",
    "savefig.facecolor": "auto",
    "savefig.orientation": "portrait",
    "savefig.pad_inches": 0.1,
    "savefig.transparent": False,
    "svg.hashsalt": "samkit",
    "svg.id": None,
    "svg.image_inline": True,
}


def fixed() -> AbstractContextManager[None]:
    """Hold matplotlib to these settings for the length of a block."""
    return mpl.rc_context(_SETTINGS)
