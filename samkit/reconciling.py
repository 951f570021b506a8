"""`samkit reconcile` as a library verb: a published report held against itself, as one result."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from samkit import __version__, publish
from samkit.errors import Place, Problem, StudyError, shown
from samkit.findings import SEVERITIES, Finding
from samkit.reconcile import check
from samkit.results import Grouping, Method, Provenance, Result
from samkit.simulate import load
from samkit.writers.files import write_atomic

NAME: Final = "reconcile"

_NAMES: Final = {"error": "cannot be", "warning": "doubtful", "info": "remark"}


def reconcile(path: Path | str) -> Result:
    """Hold a file of published figures against itself.

    Parameters
    ----------
    path
        The file, or the name of a built-in one.

    Returns
    -------
    Result
        Findings, the gravest first.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    reference, digest = load.reference(path)
    found = check.findings(reference)
    name, respondents = Path(path).name, reference.base.respondents or 0
    told = ", ".join(f"{sum(each.severity == weight for each in found)} {_NAMES[weight]}" for weight in SEVERITIES)
    return Result(
        kind=NAME,
        section=NAME,
        title=f"{shown(reference.source.title, quote=False, longest=200)}: {told}",
        question="",
        grouping=Grouping("", "Respondents", "", respondents, 0, 0, ""),
        rows=found,
        methods=tuple(Method(of, rule) for of, rule in check.rules().items()),
        level=1 - check.ALPHA,
        margin=0.0,
        family="",
        provenance=Provenance(__version__, reference.source.title, digest, name, digest, respondents, 0),
    )


def impossible(result: Result) -> int:
    """Count what cannot be."""
    return sum(isinstance(row, Finding) and row.severity == "error" for row in result.rows)


def written(result: Result, form: str, target: Path, source: str) -> Path:
    """Write what was found into a file by its suffix, or into a folder.

    Parameters
    ----------
    result
        What `reconcile` gave.
    form
        The format of the file in a folder.
    target
        A file, or a folder; a new folder has no suffix.
    source
        The file of published figures, which is never written over.
    """
    path = target
    if target.is_dir() or not target.suffix:
        publish.refuse_no_folder(target)
        path = target / f"{NAME}{next(suffix for suffix, name in publish.SUFFIXES.items() if name == form)}"
    if path.suffix not in publish.SUFFIXES:
        hint, expected = "name a file with one of these, or a folder", ", ".join(publish.SUFFIXES)
        raise StudyError(
            Problem("unknown_suffix", "no such kind of file is written", Place(str(path)), expected, hint=hint)
        )
    if path.resolve() == Path(source).resolve():
        message = "-o names a file that is read here"
        raise StudyError(Problem("would_overwrite", message, Place(str(path)), hint="name another file"))
    if path != target:
        publish.make_folder(target)
    write_atomic(path, publish.text([result], publish.SUFFIXES[path.suffix]).encode())
    return path
