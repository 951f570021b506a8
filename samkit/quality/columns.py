"""Columns: those that the study needs and the export has not, and those that the export has and the study ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.findings import Finding, counted
from samkit.intake.personal import personal
from samkit.intake.seen import seen
from samkit.quality.timing import of_export
from samkit.readers.text.header import matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from samkit.errors import Problem
    from samkit.quality.respondents import Respondents
    from samkit.readers.export import Export
    from samkit.study.model import Study

NAME: Final = "columns"
RULE: Final = ""

_LISTED: Final = 6
_LONGEST: Final = 30


def absent(problems: Iterable[Problem], study: Study) -> Iterator[Finding]:
    """Tell every column that the study needs and the export does not have.

    Parameters
    ----------
    problems
        What the reader says of each.
    study
        Says what the column is for.
    """
    used = study.columns()
    for problem in problems:
        use = used.get(problem.place.column, "the study")
        text = f"{use} is in column {shown(problem.place.column)}, which the export does not have"
        yield Finding(NAME, use, "error", None, None, None, text, problem.hint)


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell how many columns the study does not use, and which of them are personal."""
    export = data.survey.export
    lasted = of_export(export, data.survey.study)
    unused = [name for name in unused_columns(data.study, export) if lasted is None or name not in lasted.columns]
    named = sum(bool(name) for name in export.header)
    telling = [name for name in unused if is_personal(name, export)]
    others = [name for name in unused if name not in telling and not _is_of_platform(name, export)]
    if telling:
        text = f"personal columns, which the study does not use: {_listed(telling)}"
        hint = "take them out of the file before it is passed on; classify -o leaves them out"
        yield counted(NAME, "", "warning", (len(telling), named), text, hint)
    if others:
        yield counted(NAME, "", "info", (len(others), named), f"columns that the study does not use: {_listed(others)}")


def unused_columns(study: Study, export: Export) -> list[str]:
    """List the columns of an export that a study does not name, in the order of the file."""
    used = {export.columns[name].position for name in study.columns() if name in export.columns}
    meant = {name for pattern in study.patterns() for name in matching(pattern, export.header)}
    return [
        name for position, name in enumerate(export.header, 1) if name and position not in used and name not in meant
    ]


def is_personal(name: str, export: Export) -> bool:
    """Say whether a column tells who or where a respondent is: as the export says, else by its name and answers."""
    column = export.columns.get(name)
    return column is not None and bool(personal(seen(column)))


def _is_of_platform(name: str, export: Export) -> bool:
    """Say whether a column holds what the platform notes for itself."""
    return name in export.columns and export.columns[name].asked.kind in {"meta", "moment", "duration"}


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(map(_short, names[:_LISTED])) + more


def _short(name: str) -> str:
    """Give the code before a header, or else as much of it as tells it from others."""
    code, dot, _ = name.partition(". ")
    cut = code if dot else name
    return shown(cut if len(cut) <= _LONGEST else f"{cut[:_LONGEST]}…")
