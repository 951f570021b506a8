"""Loading a study file: every problem in one go, each with its line, what was expected and the nearest valid name."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from samkit.errors import Place, Problem, StudyError
from samkit.study import faulty, filenames, sampling, templates, ticking
from samkit.study.file import StudyFile
from samkit.study.model import Study
from samkit.study.places import Path, dotted, line_of
from samkit.study.references import Fault, faults
from samkit.study.resolve import resolve
from samkit.study.toml import tables

LARGEST = 10_000_000
"""Bytes of a study file at most."""


def load(path: FilePath | str) -> Study:
    """Load a study file, or a built-in template by its name.

    Parameters
    ----------
    path
        A file, or the name of a template such as `sam`.

    Returns
    -------
    Study
        The resolved study.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    name = str(path)
    if name in templates.names() and not os.path.isfile(name):  # noqa: PTH113 - as below
        return parse(templates.text(name), name)
    return parse(_text(FilePath(path)), name)


def parse(text: str, name: str) -> Study:
    """Turn the text of a study file into a study; `name` is what messages call it."""
    raw = tables(text, name)
    merged, digest = _with_template(raw, text, name)
    file, problems = validate(merged)
    if problems:
        raise StudyError([_problem(fault, text, name) for fault in problems])
    return resolve(file, name, digest)


def validate(raw: dict[str, Any]) -> tuple[StudyFile, list[Fault]]:
    """Check tables by themselves and against one another.

    What is wrong in itself is set aside, so that the rest can still be checked for what it says of other tables.
    """
    found: list[Fault] = []
    try:
        file = StudyFile.model_validate(raw)
    except ValidationError as error:
        found = faulty.explain(error, raw)
        file = StudyFile.model_validate(faulty.without(raw, [fault.path for fault in found]))
    set_aside = faulty.names_in(raw, [fault.path for fault in found])
    between = [*sampling.faults(file.study), *ticking.faults(file), *filenames.faults(file), *faults(file)]
    return file, [*found, *(fault for fault in between if fault.got not in set_aside)]


def _text(path: FilePath) -> str:
    """Read the file as UTF-8 text."""
    place = Place(str(path))
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises on a name that is too long
        there = "it is not a regular file" if os.path.exists(path) else "there is no such file"  # noqa: PTH110 - likewise
        known = ", ".join(templates.names())
        hint = f"name a study file with --study, or a built-in one: {known}"
        raise StudyError(Problem("no_study_file", f"the study file cannot be read: {there}", place, hint=hint))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise StudyError(Problem("too_large", "a study file has at most 10 MB", place))
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "save the study file as UTF-8"
        byte = f"0x{error.object[error.start]:02x}"
        raise StudyError(
            Problem("bad_encoding", "not UTF-8 text", Place(str(path), line), "UTF-8", byte, hint)
        ) from None
    except OSError as error:
        raise StudyError(Problem("no_study_file", f"the study file cannot be read: {error.strerror}", place)) from None


def _with_template(raw: dict[str, Any], text: str, name: str) -> tuple[dict[str, Any], str]:
    """Add the study to the template that it names; the digest covers both."""
    digest = hashlib.sha256(text.encode())
    wanted = raw.get("template", "")
    if not isinstance(wanted, str) or not wanted:
        return raw, digest.hexdigest()
    if wanted not in templates.names():
        path: Path = ("template",)
        fault = Fault(path, "unknown_template", "there is no such template", ", ".join(templates.names()), wanted)
        raise StudyError(_problem(fault, text, name))
    base = templates.text(wanted)
    digest.update(base.encode())
    return templates.merged(tomllib.loads(base), raw), digest.hexdigest()


def _problem(fault: Fault, text: str, name: str) -> Problem:
    """Give a fault its line."""
    place = Place(name, line_of(text, fault.path), key=dotted(fault.path))
    return Problem(fault.code, fault.message, place, fault.expected, fault.got, fault.hint)
