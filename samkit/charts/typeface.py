"""The two faces of the figures: how wide a text is and which outlines draw it, the same on every machine.

Each outline is taken from its font once and kept; a figure is then drawn as a few shapes instead of some hundred text
objects, which is an order of magnitude faster in all three formats and does not depend on the fonts, the settings or
the caches of the machine.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.textpath import text_to_path

from samkit.charts.literal import REPLACEMENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

EM: Final = 100.0
"""Outlines are kept at this size in points."""

ASCENT: Final = 0.97
DESCENT: Final = 0.24
"""How far a line reaches above and below its baseline, as parts of its size (Inter's own metrics)."""

_HERE: Final = Path(__file__).parent / "fonts"
_FILES: Final = {False: "SamkitSans-Regular.otf", True: "SamkitSans-SemiBold.otf"}
_FALLBACK: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_LOCK: Final = threading.RLock()


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One outline: its name, its vertices (n, 2) and codes (n,) at size `EM`, and how far the pen moves on."""

    name: str
    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8]
    advance: float


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A line of text laid out at size `EM`: each outline with its place on the baseline, and the whole width."""

    glyphs: tuple[tuple[Glyph, float, float], ...]
    width: float


@cache
def _font(path: str) -> FT2Font:
    font = FT2Font(io.BytesIO(Path(path).read_bytes()))  # a file would be read at one place by two processes
    font.set_size(EM, 72)
    return font


def _paths(*, strong: bool) -> tuple[str, str]:
    return str(_HERE / _FILES[strong]), str(Path(mpl.get_data_path()) / "fonts" / "ttf" / _FALLBACK[strong])


@cache
def _holder(character: str, *, strong: bool) -> FT2Font | None:
    """Find the first font that has the character."""
    return next((font for font in map(_font, _paths(strong=strong)) if font.get_char_index(ord(character))), None)


@cache
def _glyph(character: str, *, strong: bool) -> Glyph:
    with _LOCK:
        font = _holder(character, strong=strong)
        if font is None:
            return _glyph(REPLACEMENT, strong=strong)
        loaded = font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        name = f"{'s' if strong else 'r'}{ord(character):x}"
        return Glyph(name, np.asarray(vertices), np.asarray(codes, dtype=np.uint8), loaded.linearHoriAdvance / 65536)


@cache
def _kerning(left: str, right: str, *, strong: bool) -> float:
    """How much closer the pair stands than its two advances say."""
    with _LOCK:
        font = _holder(left, strong=strong)
        if font is None or font is not _holder(right, strong=strong):
            return 0.0
        places = font.set_text(left + right, 0.0, flags=LoadFlags.NO_HINTING)
        return float(places[1][0]) / 64 - _glyph(left, strong=strong).advance if len(places) == 2 else 0.0


def _is_plain(text: str) -> bool:
    """Say whether every character stands by itself, left to right, one outline each."""
    return all(any(low <= character < high for low, high in _PLAIN) for character in text)


_PLAIN: Final = (
    (" ", "\u0300"),  # Latin
    ("\u0370", "\u0483"),  # Greek, Cyrillic
    ("\u1e00", "\u200b"),  # Latin and Greek with accents, spaces
    ("\u2010", "\u2028"),  # dashes, quotation marks, dagger, ellipsis
    ("\u202f", "\u2060"),  # narrow space, per mille, primes
    ("\u20a0", "\u20c1"),  # currencies
    ("\u2100", "\u2300"),  # letter-like signs, arrows, mathematics
)


def _pen(text: str, *, strong: bool) -> Run:
    """Lay out plain text: advances and kerning."""
    placed: list[tuple[Glyph, float, float]] = []
    x = 0.0
    before = ""
    for character in text:
        glyph = _glyph(character, strong=strong)
        if before:
            x += _kerning(before, character, strong=strong)
        placed.append((glyph, x, 0.0))
        x += glyph.advance
        before = character
    return Run(tuple(placed), x)


def _shaped(text: str, *, strong: bool) -> Run:
    """Lay out text whose letters join, stack or run from right to left."""
    with _LOCK:
        font = get_font(list(_paths(strong=strong)))
        font.set_size(EM, 72)
        known = "".join(c if _holder(c, strong=strong) else REPLACEMENT for c in text)
        laid, outlines, _ = text_to_path.get_glyphs_with_font(font, known)
        placed: list[tuple[Glyph, float, float]] = []
        for name, x, y, _scale in laid:
            vertices, codes = outlines[name]
            glyph = Glyph(name, np.asarray(vertices), np.asarray(codes, dtype=np.uint8), 0.0)
            placed.append((glyph, float(x), float(y)))
        font.set_text(known, 0.0, flags=LoadFlags.NO_HINTING)
        return Run(tuple(placed), font.get_width_height()[0] / 64)


@lru_cache(maxsize=8192)
def run(text: str, *, strong: bool = False) -> Run:
    """Lay out one line of text.

    Parameters
    ----------
    text
        A line as `literal` gives it.
    strong
        In semi-bold instead of regular.

    Returns
    -------
    Run
        Outlines and width at size `EM`.

    Examples
    --------
    >>> run("11").width == run("88").width
    True
    """
    return _pen(text, strong=strong) if _is_plain(text) else _shaped(text, strong=strong)


def width(text: str, size: float, *, strong: bool = False) -> float:
    """Measure one line of text.

    Parameters
    ----------
    text
        A line as `literal` gives it.
    size
        Type size in points.
    strong
        In semi-bold instead of regular.

    Returns
    -------
    float
        Width in points.

    Examples
    --------
    >>> width("The Rest", 20) == 2 * width("The Rest", 10)
    True
    """
    return run(text, strong=strong).width * size / EM


def missing(text: str, *, strong: bool = False) -> frozenset[str]:
    """Find the characters that no font of ours can draw and that show as the replacement sign.

    Examples
    --------
    >>> sorted(missing("A ก"))
    ['ก']
    """
    return frozenset(c for c in text if _holder(c, strong=strong) is None)
