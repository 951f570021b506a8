"""The library verb behind `samkit init`: from an export to its first study file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samkit.errors import Place, Problem, StudyError
from samkit.intake import begin as intake
from samkit.intake.told import next_commands, told
from samkit.intake.written import written
from samkit.readers.export import Settings
from samkit.writers.files import write_atomic

if TYPE_CHECKING:
    from samkit.intake.begin import Begun
    from samkit.intake.draft import Draft

__all__ = ["begin", "next_commands", "target", "text", "told", "write"]


def begin(export: Path | str, reader: str = "", encoding: str = "", sheet: str = "") -> Begun:
    """Draft a first study file for an export.

    Parameters
    ----------
    export
        The file.
    reader, encoding, sheet
        What is known about it; left out: found, or refused where that is not certain.

    Raises
    ------
    DataError, StudyError
        If the export cannot be read.
    """
    return intake.begin(Path(export), Settings(reader=reader, encoding=encoding, sheet=sheet))


def text(begun: Begun, draft: Draft) -> str:
    """Write a draft as a study file, tried on its export.

    Raises
    ------
    StudyError
        If it does not read the export, because of what was said about it.
    """
    made = written(draft)
    faulty = intake.unreadable(made, begun.export)
    if faulty:
        listed = ", ".join(sorted(faulty))
        raise StudyError(Problem("unreadable_draft", f"as described, these columns cannot be read: {listed}"))
    return made


def target(export: Path, output: str, *, force: bool = False) -> Path:
    """Say where the study file is written.

    Parameters
    ----------
    export
        The export, beside which it stands if nothing else is said.
    output
        A file, or a folder; empty for beside the export.
    force
        Whether a file that is there is replaced.

    Raises
    ------
    StudyError
        If a file is there, the export itself is named, or it is a study file.
    """
    if export.suffix == ".toml":
        hint = "name the export: samkit init EXPORT"
        raise StudyError(Problem("study_as_export", "this is a study file, no export", Place(str(export)), hint=hint))
    if str(export) == "-" and not output:
        hint = "name the study file: -o FILE, or -o - for stdout"
        raise StudyError(Problem("no_study", "an export from a pipe has no place beside it", hint=hint))
    beside = export.with_suffix(".toml") if export.name else export / "study.toml"
    path = Path(output) if output else beside
    path = path / beside.name if path.is_dir() else path
    if path.exists() and export.exists() and path.samefile(export):
        hint = "name another file with -o"
        raise StudyError(Problem("would_overwrite", "-o names the export itself", Place(str(path)), hint=hint))
    if path.exists() and not force:
        hint = "name another file with -o, or add --force to replace it"
        raise StudyError(Problem("would_overwrite", "there is a study file already", Place(str(path)), hint=hint))
    return path


def write(path: Path, made: str) -> None:
    """Write a study file whole, or not at all."""
    write_atomic(path, made.encode())
