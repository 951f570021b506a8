"""From an export to its first study file: read, understood, drafted, written, and tried on the export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import survey
from samkit.intake import design, personal, seen
from samkit.intake.draft import Draft, draft
from samkit.intake.found import Battery, Left, Question, Several
from samkit.intake.reading import opened
from samkit.intake.structure import structure
from samkit.intake.written import written
from samkit.study.load import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from samkit.intake.found import Found
    from samkit.intake.reading import Opened
    from samkit.intake.seen import Seen
    from samkit.notes import Note
    from samkit.readers.export import Export, Settings

_TRIES: Final = 3


class Begun(NamedTuple):
    """A first study file: the draft, what the columns are, the export, and what was decided on the way."""

    draft: Draft
    columns: tuple[Seen, ...]
    export: Export
    notes: tuple[Note, ...]


def begin(path: Path, settings: Settings) -> Begun:
    """Draft a first study file for an export.

    Parameters
    ----------
    path
        The export.
    settings
        What the user says about the file.

    Returns
    -------
    Begun
        The draft; written, it loads and reads the export without a problem.

    Raises
    ------
    DataError, StudyError
        If the export cannot be read.
    """
    source = opened(path, settings)
    columns = seen.columns(source.export)
    title = path.stem.encode(errors="replace").decode().replace("_", " ").strip() or "Survey"
    faulty: set[str] = set()
    said = _understood(columns, source, title, faulty)
    for _ in range(_TRIES):
        found = unreadable(written(said), source.export)
        if not found:
            break
        faulty |= found
        said = _understood(columns, source, title, faulty)
    return Begun(said, tuple(columns), source.export, source.notes)


def _understood(columns: Sequence[Seen], source: Opened, title: str, faulty: AbstractSet[str] = frozenset()) -> Draft:
    """Say what the columns are; those that cannot be read as they were understood are left out."""
    people = {each.name: why for each in columns if (why := personal.personal(each))}
    likely = design.roles([each for each in columns if each.name not in people])
    roles = [role._replace(sure=False) if role.column in faulty else role for role in likely]
    taken = {role.column for role in roles} | set(design.replicates(columns)) | people.keys()
    found: list[Found] = structure([each for each in columns if each.name not in taken])
    by_name = {each.name: each for each in columns}
    mended = [part for each in found for part in _without(each, faulty, by_name)]
    aside = [Left(by_name[name], f"personal: {why}") for name, why in people.items()]
    return draft(title, source.said, roles, [*aside, *mended])


def _without(found: Found, faulty: AbstractSet[str], columns: dict[str, Seen]) -> list[Found]:
    """Leave out what reads a column that cannot be read as it was understood."""
    why = "its answers cannot be read in one way; describe it yourself"
    if isinstance(found, Question):
        return [Left(found.seen, why)] if found.seen.name in faulty else [found]
    if isinstance(found, Several) and not faulty.isdisjoint(found.columns):
        return [Left(columns[name], why) for name in found.columns]
    if isinstance(found, Battery):
        rows = tuple(row for row in found.rows if row.seen.name not in faulty)
        gone = [Left(row.seen, why) for row in found.rows if row.seen.name in faulty]
        return [*([found._replace(rows=rows)] if rows else []), *gone]
    return [found]


def unreadable(text: str, export: Export) -> set[str]:
    """Try the study file on its export, and name the columns in which something cannot be read."""
    study = parse(text, "the draft")
    _, problems = survey.code(study, export)
    return {problem.place.column for problem in problems if problem.place.column}
