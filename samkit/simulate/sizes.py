"""How large the groups are, and how many of each answered a question: whole numbers that the printed ones admit."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, NamedTuple

from samkit.errors import Place, Problem, StudyError
from samkit.simulate import grim
from samkit.simulate.expected import expected
from samkit.simulate.fit import why_not
from samkit.simulate.streams import Stream

if TYPE_CHECKING:
    from samkit.simulate.frame import Frame


class Sizes(NamedTuple):
    """Respondents in each group, and the sizes nearer to the printed share that something printed rules out."""

    top: int
    rest: int
    ruled_out: tuple[str, ...] = ()

    def bases(self, frame: Frame, question: str) -> tuple[list[int], list[int]]:
        """List the bases that a question may have in each group, the preferred ones first.

        Notes
        -----
        Everybody in the first group has answered every criterion: without the answer nobody could be in it, nor in the
        second where there is one criterion alone. Everybody has answered where several options may be ticked.
        """
        missing = frame.published.missing
        found = []
        for side, size in (("top", self.top), ("rest", self.rest)):
            drawn = Stream(frame.seed, "base", question, side).successes(size, missing.typical / 100)
            most = floor(size * missing.at_most / 100)
            decides = question in frame.criteria and (side == "top" or len(frame.criteria) == 1)
            if decides or frame.study.questions[question].selection:
                most = drawn = 0
            wish = size - min(drawn, most)
            found.append(sorted(range(size - most, size + 1), key=lambda base: (abs(base - wish), base)))
        return found[0], found[1]


def sizes(frame: Frame) -> Sizes:
    """Choose the size of the first group: the nearest to its printed share that every printed number admits.

    Raises
    ------
    StudyError
        If there is none, with what each size contradicts.
    """
    base = frame.published.base
    fitting = [top for top in range(1, base.respondents) if _shares_fit(frame, top)]
    fitting.sort(key=lambda top: (abs(100 * top - base.top_share * base.respondents), top))
    problems: list[Problem] = []
    ruled_out: list[str] = []
    for top in fitting:
        size = Sizes(top, base.respondents - top, tuple(ruled_out))
        found = _contradictions(frame, size)
        if not found:
            return size
        problems += found
        group = frame.groups.first
        ruled_out += [f"{group} cannot be {top}: {problem.place.key}: {problem.message}" for problem in found]
    if problems:
        raise StudyError(problems)
    message = f"no group sizes of {base.respondents} are {base.top_share} and {base.rest_share} percent"
    raise StudyError(Problem("impossible_share", message, Place(key="base")))


def _shares_fit(frame: Frame, top: int) -> bool:
    base = frame.published.base
    shares = grim.percent_of(top, base.respondents), grim.percent_of(base.respondents - top, base.respondents)
    return shares == (base.top_share, base.rest_share)


def _contradictions(frame: Frame, size: Sizes) -> list[Problem]:
    """List the printed numbers of items that groups of these sizes cannot give."""
    problems = []
    for question in frame.study.questions.values():
        hope = expected(frame, question) if question.levels else None
        said = frame.published.shares.get(hope.item) if hope else None
        if hope is None or said is None or not said.printed:
            continue
        reason = why_not(hope.wanted, *size.bases(frame, question.id))
        if reason:
            message = f"with {size.top} and {size.rest} respondents, {reason}"
            problems.append(Problem("impossible_share", message, Place(key=f"shares.{hope.item}")))
    return problems
