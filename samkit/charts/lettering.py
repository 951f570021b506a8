"""The text of a figure as one artist: outlines, gathered by colour, or in SVG each outline once and used many times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from samkit.charts.typeface import ASCENT, DESCENT, EM, Glyph, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Transform
    from numpy.typing import NDArray


class Line(NamedTuple):
    """One line of text: its left end and baseline in points from the upper left corner, its width and look."""

    text: str
    x: float
    y: float
    width: float
    size: float
    ink: str
    strong: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, with the face's own ascent and descent."""
        return (self.x, self.y - ASCENT * self.size, self.x + self.width, self.y + DESCENT * self.size)


class Lettering(Artist):
    """All lines of a figure.

    Parameters
    ----------
    lines
        The lines, in points from the upper left corner.
    down
        From those points to the figure.
    """

    def __init__(self, lines: Sequence[Line], down: Transform) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._down = down
        self._paths: dict[str, Path] = {}
        self.set_zorder(9)

    def draw(self, renderer: RendererBase) -> None:
        """Draw every line, in the way that suits the format."""
        writer = getattr(renderer, "writer", None)
        if writer is None:
            self._fill(renderer)
        else:
            self._use(writer, renderer)

    def _fill(self, renderer: RendererBase) -> None:
        """Fill one shape per colour."""
        if not self._paths:
            self._paths = _gathered(self._lines)
        for ink, path in self._paths.items():
            context = renderer.new_gc()
            context.set_linewidth(0)
            context.set_snap(False)
            renderer.draw_path(context, path, self._down, to_rgba(ink))
            context.restore()

    def _use(self, writer: Any, renderer: RendererBase) -> None:  # noqa: ANN401 - the SVG writer has no public type
        """Write each outline once and each letter as a reference to it."""
        runs = [run(line.text, strong=line.strong) for line in self._lines]
        known: dict[str, Glyph] = {glyph.name: glyph for laid in runs for glyph, _, _ in laid.glyphs}
        writer.start("defs")
        for name, glyph in known.items():
            if len(glyph.codes):
                writer.element("path", attrib={"id": f"glyph-{name}", "d": _outline(glyph)})
        writer.end("defs")
        high = renderer.get_canvas_width_height()[1]
        for line, laid in zip(self._lines, runs, strict=True):
            x, y = self._down.transform((line.x, line.y))
            scale = line.size / EM
            turn = f"translate({x:.3f} {high - y:.3f}) scale({scale:.4f} {-scale:.4f})"
            writer.start("g", attrib={"fill": line.ink, "transform": turn, "aria-label": line.text})
            for glyph, dx, dy in laid.glyphs:
                if len(glyph.codes):
                    place = {"x": f"{dx:.1f}", "y": f"{dy:.1f}"} if dy else {"x": f"{dx:.1f}"}
                    writer.element("use", attrib={"xlink:href": f"#glyph-{glyph.name}", **place})
            writer.end("g")


def _gathered(lines: Sequence[Line]) -> dict[str, Path]:
    """Put all outlines of one colour into one path."""
    vertices: dict[str, list[NDArray[Any]]] = {}
    codes: dict[str, list[NDArray[Any]]] = {}
    for line in lines:
        scale = line.size / EM
        turned = np.array((scale, -scale))
        for glyph, dx, dy in run(line.text, strong=line.strong).glyphs:
            if len(glyph.codes):
                vertices.setdefault(line.ink, []).append(
                    glyph.vertices * turned + (line.x + dx * scale, line.y - dy * scale)
                )
                codes.setdefault(line.ink, []).append(glyph.codes)
    return {ink: Path(np.concatenate(vertices[ink]), np.concatenate(codes[ink])) for ink in vertices}


_LETTER = {int(Path.MOVETO): "M", int(Path.LINETO): "L", int(Path.CURVE3): "Q", int(Path.CURVE4): "C"}
_ENDS = {int(Path.CURVE3): 2, int(Path.CURVE4): 3}


def _outline(glyph: Glyph) -> str:
    """Spell an outline as SVG does."""
    parts: list[str] = []
    at = 0
    while at < len(glyph.codes):
        code = int(glyph.codes[at])
        if code == Path.CLOSEPOLY:
            parts.append("Z")
            at += 1
            continue
        taken = _ENDS.get(code, 1)
        numbers = " ".join(f"{number:.1f}".removesuffix(".0") for number in glyph.vertices[at : at + taken].ravel())
        parts.append(f"{_LETTER[code]}{numbers}")
        at += taken
    return "".join(parts)
