"""The figure itself: a matplotlib figure whose marks are gathered, by look, into a few shapes.

Lengths are points from the upper left corner. Everything is put straight onto the figure: no axes, so nothing is
drawn that a chart did not ask for, and no setting of the user's matplotlib has a say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from samkit.charts.lettering import Lettering, Line
from samkit.charts.literal import literal
from samkit.charts.save import render
from samkit.charts.settings import fixed
from samkit.charts.typeface import missing, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.charts.theme import Style, Theme

    Vertices = NDArray[np.float64]
    Codes = NDArray[np.uint8]

POINTS_PER_INCH: Final = 72.0

_CIRCLE: Final = np.asarray(Path.unit_circle().vertices, dtype=np.float64)
_CIRCLE_CODES: Final = np.asarray(Path.unit_circle().codes, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn: which layer it lies in, its fill, its edge and how thick that is."""

    layer: int
    fill: str | None
    edge: str | None = None
    thickness: float = 0.0


class Plate(Figure):
    """A finished figure that still knows its lines of text.

    Parameters
    ----------
    size
        Width and height in points.
    paper
        Background colour.
    lettering
        Every line of text with its place.
    """

    def __init__(self, size: tuple[float, float], paper: str, lettering: tuple[Line, ...]) -> None:
        inches = (size[0] / POINTS_PER_INCH, size[1] / POINTS_PER_INCH)
        super().__init__(figsize=inches, dpi=100, facecolor=paper, edgecolor="none", linewidth=0)
        self.lettering = lettering

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that no font of ours has; they are drawn as the replacement sign."""
        return tuple(sorted(frozenset().union(*(missing(line.text, strong=line.strong) for line in self.lettering))))

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Show the figure in a notebook, at the size that it was laid out for."""
        wide, high = self.get_size_inches() * self.dpi
        return render(self, "png"), {"width": round(wide), "height": round(high)}


@dataclass(slots=True)
class Sheet:
    """What a chart draws on: marks are noted here and become a `Plate` at the end, when the height is known."""

    theme: Theme
    lines: list[Line] = field(default_factory=list)
    shapes: dict[Look, list[tuple[Vertices, Codes]]] = field(default_factory=dict)

    def write(self, text: str, x: float, y: float, style: Style, align: float = 0.0) -> float:
        """Write one line with its baseline at `y`; `align` is 0 for left of `x`, 0.5 for centred, 1 for right."""
        clean = literal(text)
        wide = width(clean, style.size, strong=style.strong)
        if clean:
            self.lines.append(Line(clean, x - align * wide, y, wide, style.size, style.ink, style.strong))
        return wide

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str | None, edge: str | None = None
    ) -> None:
        """Draw a rectangle; one that has an edge keeps it inside."""
        inset = 0.5 if edge else 0.0
        corners = [(left + inset, top + inset), (right - inset, top + inset)]
        corners += [(right - inset, bottom - inset), (left + inset, bottom - inset)]
        self.polygon(corners, Look(1, fill, edge, 1.0 if edge else 0.0))

    def polygon(self, corners: Sequence[tuple[float, float]], look: Look) -> None:
        """Draw a closed shape with straight sides."""
        codes = [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY]
        self._add(look, np.array([*corners, corners[0]]), np.array(codes, dtype=np.uint8))

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], ink: str, thickness: float, layer: int = 2
    ) -> None:
        """Draw a straight line."""
        codes = np.array([Path.MOVETO, Path.LINETO], dtype=np.uint8)
        self._add(Look(layer, None, ink, thickness), np.array([start, end]), codes)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str | None = None) -> None:
        """Draw a disc, or a ring where an edge is given."""
        inset = 0.7 if edge else 0.0
        look = Look(4, fill, edge, 1.4 if edge else 0.0)
        self._add(look, _CIRCLE * (radius - inset) + (x, y), _CIRCLE_CODES)

    def arrow(self, x: float, y: float, ink: str, *, right: bool, size: float = 3.2) -> None:
        """Draw a solid arrow head whose tip is at `x`."""
        back = x - size * 1.5 if right else x + size * 1.5
        self.polygon([(x, y), (back, y - size), (back, y + size)], Look(4, ink))

    def _add(self, look: Look, vertices: Vertices, codes: Codes) -> None:
        self.shapes.setdefault(look, []).append((vertices, codes))

    def plate(self, height: float) -> Plate:
        """Make the figure, `height` points high."""
        with fixed():
            return self._plate(math.ceil(height))

    def _plate(self, high: int) -> Plate:
        plate = Plate((self.theme.width, high), self.theme.palette.paper, tuple(self.lines))
        down = Affine2D().scale(1, -1).translate(0, high).scale(1 / POINTS_PER_INCH) + plate.dpi_scale_trans
        for look, shapes in sorted(self.shapes.items(), key=lambda entry: entry[0].layer):
            path = Path(np.concatenate([shape[0] for shape in shapes]), np.concatenate([shape[1] for shape in shapes]))
            patch = PathPatch(
                path, facecolor=look.fill or "none", edgecolor=look.edge or "none", linewidth=look.thickness
            )
            patch.set(transform=down, zorder=look.layer, capstyle="butt", joinstyle="miter", antialiased=True)
            plate.add_artist(patch).set_clip_on(False)
        plate.add_artist(Lettering(self.lines, down)).set_clip_on(False)
        return plate
