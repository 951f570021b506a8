"""The library verbs behind the commands: read, classify, compare and their kind. Each takes data and gives data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samkit import survey
from samkit.answering import answer, answer_each, describe, plan_for, provenance, put, unmade
from samkit.classify import with_groups
from samkit.modelling import adjusted, drivers
from samkit.readers import choose
from samkit.readers.export import Settings
from samkit.results import Criterion, Result
from samkit.study.asked import chosen, defining, grouping
from samkit.study.load import load as load_study

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.analyses.plan import Analysis
    from samkit.reach import Planned
    from samkit.study.model import Study
    from samkit.survey import Survey

__all__ = [
    "adjusted",
    "answer",
    "answer_each",
    "chosen",
    "classify",
    "compare",
    "describe",
    "drivers",
    "grouping",
    "halo",
    "plan_for",
    "planned",
    "power",
    "profile",
    "provenance",
    "rank",
    "read",
    "robustness",
    "settings",
    "trend",
    "trust",
]


def read(path: Path | str, study: Study | Path | str, *, keep_all: bool = False, reader: str = "") -> Survey:
    """Read an export as its study says.

    Parameters
    ----------
    path
        The export.
    study
        A study, its file, or the name of a built-in one.
    keep_all
        Keep the columns, too, that the study does not name.
    reader
        The name of the reader; left out: the one that the study names, or that recognises the file.

    Returns
    -------
    Survey
        All answers coded, not yet classified.

    Raises
    ------
    StudyError, DataError
        With every problem found.
    """
    found = load_study(study) if isinstance(study, Path | str) else study
    told, needed = settings(found, reader), found.columns().keys()
    return survey.build(found, choose.read(Path(path), told, needed, keep_all=keep_all))


def settings(study: Study, reader: str = "") -> Settings:
    """Give what a study says about its export; a reader that is named goes before that of the study."""
    said = study.export.model_dump(exclude={"missing", "empty"})
    told = Settings(**{**said, "columns": tuple(said["columns"]), "patterns": study.patterns()})
    return told._replace(reader=reader) if reader else told


def classify(data: Survey, by: str = "") -> tuple[Survey, Result]:
    """Give each respondent a label.

    Returns
    -------
    tuple
        The survey with its groups, and the classification as a result.
    """
    from samkit.analyses import membership
    from samkit.engines import labels

    groups = grouping(data.study, by)
    labelled = data if groups.id in data.groups else with_groups(data, groups)
    made = labelled.groups[groups.id]
    steps = [
        Criterion(
            label=step.label,
            words=step.words,
            passed=step.passed,
            failed=step.failed,
            open=step.open,
            share=membership.UNKNOWN,
            in_order=step.in_order,
            lost=step.lost,
            pending=step.pending,
            settled=step.settled,
            unsettled=step.unsettled,
        )
        for step in made.steps
    ]
    about = describe(labelled, groups)
    counted = labels.count(labelled, groups.id)
    return labelled, membership.answer(about, steps, counted, data.study.about, provenance(data))


def compare(data: Survey, sections: Sequence[str] = (), by: str = "") -> tuple[Survey, tuple[Result, ...]]:
    """Compare two groups on sections of the study; everything is counted in one scan.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all of them if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    groups = grouping(data.study, by)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups) for section in chosen(data.study, sections)])


def profile(data: Survey, questions: Sequence[str] = (), by: str = "") -> tuple[Survey, Result]:
    """Compare who is in two groups: questions with categories and numeric ones, all in one family.

    Parameters
    ----------
    data
        The respondents.
    questions
        Names of questions; those that no section compares if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and the result.
    """
    from samkit.study.named import profiled

    groups = grouping(data.study, by)
    title = f"Profile of {groups.first} and {groups.second}"
    section = profiled(data.study, questions, defining(data.study, groups), title)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups)], "profile")[0]


