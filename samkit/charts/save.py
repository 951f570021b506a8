"""A figure as bytes: the same bytes each time, on every machine with the same version of matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, Literal

from samkit.charts.settings import fixed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["png", "svg", "pdf"]

FORMATS: Final[tuple[Format, ...]] = ("png", "svg", "pdf")

DOTS_PER_INCH: Final = 200
"""Resolution of PNG files."""

_METADATA: Final[dict[str, dict[str, Any]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def render(figure: Figure, fmt: Format) -> bytes:
    """Draw a figure in one format.

    Parameters
    ----------
    figure
        What a chart's `draw` returned.
    fmt
        "png" (200 dots per inch), "svg" (text as outlines) or "pdf".

    Returns
    -------
    bytes
        The file, without a date or the version of a program.
    """
    held = io.BytesIO()
    options: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if fmt == "png" else {}
    with fixed():
        figure.savefig(held, format=fmt, dpi=DOTS_PER_INCH if fmt == "png" else 72, metadata=_METADATA[fmt], **options)
    return held.getvalue()


def missing_glyphs(figure: Figure) -> tuple[str, ...]:
    """Name the characters of a figure that no font of ours can draw.

    Parameters
    ----------
    figure
        What a chart's `draw` returned.

    Returns
    -------
    tuple of str
        The characters, sorted; each is drawn as the replacement sign, and whoever writes the file says so.
    """
    found: tuple[str, ...] = getattr(figure, "missing", ())
    return found
