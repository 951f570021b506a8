"""Other studies that belong to the same report: their files, beside the study file or in a folder below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.errors import StudyError
from samkit.study.beside import beside

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.errors import Problem
    from samkit.study.file import StudyFile


class Files(NamedTuple):
    """The study file and the export of a source."""

    study: Path
    export: Path


def files(file: StudyFile, name: str, text: str) -> tuple[dict[str, Files], list[Problem]]:
    """Find the files of the sources of a study, and say of each that may not be read, or is not there, why.

    Parameters
    ----------
    file
        The study file.
    name, text
        Its path, and what it holds.
    """
    found: dict[str, Files] = {}
    problems: list[Problem] = []
    for source, said in file.sources.items():
        paths = []
        for key, named in (("study", said.study), ("export", said.export)):
            try:
                paths.append(beside(name, text, ("sources", source, key), named))
            except StudyError as error:
                problems += error.problems
        if len(paths) == len(Files._fields):
            found[source] = Files(*paths)
    return found, problems