def trend(data: Survey, names: Sequence[str] = (), by: str = "") -> tuple[Survey, tuple[Result, ...]]:
    """Test whether the share of the first group rises or falls over ordered factors.

    Parameters
    ----------
    data
        The respondents.
    names
        Names of sections or questions; the sections of ordered factors if none is named.
    by
        The grouping; the study's first if left out.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section; questions that are named stand in one of their own.
    """
    from samkit.study.named import ordered

    groups = grouping(data.study, by)
    sections = ordered(data.study, names)
    labelled = with_groups(data, groups)
    return labelled, answer(labelled, [(section, groups) for section in sections], "trend")


def rank(
    data: Survey,
    sections: Sequence[str] = (),
    by: str = "",
    *,
    replicates: int = 10_000,
    progress: Callable[[int], None] | None = None,
) -> tuple[Survey, tuple[Result, ...]]:
    """Rank items by how common they are and by how far they separate two groups.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    replicates
        How often the sample is drawn again, count.
    progress
        Hears each time how much more is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.rank import analysis

    return _with_gaps(data, sections, by, analysis(replicates, progress or (lambda _: None)))


def robustness(
    data: Survey,
    sections: Sequence[str] = (),
    by: str = "",
    *,
    permutations: int = 1_000,
    progress: Callable[[int], None] | None = None,
) -> tuple[Survey, tuple[Result, ...]]:
    """Compare two groups under every reading of the rule that makes them.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    permutations
        How often respondents are exchanged to test all readings together, count; 0 leaves the test out.
    progress
        Hears each time how much more is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.robustness import analysis

    return _with_gaps(data, sections, by, analysis(permutations, progress or (lambda _: None)))


def halo(
    data: Survey,
    sections: Sequence[str] = (),
    by: str = "",
    *,
    replicates: int = 1_000,
    progress: Callable[[int], None] | None = None,
) -> tuple[Survey, tuple[Result, ...]]:
    """Compare two groups without the criteria that respondents rate themselves on, and beyond one common factor.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named. The common factor is of all of them, named or not.
    by
        The grouping; the study's first if left out.
    replicates
        How often the sample is drawn again, count.
    progress
        Hears each time how much more is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.halo import analysis

    return _with_gaps(data, sections, by, analysis(replicates, progress or (lambda _: None)))


def power(
    data: Survey, sections: Sequence[str] = (), by: str = "", *, chance: float = 0.8
) -> tuple[Survey, tuple[Result, ...]]:
    """Say of each item how large a gap must be for this sample to show it.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    chance
        The power with which a gap is to be shown, a fraction.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.power import analysis

    return _with_gaps(data, sections, by, analysis(chance))


def trust(
    data: Survey, sections: Sequence[str] = (), by: str = "", *, progress: Callable[[int], None] | None = None
) -> tuple[Survey, tuple[Result, ...]]:
    """Raise every objection against every finding, and say what is left of it.

    Parameters
    ----------
    data
        The respondents.
    sections
        Names of sections; all that have gaps if none is named.
    by
        The grouping; the study's first if left out.
    progress
        Hears each time how much more is done, in percent of the whole.

    Returns
    -------
    tuple
        The survey with its groups, and one result per section.
    """
    from samkit.analyses.trust import analysis

    return _with_gaps(data, sections, by, analysis(progress=progress or (lambda _: None)))


def _with_gaps(data: Survey, sections: Sequence[str], by: str, analysis: Analysis) -> tuple[Survey, tuple[Result, ...]]:
    """Answer an analysis for sections that have gaps, all of them if none is named."""
    from samkit.study.ranked import ranked

    groups = grouping(data.study, by)
    found = ranked(data.study, sections)
    labelled = with_groups(data, groups)
    return labelled, put(labelled, [(analysis, plan_for(labelled, groups, found))])[0]


def planned(wanted: Planned) -> Result:
    """Say how many answers a planned study needs.

    Raises
    ------
    StudyError
        If the plan cannot be.
    """
    from samkit.analyses.planned import answer as sizes

    return sizes(wanted, unmade("A planned study"))
