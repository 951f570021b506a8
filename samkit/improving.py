"""`samkit practices` as a library verb: improvement plans for a person, a team or all respondents, and their pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from samkit import catalogue, drawing, publish, workflow
from samkit.analyses import circular
from samkit.classify import with_groups
from samkit.engines import memory
from samkit.errors import Place, Problem, StudyError
from samkit.payoffs import improvements
from samkit.practices import answer, known
from samkit.report import practices as report
from samkit.study import explained
from samkit.study.asked import grouping
from samkit.study.model import FigureSpec
from samkit.words.language import Words
from samkit.writers.files import write_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from samkit.payoffs import Improvement, Of
    from samkit.results import Result
    from samkit.survey import Survey

    Wanted = tuple[Of, Sequence[str]]

PAGES: Final = ("html", "docx")
"""The formats of the page of one plan."""

_FIGURE: Final = FigureSpec("1", "", "payoffs", (), "", "", "gap")
_LONGEST: Final = 60


def practices(
    data: Survey, of: Of = "all", named: Sequence[str] = (), by: str = ""
) -> tuple[Survey, tuple[Result, ...]]:
    """Compare the battery of practices, where plans are made for all respondents, and make the plans.

    Parameters
    ----------
    data, of, named, by
        As for `plans`.

    Returns
    -------
    tuple
        The survey with its groups, and the results: of the battery if there is one, then the plans.
    """
    labelled, made = plans(data, of, named, by)
    battery = data.study.practices.battery if data.study.practices and of == "all" else ""
    compared = workflow.compare(labelled, [battery], by)[1] if battery else ()
    return labelled, (*compared, made)


def plans(data: Survey, of: Of = "all", named: Sequence[str] = (), by: str = "") -> tuple[Survey, Result]:
    """Say which one skill of each unit, improved, pays most.

    Parameters
    ----------
    data
        The respondents.
    of
        For whom: each "person", each "team", or "all" respondents as one.
    named
        Which persons, by their ids, or which teams; all of them if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and the result: the skills, then a plan for each unit.

    Raises
    ------
    StudyError
        If the study declares no practices, or there is no such unit.
    RefusedError
        If the respondents cannot tell anything of the skills.
    """
    return _made(data, [(of, named)], by)


def reported(data: Survey) -> tuple[Survey, Result]:
    """Make the plans that a report shows: for all respondents and for each team, never for a person.

    Parameters
    ----------
    data
        The respondents.

    Returns
    -------
    tuple
        The survey with its groups, and the result.
    """
    said = data.study.practices
    wanted: list[Wanted] = [("all", ()), *([("team", ())] if said and said.team else [])]  # type: ignore[list-item]
    return _made(data, wanted, "")


def _made(data: Survey, wanted: Sequence[Wanted], by: str) -> tuple[Survey, Result]:
    said = data.study.practices
    if said is None:
        hint = "declare [practices] with skills and [practices.plans.SKILL]"
        raise StudyError(Problem("no_practices", f"the study {data.study.path} declares no practices", hint=hint))
    groups = grouping(data.study, by)
    labelled = data if groups.id in data.groups else with_groups(data, groups)
    section = data.study.sections[said.skills]
    plan = workflow.plan_for(labelled, groups, [section])
    adjust = explained.adjusting(data.study, said.adjust, section)
    asked = known.Asked(section.items, adjust, said.team, said.draws)
    cells = memory.count(labelled, known.request(plan, asked) | circular.request(plan))
    return labelled, answer.answer(data, circular.examined(plan, cells), asked, cells, said, wanted)


def pages(
    data: Survey,
    result: Result,
    target: Path,
    formats: Sequence[str],
    progress: Callable[[int, int, str], None] | None = None,
) -> list[Path]:
    """Write a page for each plan into a folder.

    Parameters
    ----------
    data
        What the plans were made from; its files are never written over.
    result
        Of kind `practices`.
    target
        The folder.
    formats
        Of the pages: "html", "docx".
    progress
        Hears before each plan how many are begun, how many there are, and whose it is.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    StudyError
        If the target is no folder, or a page would take the place of a file that is read here.
    """
    publish.refuse_no_folder(target)
    if target.suffix and not target.is_dir():
        hint = "name a folder with -o"
        raise StudyError(Problem("not_a_folder", "pages are written into a folder", Place(str(target)), hint=hint))
    made = improvements(result.rows)
    prepared: dict[Path, bytes] = {}
    for place, (name, unit) in enumerate(zip(_names(made), made, strict=True), 1):
        if progress:
            progress(place, len(made), unit.item.text)
        prepared |= {target / f"{name}.{form}": page for form, page in _page(data, result, unit, formats)}
    publish.spare(data, prepared)
    publish.make_folder(target)
    write_together(prepared)
    return list(prepared)


def _page(data: Survey, result: Result, unit: Improvement, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Write the page of one plan in each format."""
    document = report.page(result, unit, _FIGURE, data.study.look, Words(data.study.about.language))
    entries = {form: catalogue.WRITERS[form] for form in dict.fromkeys(formats)}
    drawn, _ = drawing.draw(document, {picture for entry in entries.values() for picture in entry.pictures})
    for form, entry in entries.items():
        yield form, catalogue.load(entry)(document, drawn)


def _names(made: Sequence[Improvement]) -> Iterator[str]:
    """Name the file of each plan after its unit; names that become alike are counted."""
    seen: Counter[str] = Counter()
    for unit in made:
        name = re.sub(r"[^A-Za-z0-9_-]+", "-", unit.item.text).strip("-")[:_LONGEST] or "unnamed"
        seen[name.casefold()] += 1
        many = seen[name.casefold()]
        yield f"plan-{name}" if many == 1 else f"plan-{name}-{many}"
