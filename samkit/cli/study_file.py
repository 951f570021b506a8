"""Which study file belongs to an export."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from samkit.errors import DataError, Place, Problem, StudyError

if TYPE_CHECKING:
    from pathlib import Path


def study_for(export: Path, named: str) -> str:
    """Find the study file: the one that is named, or the one beside the export.

    Raises
    ------
    StudyError
        If none is named and none lies beside the export.
    DataError
        If there is no export either.
    """
    if named:
        return named
    beside = export.with_suffix(".toml") if export.name else export / "study.toml"
    if export.suffix == ".toml" and os.path.lexists(export):
        hint = "name the export first, and this file with --study"
        raise StudyError(
            Problem("study_as_export", "this is a study file, not an export", Place(str(export)), hint=hint)
        )
    if os.path.isfile(beside):  # noqa: PTH113 - Path.is_file raises on a name that is too long
        return str(beside)
    if str(export) != "-" and not os.path.lexists(export):
        hint = "check the name and the folder"
        raise DataError(Problem("missing_file", "there is no such file", Place(str(export)), hint=hint))
    message = f"no study file is named, and there is no {beside.name} beside the export"
    hint = (
        "samkit init writes a first one from the export; or name one with --study FILE, or a built-in one: --study sam"
    )
    raise StudyError(Problem("no_study", message, hint=hint))
