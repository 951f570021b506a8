"""`samkit report --check` as a library verb: a report made anew, held against the folder in which it stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import reporting
from samkit.errors import OutputError, Place, Problem, StudyError
from samkit.report import changes
from samkit.report.cells import Change
from samkit.writers import manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from samkit.survey import Survey
    from samkit.tables.table import Table
    from samkit.writers.manifest import Made

_LONGEST: Final = 500_000_000
"""Bytes of a file that are read at most; samkit writes none as long."""


class Checked(NamedTuple):
    """The survey with its groups and all notes, how many files were held against the folder, and what differs."""

    survey: Survey
    files: int
    changes: tuple[Change, ...]

    def table(self) -> Table:
        """Lay out what differs."""
        return changes.table(self.changes)

    def told(self) -> str:
        """Count what differs in a sentence."""
        return changes.counted(self.changes)


def check(
    data: Survey,
    target: Path,
    *,
    documents: Sequence[str] = (),
    formats: Sequence[str] = (),
    progress: Callable[[int, int, str], None] | None = None,
) -> Checked:
    """Say what differs between the report that stands in a folder and the one that a run gives now; nothing is written.

    Parameters
    ----------
    data
        The respondents.
    target
        The folder.
    documents, formats
        As in `report`; those that the manifest of the folder names if left out.
    progress
        As in `report`.

    Raises
    ------
    StudyError
        If there is no such folder.
    """
    if not target.is_dir():
        hint = "name the folder of a report, or write one with samkit report -o"
        raise StudyError(Problem("no_report", "there is no such folder", Place(str(target)), hint=hint))
    stood = manifest.made(target)
    wanted = documents or (stood.documents if stood else ())
    pictures = formats or (stood.figures if stood else ())
    again = reporting.regenerated(data, reporting.documents(wanted), reporting.formats(pictures), progress)
    standing = dict(_files(target, again.files))
    found = (*_origin(stood, again.made), *changes.changes(standing, again.files, again.document))
    return Checked(again.survey, len(again.files), found)


def _files(folder: Path, wanted: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Read the files of a folder that are to be compared, and name the others; a link is no file of a report."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == manifest.NAME or (path.is_dir() and not path.is_symlink()):
            continue
        yield name, _read(path) if name in wanted else b""


def _read(path: Path) -> bytes:
    """Read a file, if it is one."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LONGEST:
        return b""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise OutputError(Problem("cannot_read", message, Place(os.fspath(path)))) from None


def _origin(old: Made | None, new: Made) -> Iterator[Change]:
    """Compare what two reports were made from; a digest is told by its beginning."""
    if old is None:
        yield Change(manifest.NAME, "missing", "or it cannot be read")
        return
    for what, stood, stands in (
        ("samkit", {"": old.samkit}, {"": new.samkit}),
        ("study", {"": old.study[:12]}, {"": new.study[:12]}),
        ("data", _short(old.data), _short(new.data)),
        ("version", old.libraries, new.libraries),
        ("seed", {"": str(old.seed)}, {"": str(new.seed)}),
        ("format", dict.fromkeys(old.documents, "yes"), dict.fromkeys(new.documents, "yes")),
        ("figures as", dict.fromkeys(old.figures, "yes"), dict.fromkeys(new.figures, "yes")),
    ):
        for name in {**stood, **stands}:
            if stood.get(name) != stands.get(name):
                yield Change("manifest.json", "origin", what, name, stood.get(name), stands.get(name))


def _short(digests: Mapping[str, str]) -> dict[str, str]:
    return {name: digest[:12] for name, digest in digests.items()}
