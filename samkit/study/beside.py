"""Files that a study file names: they lie in its folder or below, so that no study can reach what is not its own."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from samkit.errors import Place, Problem, StudyError
from samkit.study.places import dotted, line_of

if TYPE_CHECKING:
    from samkit.study.places import Path as Keys


def beside(study: str, text: str, keys: Keys, named: str) -> Path:
    """Find a file that a study file names.

    Parameters
    ----------
    study
        The study file.
    text
        What it holds.
    keys
        Where in it the name stands.
    named
        The name, with "/" between folders.

    Raises
    ------
    StudyError
        If the name leads out of the folder of the study file, or there is no such file.
    """
    folder = Path(study).parent
    parts = PurePosixPath(named).parts
    found = folder.joinpath(*parts)
    place = Place(study, line_of(text, keys), key=dotted(keys))
    if not parts or ".." in parts or "\\" in named or "\0" in named or found.is_absolute() != folder.is_absolute():
        raise _outside(place, named)
    if not os.path.isfile(found):  # noqa: PTH113 - Path.is_file raises on a name that is too long
        message = "there is no such file beside the study file"
        raise StudyError(Problem("no_file_beside", message, place, got=named, hint=f"looked for {found}"))
    if not found.resolve().is_relative_to(folder.resolve()):
        raise _outside(place, named)
    return found


def _outside(place: Place, named: str) -> StudyError:
    """Refuse a name that leads elsewhere."""
    message = "a study file names only files of its own folder, or of folders below it"
    return StudyError(Problem("outside_folder", message, place, "a relative path without ..", named))
