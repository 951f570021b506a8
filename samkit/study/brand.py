"""`[theme]`: from the colours, the typeface and the logo that a study or its house declares to the look of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import ValidationError

from samkit import look
from samkit.errors import Place, Problem, StudyError
from samkit.study import faulty, pictures
from samkit.study.beside import beside
from samkit.study.places import Path as Keys
from samkit.study.places import dotted, line_of
from samkit.study.references import Fault
from samkit.study.theme import ThemeFile, ThemeTable
from samkit.study.toml import tables

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 1_000_000
"""Bytes of a logo or a theme file at most."""


class Branded(NamedTuple):
    """The look of a study, the bytes of other files that it rests on, and what is wrong with it and with them."""

    look: look.Look
    others: tuple[bytes, ...] = ()
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Said(NamedTuple):
    """A theme as one file says it: the keys of its table, and where they stand."""

    theme: ThemeTable
    name: str
    text: str
    keys: Keys = ()


def branded(theme: ThemeTable, name: str, text: str) -> Branded:
    """Give the look that a study declares: its own keys, and for what it leaves out those of its theme file.

    Parameters
    ----------
    theme
        The table `[theme]` of the study file.
    name, text
        The study file, and what it holds.
    """
    study = _Said(theme, name, text, ("theme",))
    try:
        house = _house(study) if theme.file else study
        whole = house.theme.model_copy(update={key: getattr(theme, key) for key in theme.model_fields_set})
        logo = _logo(study if theme.logo else house, whole) if whole.logo else None
    except StudyError as error:
        return Branded(look.Look(), problems=error.problems)
    light, dark = _palettes(whole)
    others = (house.text.encode() if theme.file else b"", logo.data if logo else b"")
    hint = "choose a darker or a lighter colour"
    flaws = tuple(Fault(("theme",), "unreadable_theme", flaw, hint=hint) for flaw in look.flaws(light))
    return Branded(look.Look(light, dark, whole.font, logo, whole.page), others, flaws)


def _palettes(theme: ThemeTable) -> tuple[look.Palette, look.Palette]:
    """Give the palettes for white and for dark paper."""
    if not theme.top and not theme.rest:
        return look.LIGHT, look.DARK
    first, second = (theme.top or look.LIGHT.first).upper(), (theme.rest or look.LIGHT.second).upper()
    return look.on_white(first, second), look.on_black(first, second)


def _house(study: _Said) -> _Said:
    """Read the theme file that a study names."""
    path = beside(study.name, study.text, ("theme", "file"), study.theme.file)
    name, text = str(path), _read(path).decode("utf-8-sig", errors="replace")
    raw = tables(text, name)
    try:
        return _Said(ThemeFile.model_validate(raw), name, text)
    except ValidationError as error:
        found = faulty.explain(error, raw)
    raise StudyError(
        Problem(each.code, each.message, _place(name, text, each.path), each.expected, each.got, each.hint)
        for each in found
    )


def _logo(said: _Said, theme: ThemeTable) -> look.Logo:
    """Read the logo that a file names, and see from its bytes what it is."""
    keys = (*said.keys, "logo")
    data = _read(beside(said.name, said.text, keys, theme.logo))
    kind = pictures.kind(data)
    if kind is None:
        message = "the logo is no whole PNG, and no whole JPEG of the JFIF or Exif kind"
        raise StudyError(Problem("bad_logo", message, _place(said.name, said.text, keys), got=theme.logo))
    return look.Logo(data, kind, theme.logo_alt)


def _read(path: Path) -> bytes:
    """Read a file that is not large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise StudyError(Problem("unreadable_file", f"it cannot be read: {error.strerror}", Place(str(path)))) from None
    if len(data) > LARGEST:
        raise StudyError(Problem("too_large", "a logo or a theme file has at most 1 MB", Place(str(path))))
    return data


def _place(name: str, text: str, keys: Keys) -> Place:
    """Say where keys stand."""
    return Place(name, line_of(text, keys), key=dotted(keys))
