"""The colours, the typeface and the paper of a page, as style rules: on light paper, on dark paper, and in print."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from samkit.writers.vector import ON_DARK, ON_LIGHT

if TYPE_CHECKING:
    from collections.abc import Collection

    from samkit.look import Look, Palette
    from samkit.writers.vector import Tone

FONTS: Final = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
"""What a page is set in where the reader does not have the typeface that a look names."""

OWN: Final = "Samkit Sans"
"""The typeface of the figures, which a page brings along where a look names none."""

_FACES: Final = ((400, "Regular"), (600, "SemiBold"))

_PLAIN: Final = re.compile(r"[^A-Za-z0-9]")


def rules(look: Look, tones: Collection[Tone]) -> str:
    """Write the rules of a look.

    Parameters
    ----------
    look
        Of the report.
    tones
        The colours of its drawings.

    Returns
    -------
    str
        Style rules. Paper is dark where the reader's system asks for it or the page is told to be, but never in print.
    """
    ordered = sorted(tones)
    light = _properties(look.light, [(tone.name, tone.light) for tone in ordered], ON_LIGHT, ON_DARK)
    dark = _properties(look.dark, [(tone.name, tone.dark) for tone in ordered], ON_DARK, ON_LIGHT)
    fonts = f"{quoted(look.font or OWN)}, {FONTS}"
    return (
        f"{'' if look.font else _faces()}"
        f":root {{ color-scheme: light; --font: {fonts}; {light} }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root:not([data-theme=light]) {{ color-scheme: dark; {dark} }}\n"
        "}\n"
        "@media screen {\n"
        f":root[data-theme=dark] {{ color-scheme: dark; {dark} }}\n"
        "}\n"
        f"@page {{ size: {look.page}; }}\n"
    )


def quoted(text: str) -> str:
    r"""Write a text as a string of a style sheet, every sign that could end it as its number.

    Examples
    --------
    >>> quoted("Source Sans"), quoted('"}')
    ('"Source\\20 Sans"', '"\\22 \\7d "')
    """
    return '"' + _PLAIN.sub(lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


@cache
def _faces() -> str:
    """Write the typeface of the figures into the page."""
    folder = files("samkit") / "charts" / "fonts"
    faces = ((weight, (folder / f"SamkitSans-{name}.otf").read_bytes()) for weight, name in _FACES)
    return "".join(
        f"@font-face {{ font-family: {quoted(OWN)}; font-weight: {weight}; "
        f'src: url("data:font/otf;base64,{base64.b64encode(face).decode()}"); }}\n'
        for weight, face in faces
    )


def _properties(palette: Palette, tones: list[tuple[str, str]], shown: str, hidden: str) -> str:
    """Write each colour as a custom property, those that are made of several left out, and which marks are shown."""
    named = [(f"--{name.replace('_', '-')}", value) for name, value in palette._asdict().items()]
    named = [(name, value) for name, value in named if isinstance(value, str)]
    colours = [*named, ("--alarm", palette.split[0]), *tones]
    written = " ".join(f"{name}: {_hexadecimal(value)};" for name, value in colours)
    return f"{shown}: inline; {hidden}: none; {written}"


def _hexadecimal(colour: str) -> str:
    """Let a colour through that is six digits."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(colour)
    return colour
