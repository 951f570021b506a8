"""`samkit benchmark` as a library verb: a survey against published figures, or against another survey."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit import workflow
from samkit.analyses import benchmark as analysis
from samkit.analyses import circular
from samkit.analyses import theirs as told
from samkit.analyses.counts import entering
from samkit.analyses.plan import Plan
from samkit.analyses.theirs import EVERYBODY, Theirs
from samkit.classification import OPEN, Classification, Truth
from samkit.classify import with_groups
from samkit.engines import memory
from samkit.errors import Place, Problem, StudyError, shown
from samkit.notes import Note
from samkit.organisation.placed import placed
from samkit.simulate import held, load
from samkit.simulate.sides import PARTS
from samkit.study.asked import defining, grouping
from samkit.study.model import Groups, Section
from samkit.study.rules import AtLeastOf
from samkit.tally import Ask, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.results import Item, Result
    from samkit.simulate.sides import Part
    from samkit.survey import Survey

NOBODY: Final = Groups("", EVERYBODY, "", AtLeastOf("", 0, ()))
"""The grouping of a survey in which nobody is grouped."""

NAMES: Final[dict[Part, str]] = {"top": "Top Performers", "rest": "The Rest", "all": EVERYBODY}
"""What the groups of a file of published figures are called where our own survey has none."""


_FILES: Final = tuple(
    f"{name}{end}" for name in ("benchmark", "organisation") for end in (".csv", ".json", ".md", ".txt")
)


def benchmark(
    data: Survey,
    against: Path | str | Survey,
    by: str = "",
    *,
    whole: bool = False,
    organisation: str = "",
    items: Sequence[str] = (),
) -> tuple[Survey, Result]:
    """Hold a survey against a reference, item by item; or one of its respondents against the reference's two groups.

    Parameters
    ----------
    data
        The respondents.
    against
        A file of published figures, the name of a built-in one, or another survey.
    by
        The grouping, like with like; the study's first if left out.
    whole
        Whether all of our respondents are held against each group of the reference, as they are where the study
        declares no groups.
    organisation
        The id of one respondent, who alone is held against the reference, with its chance of being in the first group.
    items
        Names of the sections and items by which; all if none is named.

    Returns
    -------
    tuple
        The survey with its groups, and the result.

    Raises
    ------
    StudyError
        If the reference cannot be read, or has no item of the study.
    """
    if organisation:
        return placed(data, against, organisation, items, by)
    whole = whole or not (by or data.study.groups)
    labelled, groups = _grouped(data, "" if whole else by, whole=whole)
    names: dict[Part, str] = NAMES if whole else {"top": groups.first, "rest": groups.second, "all": EVERYBODY}
    if isinstance(against, Path | str):
        reference, _ = load.reference(against)
        found = list(held.shares(data.study, reference, names))
        title, missed = reference.source.title, list(held.missed(data.study, reference))
    else:
        found, missed = _shares(labelled, against, by, whole=whole)
        title = f"{against.study.about.title} ({Path(against.export.path).name})"
    if not found:
        raise _nothing_in_common(data, missed)
    plan = _plan(labelled, groups, found)
    cells = memory.count(labelled, analysis.request(plan) | circular.request(plan))
    result = analysis.answer(circular.examined(plan, cells), cells, found, title, whole=whole)
    return labelled, result._replace(notes=_missed(missed))


def reference(name: str, study_for: Callable[[Path], str]) -> Path | str | Survey:
    """Read the export that a reference is, if it is one; a file of published figures stays a name.

    Parameters
    ----------
    name
        A TOML file, the name of a built-in one, or an export.
    study_for
        Finds the study of an export.
    """
    if name in load.names() or Path(name).suffix.lower() == ".toml":
        return name
    if not os.path.lexists(name):
        hint = f"name a file, or a built-in one: {', '.join(load.names())}"
        raise StudyError(Problem("no_reference", "there is no such reference", Place(name), hint=hint))
    return workflow.read(Path(name), study_for(Path(name)))


def named(organisation: str, items: str, *, whole: bool) -> list[str]:
    """Split the names of items of one organisation.

    Raises
    ------
    StudyError
        If there is no organisation, or all respondents are asked for as well.
    """
    if items and not organisation:
        raise StudyError(Problem("no_respondent", "--items goes with --organisation", hint="name a respondent's id"))
    if whole and organisation:
        raise StudyError(Problem("named_twice", "--whole and --organisation exclude one another", hint="leave out one"))
    return [name.strip() for name in items.split(",") if name.strip()]


def spare(name: str, output: Path | None) -> None:
    """Refuse to write over the reference.

    Raises
    ------
    StudyError
        If the output, or a file of it in a folder, is the reference.
    """
    if output is not None and Path(name).resolve() in {output.resolve(), *(output.resolve() / each for each in _FILES)}:
        message = "-o names a file that is read here"
        raise StudyError(Problem("would_overwrite", message, Place(str(output)), hint="name another file"))


def _grouped(data: Survey, by: str, *, whole: bool) -> tuple[Survey, Groups]:
    """Give the survey with its groups; with nobody in any where all are taken as they are."""
    if not whole:
        groups = grouping(data.study, by)
        return (data if groups.id in data.groups else with_groups(data, groups)), groups
    nobody = np.full(data.respondents, OPEN, dtype=Truth)
    made = Classification(NOBODY, nobody, np.zeros((0, data.respondents), dtype=Truth), (), ())
    return data._replace(groups={**data.groups, NOBODY.id: made}), NOBODY


def _plan(data: Survey, groups: Groups, found: Sequence[Theirs]) -> Plan:
    """Say what is to be counted: the items of the reference, each once."""
    items = tuple({each.item.id: each.item for each in found}.values())
    section = Section("benchmark", "Benchmark", "", items)
    criteria, rule = (defining(data.study, groups), groups) if groups.id else ({}, None)
    about, made = workflow.describe(data, groups), workflow.provenance(data)
    return Plan((section,), about, criteria, data.study.about, made, data.study.questions, rule)


def _shares(data: Survey, other: Survey, by: str, *, whole: bool) -> tuple[list[Theirs], list[str]]:
    """Count what another survey has of our items; bases that it would hide are left out, and named."""
    alone = not other.study.groups
    labelled, groups = _grouped(other, by if by in other.study.groups else "", whole=alone)
    ours = {item.id: item for section in data.study.sections.values() for item in section.items}
    asked = {item.id: item for section in other.study.sections.values() for item in section.items}
    pairs = [(ours[name], item) for name, item in asked.items() if name in ours]
    both = [(mine, item) for mine, item in pairs if mine.favourable and item.favourable]
    cells = memory.count(labelled, Request(frozenset(Ask(item.question, groups.id) for _, item in both)))
    names: dict[Part, str] = {"top": groups.first, "rest": groups.second, "all": EVERYBODY}
    parts: tuple[Part, ...] = ("all",) if alone else ("top", "rest") if not whole else PARTS
    found, missed = [], [name for name in asked if name not in {mine.id for mine, _ in both}]
    for mine, item in both:
        block = cells.blocks[Ask(item.question, groups.id)]
        sample = entering(cells.sample, [block])
        notes = _notes(data, other, mine, item)
        counts = {part: analysis.ours(block, item.favourable, analysis.GROUPS[part], sample) for part in parts}
        apart = "all" in parts and not alone  # what is neither in one group nor the other follows from all three
        small = apart and any(0 < n < other.study.about.hide_below for n in block.base().tolist())
        for part, count in counts.items():
            if small or count.effective < max(other.study.about.hide_below, 1):
                missed.append(f"{item.id} of {names[part]} (base too small)")
            else:
                found.append(_counted(mine, part, names[part], count, notes))
    return found, missed


def _counted(item: Item, part: Part, group: str, count: analysis.Ours, notes: tuple[Note, ...]) -> Theirs:
    """Give a share that was counted, with its error where weights or a design entered."""
    if count.totals is None:
        share = count.x / count.n
        return Theirs(item, part, group, share, (share, share), count.n, (count.x, count.x), notes=notes)
    share, error = analysis.own_error(count.totals)
    return Theirs(item, part, group, share, (share, share), count.n, (count.x, count.x), error, notes)


def _notes(data: Survey, other: Survey, mine: Item, item: Item) -> tuple[Note, ...]:
    """Say how an item of another survey is not the same as ours."""
    own, its = data.study.questions[mine.question].levels, other.study.questions[item.question].levels
    return (*told.wording(item.text, mine), *told.favourable(item.favourable, mine), *told.levels(own, its))


def _missed(missed: Sequence[str]) -> tuple[Note, ...]:
    """Name what the reference has and could not be compared."""
    if not missed:
        return ()
    listed = ", ".join(shown(name, quote=False, longest=80) for name in missed[:8])
    more = f" and {len(missed) - 8} more" if len(missed) > 8 else ""
    return (Note("not_compared", f"of the reference, not compared: {listed}{more}"),)


def _nothing_in_common(data: Survey, missed: Sequence[str]) -> StudyError:
    """Say that the reference has nothing that the study has."""
    listed = ", ".join(shown(name) for name in missed[:8]) or "no percentage"
    hint = f"give the items of {data.study.path} the names that the reference has, or the reference those of the study"
    message = "the reference has no percentage of any item of the study"
    return StudyError(Problem("nothing_in_common", message, Place(data.study.path), got=None, hint=f"{hint}: {listed}"))
