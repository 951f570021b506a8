"""How a report looks: the colours, the typeface, the logo and the page that a study or its house declares.

Colours are hexadecimal sRGB. Text colours keep a contrast of 4.5 : 1 on their paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from samkit.colours import BLACK, EYES, WHITE, apart, apart_in_grey, contrast, mixed, seen, towards

LEGIBLE: Final = 4.5
"""The least contrast of text with its paper (Web Content Accessibility Guidelines 2.2, section 1.4.3)."""

VISIBLE: Final = 3.0
"""The least contrast of a mark with its paper (section 1.4.11)."""

DISTINCT: Final = 20.0
"""The least distance of the colours of the two groups, for every eye."""

DISTINCT_IN_GREY: Final = 15.0
"""The least distance of their lightness."""

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEP, _BRIGHT = 24.0, 79.0
_WARM: Final = ("#B0561B", "#1D6E8C", "#7A3E9D")
_SHADES: Final = tuple(step / 20 for step in range(17))


class Palette(NamedTuple):
    """The colours on one paper.

    `first` and `second` are the fills of the two groups, `first_ink` and `second_ink` the colours of text that speaks
    of them; `first_tint` and `second_tint` fill the distance between them, `first_faint` and `second_faint` draw
    intervals and what is not shown. `ramp` colours the levels of an ordered answer from worst to best, `split` those of
    an answer with a neutral middle.
    """

    paper: str = "#FFFFFF"
    ink: str = "#1B2126"
    soft: str = "#4C565F"
    light: str = "#69737D"
    hairline: str = "#D5DADE"
    quiet: str = "#9AA3AB"
    first: str = "#0B5A8C"
    first_ink: str = "#0B5A8C"
    first_tint: str = "#D9E7F1"
    first_faint: str = "#6A9CBE"
    second: str = "#8A939C"
    second_ink: str = "#5E6871"
    second_tint: str = "#E4E7EA"
    second_faint: str = "#A7AFB6"
    ramp: tuple[str, str] = ("#DDE8F0", "#084A75")
    split: tuple[str, str, str] = ("#B0561B", "#E4E7EA", "#084A75")


LIGHT: Final = Palette()

DARK: Final = Palette(
    paper="#14191D",
    ink="#F1F4F6",
    soft="#C3CBD2",
    light="#97A1AA",
    hairline="#343C43",
    quiet="#6B757E",
    first="#5DB2E8",
    first_ink="#5DB2E8",
    first_tint="#1D3A4D",
    first_faint="#3F86B3",
    second="#77818A",
    second_ink="#A4AEB7",
    second_tint="#2A3137",
    second_faint="#5F6972",
    ramp=("#20394A", "#8CCBF2"),
    split=("#E08D4F", "#3A424A", "#5DB2E8"),
)


LogoKind: TypeAlias = Literal["png", "jpeg"]


class Logo(NamedTuple):
    """A picture that stands above a report: its bytes, what kind they are, and what it shows, in words."""

    data: bytes
    kind: LogoKind
    alt: str


class Look(NamedTuple):
    """The look of a report: `font` is the typeface of pages and office documents, figures keep their own."""

    light: Palette = LIGHT
    dark: Palette = DARK
    font: str = ""
    logo: Logo | None = None
    page: Literal["A4", "Letter"] = "A4"


def on_white(first: str, second: str) -> Palette:
    """Make a palette of the colours of the two groups, for white paper.

    Parameters
    ----------
    first, second
        The fills of the two groups.

    Examples
    --------
    >>> found = on_white("#0B5A8C", "#8A939C")
    >>> found.first_ink, tuple(flaws(found))
    ('#0B5A8C', ())
    """
    tints = mixed(WHITE, first, 0.15), mixed(WHITE, second, 0.23)
    deep = towards(first, BLACK, lambda found: seen(found)[0] <= _DEEP)
    return LIGHT._replace(
        first=first,
        first_ink=_legible(first, BLACK, WHITE, tints[1]),
        first_tint=tints[0],
        first_faint=mixed(WHITE, first, 0.6),
        second=second,
        second_ink=_legible(second, BLACK, WHITE, tints[0]),
        second_tint=tints[1],
        second_faint=mixed(WHITE, second, 0.75),
        ramp=(mixed(WHITE, first, 0.14), deep),
        split=(_warm(deep), LIGHT.split[1], deep),
    )


def on_black(first: str, second: str) -> Palette:
    """Make a palette of the colours of the two groups, for dark paper: as much lighter or darker as it takes.

    Parameters
    ----------
    first, second
        The fills of the two groups on white paper.

    Examples
    --------
    >>> tuple(flaws(on_black("#0B5A8C", "#8A939C")))
    ()
    """
    first, second = _on_black(first, second)
    tints = mixed(DARK.paper, first, 0.2), mixed(DARK.paper, second, 0.2)
    bright = towards(first, WHITE, lambda found: seen(found)[0] >= _BRIGHT)
    return DARK._replace(
        first=first,
        first_ink=_legible(first, WHITE, DARK.paper, tints[1]),
        first_tint=tints[0],
        first_faint=mixed(DARK.paper, first, 0.65),
        second=second,
        second_ink=_legible(second, WHITE, DARK.paper, tints[0]),
        second_tint=tints[1],
        second_faint=mixed(DARK.paper, second, 0.75),
        ramp=(mixed(DARK.paper, first, 0.22), bright),
        split=(mixed(_warm(bright), WHITE, 0.3), DARK.split[1], bright),
    )


def shades(palette: Palette, count: int, middle: int | None) -> tuple[str, ...]:
    """Give each level of an ordered answer its colour, from worst to best.

    Parameters
    ----------
    palette
        The colours on one paper.
    count
        How many levels there are.
    middle
        Which of them is neutral, counted from 0; None if none is.

    Examples
    --------
    >>> shades(LIGHT, 3, None)[0] == LIGHT.ramp[0], shades(LIGHT, 3, 1)[1] == LIGHT.split[1]
    (True, True)
    """
    if not middle:
        return tuple(mixed(*palette.ramp, at / max(count - 1, 1)) for at in range(count))
    worst, neither, best = palette.split
    above = count - middle - 1
    return (
        *(mixed(worst, neither, 0.6 * at / max(middle - 1, 1)) for at in range(middle)),
        neither,
        *(mixed(best, neither, 0.6 * at / max(above - 1, 1)) for at in reversed(range(above))),
    )


def flaws(palette: Palette) -> Iterator[str]:
    """Say in words what of the two groups' colours cannot be seen, or not be told apart.

    Examples
    --------
    >>> list(flaws(on_white("#FFE000", "#8A939C")))
    ['#FFE000 stands out too little from the paper (contrast 1.3, at least 3 is needed)']
    """
    first, second = palette.first, palette.second
    for colour in (first, second):
        if contrast(colour, palette.paper) < VISIBLE:
            found = f"contrast {contrast(colour, palette.paper):.1f}, at least {VISIBLE:g} is needed"
            yield f"{colour} stands out too little from the paper ({found})"
    if apart_in_grey(first, second) < DISTINCT_IN_GREY:
        yield f"{first} and {second} are nearly the same grey"
    for eye in EYES:
        if apart(first, second, eye) < DISTINCT:
            yield f"{first} and {second} look nearly the same with {eye}"


def _legible(colour: str, end: str, *papers: str) -> str:
    """Darken or lighten a colour until text in it can be read on each paper."""
    return towards(colour, end, lambda found: min(contrast(found, paper) for paper in papers) >= LEGIBLE)


def _warm(end: str) -> str:
    """Choose the colour of disagreement that is furthest from that of agreement for every eye."""
    return max(_WARM, key=lambda warm: min(apart(warm, end, eye) for eye in EYES))


def _on_black(first: str, second: str) -> tuple[str, str]:
    """Change two fills as little as possible so that they can be seen and told apart on dark paper."""
    firsts = [(shade, mixed(first, WHITE, shade)) for shade in _SHADES]
    seconds = [(shade, mixed(second, end, shade)) for shade in _SHADES for end in (WHITE, BLACK)]
    pairs = sorted((a + b, one, other) for a, one in firsts for b, other in seconds)
    tried = (DARK._replace(first=one, second=other) for _, one, other in pairs)
    found = next((palette for palette in tried if not any(flaws(palette))), DARK)
    return found.first, found.second
