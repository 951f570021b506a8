"""What `[practices]` says of other tables: sections of one scale, a target on it, teams and plans that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.study.references import Fault, answers_of, favourable_of, known_questions, levels_of, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.study.file import StudyFile
    from samkit.study.places import Path


def faults(file: StudyFile) -> Iterator[Fault]:
    """Check the practices of a study file, where it has some."""
    said = file.practices
    if said is None:
        return
    for key, name in (("battery", said.battery), ("skills", said.skills)):
        if name:
            yield from _section(file, ("practices", key), name)
    known = known_questions(file)
    for path, name in ((("practices", "team"), said.team), *_adjusted(said.adjust)):
        if name and name not in known:
            yield unknown(path, "question", name, known)
    if said.team in known and not levels_of(file, said.team):
        yield Fault(("practices", "team"), "no_levels", "teams are answers with levels", "levels", said.team)
    if said.skills in file.sections:
        yield from _of_skills(file)


def _adjusted(names: list[str]) -> Iterator[tuple[Path, str]]:
    for place, name in enumerate(names):
        yield ("practices", "adjust", place), name


def _section(file: StudyFile, path: Path, name: str) -> Iterator[Fault]:
    """Check that a section is there, has gaps, and that all its items are answered on one scale."""
    if name not in file.sections:
        yield unknown(path, "section", name, list(file.sections))
        return
    section = file.sections[name]
    if section.analysis != "gap":
        yield Fault(path, "no_gaps", "this section is not compared by gap", 'analysis = "gap"', section.analysis)
        return
    first: tuple[list[str], list[str]] | None = None
    for item, said in section.questions.items():
        scale = levels_of(file, said.question or item), favourable_of(file, name, item)
        first = first or scale
        if scale != first:
            message = f"{item} is answered on another scale than the items before it, or counts other answers"
            yield Fault(("sections", name, "questions", item), "unequal_scales", message, "one scale for all items")


def _of_skills(file: StudyFile) -> Iterator[Fault]:
    """Check the target, that levels have an order, and that plans are of skills."""
    said = file.practices
    assert said is not None  # noqa: S101 - the caller has asked
    items = file.sections[said.skills].questions
    for name in said.plans:
        if name not in items:
            yield unknown(("practices", "plans", name), "skill", name, list(items))
    first = next(((item.question or name) for name, item in items.items()), "")
    levels = levels_of(file, first) if first else []
    if said.target and levels and said.target not in levels[1:]:
        message = "the target is no level that one can rise to"
        yield Fault(("practices", "target"), "unknown_target", message, " or ".join(levels[1:]), said.target)
    scale = answers_of(file, first)[1] if first else ""
    if scale in file.scales and not file.scales[scale].ordered:
        path: Path = ("practices", "skills")
        yield Fault(path, "not_ordered", "the levels of skills need an order", "ordered levels", said.skills)
