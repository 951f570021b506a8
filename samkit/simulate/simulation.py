"""From a study and its published figures to respondents: plan, draw, check, and refuse what misses a number."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from samkit.errors import Problem, RefusedError, StudyError
from samkit.simulate import references
from samkit.simulate.coded import read
from samkit.simulate.draw import draw
from samkit.simulate.facts import rests_on_drawing
from samkit.simulate.frame import frame as framed
from samkit.simulate.load import load
from samkit.simulate.plan import make
from samkit.simulate.report import Report, report
from samkit.simulate.verify import Check, checks
from samkit.study.load import load as load_study

if TYPE_CHECKING:
    from samkit.simulate.frame import Frame
    from samkit.simulate.published import Published
    from samkit.study.model import Study

DRAWINGS = 25
"""How many drawings are tried for facts that the margins alone do not decide."""


class Simulated(NamedTuple):
    """Synthetic respondents.

    Parameters
    ----------
    header
        Column names: the respondent, then every question in the order of the questionnaire.
    rows
        Texts, **shape** (respondents, columns).
    report
        What holds, what is assumed, what could not be.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    report: Report

    def csv(self) -> bytes:
        """Write the respondents as an export: UTF-8, comma-separated, one line feed at each line's end."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return text.getvalue().encode()


def simulate(
    study: Study | Path | str, published: Published | Path | str, seed: int | None = None, file: str = ""
) -> Simulated:
    """Make respondents whose tables give every printed number after rounding.

    Parameters
    ----------
    study
        The questionnaire and the rule that makes the groups: a study, its file, or the name of a built-in one.
    published
        The printed figures, and what is assumed where nothing was printed: as read, their file, or a built-in name.
    seed
        Left out: the seed of the study.
    file
        What messages call the file of published figures.

    Returns
    -------
    Simulated
        The same for the same input, on every machine.

    Raises
    ------
    StudyError
        If the figures do not fit the study, or contradict one another; with every contradiction.
    RefusedError
        If drawing respondents does not reach a printed number or fact.
    """
    asked = load_study(study) if isinstance(study, Path | str) else study
    printed = load(published) if isinstance(published, Path | str) else published
    try:
        return _simulate(asked, printed, seed)
    except StudyError as error:
        placed = [found._replace(place=found.place._replace(file=found.place.file or file)) for found in error.problems]
        raise StudyError(placed) from None


def _simulate(study: Study, published: Published, seed: int | None) -> Simulated:
    """Check, plan, draw until everything holds."""
    found = list(references.problems(study, published))
    if found:
        raise StudyError(found)
    frame = framed(study, published, seed)
    plan = make(frame)
    width = max(4, len(str(published.base.respondents)))
    header = (study.about.respondent or "respondent_id", *(question.column for question in study.questions.values()))
    missed: list[Check] = []
    misplaced = 0
    for attempt in range(DRAWINGS):
        answers, misplaced = draw(frame, plan, attempt)
        rows = tuple((f"R{place:0{width}d}", *row) for place, row in enumerate(answers, start=1))
        made = list(checks(read(frame, header, rows)))
        missed = [check for check in made if not check.held]
        if not missed and not misplaced:
            return Simulated(header, rows, report(frame, plan, made, attempt + 1))
        _stop_if_hopeless(frame, missed, misplaced)
    raise RefusedError([_missed(check) for check in missed])


def _stop_if_hopeless(frame: Frame, missed: list[Check], misplaced: int) -> None:
    """Stop where no other drawing can help: the margins themselves break a fact, or the rule cannot be satisfied."""
    if misplaced:
        message = f"{misplaced} respondents cannot be given answers that put them into their group by its criteria"
        hint = "the levels assumed for the criteria let too many, or too few, pass"
        raise StudyError(Problem("groups_impossible", message, hint=hint))
    decided = {fact.says or fact.kind for fact in frame.published.facts if not rests_on_drawing(frame, fact)}
    broken = [check for check in missed if check.printed in decided]
    if broken:
        hint = "one of the printed numbers says otherwise, or a value or a band that is assumed"
        raise StudyError([Problem("contradiction", check.printed, got=check.found, hint=hint) for check in broken])


def _missed(check: Check) -> Problem:
    return Problem("number_missed", f"{check.name} was not reached", expected=check.printed, got=check.found)
