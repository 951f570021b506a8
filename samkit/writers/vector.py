"""The drawing of a figure as a part of a page: marks in colours that the page decides, and letters that it holds once.

Only what our charts are made of is let through. Whatever else stands in a picture is refused, so that nothing in it
acts or reaches out.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARGIN: Final = 12.0
"""Points around a chart in which nothing is drawn."""

ON_LIGHT: Final = "--on-light"
ON_DARK: Final = "--on-dark"
"""The custom properties that show marks on one paper alone."""

_GROUPS: Final = frozenset({"svg", "defs", "style", "g"})
_SHAPES: Final = frozenset({"path", "use"})
_PROPERTIES: Final = frozenset({
    "fill", "fill-opacity", "opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-opacity", "stroke-width",
})  # fmt: skip
_GEOMETRY: Final = frozenset({"d", "href", "transform", "x", "y"})
_UNUSED: Final = frozenset({"aria-label", "id"})
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_HARMLESS: Final = re.compile(r"#glyph-[\w-]+|[\w\s.,()+-]*")
_OPEN: Final = "\0"
"""Stands in the marks where a colour is to be put in."""


class Tone(NamedTuple):
    """A colour on light paper and on dark paper."""

    light: str
    dark: str

    @property
    def name(self) -> str:
        """Its custom property on the page."""
        return f"--tone-{self.light[1:]}-{self.dark[1:]}"


class Drawing(NamedTuple):
    """A picture taken apart.

    `box` is left, top, width and height in points, without the margin. The marks refer to each of the `tones` as
    `var(--tone-…)`, and to the outlines of `letters` as `#glyph-…`.
    """

    box: tuple[float, float, float, float]
    marks: str
    tones: frozenset[Tone]
    letters: Mapping[str, str]


def drawing(light: bytes, dark: bytes | None = None) -> Drawing:
    """Take apart the picture of a chart.

    Parameters
    ----------
    light
        SVG for light paper.
    dark
        The same for dark paper; where it is missing, the drawing stays on light paper.

    Raises
    ------
    ValueError
        If there is anything in a picture that our charts do not draw.

    Notes
    -----
    Mostly both pictures are made of the same marks, and only their colours differ. Where colours fall together on one
    paper alone, both are kept, and the page shows one.
    """
    first = _read(light)
    second = _read(dark) if dark else first
    if first.marks == second.marks:
        tones = [Tone(*pair) for pair in zip(first.colours, second.colours, strict=True)]
        marks = _painted(first, tones)
    else:
        only = [[Tone(colour, colour) for colour in reading.colours] for reading in (first, second)]
        tones = [*only[0], *only[1]]
        marks = f'<g display="var({ON_LIGHT})">{_painted(first, only[0])}</g>'
        marks += f'<g display="var({ON_DARK})">{_painted(second, only[1])}</g>'
    width, height = first.size
    box = (MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
    return Drawing(box, marks, frozenset(tones), {**first.letters, **second.letters})


@dataclass(slots=True)
class _Reading:
    """What is read of a picture so far."""

    size: tuple[float, float] = (0.0, 0.0)
    marks: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Read the start of an element."""
        self.ends.append("")
        if tag == "svg":
            _, _, width, height = attributes["viewBox"].split()
            self.size = (float(width), float(height))
        elif tag == "path" and attributes.get("id", "").startswith("glyph-"):
            self.letters[attributes["id"]] = _harmless(attributes["d"])
        elif tag in _SHAPES:
            self.marks.append(f"<{tag}{''.join(self._spelt(tag, attributes))}/>")
        elif tag == "g" and "transform" in attributes:
            self.marks.append(f"<g{''.join(self._spelt(tag, attributes))}>")
            self.ends[-1] = "</g>"
        elif tag not in _GROUPS:
            raise ValueError(tag)

    def end(self, _: str) -> None:
        """Read the end of an element."""
        self.marks.append(self.ends.pop())

    def _spelt(self, tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
        """Spell the attributes of a mark; black is what a picture leaves out."""
        properties = dict(_properties(attributes))
        if tag == "path":
            properties.setdefault("fill", "#000000")
        for name, value in properties.items():
            if _COLOUR.fullmatch(value):
                self.colours.append(value.upper())
                yield f' {name}="{_OPEN}"'
            else:
                yield f' {name}="{_harmless(value)}"'


def _painted(reading: _Reading, tones: Sequence[Tone]) -> str:
    """Put a tone in for each colour."""
    start, *others = "".join(reading.marks).split(_OPEN)
    return "".join((start, *(f"var({tone.name}){rest}" for tone, rest in zip(tones, others, strict=True))))


def _read(picture: bytes) -> _Reading:
    """Read a picture; no entity and no address in it is followed."""
    from xml.parsers import expat  # start-up: only pages hold pictures

    reading, parser = _Reading(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.ParseFile(io.BytesIO(picture))
    return reading


def _properties(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give shape and look of a mark, its style taken apart."""
    for name, value in attributes.items():
        if name == "style":
            pairs = (part.partition(":") for part in value.split(";"))
            yield from _properties({key.strip(): found.strip() for key, _, found in pairs})
        elif (plain := name.removeprefix("xlink:")) in _PROPERTIES | _GEOMETRY:
            yield plain, value
        elif name not in _UNUSED:
            raise ValueError(name)


def _harmless(value: str) -> str:
    """Let a value through that is made of words and numbers alone; blanks are joined."""
    if not _HARMLESS.fullmatch(value):
        raise ValueError(value)
    return " ".join(value.split())
