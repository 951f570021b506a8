"""Loading a file of published figures: every problem in one go, each with its line."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from samkit.errors import Place, Problem, StudyError
from samkit.simulate.published import Published, Reference
from samkit.study.places import Path, dotted, line_of
from samkit.study.toml import tables

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Kind = TypeVar("_Kind", bound=Reference)

BUILT_IN: Final = FilePath(__file__).parent / "built_in"

LARGEST = 10_000_000
"""Bytes of a file of published figures at most."""


def load(path: FilePath | str) -> Published:
    """Load a file of published figures.

    Parameters
    ----------
    path
        A TOML file that begins with `schema = "samkit-published/1"`, or the name of a built-in one: `sam_2016`.

    Returns
    -------
    Published
        What was printed and what is assumed.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    return parse(_named(path), str(path))


def reference(path: FilePath | str) -> tuple[Reference, str]:
    """Load what was printed of a survey, with or without what it takes to draw respondents.

    Parameters
    ----------
    path
        Such a file, or the name of a built-in one.

    Returns
    -------
    tuple
        What was printed, and the SHA-256 of the file.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    text = _named(path)
    return _parse(Reference, text, str(path)), hashlib.sha256(text.encode()).hexdigest()


def names() -> tuple[str, ...]:
    """List the built-in files of published figures."""
    return tuple(sorted(file.stem for file in BUILT_IN.glob("*.toml")))


def parse(text: str, name: str) -> Published:
    """Turn the text of such a file into figures; `name` is what messages call it."""
    return _parse(Published, text, name)


def _parse(kind: type[_Kind], text: str, name: str) -> _Kind:
    """Validate the text of a file as figures of a kind."""
    raw = tables(text, name)
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        found = {tuple(detail["loc"]): _problem(detail, raw, text, name) for detail in error.errors(include_url=False)}
        raise StudyError(found.values()) from None


def _named(path: FilePath | str) -> str:
    """Give the text of a file, or of a built-in one where there is no file of that name."""
    if str(path) in names() and not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises on a name that is too long
        return (BUILT_IN / f"{path}.toml").read_text(encoding="utf-8")
    return _text(FilePath(path))


def _text(path: FilePath) -> str:
    place = Place(str(path))
    hint = f'name a file that begins with schema = "samkit-published/1", or a built-in one: {", ".join(names())}'
    try:
        data = _first_bytes(path) if path.is_file() else None
    except OSError:
        data = None
    if data is None or len(data) > LARGEST:
        raise StudyError(Problem("no_published_file", "the file of published figures cannot be read", place, hint=hint))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise StudyError(Problem("bad_encoding", "not UTF-8 text", place, "UTF-8")) from None


def _first_bytes(path: FilePath) -> bytes:
    """Read a file, at most one byte beyond the limit."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _problem(detail: ErrorDetails, raw: dict[str, Any], text: str, name: str) -> Problem:
    """Say one finding of the validator in our words."""
    path = _written(detail["loc"], raw)
    place = Place(name, line_of(text, path), key=dotted(path))
    given = detail["input"]
    got = None if isinstance(given, dict | list) else str(given)
    if detail["type"] == "extra_forbidden":
        return Problem("unknown_key", "unknown key", place, got=str(detail["loc"][-1]))
    if detail["type"] == "missing":
        return Problem("missing_key", f"{detail['loc'][-1]} is missing", place)
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return Problem("wrong_value", "not a valid value", place, message, got)


def _written(location: tuple[int | str, ...], raw: Any) -> Path:  # noqa: ANN401 - whatever TOML holds
    """Keep the part of the validator's path that stands in the file; it adds names of alternatives of its own."""
    path: list[int | str] = []
    for part in location:
        if (isinstance(raw, dict) and part in raw) or (isinstance(raw, list) and isinstance(part, int)):
            raw = raw[part]  # type: ignore[index]  # the line above has just looked
            path.append(part)
    return tuple(path)
