"""Columns: those that the study needs and the export has not, and those that the export has and the study ignores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.findings import Finding, counted
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

_PERSONAL: Final = re.compile(
    r"(e-?mail|ip|phone|telephone|mobile|latitude|longitude|postcode|zip|surname)"
    r"|.*\b(e-?mail( address)?|ip[ _]?address|(first|last|full|recipient|your)[ _]?name|phone( number)?)\b.*"
    r"|(location|recipient)(latitude|longitude|email|first ?name|last ?name)|external(data)?[ _]?reference",
    re.IGNORECASE,
)
"""How columns that say who somebody is are usually headed, where the export does not say what stands in them."""


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
    personal = [name for name in unused if is_personal(name, export)]
    others = [name for name in unused if name not in personal and not _is_of_platform(name, export)]
    if personal:
        text = f"personal columns, which the study does not use: {_listed(personal)}"
        hint = "take them out of the file before it is passed on: classify -o writes every column of the export"
        yield counted(NAME, "", "warning", (len(personal), named), text, hint)
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
    """Say whether a column tells who or where a respondent is: as the export says, else by its name.

    Examples
    --------
    >>> from samkit.readers.export import Export
    >>> nothing = Export("a.csv", "", (), {}, ())
    >>> [is_personal(name, nothing) for name in ("IP Address", "Email", "Your name", "Brand name", "Ship")]
    [True, True, True, False, False]
    """
    kind = export.columns[name].asked.kind if name in export.columns else ""
    return kind == "personal" if kind else bool(_PERSONAL.fullmatch(name.strip()))


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
