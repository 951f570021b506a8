"""Loading a study file: every problem in one go, each with its line, what was expected and the nearest valid name."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from samkit.errors import Place, Problem, StudyError
from samkit.study import battery, components, faulty, figures, filenames, sampling, sources, staged, templates, ticking
from samkit.study.brand import branded
from samkit.study.file import StudyFile
from samkit.study.model import Source, Study
from samkit.study.places import Path, dotted, line_of
from samkit.study.references import Fault, faults
from samkit.study.resolve import resolve
from samkit.study.toml import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from samkit.look import Look
    from samkit.study.sources import Files

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
    read = _read(text, name)
    if read.problems:
        raise StudyError(read.problems)
    return _study(read)


class _Read(NamedTuple):
    """A study file with its digest, what is wrong with it, its sources (their files, and what these hold), its look."""

    name: str
    file: StudyFile
    digest: str
    problems: list[Problem]
    files: Mapping[str, Files]
    sources: Mapping[str, _Read]
    look: Look


def _read(text: str, name: str, *, as_source: bool = False) -> _Read:
    """Check a study file and the study files of its sources."""
    raw = tables(text, name)
    merged, digest = _with_template(raw, text, name)
    paths: dict[str, Files] = {}
    below: dict[str, _Read] = {}
    problems: list[Problem] = []

    def beside(file: StudyFile) -> dict[str, StudyFile]:
        found, wrong = ({}, []) if as_source else sources.files(file, name, text)
        paths.update(found)
        problems.extend(wrong)
        for source, path in found.items():
            try:
                below[source] = _read(_text(path.study), str(path.study), as_source=True)
                problems.extend(below[source].problems)
            except StudyError as error:
                problems.extend(error.problems)
        return {source: read.file for source, read in below.items()}

    file, found = validate(merged, beside)
    if as_source and file.sources:
        found.append(Fault(("sources",), "nested_sources", "the study of a source has no sources of its own"))
    brand = branded(file.theme, name, text)
    for data in brand.others:
        digest.update(data)
    here = [_problem(fault, text, name) for fault in (*found, *brand.faults)]
    return _Read(name, file, digest.hexdigest(), [*here, *problems, *brand.problems], paths, below, brand.look)


def _study(read: _Read) -> Study:
    """Resolve a study file without faults, and those of its sources."""
    found = resolve(read.file, read.name, read.digest)
    below = {
        name: Source(name, read.file.sources[name].title or study.about.title, study, str(read.files[name].export))
        for name, study in ((name, _study(source)) for name, source in read.sources.items())
    }
    return found._replace(sources=below, look=read.look)


def validate(
    raw: dict[str, Any], beside: Callable[[StudyFile], Mapping[str, StudyFile]] = lambda _: {}
) -> tuple[StudyFile, list[Fault]]:
    """Check tables by themselves and against one another.

    What is wrong in itself is set aside, so that the rest can still be checked for what it says of other tables.

    Parameters
    ----------
    raw
        The tables.
    beside
        Reads the study files of the sources.
    """
    found: list[Fault] = []
    try:
        file = StudyFile.model_validate(raw)
    except ValidationError as error:
        found = faulty.explain(error, raw)
        file = StudyFile.model_validate(faulty.without(raw, [fault.path for fault in found]))
    set_aside = faulty.names_in(raw, [fault.path for fault in found])
    between = [
        *sampling.faults(file.study),
        *ticking.faults(file),
        *filenames.faults(file),
        *faults(file),
        *components.faults(file),
        *staged.faults(file),
        *battery.faults(file),
        *figures.faults(file, beside(file)),
    ]
    return file, [*found, *(fault for fault in between if set_aside.isdisjoint({fault.got, fault.expected}))]


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


def _with_template(raw: dict[str, Any], text: str, name: str) -> tuple[dict[str, Any], hashlib._Hash]:
    """Add the study to the template that it names; the digest covers both."""
    digest = hashlib.sha256(text.encode())
    wanted = raw.get("template", "")
    if not isinstance(wanted, str) or not wanted:
        return raw, digest
    if wanted not in templates.names():
        path: Path = ("template",)
        fault = Fault(path, "unknown_template", "there is no such template", ", ".join(templates.names()), wanted)
        raise StudyError(_problem(fault, text, name))
    base = templates.text(wanted)
    digest.update(base.encode())
    return templates.merged(tomllib.loads(base), raw), digest


def _problem(fault: Fault, text: str, name: str) -> Problem:
    """Give a fault its line."""
    place = Place(name, line_of(text, fault.path), key=dotted(fault.path))
    return Problem(fault.code, fault.message, place, fault.expected, fault.got, fault.hint)
