"""The sections whose items a user wants ranked, found or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Problem, StudyError, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.study.model import Section, Study

INSTEAD = {
    "levels": ("level by level", "trend"),
    "means": ("by means", "compare"),
    "across": ("cell by cell", "compare"),
    "matrix": ("cell by cell", "compare"),
}
"""Of a section that has no gaps, how it is compared and by which command."""


def ranked(study: Study, names: Sequence[str]) -> list[Section]:
    """Find sections whose items have gaps to be ranked by.

    Parameters
    ----------
    study
        Declares the sections.
    names
        Names of sections; without any, all of those that have gaps.

    Raises
    ------
    StudyError
        With every name that is no such section, or if there is none.
    """
    known = {name: section for name, section in study.sections.items() if section.analysis == "gap"}
    wanted = list(dict.fromkeys(names)) or list(known)
    if not wanted:
        hint = "declare [sections.NAME] with title and questions"
        raise StudyError(Problem("no_sections", f"the study {study.path} declares no section of items", hint=hint))
    problems = [problem for name in wanted for problem in _no_gaps(study, name, list(known))]
    if problems:
        raise StudyError(problems)
    return [known[name] for name in wanted]


def _no_gaps(study: Study, name: str, known: list[str]) -> Iterator[Problem]:
    """Find why the items behind a name cannot be ranked."""
    section = study.sections.get(name)
    if section is not None and section.analysis != "gap":
        how, command = INSTEAD[section.analysis]
        message = f"{name} is compared {how}, and has no gaps to rank"
        yield Problem("no_gaps", message, hint=f"samkit {command} EXPORT {name}")
    elif section is None:
        within = [key for key in known if any(name in {item.id, item.question} for item in study.sections[key].items)]
        hint = f"it is in {', '.join(within)}; items are ranked by section" if within else suggestion(name, known)
        if name in study.selections:
            hint = study.selections[name].sectioning()
        yield Problem("unknown_section", "there is no section of this name", got=name, hint=hint)
